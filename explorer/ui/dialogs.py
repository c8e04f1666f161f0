"""Small windows: shortcuts, about, reports of defects, and faults of a knowledge base."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from explorer import __version__
from explorer.anatomy.atlas import Atlas
from explorer.knowledge.faults import KnowledgeBaseError
from explorer.ui.actions import COMMANDS
from explorer.ui.markup import heading, style_sheet, title
from explorer.ui.theme import Theme

__all__ = ["FaultsDialog", "PageDialog", "ReportDialog", "about_page", "shortcuts_page"]

_MOUSE = (
    ("Drag", "Turn the body"),
    ("Right drag, or Shift and drag", "Move the body"),
    ("Wheel", "Come nearer, or go away"),
    ("Click a point", "Show its pattern and its notes"),
    ("Ctrl or Shift and click", "Show one more point, or take it away"),
    ("Click bare skin", "What may send pain there"),
    ("Double click", "Look at that place"),
    ("Arrow keys, + and -", "Turn and zoom (with Shift: in small steps)"),
)


def _button(box: QDialogButtonBox, words: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
    button = box.addButton(words, role)
    button.setAccessibleName(words)
    return button


class PageDialog(QDialog):
    """A page to read."""

    def __init__(self, title: str, content: str, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(600, 640)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        self.browser = QTextBrowser(self)
        self.browser.setAccessibleName(title)
        self.browser.setOpenExternalLinks(True)
        self.browser.document().setDocumentMargin(16)
        self.browser.document().setDefaultStyleSheet(style_sheet(theme, 1.0))
        self.browser.setHtml(content)
        layout.addWidget(self.browser)
        box = QDialogButtonBox(self)
        _button(box, "Close", QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        box.accepted.connect(self.accept)
        layout.addWidget(box)


def shortcuts_page() -> str:
    """Every key, from the table of commands."""
    from PySide6.QtGui import QKeySequence

    native = QKeySequence.SequenceFormat.NativeText
    parts = [title("Shortcuts"), heading("Mouse and body"), _rows(_MOUSE)]
    menu = ""
    rows: list[tuple[str, str]] = []
    for spec in (*COMMANDS, None):
        if spec is None or spec.menu != menu:
            if rows:
                parts += [heading(menu), _rows(tuple(rows))]
            rows = []
            menu = spec.menu if spec is not None else ""
        if spec is not None and spec.keys:
            keys = ", ".join(QKeySequence(k).toString(native) for k in spec.keys)
            rows.append((keys, spec.tip))
    return "".join(parts)


def about_page(atlas: Atlas) -> str:
    """Version, licences, credits and the limits of what is shown."""
    from explorer.export.credits import CREDITS

    kb = atlas.knowledge
    counts = (
        f"{len(kb.muscles)} muscles, {len(kb.trigger_points)} trigger points, "
        f"{len(kb.regions)} regions, {len(kb.references)} references"
    )
    return (
        f"{title('Trigger Point Explorer', f'Version {__version__}')}"
        f"<p class='lead'>{escape(kb.disclaimer)}</p>"
        f"{heading('Contents')}<p>{escape(kb.title)}, version {escape(kb.version)} "
        f"({escape(kb.licence)}): {counts}.</p>"
        f"{heading('Licences and credits')}<p>{escape(CREDITS)}</p>"
        "<p>Made with Python, Qt for Python (LGPL), VTK (BSD) and PyVista (MIT), NumPy, SciPy, "
        "trimesh and msgspec.</p>"
    )


def _rows(rows: tuple[tuple[str, str], ...]) -> str:
    cells = "".join(
        f'<tr><td class="key" width="190">{escape(key)}</td>'
        f'<td class="value">{escape(words)}</td></tr>'
        for key, words in rows
    )
    return f'<table width="100%" cellspacing="0">{cells}</table>'


class ReportDialog(QDialog):
    """A defect of the program, as a text that can be sent to its authors."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Something went wrong")
        self.resize(640, 420)
        layout = QVBoxLayout(self)
        words = QLabel(
            "This is a defect of the program, not of what you did. You can go on; if something "
            "looks wrong, start again. The report below helps to mend it.",
            self,
        )
        words.setWordWrap(True)
        layout.addWidget(words)
        self.text = QPlainTextEdit(report, self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Report")
        layout.addWidget(self.text)
        box = QDialogButtonBox(self)
        copy = _button(box, "Copy report", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        _button(box, "Go on", QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        box.accepted.connect(self.accept)
        layout.addWidget(box)


class FaultsDialog(QDialog):
    """Every fault of a knowledge base with its place; accepted means: use the built-in one."""

    def __init__(
        self, error: KnowledgeBaseError, refuse: str = "Quit", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("The knowledge base cannot be used")
        self.resize(760, 460)
        layout = QVBoxLayout(self)
        count = len(error.faults)
        words = QLabel(
            f"{error.file} has {count} {'fault' if count == 1 else 'faults'}. Nothing of it was "
            "loaded. Correct the places below, or use the built-in knowledge base.",
            self,
        )
        words.setWordWrap(True)
        layout.addWidget(words)
        self.table = QTableWidget(count, 2, self)
        self.table.setAccessibleName("Faults")
        self.table.setHorizontalHeaderLabels(["Place", "What is wrong"])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        for row, fault in enumerate(error.faults):
            self.table.setItem(row, 0, QTableWidgetItem(fault.path))
            self.table.setItem(row, 1, QTableWidgetItem(fault.message))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 260)
        layout.addWidget(self.table)
        text = "\n".join(f"{fault.path}\t{fault.message}" for fault in error.faults)
        box = QDialogButtonBox(self)
        self.copy_button = _button(box, "Copy list", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        _button(box, refuse, QDialogButtonBox.ButtonRole.RejectRole)
        use = _button(box, "Use the built-in one", QDialogButtonBox.ButtonRole.AcceptRole)
        use.setDefault(True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout.addWidget(box)
