"""Pages of a PDF: real text and pictures. Whole or not at all."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QIODevice, QMarginsF, QSaveFile, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from explorer import __version__
from explorer.errors import ExplorerError
from explorer.export.paper import DOTS_PER_INCH, FAMILIES, PAPERS, Block, Pages, Paper

__all__ = ["FAMILIES", "PAPERS", "Block", "Paper", "PdfPages", "page_layout", "require_pdf"]


def page_layout(paper: Paper) -> QPageLayout:
    """A paper, upright, without margins of its own."""
    size = QPageSize(QSizeF(*PAPERS[paper]), QPageSize.Unit.Millimeter, paper)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


class PdfPages(Pages):
    """A PDF that is being written; use it in a ``with`` statement.

    The file is there when the statement ends well. Otherwise nothing is, or what was before.

    Raises
    ------
    ExplorerError
        On entering, when the file cannot be written; on leaving, when the disk is full.
    """

    def __init__(self, path: Path, title: str, paper: Paper = "A4") -> None:
        super().__init__(paper)
        self._path = path
        self._file = QSaveFile(str(path))
        self._writer = QPdfWriter(self._file)
        self._writer.setPageLayout(page_layout(paper))
        self._writer.setResolution(DOTS_PER_INCH)
        self._writer.setTitle(title)
        self._writer.setCreator(f"Trigger Point Explorer {__version__}")
        self._painter: QPainter | None = None

    def __enter__(self) -> PdfPages:
        if not self._file.open(QIODevice.OpenModeFlag.WriteOnly):
            raise self._failed()
        self._painter = QPainter(self._writer)
        if not self._painter.isActive():
            raise self._failed()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._painter is not None:
            self._painter.end()
        self._painter = None
        if error is not None:
            self._file.cancelWriting()
            self._file.commit()
        elif not self._file.commit():
            raise self._failed()

    def _failed(self) -> ExplorerError:
        reason = self._file.errorString().rstrip(".") or "it cannot be opened"
        return ExplorerError(
            f"{self._path} could not be written: {reason}.",
            "Choose a folder you may write to, with room left on the disk.",
        )

    @property
    def painter(self) -> QPainter:
        assert self._painter is not None, "the file is not being written"
        return self._painter

    def new_page(self) -> None:
        self._writer.newPage()
        self.pages += 1


def require_pdf(path: Path) -> None:
    """Refuse a file name that does not end in .pdf, before any work is done.

    Raises
    ------
    ExplorerError
        When it does not.
    """
    if path.suffix.lower() != ".pdf":
        raise ExplorerError(
            f"This is written as PDF, but {path.name!r} ends in {path.suffix or 'nothing'}.",
            "Let the name end in .pdf.",
        )
