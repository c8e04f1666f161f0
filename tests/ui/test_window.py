"""The window as a user meets it: real clicks, real keys, and what is seen afterwards."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from explorer.scene.camera import VIEWS
from explorer.session.settings import SettingsFile
from explorer.session.view_state import PointRef
from explorer.ui.links import Link
from explorer.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
POINT = "rectus_femoris.trp1"


def arrive(window: MainWindow, qtbot: QtBot) -> None:
    """Let a flight end and its frame be drawn."""
    window.viewport.finish_flight()
    qtbot.waitUntil(lambda: not window.viewport._dirty)


def click_marker(
    window: MainWindow,
    qtbot: QtBot,
    ref: PointRef,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    spot = window.viewport.marker_position(ref)
    assert spot is not None, f"{ref} cannot be seen"
    qtbot.mouseClick(window.viewport, LEFT, keys, spot)


def zone_pixel(window: MainWindow, ref: PointRef) -> QPoint:
    """Where the middle of a point's essential zone is in the viewport."""
    stage = window.viewport.stage
    field = stage.placed.zones.field(ref.point, ref.side, "essential")
    assert field is not None
    place = stage.placed.figure.vertices[int(np.argmin(field))]
    (x, y), _ = (v[0] for v in stage.lens.project(place[None]))
    ratio = window.viewport.devicePixelRatioF()
    return QPoint(round(float(x) / ratio), round(float(y) / ratio))


def is_red(colour: QColor) -> bool:
    return colour.red() > 1.6 * colour.green() and colour.red() > 1.6 * colour.blue()


def seen(window: MainWindow, spot: QPoint) -> QColor:
    image = window.viewport.grab().toImage()
    ratio = window.viewport.devicePixelRatioF()
    return image.pixelColor(round(spot.x() * ratio), round(spot.y() * ratio))


def test_a_click_on_a_marker_shows_card_tree_and_zone_and_undo_takes_all_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    ref = PointRef(POINT, "right")
    camera = window.session.state.camera
    spot = zone_pixel(window, ref)
    assert not is_red(seen(window, spot))
    click_marker(window, qtbot, ref)
    assert "Rectus femoris TrP1" in window.card.plain_text
    assert window.atlas.points[POINT].sensation[:40] in window.card.plain_text
    assert window.navigator.muscles.current == ("point", POINT)
    assert is_red(seen(window, spot))
    assert window.session.state.camera == camera, "a click in the picture must not move it"
    window.actions_by_id["undo"].trigger()
    assert "Rectus femoris" not in window.card.plain_text
    assert window.navigator.muscles.current is None
    assert not is_red(seen(window, spot))
    window.actions_by_id["redo"].trigger()
    assert "Rectus femoris TrP1" in window.card.plain_text


def test_a_choice_in_the_tree_paints_and_flies_there(window: MainWindow, qtbot: QtBot) -> None:
    before = window.session.state.camera
    item = window.navigator.muscles.item_of("point", "soleus.trp1")
    window.navigator.muscles.setCurrentItem(item)
    arrive(window, qtbot)
    assert window.session.state.shown == (PointRef("soleus.trp1", "right"),)
    assert "Soleus TrP1" in window.card.plain_text
    assert window.session.state.camera != before
    assert window.viewport.marker_position(PointRef("soleus.trp1", "right")) is not None


def test_selecting_elsewhere_marks_the_tree_without_an_echo(
    window: MainWindow, qtbot: QtBot
) -> None:
    told: list[str] = []
    window.navigator.chosen.connect(told.append)
    window.navigation.open(Link("point", POINT, "left"))
    assert window.navigator.muscles.current == ("point", POINT)
    assert window.session.state.shown == (PointRef(POINT, "left"),)
    assert told == []


def test_a_tree_row_keeps_the_side_that_is_looked_at(window: MainWindow) -> None:
    window.navigation.open(Link("point", POINT, "left"))
    item = window.navigator.muscles.item_of("point", "soleus.trp1")
    window.navigator.muscles.setCurrentItem(item)
    assert window.session.state.shown == (PointRef("soleus.trp1", "left"),)


def test_search_finds_while_typing_and_enter_selects(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.viewport, "/")
    assert window.navigator.search.hasFocus()
    qtbot.keyClicks(window.navigator.search, "solus")
    assert window.navigator.results.isVisible()
    assert window.navigator.results.item(0).text() == "Soleus"
    qtbot.keyClick(window.navigator.search, Qt.Key.Key_Return)
    subject = window.session.state.subject
    assert subject is not None
    assert (subject.kind, subject.id) == ("muscle", "soleus")
    assert "Soleus" in window.card.plain_text


def test_arrows_walk_the_results_from_the_field(window: MainWindow, qtbot: QtBot) -> None:
    window.navigator.focus_search()
    qtbot.keyClicks(window.navigator.search, "trapezius")
    second = window.navigator.results.item(1).text()
    qtbot.keyClick(window.navigator.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.navigator.search, Qt.Key.Key_Return)
    assert second in window.card.plain_text


def test_letters_typed_into_the_search_run_no_commands(window: MainWindow, qtbot: QtBot) -> None:
    before = window.session.state
    window.navigator.focus_search()
    qtbot.keyClicks(window.navigator.search, "mlgtnop123")
    assert window.navigator.search.text() == "mlgtnop123"
    assert window.session.state == before


def test_a_search_without_results_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.navigator.focus_search()
    qtbot.keyClicks(window.navigator.search, "qqqqxxzz")
    assert window.navigator._nothing.isVisible()
    qtbot.keyClick(window.navigator.search, Qt.Key.Key_Return)
    assert window.session.state.subject is None


def test_escape_closes_the_search_before_the_selection(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.open(Link("point", POINT))
    window.navigator.focus_search()
    qtbot.keyClicks(window.navigator.search, "soleus")
    qtbot.keyClick(window.navigator.search, Qt.Key.Key_Escape)
    assert window.navigator.search.text() == ""
    assert window.session.state.shown
    window.viewport.setFocus()
    qtbot.keyClick(window.viewport, Qt.Key.Key_Escape)
    assert window.session.state.shown == ()
    assert window.session.state.subject is None


def test_a_muscle_shows_all_its_points_on_one_side(window: MainWindow) -> None:
    window.navigation.open(Link("muscle", "soleus", "left"))
    points = window.atlas.points_of("soleus")
    assert window.session.state.shown == tuple(PointRef(p.id, "left") for p in points)
    for point in points:
        assert point.label in window.card.plain_text


def test_a_complaint_leads_with_its_red_flags(window: MainWindow, qtbot: QtBot) -> None:
    complaint = next(c for c in window.atlas.knowledge.complaints if c.red_flags and c.points)
    item = window.navigator.tree("complaints").item_of("complaint", complaint.id)
    window.navigator.show_page("complaints")
    window.navigator.tree("complaints").setCurrentItem(item)
    text = window.card.plain_text
    flag = window.atlas.cautions[complaint.red_flags[0]].title
    source = window.atlas.point_name(complaint.points[0])
    assert text.index(flag) < text.index(complaint.summary[:30]) < text.index(source)
    assert [r.point for r in window.session.state.shown] == list(complaint.points[:5])


def test_a_click_on_bare_skin_opens_the_region(window: MainWindow, qtbot: QtBot) -> None:
    stage = window.viewport.stage
    inside = np.flatnonzero(stage.placed.zones.region_mask("thigh_front_lower", "left"))
    places = stage.placed.figure.vertices[inside].astype(float)
    _, pixels = stage.visible()
    for place in places[np.argsort(places[:, 1])]:
        (x, y), _ = (v[0] for v in stage.lens.project(place[None]))
        near = np.hypot(pixels[:, 0] - x, pixels[:, 1] - y).min()
        hit = stage.skin_at(float(x), float(y))
        if near > 16 and hit is not None and stage.region_at(hit) == "thigh_front_lower":
            break
    else:
        pytest.fail("no bare skin there")
    ratio = window.viewport.devicePixelRatioF()
    spot = QPoint(round(float(x) / ratio), round(float(y) / ratio))
    qtbot.mouseClick(window.viewport, LEFT, pos=spot)
    subject = window.session.state.subject
    assert subject is not None
    assert (subject.kind, subject.id, subject.side) == ("region", "thigh_front_lower", "left")
    assert window.session.state.region == "thigh_front_lower"
    name = window.atlas.regions["thigh_front_lower"].name
    assert name.lower() in window.card.plain_text.lower()
    first = window.atlas.points_referring_to("thigh_front_lower")[0]
    assert window.atlas.muscle_of(first).name in window.card.plain_text


def test_ctrl_click_adds_and_takes_away(window: MainWindow, qtbot: QtBot) -> None:
    window.session.do(_markers_of_both())
    first, second = PointRef(POINT, "right"), PointRef(POINT, "left")
    click_marker(window, qtbot, first)
    control = Qt.KeyboardModifier.ControlModifier
    click_marker(window, qtbot, second, control)
    assert window.session.state.shown == (first, second)
    click_marker(window, qtbot, second, control)
    assert window.session.state.shown == (first,)


def _markers_of_both():  # type: ignore[no-untyped-def]
    from explorer.session.commands import set_sides

    return set_sides("both")


def test_the_side_switch_of_the_card_shows_the_other_side(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.open(Link("point", POINT, "right"))
    assert window.card.sides.isVisible()
    qtbot.mouseClick(window.card.sides.button("left"), LEFT)
    assert window.session.state.shown == (PointRef(POINT, "left"),)
    assert window.card.sides.value == "left"
    assert "left side" in window.card.plain_text


@pytest.mark.parametrize(("key", "view"), list(zip("123456", VIEWS, strict=True)))
def test_keys_one_to_six_are_the_anatomical_views(
    window: MainWindow, qtbot: QtBot, key: str, view: str
) -> None:
    window.session.do(_turned(window))
    qtbot.keyClicks(window.viewport, key)
    window.viewport.finish_flight()
    pose = window.session.state.camera
    towards = np.subtract(pose.position, pose.focal_point)
    towards /= np.linalg.norm(towards)
    assert towards == pytest.approx(VIEWS[view][0], abs=1e-6)  # type: ignore[index]


def _turned(window: MainWindow):  # type: ignore[no-untyped-def]
    from explorer.scene.camera import orbit
    from explorer.session.commands import look_from

    return look_from(orbit(window.session.state.camera, 33.0, 12.0, "turntable"))


@pytest.mark.parametrize(("key", "name"), [("M", "markers"), ("L", "labels"), ("G", "legend")])
def test_switches_follow_the_state_and_undo(
    window: MainWindow, qtbot: QtBot, key: str, name: str
) -> None:
    action = window.actions_by_id[name]
    assert action.isChecked()
    qtbot.keyClicks(window.viewport, key.lower())
    assert not action.isChecked()
    assert getattr(window.session.state, name) is False
    window.session.undo()
    assert action.isChecked()


def test_one_drag_of_the_slider_is_one_step(window: MainWindow) -> None:
    for value in (80, 60, 40):
        window.inside.page.sliders["skin"].setValue(value)
    assert window.session.state.skin_opacity == pytest.approx(0.4)
    window.session.undo()
    assert window.session.state.skin_opacity == 1.0
    assert window.inside.page.sliders["skin"].value() == 100


def test_next_and_previous_point_walk_the_atlas(window: MainWindow) -> None:
    points = window.atlas.knowledge.trigger_points
    window.run("next_point")
    assert window.session.state.shown[0].point == points[0].id
    window.run("next_point")
    assert window.session.state.shown[0].point == points[1].id
    window.run("previous_point")
    window.run("previous_point")
    assert window.session.state.shown[0].point == points[-1].id


def test_another_body_keeps_what_is_shown(window: MainWindow) -> None:
    window.navigation.open(Link("point", POINT))
    window.bodies.show("female")
    assert window.viewport.stage.placed.figure.info.id == "female"
    assert window.session.state.shown == (PointRef(POINT, "right"),)
    assert window.toolbar.figures.currentData() == "female"


def test_a_body_that_cannot_be_read_leaves_the_former_one(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.errors import ExplorerError

    def fail(_: str) -> None:
        raise ExplorerError("The figure is damaged.", "Choose another.")

    monkeypatch.setattr(window.viewport.stage, "placed_on", fail)
    before = window.session.state
    window.toolbar.figure_chosen.emit("female")
    assert window.messages.words == "The figure is damaged. Choose another."
    monkeypatch.undo()
    assert window.session.state == before
    assert window.toolbar.figures.currentData() == "male"


def test_links_in_cards_lead_on(window: MainWindow) -> None:
    window.navigation.open(Link("point", POINT))
    region = window.atlas.points[POINT].zones[0].regions[0]
    window.card.link_clicked.emit(Link("region", region, "right").url)
    assert window.session.state.region == region
    window.card.link_clicked.emit("explorer:point/no_such_point/right")
    assert window.session.state.region == region
    technique = window.atlas.points[POINT].treatment[0].technique
    window.card.link_clicked.emit(Link("technique", technique).url)
    assert window.atlas.techniques[technique].name in window.card.plain_text


def test_entering_a_list_by_tab_chooses_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.run("complaints")
    assert window.session.state.subject is None
    qtbot.keyClick(window.navigator.tree("complaints"), Qt.Key.Key_Down)
    subject = window.session.state.subject
    assert subject is not None
    assert subject.kind == "complaint"


def test_every_control_tells_its_name(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QSlider, QTextBrowser

    kinds = (QAbstractItemView, QComboBox, QLineEdit, QSlider, QTextBrowser)
    for widget in window.findChildren(kinds[0]):
        assert widget.accessibleName() or widget.parentWidget() is not window, widget
    for kind in kinds[1:]:
        for widget in window.findChildren(kind):
            assert widget.accessibleName(), widget


def test_a_tiny_window_keeps_the_body_usable(
    make_window: Callable[..., MainWindow], settings: SettingsFile
) -> None:
    window = make_window(settings, (600, 400))
    assert window.width() <= 620
    assert not window.panels.shown("find")
    assert window.viewport.width() >= 240
    window.run("search")
    assert window.panels.shown("find")
    assert window.viewport.width() >= 240
    window.resize(1280, 800)
    assert window.panels.shown("find")
    assert window.panels.shown("notes")
