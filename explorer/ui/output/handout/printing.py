"""A handout on a printer: the pages of the PDF, line for line."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from explorer.errors import ExplorerError
from explorer.export.handout.layout import paint
from explorer.export.handout.writing import TITLE
from explorer.export.paper import DOTS_PER_INCH, Pages, Paper
from explorer.export.pdf_pages import page_layout

if TYPE_CHECKING:
    from explorer.export.handout.layout import Laid

__all__ = ["PrinterPages", "print_handout"]


class PrinterPages(Pages):
    """Pages that go to a printer; use it in a ``with`` statement.

    Raises
    ------
    ExplorerError
        On entering, when the printer cannot be used.
    """

    def __init__(self, printer: QPrinter, paper: Paper) -> None:
        super().__init__(paper)
        self._printer = printer
        self._painter = QPainter()

    def __enter__(self) -> PrinterPages:
        if not self._painter.begin(self._printer):
            name = self._printer.printerName() or "The printer"
            raise ExplorerError(f"{name} cannot be used.", "Choose another one, or save a PDF.")
        scale = self._printer.resolution() / DOTS_PER_INCH
        self._painter.scale(scale, scale)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._printer.abort()
        self._painter.end()

    @property
    def painter(self) -> QPainter:
        return self._painter

    def new_page(self) -> None:
        self._printer.newPage()
        self.pages += 1


def print_handout(laid: Laid, paper: Paper, parent: QWidget) -> bool:
    """Ask for a printer and print; False when the user thought better.

    Raises
    ------
    ExplorerError
        When the printer cannot be used.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(TITLE)  # stands in queues and on screens of others: nothing of the client
    printer.setPageSize(page_layout(paper).pageSize())
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)  # our margins are part of the page
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not accepted:
        return False
    with PrinterPages(printer, paper) as pages:
        paint(pages, laid)
    return True
