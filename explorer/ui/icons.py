"""The window's icons: a few strokes of SVG each, drawn in the theme's own colour."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

__all__ = ["icon", "pixmap"]


def _dot(x: float, y: float, r: float) -> str:
    return f"*M{x} {y - r}a{r} {r} 0 1 0 0 {2 * r} {r} {r} 0 0 0 0-{2 * r}z"


#: Paths on a 24 x 24 grid, drawn as round strokes 1.7 wide; ``*`` marks one that is filled.
_PATHS: dict[str, tuple[str, ...]] = {
    "undo": ("M9 14 4 9l5-5", "M4 9h10a6 6 0 0 1 0 12h-3"),
    "redo": ("M15 14l5-5-5-5", "M20 9H10a6 6 0 0 0 0 12h3"),
    "find": ("M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M16.2 16.2 21 21"),
    "pain": ("M13.5 3 6 13.5h5.2L10 21l8-11h-5.4z",),
    "notes": ("M5 3.5h14v17H5z", "M8.5 8h7M8.5 12h7M8.5 16h4.5"),
    "turn": (
        "M3.5 12c0-2 3.8-3.6 8.5-3.6s8.5 1.6 8.5 3.6-3.8 3.6-8.5 3.6",
        "M15 12.6l-3 3 3 3",
        "M12 3v3M12 19.6V21",
    ),
    "free": (
        "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
        "M3.5 12c2.5 2.4 14.5 2.4 17 0M12 3.5c-4 4-4 13 0 17M12 3.5c4 4 4 13 0 17",
    ),
    "markers": ("M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M9.6 9.6l4.8 4.8M14.4 9.6l-4.8 4.8"),
    "labels": (
        "M10 5.5h10.5v8H10z",
        "M13 9.5h4.5",
        "M10 13.5 5 18",
        _dot(5, 18.2, 1.6),
    ),
    "legend": ("*M4 5h5v4H4z", "M4 15h5v4H4z", "M12.5 7H20M12.5 17H20"),
    "theme": ("M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z", "*M12 3.5a8.5 8.5 0 0 1 0 17z"),
    "save": ("M12 4v11M7.5 10.5 12 15l4.5-4.5", "M4.5 16.5v3h15v-3"),
    "copy": ("M8.5 8.5h11v11h-11z", "M15.5 8.5v-4h-11v11h4"),
    "more": ("M7 6l6 6-6 6M13 6l6 6-6 6",),
    "xray": (
        "M12 5.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z",
        "M12 8.2v7.6M9.2 10h5.6M9.6 12.4h4.8M10.2 14.8h3.6",
        "M4 7V4h3M20 7V4h-3M4 17v3h3M20 17v3h-3",
    ),
    "close": ("M6 6l12 12M18 6 6 18",),
    "previous": ("M14.5 5.5 8 12l6.5 6.5",),
    "next": ("M9.5 5.5 16 12l-6.5 6.5",),
    "whole": (
        "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
        _dot(12, 12, 2.5),
    ),
    "warning": ("M12 4 2.8 20h18.4z", "M12 10v4.6M12 17.2v.2"),
    "app": (
        "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
        "M8.4 8.4l7.2 7.2M15.6 8.4l-7.2 7.2",
    ),
}


def _svg(name: str, colour: str) -> QByteArray:
    parts = []
    for path in _PATHS[name]:
        filled = path.startswith("*")
        fill = colour if filled else "none"
        parts.append(f'<path d="{path.lstrip("*")}" fill="{fill}"/>')
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'<g stroke="{colour}" stroke-width="1.7" stroke-linecap="round" '
        f'stroke-linejoin="round">{"".join(parts)}</g></svg>'
    )
    return QByteArray(text.encode())


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of ``size`` logical pixels."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(_svg(name, colour)).render(
        painter, QRectF(0, 0, picture.width(), picture.height())
    )
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str, faded: str, on: str = "", ratio: float = 1.0) -> QIcon:
    """An icon in the theme's text colour, faded when disabled, in colour ``on`` when checked."""
    ratio = max(ratio, 2.0)
    result = QIcon(pixmap(name, colour, 20, ratio))
    result.addPixmap(pixmap(name, faded, 20, ratio), QIcon.Mode.Disabled)
    if on:
        picture = pixmap(name, on, 20, ratio)
        result.addPixmap(picture, QIcon.Mode.Normal, QIcon.State.On)
        result.addPixmap(picture, QIcon.Mode.Active, QIcon.State.On)
    return result
