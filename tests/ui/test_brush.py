"""Painting pain with the mouse, as a person does it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from pytestqt.qtbot import QtBot

from explorer.anatomy.pain import RegionRef
from explorer.body.pain_skin import painted_regions
from explorer.body.regions import load_region_map
from explorer.scene.camera import Lens, focus_on
from explorer.session.commands import look_from
from explorer.ui.brush import LONGEST, Brush
from explorer.ui.brush_settings import BrushSettings
from explorer.ui.main_window import MainWindow


class Painter:
    """A brush in a window, and a hand that moves it over landmarks."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.view, self._qtbot = window, window.viewport, qtbot
        self.settings = BrushSettings(tool="brush")
        view = window.viewport
        view.set_tool(Brush(view.stage, window.session, lambda: self.settings))

    def look_at(self, landmark: str, direction: tuple[float, float, float]) -> None:
        place = self.view.stage.placed.landmark(landmark)
        pose = focus_on(self.window.session.state.camera, place, np.array(direction, float), 700.0)
        self.window.session.do(look_from(pose))

    def pixel(self, landmark: str) -> QPoint:
        lens = Lens(self.window.session.state.camera, self.view.width(), self.view.height())
        (x, y), _ = (v[0] for v in lens.project(self.view.stage.placed.landmark(landmark)[None]))
        return QPoint(round(float(x)), round(float(y)))

    def press(self, at: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.mousePress(self.view, Qt.MouseButton.LeftButton, keys, at)

    def move(self, at: QPoint) -> None:
        self._qtbot.mouseMove(self.view, at)

    def release(self, at: QPoint) -> None:
        self._qtbot.mouseRelease(self.view, Qt.MouseButton.LeftButton, pos=at)

    def stroke(
        self, *way: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.press(way[0], keys)
        for at in way[1:]:
            self.move(at)
        self.release(way[-1])

    @property
    def regions(self) -> dict[tuple[str, str], float]:
        pain = self.view.stage.pain
        painted = pain.painted(self.window.session.state.pain.strokes)
        return dict(painted_regions(pain.cells.pain(painted.intensity), pain.cells))


KNEE, FRONT = "patella_center", (0.0, -1.0, 0.0)


@pytest.fixture
def painter(window: MainWindow, qtbot: QtBot) -> Painter:
    made = Painter(window, qtbot)
    made.look_at(KNEE, FRONT)
    return made


def test_a_stroke_paints_where_the_mouse_went_and_does_not_turn(painter: Painter) -> None:
    at, camera = painter.pixel(KNEE), painter.window.session.state.camera
    painter.stroke(at, at + QPoint(0, 20), at + QPoint(0, 45))
    state = painter.window.session.state
    assert len(state.pain.strokes) == 1
    assert len(state.pain.strokes[0].places) >= 2
    assert state.camera == camera
    assert ("knee_front", "right") in painter.regions
    assert not {side for _, side in painter.regions} - {"right"}


def test_one_stroke_is_one_step_back(painter: Painter) -> None:
    at = painter.pixel(KNEE)
    painter.stroke(at, at + QPoint(0, 20), at + QPoint(0, 45))
    painter.stroke(at + QPoint(0, -60))
    assert len(painter.window.session.state.pain.strokes) == 2
    painter.window.run("undo")
    assert len(painter.window.session.state.pain.strokes) == 1
    painter.window.run("undo")
    assert painter.window.session.state.pain.empty
    painter.window.run("redo")
    assert ("knee_front", "right") in painter.regions


def test_the_settings_go_into_the_stroke(painter: Painter) -> None:
    painter.settings = BrushSettings("brush", 30.0, 9, "burning", deep=True, both=True)
    painter.stroke(painter.pixel(KNEE))
    stroke = painter.window.session.state.pain.strokes[0]
    assert (stroke.radius_mm, stroke.intensity, stroke.quality) == (30.0, 9, "burning")
    assert (stroke.deep, stroke.both) == (True, True)
    assert {side for _, side in painter.regions} == {"right", "left"}


def test_the_eraser_and_the_control_key_rub_out(painter: Painter) -> None:
    at = painter.pixel(KNEE)
    painter.stroke(at)
    painter.settings = BrushSettings("eraser", 40.0)
    painter.stroke(at)
    assert painter.regions == {}
    painter.settings = BrushSettings("brush", 12.0)
    painter.stroke(at)
    assert painter.regions
    painter.settings = BrushSettings("brush", 40.0)
    painter.stroke(at, keys=Qt.KeyboardModifier.ControlModifier)
    assert painter.regions == {}


def test_rubbing_out_nothing_leaves_no_step_behind(painter: Painter) -> None:
    before = painter.window.session.undo_text
    painter.settings = BrushSettings("eraser")
    painter.stroke(painter.pixel(KNEE))
    assert painter.window.session.undo_text == before


def test_beside_the_body_and_with_alt_the_mouse_turns(painter: Painter) -> None:
    camera = painter.window.session.state.camera
    corner = QPoint(6, painter.view.height() - 6)
    painter.stroke(corner, corner + QPoint(60, 0), corner + QPoint(120, 0))
    turned = painter.window.session.state.camera
    assert turned != camera
    at = painter.pixel(KNEE)
    painter.stroke(at, at + QPoint(30, 0), at + QPoint(60, 0), keys=Qt.KeyboardModifier.AltModifier)
    assert painter.window.session.state.camera != turned
    assert painter.window.session.state.pain.empty


def test_a_click_with_the_region_tool_marks_and_unmarks(painter: Painter) -> None:
    painter.settings = BrushSettings("region")
    at = painter.pixel(KNEE)
    painter.stroke(at)
    assert painter.window.session.state.pain.regions == (RegionRef("knee_front", "right"),)
    painter.stroke(at)
    assert painter.window.session.state.pain.regions == ()


def test_a_region_on_the_midline_is_marked_on_no_side(painter: Painter) -> None:
    painter.settings = BrushSettings("region")
    painter.look_at("nose_tip", FRONT)
    painter.stroke(painter.pixel("nose_tip"))
    (ref,) = painter.window.session.state.pain.regions
    record = painter.window.atlas.regions[ref.region]
    assert (ref.side == "both") == (not record.paired)


def test_with_a_brush_a_marker_is_painted_over_not_selected(painter: Painter) -> None:
    painter.stroke(painter.pixel(KNEE))
    assert painter.window.session.state.subject is None
    painter.view.set_tool(None)
    painter.stroke(painter.pixel(KNEE))
    subject = painter.window.session.state.subject
    assert subject is not None  # a region or a point: the click does its usual work again


def test_a_drawing_stays_with_another_figure(painter: Painter) -> None:
    painter.settings = BrushSettings("brush", 30.0)
    painter.stroke(painter.pixel(KNEE))
    before = next(iter(painter.regions))
    painter.window.bodies.show("female")
    assert painter.window.session.state.figure == "female"
    assert next(iter(painter.regions)) == before


def test_a_very_long_stroke_is_cut_and_stays_one_step(painter: Painter) -> None:
    painter.settings = BrushSettings("brush", 5.0)
    at = painter.pixel(KNEE)
    painter.press(at)
    for k in range(LONGEST + 60):
        painter.move(at + QPoint(0, 12 * (k % 2) - 3))
    painter.release(at)
    strokes = painter.window.session.state.pain.strokes
    assert len(strokes) == 2
    assert max(len(s.places) for s in strokes) <= LONGEST
    painter.window.run("undo")
    assert painter.window.session.state.pain.empty


def test_the_ring_shows_where_and_how_wide_the_brush_is(painter: Painter) -> None:
    at = painter.pixel(KNEE)

    def drawn() -> int:
        pixmap = QPixmap(painter.view.size())
        pixmap.fill(Qt.GlobalColor.magenta)
        brush = QPainter(pixmap)
        tool = painter.view._tool
        assert tool is not None
        tool.draw(brush, 1.0)
        brush.end()
        image = pixmap.toImage()
        columns = [
            x for x in range(image.width()) if image.pixelColor(x, at.y()) != Qt.GlobalColor.magenta
        ]
        return max(columns) - min(columns) if columns else 0

    assert drawn() == 0
    painter.move(at)
    narrow = drawn()
    painter.settings = BrushSettings("brush", 36.0)
    assert drawn() == pytest.approx(2 * narrow, rel=0.15)
    painter.settings = BrushSettings("region")
    assert drawn() == 0


def test_the_regions_of_the_map_are_those_of_the_atlas(window: MainWindow) -> None:
    assert set(load_region_map().ids) <= set(window.atlas.regions)
