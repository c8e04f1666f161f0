"""Names on a slide: a box of text that can be edited, and a leader line that holds on to it."""

from __future__ import annotations

import math

from explorer.export.slides.content import Leader, Line, Panel, Place
from explorer.export.slides.template import Box
from explorer.export.slides.text import LINE, width_of
from explorer.scene.overlay import Label, Marker
from explorer.scene.palette import LIGHT

__all__ = ["label_parts", "label_size"]

#: Sizes of a name and of what is said under it, and the room around them.
_NAME, _DETAIL, _PAD = 14.0, 11.0, (7.0, 3.5)
#: Sides of a box that a line can hold on to, as office programs count them.
_TOP, _LEFT, _BOTTOM, _RIGHT = 0, 1, 2, 3
#: Ink around the ring of a marker, logical pixels: its outline, and the halo of the selected one.
_OUTLINE, _HALO = 0.8, 5.9


def label_size(title: str, detail: str) -> tuple[float, float]:
    """Width and height in points of the box of a name."""
    width = max(width_of(title, _NAME, True), width_of(detail, _DETAIL))
    lines = _NAME + (_DETAIL if detail else 0.0)
    return width + 2 * _PAD[0], lines * LINE + 2 * _PAD[1]


def label_parts(
    label: Label, marker: Marker | None, origin: Place, pixel: float, ink: float
) -> tuple[Panel, Leader]:
    """A name and its leader line.

    Parameters
    ----------
    marker
        The marker that the line ends at; None where the name is that of a structure.
    origin
        Where the upper left corner of the picture is (points).
    pixel
        Points to one pixel of the picture.
    ink
        Points to one logical pixel of its ink.
    """

    def on_slide(x: float, y: float) -> Place:
        return origin[0] + x * pixel, origin[1] + y * pixel

    x, y, w, h = label.box
    said = f"{label.text} {label.detail}".strip()
    lines: list[Line] = [(label.text, _NAME, True, LIGHT.text)]
    if label.detail:
        lines.append((label.detail, _DETAIL, False, LIGHT.text_soft))
    place = *on_slide(x, y), w * pixel, h * pixel
    panel = Panel(place, f"Label {said}", 4.0, LIGHT.halo, LIGHT.text, tuple(lines), _PAD)
    site = _nearest_site(label)
    start = on_slide(*_site(label.box, site))
    end = _rim(start, on_slide(*label.anchor), 0.0 if marker is None else _ring(marker) * ink)
    return panel, Leader(start, end, f"Leader {said}", LIGHT.text, marker is None, panel, site)


def _nearest_site(label: Label) -> int:
    (ax, ay), (x, y, w, _) = label.anchor, label.box
    if x < ax < x + w:
        return _TOP if ay < y else _BOTTOM
    return _LEFT if label.side == "right" else _RIGHT


def _site(box: Box, site: int) -> Place:
    x, y, w, h = box
    return {
        _TOP: (x + w / 2, y),
        _LEFT: (x, y + h / 2),
        _BOTTOM: (x + w / 2, y + h),
        _RIGHT: (x + w, y + h / 2),
    }[site]


def _ring(marker: Marker) -> float:
    """Radius of all that is drawn of a marker, logical pixels."""
    return marker.radius + (_HALO if marker.state == "selected" else _OUTLINE)


def _rim(start: Place, centre: Place, radius: float) -> Place:
    """Where a line from ``start`` to the ``centre`` of a ring meets the ring."""
    length = math.dist(start, centre)
    share = max(0.0, 1.0 - radius / length) if length > 0 else 0.0
    return (
        start[0] + (centre[0] - start[0]) * share,
        start[1] + (centre[1] - start[1]) * share,
    )
