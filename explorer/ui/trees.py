"""The three lists of the navigator as trees of links."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from explorer.anatomy.atlas import AREA_NAMES, Atlas
from explorer.anatomy.model import Muscle, TriggerPoint
from explorer.session.view_state import Subject
from explorer.ui.links import Link
from explorer.ui.rows import DETAIL, FAINT, LINK, RowDelegate
from explorer.ui.theme import Theme

__all__ = ["AtlasTree", "complaint_tree", "guide_tree", "muscle_tree"]


class AtlasTree(QTreeWidget):
    """A tree whose rows stand for records. Setters in, ``chosen`` out.

    Signals
    -------
    chosen
        The address of the row that was chosen by mouse or keyboard.
    """

    chosen = Signal(str)

    def __init__(
        self, name: str, parent: QWidget | None = None, *, two_lines: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(not two_lines)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = RowDelegate(two_lines=two_lines)
        self.setItemDelegate(self._row)
        self._items: dict[tuple[str, str], QTreeWidgetItem] = {}
        self._out: frozenset[str] = frozenset()
        self._side = "right"
        self.currentItemChanged.connect(self._current_changed)
        self.itemClicked.connect(self._clicked)
        self._told: QTreeWidgetItem | None = None

    def add(
        self,
        parent: QTreeWidgetItem | None,
        words: str,
        detail: str = "",
        kind: str = "",
        id: str = "",
    ) -> QTreeWidgetItem:
        """Add a row; without ``kind`` it is a heading that cannot be chosen."""
        item = QTreeWidgetItem([words])
        if detail:
            item.setData(0, DETAIL, detail)
            item.setToolTip(0, f"{words}: {detail}")
        if kind:
            item.setData(0, LINK, (kind, id))
            self._items[(kind, id)] = item
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        return item

    def set_theme(self, theme: Theme) -> None:
        """Set the colours."""
        self._row.set_theme(theme)
        self.viewport().update()

    def set_subject(self, subject: Subject | None) -> None:
        """Mark the row of what is selected, without telling anybody."""
        item = self._items.get((subject.kind, subject.id)) if subject is not None else None
        if subject is not None:
            self._side = subject.side
        with QSignalBlocker(self):
            self._told = item
            # With None too: a tree whose current row was never set makes its first row current
            # when the keyboard enters it, which would open the first complaint.
            self.setCurrentItem(item)  # type: ignore[arg-type]
            if self._out:
                self._show_rows()
            if item is None:
                self.clearSelection()
            else:
                self.scrollToItem(item)

    def set_out(self, points: frozenset[str]) -> None:
        """Leave points out: their rows turn faint, and where no other is left all is hidden.

        What is selected keeps its place in the tree.
        """
        if points != self._out:
            self._out = points
            self._show_rows()

    def _show_rows(self) -> None:
        for row in range(self.topLevelItemCount()):
            heading = self.topLevelItem(row)
            if heading is not None:
                self._show_row(heading)
                muscles = [m for m in _below(heading) if m.data(0, LINK)[0] == "muscle"]
                left = sum(1 for m in muscles if not m.isHidden())
                everything = left == len(muscles)
                words = str(left) if everything else f"{left} of {len(muscles)}"
                heading.setData(0, DETAIL, words)

    def _show_row(self, item: QTreeWidgetItem) -> bool:
        """Show what a row and those below it are; True when one of them is left."""
        kind, id = item.data(0, LINK) or ("", "")
        left = kind == "point" and id not in self._out
        for child in _children(item):
            left = self._show_row(child) or left
        if kind == "point":
            item.setData(0, FAINT, not left)
        else:
            item.setHidden(bool(self._out) and not left and item is not self.currentItem())
        return left or item is self.currentItem()

    def item_of(self, kind: str, id: str) -> QTreeWidgetItem | None:
        """The row of a record."""
        return self._items.get((kind, id))

    @property
    def current(self) -> tuple[str, str] | None:
        """Kind and id of the marked row."""
        item = self.currentItem()
        return item.data(0, LINK) if item is not None else None

    def _current_changed(self, item: QTreeWidgetItem | None, _: QTreeWidgetItem | None) -> None:
        self._tell(item)

    def _clicked(self, item: QTreeWidgetItem, _: int) -> None:
        if item.childCount() and item.data(0, LINK) is None:
            item.setExpanded(not item.isExpanded())
        elif item is not self._told:
            self._tell(item)
        self._told = None  # a second click on the same row may be meant again

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        link = item.data(0, LINK) if item is not None else None
        if item is None or link is None:
            return
        self._told = item
        kind, id = link
        self.chosen.emit(Link(kind, id, "left" if self._side == "left" else "right").url)


def muscle_tree(atlas: Atlas) -> AtlasTree:
    """Area > muscle, its parts together where it has any > trigger point."""
    tree = AtlasTree("Muscles")
    for area, name in AREA_NAMES.items():
        muscles = [m for m in atlas.knowledge.muscles if m.area == area]
        if not muscles:
            continue
        heading = tree.add(None, name, str(len(muscles)))
        groups: dict[str, list[Muscle]] = {}
        for muscle in muscles:
            groups.setdefault(muscle.group, []).append(muscle)
        for group, members in groups.items():
            parent = heading
            if len(members) > 1:
                parent = tree.add(heading, _group_name(group))
            for muscle in members:
                row = tree.add(parent, muscle.name, "", "muscle", muscle.id)
                row.setToolTip(0, f"{muscle.name}\n{muscle.latin}")
                for point in atlas.points_of(muscle.id):
                    tree.add(row, point.label, _felt(atlas, point), "point", point.id)
    return tree


def complaint_tree(atlas: Atlas) -> AtlasTree:
    """Complaints in the order of the knowledge base."""
    tree = AtlasTree("Complaints", two_lines=True)
    tree.setRootIsDecorated(False)
    for complaint in atlas.knowledge.complaints:
        detail = ", ".join(complaint.also_called)
        tree.add(None, complaint.name, detail, "complaint", complaint.id)
    return tree


def guide_tree(atlas: Atlas) -> AtlasTree:
    """Pages of the guide, techniques and cautions."""
    tree = AtlasTree("Guide")
    guide = tree.add(None, "Guide")
    for page in atlas.knowledge.guide:
        tree.add(guide, page.title, "", "guide", page.id)
    techniques = tree.add(None, "Techniques")
    for technique in atlas.knowledge.techniques:
        tree.add(techniques, technique.name, "", "technique", technique.id)
    flags = tree.add(None, "Red flags")
    cautions = tree.add(None, "Cautions")
    for caution in atlas.knowledge.cautions:
        parent = flags if caution.kind == "red_flag" else cautions
        tree.add(parent, caution.title, "", "caution", caution.id)
    guide.setExpanded(True)
    return tree


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """All rows below one that stand for a record."""
    rows = []
    for child in _children(item):
        rows += [child] if child.data(0, LINK) else []
        rows += _below(child)
    return rows


def _children(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for row in range(item.childCount()):
        child = item.child(row)
        if child is not None:
            yield child


def _group_name(group: str) -> str:
    return group.replace("_", " ").capitalize()


def _felt(atlas: Atlas, point: TriggerPoint) -> str:
    regions = [r for z in point.zones if z.level == "essential" for r in z.regions]
    return ", ".join(atlas.regions[r].name for r in regions)
