"""The brush: paints pain on the skin with the mouse, rubs it out, and marks regions."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from explorer.anatomy.model import Side
from explorer.anatomy.pain import PainStroke, RegionRef
from explorer.body.pain_skin import USUAL_HEIGHT, skin_place
from explorer.scene.picking import SkinHit
from explorer.scene.stage import Stage
from explorer.session.pain_commands import paint, toggle_region
from explorer.session.session import Session
from explorer.ui.brush_settings import BrushSettings

__all__ = ["Brush", "SkinTool"]

#: Places of a stroke lie this share of the radius apart: more of them would not be seen.
SPACING = 0.3
#: A stroke is cut after so many places, so that a long scribble stays quick.
LONGEST = 400

_strokes = itertools.count(1)


class SkinTool(Protocol):
    """Takes presses on the skin before the camera does; positions are device pixels."""

    def press(self, x: float, y: float, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether the tool takes this gesture."""
        ...

    def move(self, x: float, y: float) -> None:
        """Follow the mouse while the button is held."""
        ...

    def release(self) -> None:
        """End the gesture."""
        ...

    def hover(self, x: float, y: float) -> bool:
        """Follow the mouse without a button; True when its mark on the picture has changed."""
        ...

    def leave(self) -> None:
        """The mouse has left the picture."""
        ...

    def draw(self, painter: QPainter, ratio: float) -> None:
        """Draw the tool's mark over the picture, in logical pixels."""
        ...


class Brush:
    """Paints, erases or marks regions, as the settings say; never turns the body.

    A press beside the body, or with Alt or Shift, is left to the camera.
    """

    def __init__(
        self, stage: Stage, session: Session, settings: Callable[[], BrushSettings]
    ) -> None:
        self._stage = stage
        self._session = session
        self._settings = settings
        self._hit: SkinHit | None = None
        self._before: tuple[PainStroke, ...] = ()
        self._stroke: PainStroke | None = None
        self._last = np.zeros(3)
        self._gesture = ""
        self._marking = False

    def press(self, x: float, y: float, modifiers: Qt.KeyboardModifier) -> bool:
        settings = self._settings()
        held = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        self._hit = self._stage.skin_at(x, y)
        if settings.tool == "turn" or modifiers & held or self._hit is None:
            return False
        if not self._stage.has_skin:
            return False
        if settings.tool == "region":
            self._marking = True
            return True
        erase = settings.tool == "eraser" or bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        self._before = self._session.state.pain.strokes
        if erase and not self._before:
            return True  # nothing to rub out: neither a step of undo nor a turn of the body
        self._gesture = f"{next(_strokes)}"
        self._begin(
            PainStroke(
                (skin_place(self._hit.triangle, self._hit.weights),),
                settings.radius_mm,
                settings.intensity,
                settings.quality,
                settings.deep,
                settings.both,
                erase,
            )
        )
        return True

    def _begin(self, stroke: PainStroke) -> None:
        assert self._hit is not None
        self._stroke = stroke
        self._last = np.asarray(self._hit.point)
        self._session.do(paint(self._before, stroke, self._gesture))

    def move(self, x: float, y: float) -> None:
        self._hit = self._stage.skin_at(x, y)
        stroke = self._stroke
        if stroke is None or self._hit is None:
            return
        place = np.asarray(self._hit.point)
        if np.linalg.norm(place - self._last) < SPACING * stroke.radius_mm:
            return
        self._last = place
        new = skin_place(self._hit.triangle, self._hit.weights)
        if len(stroke.places) >= LONGEST:
            self._before = (*self._before, stroke)
            self._stroke = replace(stroke, places=(stroke.places[-1], new))
        else:
            self._stroke = replace(stroke, places=(*stroke.places, new))
        self._session.do(paint(self._before, self._stroke, self._gesture))

    def release(self) -> None:
        self._stroke = None
        if self._marking and self._hit is not None:
            region = self._stage.region_at(self._hit)
            record = self._stage.atlas.regions[region]
            side: Side = "left" if self._hit.point[0] > 0 else "right"
            self._session.do(toggle_region(RegionRef(region, side if record.paired else "both")))
        self._marking = False

    def hover(self, x: float, y: float) -> bool:
        before, self._hit = self._hit, self._stage.skin_at(x, y)
        return before is not None or self._hit is not None

    def leave(self) -> None:
        self._hit = None

    def draw(self, painter: QPainter, ratio: float) -> None:
        settings = self._settings()
        if self._hit is None or settings.tool not in ("brush", "eraser"):
            return
        centre, radius = self._ring(settings.radius_mm)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        at = QPointF(centre[0] / ratio, centre[1] / ratio)
        palette = self._stage.palette
        for colour, width in ((palette.halo, 3.0), (palette.text, 1.2)):
            pen = QPen(QColor(*colour), width)
            if settings.tool == "eraser" and width < 2:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawEllipse(at, radius / ratio, radius / ratio)
        painter.restore()

    def _ring(self, radius_mm: float) -> tuple[tuple[float, float], float]:
        """Where the brush is in the picture and how large it looks, device pixels."""
        assert self._hit is not None
        lens = self._stage.lens
        height = self._stage.placed.figure.info.height_mm
        point = np.asarray(self._hit.point)
        eye = np.asarray(lens.pose.position)
        across = np.cross(point - eye, np.asarray(lens.pose.view_up))
        across = across / max(float(np.linalg.norm(across)), 1e-9)
        reach = radius_mm * height / USUAL_HEIGHT
        pixels, _ = lens.project(np.array([point, point + across * reach]))
        size = float(np.linalg.norm(pixels[1] - pixels[0]))
        return (float(pixels[0, 0]), float(pixels[0, 1])), size
