"""The bodies that a window can show: built-in figures, and the user's anatomy packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.body.figure import FigureInfo, list_figures
from explorer.errors import ExplorerError
from explorer.packs.figure_ids import figure_of_pack
from explorer.session.commands import set_figure

if TYPE_CHECKING:
    from explorer.packs.pack import PackInfo
    from explorer.ui.main_window import MainWindow

__all__ = ["Bodies"]


class Bodies:
    """Lists packs when asked to, and not before: a start shows none of them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._packs: tuple[PackInfo, ...] | None = None

    # Which there are ---------------------------------------------------------------------------

    @property
    def packs(self) -> tuple[PackInfo, ...]:
        """The packs that can be shown."""
        if self._packs is None:
            self.refresh()
        assert self._packs is not None
        return self._packs

    def pack(self, name: str) -> PackInfo | None:
        """A pack by its name."""
        return next((info for info in self.packs if info.name == name), None)

    def refresh(self) -> tuple[str, ...]:
        """List the packs anew, here and in the tool bar; what to say about damaged ones."""
        from explorer.packs.store import damaged_packs, list_packs, packs_dir

        damaged = tuple(str(error) for error in damaged_packs(packs_dir()))
        self._packs = list_packs(packs_dir())
        self._window.toolbar.set_figures(self.figures())
        self._window.toolbar.show_state(self._window.session.state)
        return damaged

    def greet(self) -> None:
        """Offer the packs when the window stands, and name those that cannot be read."""
        damaged = self.refresh()
        if damaged:
            self._window.messages.say(" ".join(damaged))

    def figures(self) -> tuple[FigureInfo, ...]:
        """The built-in figures and then every pack, with a skin or without."""
        return list_figures() + tuple(
            FigureInfo(
                figure_of_pack(info.name),
                info.title if info.has_skin else f"{info.title} (no skin)",
                "",
                " ".join(filter(None, (info.licence, info.credit))),
                info.height_mm,
            )
            for info in self.packs
        )

    def source_words(self, name: str) -> str:
        """Whose work a pack is, in a line."""
        info = self.pack(name)
        if info is None:
            return ""
        words = f"Real muscles and bones: {info.title}. {info.credit or info.licence}"
        if not info.has_skin:
            words += " It has no skin, so no points can be shown on it."
        return words

    # Showing them ------------------------------------------------------------------------------

    def show(self, figure: str) -> bool:
        """Show another body; the former one stays, and it is False, when it cannot be read."""
        window = self._window
        try:
            window.viewport.stage.placed_on(figure)
        except ExplorerError as error:
            window.messages.say_error(error)
            window.toolbar.show_state(window.session.state)
            return False
        window.session.do(set_figure(figure))
        return True

    def changed(self, name: str) -> None:
        """A pack was installed anew: whatever was read of a former one of its name goes."""
        self._forget(name)
        self._window.card.refresh()
        self._window.viewport.schedule()

    def leave(self, name: str) -> None:
        """A pack is about to go: another body takes its place, now and in the history."""
        self._window.session.replace_figure(figure_of_pack(name), list_figures()[0].id)
        self._forget(name)

    def _forget(self, name: str) -> None:
        from PySide6.QtWidgets import QDialog

        window = self._window
        window.viewport.stage.forget_figure(figure_of_pack(name))
        window.inside.measured.forget()
        check = window.findChild(QDialog, "anatomyCheck")
        if check is not None:
            check.forget()  # type: ignore[attr-defined]
