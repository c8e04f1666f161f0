"""The left panel: search, and below it muscles, complaints and the guide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.search import Hit, SearchIndex
from explorer.session.view_state import Subject
from explorer.ui.later import Later
from explorer.ui.links import Link
from explorer.ui.rows import DETAIL, FAINT, KIND, LINK, RowDelegate
from explorer.ui.segments import Segments
from explorer.ui.theme import Theme
from explorer.ui.trees import AtlasTree, complaint_tree, guide_tree, muscle_tree

__all__ = ["Navigator"]

#: Pages that stay in front whatever is selected.
_STAYS = ("layers", "pain", "lesson")

_PAGE_OF = {
    "point": "muscles",
    "muscle": "muscles",
    "complaint": "complaints",
    "guide": "guide",
    "technique": "guide",
    "caution": "guide",
}


class Navigator(QWidget):
    """Finds things; never selects them itself.

    Signals
    -------
    chosen
        The address of what was chosen, as a link.
    page_changed
        The page that came forward.
    """

    chosen = Signal(str)
    page_changed = Signal(str)

    def __init__(self, atlas: Atlas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigator")
        self.setMinimumWidth(258)  # so wide are the names of the lists
        self._atlas = atlas
        self._index: SearchIndex | None = None
        self._subject: Subject | None = None
        self._out: frozenset[str] = frozenset()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 8, 6)
        layout.setSpacing(8)
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setPlaceholderText("Search muscle, place, complaint")
        self.search.setToolTip("Type a muscle, a place or a complaint (Ctrl+F)")
        self.search.setAccessibleName("Search")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search_changed)
        self.search.returnPressed.connect(self._take_first)
        self.search.installEventFilter(self)
        layout.addWidget(self.search)
        self.tabs = Segments(
            "List",
            (
                ("pain", "Where does it hurt?", "Show a pain and find its likely sources (W)"),
                ("lesson", "Lesson", "Views in order, to be taught and handed on (Ctrl+T)"),
                ("muscles", "Muscles", "All muscles and their points"),
                ("complaints", "Complaints", "Begin with what hurts"),
                ("guide", "Guide", "Guide, techniques and cautions"),
                ("layers", "Layers", "What is shown of the body, and what was taken away"),
            ),
            self,
            wide=True,
            rows=(2, 4),
        )
        self.tabs.chosen.connect(self.show_page)
        layout.addWidget(self.tabs)
        self._stack = QStackedWidget(self)
        layout.addWidget(self._stack, 1)
        self._later = Later(self._mark, self)
        first = muscle_tree(atlas)
        self._trees: dict[str, AtlasTree] = {"muscles": first}
        self._pages: dict[str, QWidget] = {}
        self._later_pages: dict[str, Callable[[], QWidget]] = {}
        self._stack.addWidget(first)
        first.chosen.connect(self.chosen)
        self.results = QListWidget(self)
        self.results.setAccessibleName("Search results")
        self.results.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = RowDelegate(two_lines=True)
        self.results.setItemDelegate(self._row)
        self.results.itemClicked.connect(self._take)
        self.results.itemActivated.connect(self._take)
        self.results.setMouseTracking(True)
        self._stack.addWidget(self.results)
        self._nothing = QLabel("Nothing found. Try fewer letters, or another word.", self)
        self._nothing.setWordWrap(True)
        self._nothing.setObjectName("hint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(8, 8, 8, 8)
        self._stack.addWidget(self._nothing)
        self._theme: Theme | None = None
        self._page = "muscles"
        self.show_page("muscles")

    # Setters -----------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Set the colours."""
        self._theme = theme
        self._row.set_theme(theme)
        for tree in self._trees.values():
            tree.set_theme(theme)
        self.results.viewport().update()

    def set_subject(self, subject: Subject | None) -> None:
        """Mark what is selected, and bring its list forward, without telling anybody.

        It is marked when the body has been drawn: painting a list takes a tenth of a frame's time.
        """
        self._subject = subject
        self._later.ask()

    def set_out(self, points: frozenset[str]) -> None:
        """Leave points out of the muscles; a search still finds them and shows them faint."""
        self._out = points
        self._trees["muscles"].set_out(points)
        for row in range(self.results.count()):
            item = self.results.item(row)
            item.setData(FAINT, item.data(LINK)[1] in points)

    def frame_painted(self) -> None:
        """The body has been drawn: mark what is selected as soon as that is on the screen."""
        self._later.frame_painted()

    def _mark(self) -> None:
        subject = self._subject
        if subject is not None:
            page = _PAGE_OF.get(subject.kind)
            # Who works with the layers, a pain or a lesson does not want them taken away by a
            # click on a muscle.
            if page is not None and page != self._page and self._page not in _STAYS:
                self._select_page(page)
        for tree in self._trees.values():
            tree.set_subject(subject)

    def show_page(self, page: str) -> None:
        """Show ``pain``, ``lesson``, ``muscles``, ``complaints``, ``guide`` or ``layers``."""
        with QSignalBlocker(self.search):
            self.search.clear()
        self._select_page(page)
        self._stack.setCurrentWidget(self._widget(page))

    def focus_search(self) -> None:
        """Put the cursor into the search field, ready to type anew."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @property
    def muscles(self) -> AtlasTree:
        """The tree of areas, muscles and points."""
        return self.tree("muscles")

    def tree(self, page: str) -> AtlasTree:
        """The list of a page, made when first needed, with what is selected marked."""
        self._later.now()
        if page not in self._trees:
            make = {"complaints": complaint_tree, "guide": guide_tree}[page]
            tree = make(self._atlas)
            if self._theme is not None:
                tree.set_theme(self._theme)
            tree.chosen.connect(self.chosen)
            self._stack.addWidget(tree)
            self._trees[page] = tree
            tree.set_subject(self._subject)
        return self._trees[page]

    def add_page(self, page: str, widget: QWidget) -> None:
        """Put in a page that is not a list of the atlas."""
        self._pages[page] = widget
        self._stack.addWidget(widget)

    def add_page_later(self, page: str, make: Callable[[], QWidget]) -> None:
        """Put in a page that is made when it is first shown."""
        self._later_pages[page] = make

    def focus_page(self, page: str) -> None:
        """Show a page and put the cursor into it."""
        self.show_page(page)
        self._widget(page).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _widget(self, page: str) -> QWidget:
        if page in self._later_pages:
            self.add_page(page, self._later_pages[page]())
            del self._later_pages[page]
        return self._pages[page] if page in self._pages else self.tree(page)

    @property
    def page(self) -> str:
        """The list that is in front, or would be without a search."""
        return self._page

    @property
    def searching(self) -> bool:
        """Whether the results of a search are shown."""
        return bool(self.search.text().strip())

    def clear_search(self) -> None:
        """Leave the results and show the list again."""
        self.search.clear()

    # Search ------------------------------------------------------------------------------------

    def _select_page(self, page: str) -> None:
        before, self._page = self._page, page
        self.tabs.set_value(page)
        if not self.searching:
            self._stack.setCurrentWidget(self._widget(page))
        if before != page:
            self.page_changed.emit(page)

    def _search_changed(self, words: str) -> None:
        if not words.strip():
            self._stack.setCurrentWidget(self._widget(self._page))
            return
        if self._index is None:
            self._index = SearchIndex(self._atlas)
        hits = self._index.search(words)
        with QSignalBlocker(self.results):
            self.results.clear()
            for hit in hits:
                item = QListWidgetItem(hit.title)
                item.setData(DETAIL, hit.detail)
                item.setData(KIND, self._kind_words(hit))
                item.setData(FAINT, hit.id in self._out)
                item.setData(LINK, (hit.kind, hit.id))
                item.setToolTip(f"{hit.title}\n{hit.detail}")
                self.results.addItem(item)
            if hits:
                self.results.setCurrentRow(0)
        self._stack.setCurrentWidget(self.results if hits else self._nothing)

    def _kind_words(self, hit: Hit) -> str:
        """What a hit is; of a point how well it is supported, too."""
        words = hit.kind.capitalize()
        if hit.kind != "point":
            return words
        return f"{words} · grade {self._atlas.points[hit.id].evidence.grade}"

    def _take(self, item: QListWidgetItem) -> None:
        kind, id = item.data(LINK)
        side = self._subject.side if self._subject is not None else "right"
        self.chosen.emit(Link(kind, id, side).url)

    def _take_first(self) -> None:
        item = self.results.currentItem()
        if self.searching and self.results.count() and item is not None:
            self._take(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys walk through the results while the cursor stays in the field."""
        if (
            watched is self.search
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self.searching
            and self.results.count()
        ):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self.results.currentRow() + step
                self.results.setCurrentRow(min(max(row, 0), self.results.count() - 1))
                return True
        return False
