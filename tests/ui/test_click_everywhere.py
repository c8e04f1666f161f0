"""A real click on the projected marker of a point paints that zone: on every figure, all over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from explorer.body.figure import list_figures
from explorer.scene.camera import Lens, focus_on
from explorer.session.commands import clear, look_from, set_labels, set_markers, set_sides
from explorer.session.settings import SettingsFile
from explorer.session.view_state import PointRef
from explorer.ui.main_window import MainWindow

#: Head, trunk, arm and leg, from the front and from the back.
POINTS = (
    PointRef("masseter_superficial.trp2", "right"),
    PointRef("occipitalis.trp1", "left"),
    PointRef("rectus_abdominis.trp2", "left"),
    PointRef("longissimus_thoracis.trp1", "right"),
    PointRef("brachialis.trp1", "right"),
    PointRef("triceps_brachii_long_head.trp1", "left"),
    PointRef("rectus_femoris.trp1", "left"),
    PointRef("gastrocnemius.trp3", "right"),
)


def look_at(window: MainWindow, place: np.ndarray, normal: np.ndarray) -> None:
    pose = focus_on(window.session.state.camera, place, normal, 900.0)
    window.session.do(look_from(pose))


def colour(window: MainWindow, place: np.ndarray) -> tuple[int, int, int]:
    """What the user sees in the window where a place on the skin is."""
    view = window.viewport
    view.finish_picture()
    lens = Lens(window.session.state.camera, view.width(), view.height())
    (x, y), _ = (v[0] for v in lens.project(place[None]))
    pixel = view.grab().toImage().pixelColor(round(float(x)), round(float(y)))
    return pixel.red(), pixel.green(), pixel.blue()


def is_red(pixel: tuple[int, int, int]) -> bool:
    return pixel[0] > 1.5 * max(pixel[1], pixel[2])


@pytest.mark.parametrize("figure", [f.id for f in list_figures()])
def test_a_click_on_a_marker_paints_its_zone(
    make_window: Callable[[SettingsFile], MainWindow],
    settings: SettingsFile,
    qtbot: QtBot,
    figure: str,
) -> None:
    settings.value = replace(settings.value, figure=figure)
    window = make_window(settings)
    assert window.session.state.figure == figure
    placed = window.viewport.stage.placed
    for ref in POINTS:
        window.session.do(clear())
        window.session.do(set_sides(ref.side))
        window.session.do(set_markers(True))
        point = placed.point(ref.point, ref.side)
        look_at(window, point.position, point.normal)
        qtbot.wait(1)
        spot = window.viewport.marker_position(ref)
        assert isinstance(spot, QPoint), ref
        qtbot.mouseClick(window.viewport, Qt.MouseButton.LeftButton, pos=spot)
        assert window.session.state.shown == (ref,)
        assert window.atlas.point_name(ref.point) in window.card.plain_text
        field = placed.zones.field(ref.point, ref.side, "essential")
        assert field is not None
        # Well inside the zone, but not under the point's own marker.
        inside = np.flatnonzero(field < 0.6 * field.min())
        away = np.linalg.norm(placed.figure.vertices[inside] - point.position, axis=1)
        vertex = int(inside[np.argmax(away)])
        place = placed.figure.vertices[vertex].astype(float)
        window.session.do(set_markers(False))
        window.session.do(set_labels(False))
        look_at(window, place, placed.figure.normals[vertex].astype(float))
        painted = colour(window, place)
        window.session.do(clear())
        assert is_red(painted), (ref, painted)
        assert not is_red(colour(window, place)), ref
