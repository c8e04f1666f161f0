"""A figure on the clipboard: as a picture, and as a drawing whose words are words."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtGui import QGuiApplication

from explorer.export.figures.sketch import Sketch

__all__ = ["empty_content", "put_on_clipboard"]

_PNG, _SVG = "image/png", "image/svg+xml"


def put_on_clipboard(sketch: Sketch) -> tuple[int, int]:
    """Offer a drawn figure to other programs; returns its size in pixels.

    Office programs take the picture. Inkscape, and whatever else understands SVG, takes the
    drawing, in which names and lines can be edited.

    Raises
    ------
    ExplorerError
        When memory does not suffice.
    """
    picture = sketch.picture()
    content = empty_content()
    content.setData(_SVG, sketch.svg())
    # Its own bytes besides Qt's picture: they carry title and credits.
    content.setData(_PNG, sketch.png(picture))
    content.setImageData(picture)
    QGuiApplication.clipboard().setMimeData(content)
    return picture.width(), picture.height()


def empty_content() -> QMimeData:
    """What a clipboard can hold until the program has ended.

    Qt asks it for its contents when Python is no more. One that was made in Python then brings the
    process down; one that Qt itself has made, as every model does of its rows, does not.
    """
    model = QStringListModel([""])
    content = model.mimeData([model.index(0)])
    content.clear()
    return content
