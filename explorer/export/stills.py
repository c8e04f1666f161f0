"""Pictures of what is shown, at any size: the stage's own picture with ink drawn sharp on top."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter

from explorer import __version__
from explorer.errors import ExplorerError
from explorer.export.credits import CREDITS, caption, credits_of
from explorer.export.ink_style import InkStyle
from explorer.export.picture_ink import paint_picture_ink
from explorer.files import write_bytes
from explorer.scene.palette import DARK, LIGHT
from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState

__all__ = [
    "LARGEST_SIDE",
    "StillOptions",
    "encode_png",
    "render_still",
    "require_png",
    "save_still",
]

#: Longest side of a picture in pixels; beyond it graphics drivers refuse or return black.
LARGEST_SIDE = 8192
#: Size of the window that a picture of a given height imitates: ink grows with the picture.
_REFERENCE_HEIGHT = 900.0
#: Up to this many pixels a still is averaged over all sub-pixel frames; beyond, over fewer.
_FULL_QUALITY_PIXELS = 9_000_000


@dataclass(frozen=True, slots=True)
class StillOptions:
    """How a still is made. Sizes are true pixels of the file."""

    width: int = 3840
    height: int = 2160
    transparent: bool = False
    labels: bool = True
    legend: bool = True
    dark: bool = False

    def checked(self) -> StillOptions:
        """Itself, when the size can be drawn.

        Raises
        ------
        ExplorerError
            When a side is not between 16 and ``LARGEST_SIDE`` pixels.
        """
        if not (16 <= self.width <= LARGEST_SIDE and 16 <= self.height <= LARGEST_SIDE):
            raise ExplorerError(
                f"A picture of {self.width} x {self.height} pixels cannot be made.",
                f"Each side may have 16 to {LARGEST_SIDE} pixels.",
            )
        return self


def render_still(
    stage: Stage, state: ViewState, options: StillOptions, restore: tuple[int, int] | None = None
) -> QImage:
    """Draw a state at the size of the options, with its ink.

    The stage may be the window's own: its size and colours are given back as they were, the size
    from ``restore``. The camera's height of view is kept, so a wider picture shows more to the
    sides.
    """
    options = options.checked()
    palette_before = stage.palette
    palette = DARK if options.dark else LIGHT
    pixels = options.width * options.height
    subpixels = 8 if pixels <= _FULL_QUALITY_PIXELS else 4
    hovered = stage.hovered
    try:
        stage.set_hovered(None)
        stage.set_palette(palette, transparent=options.transparent)
        stage.set_size(options.width, options.height)
        frame = stage.average(subpixels)
        height, width = frame.shape[:2]
        image = QImage(frame.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        if (width, height) != (options.width, options.height):
            raise ExplorerError(
                f"The graphics driver could not draw {options.width} x {options.height} pixels.",
                "Choose a smaller size.",
            )
        _ink(image, stage, state, options)
        image.setText("Copyright", credits_of(state))
        return image
    finally:
        if restore is not None:
            stage.set_size(*restore)
        stage.set_palette(palette_before)
        stage.set_hovered(hovered)


def _ink(image: QImage, stage: Stage, state: ViewState, options: StillOptions) -> None:
    scale = min(options.height, options.width * 0.9) / _REFERENCE_HEIGHT
    painter = QPainter(image)
    try:
        paint_picture_ink(
            painter,
            stage,
            state,
            InkStyle(stage.palette, scale),
            labels=options.labels,
            legend=options.legend,
            caption=caption(state) if options.legend else "",
        )
    finally:
        painter.end()


def encode_png(image: QImage, title: str) -> bytes:
    """A picture as PNG bytes with title and credits in its metadata."""
    image = QImage(image)
    image.setText("Title", title)
    image.setText("Software", f"Trigger Point Explorer {__version__}")
    image.setText("Copyright", image.text("Copyright") or CREDITS)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise ExplorerError("The picture could not be encoded as PNG.", "Choose a smaller size.")
    return bytes(content.data())


def require_png(path: Path) -> None:
    """Refuse a file name that does not end in .png, before any work is done.

    Raises
    ------
    ExplorerError
        When it does not.
    """
    if path.suffix.lower() != ".png":
        raise ExplorerError(
            f"Pictures are saved as PNG, but {path.name!r} ends in {path.suffix or 'nothing'}.",
            "Let the name end in .png.",
        )


def save_still(image: QImage, path: Path, title: str) -> None:
    """Write a PNG whole or not at all.

    Raises
    ------
    ExplorerError
        When the name does not end in .png, or the file cannot be written.
    """
    require_png(path)
    write_bytes(path, encode_png(image, title))
