"""The named parts of a 3D model by their kind, each kind with a box to tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from explorer.export.model_parts import ModelNode, ModelParts

__all__ = ["PartTree"]

_TICKED, _BARE = Qt.CheckState.Checked, Qt.CheckState.Unchecked
#: Part, its name, the kind of its nodes, and what is said where there are none.
_ROWS = (
    ("skin", "Skin and eyes", "skin", ""),
    ("zones", "Pain zones", "zones", "no points are shown"),
    ("points", "Points", "point", "none are shown"),
    ("muscles", "Muscles", "muscle", "none are shown"),
    ("bones", "Bones", "bone", "none are shown"),
)


class PartTree(QWidget):
    """Setters in, ``changed`` out."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName("Parts of the model")
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(15)
        self.tree.itemChanged.connect(lambda *_: self.changed.emit())
        layout.addWidget(self.tree)
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._nodes: dict[str, tuple[str, ...]] = {}
        for part, name, _, _ in _ROWS:
            row = QTreeWidgetItem(self.tree, [name])
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            row.setCheckState(0, _BARE)
            self._rows[part] = row

    @property
    def parts(self) -> ModelParts:
        """What is ticked."""
        return ModelParts(
            **{part: row.checkState(0) == _TICKED for part, row in self._rows.items()}
        )

    def row(self, part: str) -> QTreeWidgetItem:
        """The row of a part, such as ``skin``."""
        return self._rows[part]

    def set_parts(self, parts: ModelParts) -> None:
        """Tick these, without telling anybody."""
        with QSignalBlocker(self.tree):
            for part, row in self._rows.items():
                row.setCheckState(0, _TICKED if getattr(parts, part) else _BARE)

    def show_nodes(self, nodes: Sequence[ModelNode], *, inside_known: bool) -> None:
        """List what there is of each part; it is in the model when its part is ticked.

        Parameters
        ----------
        inside_known
            Whether muscles and bones have been looked for already.
        """
        points = [node for node in nodes if node.kind == "point"]
        with QSignalBlocker(self.tree):
            for part, name, kind, empty in _ROWS:
                own = [node for node in nodes if node.kind == kind]
                if part == "zones":
                    own = points
                there = tuple(node.label for node in own)
                unknown = kind in ("muscle", "bone") and not inside_known
                words = "looking…" if unknown else str(len(there)) if there else empty
                counted = part not in ("skin", "zones") or not there
                self._rows[part].setText(0, f"{name} ({words})" if counted else name)
                self._rows[part].setDisabled(not there)
                if part != "zones" and self._nodes.get(part) != there:
                    self._fill(part, own)
                    self._nodes[part] = there
        self.tree.viewport().update()

    def _fill(self, part: str, nodes: Sequence[ModelNode]) -> None:
        row = self._rows[part]
        row.takeChildren()
        for node in nodes:
            child = QTreeWidgetItem(row, [node.label])
            child.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            child.setToolTip(0, f"Called “{node.name}” in the file")
        row.setExpanded(part == "points" and len(nodes) < 12)
