"""A page in a real browser: it turns, answers to clicks and keys, and looks like the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browser import Browser, find_chromium
from PySide6.QtGui import QImage

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import load_figure
from explorer.export.page.writing import PageView, write_page
from explorer.export.plates import gui, plate_state
from explorer.export.stills import StillOptions, render_still
from explorer.scene.framing import frame_shown
from explorer.scene.palette import DARK, LIGHT
from explorer.scene.stage import Stage
from explorer.session.view_state import CameraPose, ViewState

pytestmark = pytest.mark.skipif(find_chromium() is None, reason="no Chromium is installed")

IDS = ("upper_trapezius.trp1", "complaint_headache", "infraspinatus")
DESKTOP, PHONE = (1280, 800), (390, 844)
NASTY = '</script><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


@pytest.fixture(scope="module")
def stage(atlas: Atlas) -> Iterator[Stage]:
    stage = Stage(atlas, ViewState())
    yield stage
    stage.close()


@pytest.fixture(scope="module")
def page(atlas: Atlas, stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    views = []
    for id in IDS:
        state = replace(plate_state(atlas, id, "right", "female"), markers=True)
        pose = frame_shown(stage, state.shown, 1.1, towards="points")
        views.append(PageView(f"About {id}", f"Notes of {id}.", replace(state, camera=pose)))
    views.append(PageView(NASTY, f"- {NASTY}", replace(ViewState(), figure="male")))
    path = tmp_path_factory.mktemp("page") / "it's a page #1.html"
    write_page(atlas, views, path, title="Neck and shoulder")
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


def pixels(png: bytes) -> np.ndarray:
    image = QImage.fromData(png).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def body_pixels(browser: Browser) -> np.ndarray:
    width, height = browser.run("[document.querySelector('#stage').clientWidth, innerHeight]")
    return pixels(browser.picture())[:height, :width]


def changed(a: np.ndarray, b: np.ndarray) -> float:
    """The share of pixels that are clearly different."""
    return float((np.abs(a - b).max(axis=2) > 24).mean())


def marks(browser: Browser, state: str = "") -> list[dict[str, Any]]:
    found = browser.run("explorerPage.marks()")
    return [m for m in found if not state or m["state"] == state]


def text(browser: Browser, element: str) -> str:
    return str(browser.run(f"document.getElementById('{element}').innerText"))


def press(browser: Browser, element: str) -> None:
    browser.run(f"document.getElementById('{element}').click()")
    browser.settle()


def test_it_loads_nothing_and_complains_of_nothing(browser: Browser, page: Path) -> None:
    browser.events.clear()
    browser.open(page.as_uri(), *DESKTOP)
    asked = [e for e in browser.events if e["method"] == "Network.requestWillBeSent"]
    urls = {e["params"]["request"]["url"] for e in asked}
    assert {u for u in urls if not u.startswith("data:")} == {page.as_uri()}
    bad = ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")
    assert not [e for e in browser.events if e["method"] in bad]
    fetched = "fetch('https://example.org/').then(() => 'came through', () => 'refused')"
    assert browser.run(fetched) == "refused"


def test_the_browser_makes_the_very_skin_of_the_program(browser: Browser, page: Path) -> None:
    browser.open(page.as_uri(), *DESKTOP)
    figure = load_figure("female")
    count = len(figure.vertices)
    for first in (0, 13_000, count - 400):
        found = np.array(browser.run(f"explorerPage.vertices({first}, {first + 400})"))
        wanted = figure.vertices[first : first + 400]
        assert np.abs(found.reshape(-1, 3) - wanted).max() < 0.2
        normals = np.array(browser.run(f"explorerPage.normals({first}, {first + 400})"))
        cosine = np.einsum("ij,ij->i", normals.reshape(-1, 3), figure.normals[first : first + 400])
        assert np.degrees(np.arccos(np.clip(cosine, -1, 1))).max() < 6.0
        assert np.median(cosine) > np.cos(np.radians(0.3))


@pytest.mark.parametrize("dark", [False, True])
def test_a_page_looks_like_the_program(
    browser: Browser, page: Path, stage: Stage, atlas: Atlas, dark: bool
) -> None:
    browser.open(page.as_uri(), *DESKTOP, dark=dark)
    for id in ("tools", "legend", "ink"):
        browser.run(f"document.getElementById('{id}').style.visibility = 'hidden'")
    there = body_pixels(browser)
    height, width = there.shape[:2]
    pose = browser.run("explorerPage.pose()")
    camera = CameraPose(
        tuple(pose["position"]), tuple(pose["focal"]), tuple(pose["up"]), pose["angle"]
    )
    state = plate_state(atlas, "upper_trapezius.trp1", "right", "female")
    state = replace(state, camera=camera, markers=True)
    stage.update(ViewState(), state)
    try:
        options = StillOptions(width, height, labels=False, legend=False, dark=dark)
        with gui():
            image = render_still(stage, state, options)
        stage.set_size(width, height)
        seen = {(stage.ref(int(i)).point, stage.ref(int(i)).side) for i in stage.visible()[0]}
    finally:
        stage.update(state, ViewState())
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, -1)
    wanted = rows[:, : 3 * width].reshape(height, width, 3).astype(int)
    ground = (DARK if dark else LIGHT).background
    assert (there[2, -2] == ground).all()
    body = np.abs(wanted - ground).max(axis=2) > 8
    apart = np.abs(there - wanted).max(axis=2)
    assert body.mean() > 0.15
    assert np.median(apart[body]) <= 2
    assert np.percentile(apart[body], 95) <= 6
    there_too = {(m["point"], m["side"]) for m in marks(browser)}
    ours = [plate_state(atlas, id, "right", "female").shown for id in IDS]
    assert there_too == seen & {(ref.point, ref.side) for refs in ours for ref in refs}
    assert 1 < len(there_too) < sum(map(len, ours))


def test_dragging_turns_the_body_and_keeps_its_head_up(browser: Browser, page: Path) -> None:
    browser.open(page.as_uri(), *DESKTOP)
    before, pose = body_pixels(browser), browser.run("explorerPage.pose()")
    browser.drag(400, 400, 150, 0)
    after, turned = body_pixels(browser), browser.run("explorerPage.pose()")
    assert changed(before, after) > 0.1
    away = [np.subtract(p["position"], p["focal"]) for p in (pose, turned)]
    assert np.linalg.norm(away[0]) == pytest.approx(np.linalg.norm(away[1]))
    angles = [np.degrees(np.arctan2(a[1], a[0])) for a in away]
    assert (angles[0] - angles[1] + 180) % 360 - 180 == pytest.approx(150 * 0.38, abs=3)
    assert turned["up"][2] > 0.8
    assert turned["focal"] == pose["focal"]
    assert browser.run("explorerPage.selected()") == ["upper_trapezius.trp1", "right"]


def test_a_click_on_a_marker_shows_its_card_and_its_zones_alone(
    browser: Browser, page: Path, atlas: Atlas
) -> None:
    browser.open(page.as_uri(), *DESKTOP)
    press(browser, "next")
    assert browser.run("explorerPage.view()") == 1
    assert "see a doctor" in text(browser, "card").lower()
    before = body_pixels(browser)
    mark = marks(browser, "shown")[0]
    browser.click(mark["x"], mark["y"])
    assert browser.run("explorerPage.selected()") == [mark["point"], mark["side"]]
    card = text(browser, "card")
    assert atlas.point_name(mark["point"]) in card
    assert atlas.points[mark["point"]].sensation.split("[[")[0] in card
    assert f"{mark['side']} side" in card
    assert changed(before, body_pixels(browser)) > 0.005
    assert [m["point"] for m in marks(browser, "selected")] == [mark["point"]]
    browser.key("Escape")
    browser.mouse("mouseMoved", 60, 300)
    browser.settle()
    assert browser.run("explorerPage.selected()") is None
    inner = slice(8, -8)  # the key has made the focus visible, as a frame
    assert changed(before[inner, inner], body_pixels(browser)[inner, inner]) < 0.001


def test_a_click_beside_all_markers_changes_nothing(browser: Browser, page: Path) -> None:
    browser.open(page.as_uri(), *DESKTOP)
    press(browser, "next")
    browser.click(60, 300)
    assert browser.run("explorerPage.selected()") is None


def test_hidden_markers_cannot_be_seen_and_a_list_turns_to_them(
    browser: Browser, page: Path
) -> None:
    browser.open(page.as_uri(), *DESKTOP)
    press(browser, "next")
    press(browser, "next")
    assert {"infraspinatus.trp1", "infraspinatus.trp4"} <= {m["point"] for m in marks(browser)}
    browser.run("document.querySelector('[data-from=front]').click()")
    browser.settle()
    assert "infraspinatus.trp1" not in {m["point"] for m in marks(browser)}
    browser.run("document.querySelector('#points button').click()")
    browser.settle()
    assert [m["point"] for m in marks(browser, "selected")] == ["infraspinatus.trp1"]
    assert browser.run("document.activeElement.id") == "card-body"


def test_keys_turn_zoom_and_lead_through_the_views(browser: Browser, page: Path) -> None:
    browser.open(page.as_uri(), *DESKTOP)
    assert browser.run("document.getElementById('back').disabled") is True
    browser.run("document.getElementById('body').focus()")
    start = browser.run("explorerPage.pose()")
    browser.key("ArrowRight")
    assert browser.run("explorerPage.pose()")["position"] != start["position"]
    browser.key("+")
    near = browser.run("explorerPage.pose()")

    def distance(pose: dict[str, list[float]]) -> float:
        return float(np.linalg.norm(np.subtract(pose["position"], pose["focal"])))

    assert distance(near) == pytest.approx(distance(start) / 1.16)
    browser.key("0")
    assert browser.run("explorerPage.pose()") == start
    browser.key("PageDown")
    browser.key("n")
    assert text(browser, "view-title") == "About infraspinatus"
    assert text(browser, "notes") == "Notes of infraspinatus."
    assert text(browser, "count") == "3 of 4"
    browser.key("PageUp")
    assert text(browser, "view-title") == "About complaint_headache"
    assert "View 2 of 4" in str(browser.run("document.getElementById('status').textContent"))


def test_the_wheel_zooms_at_the_cursor(browser: Browser, page: Path) -> None:
    browser.open(page.as_uri(), *DESKTOP)
    mark = marks(browser, "selected")[0]
    browser.mouse("mouseWheel", mark["x"], mark["y"], deltaX=0, deltaY=-200)
    browser.settle()
    after = marks(browser, "selected")[0]
    assert np.hypot(after["x"] - mark["x"], after["y"] - mark["y"]) < 3
    assert browser.run("window.scrollY") == 0


def test_markup_in_a_title_is_text_and_another_figure_is_shown(
    browser: Browser, page: Path
) -> None:
    browser.open(page.as_uri(), *DESKTOP)
    before = browser.run("explorerPage.vertices(0, 3)")
    browser.run("document.querySelector('#contents-list li:last-child button').click()")
    browser.settle()
    assert text(browser, "view-title") == NASTY
    assert NASTY in text(browser, "notes")
    assert browser.run("window.hacked === undefined && !document.querySelector('img')") is True
    assert browser.run("explorerPage.vertices(0, 3)") != before
    assert browser.run("document.getElementById('next').disabled") is True
    assert (body_pixels(browser).std(axis=(0, 1)) > 5).all()


def test_on_a_phone_a_finger_opens_a_card_and_nothing_leaves_the_screen(
    browser: Browser, page: Path
) -> None:
    browser.open(page.as_uri(), *PHONE, scale=2)
    width, height = PHONE
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert browser.run(wide) is True
    for label in browser.run("explorerPage.labels()"):
        x, y, w, h = label["box"]
        assert x >= 0
        assert y >= 0
        assert x + w <= width
        assert y + h <= height * 0.6
    press(browser, "next")
    mark = marks(browser, "shown")[0]
    for kind, touches in (("touchStart", [{"x": mark["x"] + 9, "y": mark["y"]}]), ("touchEnd", [])):
        browser.ask("Input.dispatchTouchEvent", type=kind, touchPoints=touches)
    browser.settle()
    assert browser.run("explorerPage.selected()") == [mark["point"], mark["side"]]
    where = browser.run("document.getElementById('card').getBoundingClientRect().top")
    assert where < height * 0.75
    assert browser.run(wide) is True


def test_two_fingers_zoom(browser: Browser, page: Path) -> None:
    browser.open(page.as_uri(), *PHONE, scale=2)
    start = browser.run("explorerPage.pose()")
    for kind, apart in (("touchStart", 40), ("touchMove", 60), ("touchMove", 80)):
        touches = [{"x": 195 - apart, "y": 200, "id": 0}, {"x": 195 + apart, "y": 200, "id": 1}]
        browser.ask("Input.dispatchTouchEvent", type=kind, touchPoints=touches)
    browser.ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    browser.settle()
    end = browser.run("explorerPage.pose()")
    lengths = [np.linalg.norm(np.subtract(p["position"], p["focal"])) for p in (start, end)]
    assert lengths[1] == pytest.approx(lengths[0] / 2, rel=0.1)


@pytest.mark.parametrize("width", [1280, 900, 620])
def test_names_keep_off_each_other_and_the_buttons(
    browser: Browser, page: Path, width: int
) -> None:
    browser.open(page.as_uri(), width, 800)
    for _ in range(2):
        press(browser, "next")
        labels = [label["box"] for label in browser.run("explorerPage.labels()")]
        assert len(labels) >= 2
        for id in ("tools", "legend"):
            box = browser.run(f"document.getElementById('{id}').getBoundingClientRect().toJSON()")
            labels.append([box["x"], box["y"], box["width"], box["height"]])
        for i, (x, y, w, h) in enumerate(labels):
            for x2, y2, w2, h2 in labels[:i]:
                assert x >= x2 + w2 or x2 >= x + w or y >= y2 + h2 or y2 >= y + h


def test_without_webgl_it_says_so_and_can_still_be_read(page: Path, tmp_path: Path) -> None:
    browser = Browser(tmp_path / "profile", "--disable-3d-apis")
    try:
        browser.resize(*DESKTOP)
        browser.ask("Page.navigate", url=page.as_uri())
        browser.wait("document.readyState === 'complete' && Boolean(window.explorerPage)")
        assert "cannot be shown" in text(browser, "trouble")
        assert "About upper_trapezius.trp1" in text(browser, "panel")
        browser.run("document.getElementById('next').click()")
        browser.run("document.querySelector('#points button').click()")
        assert "Upper trapezius TrP1" in text(browser, "card-body")
        assert not [e for e in browser.events if e["method"] == "Runtime.exceptionThrown"]
    finally:
        browser.close()


def test_the_first_webgl_is_enough(page: Path, tmp_path: Path) -> None:
    browser = Browser(tmp_path / "profile")
    try:
        forget = """
            const get = HTMLCanvasElement.prototype.getContext;
            HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
                return kind === "webgl2" ? null : get.call(this, kind, ...rest);
            };
        """
        browser.ask("Page.addScriptToEvaluateOnNewDocument", source=forget)
        browser.open(page.as_uri(), *DESKTOP)
        assert browser.run("document.createElement('canvas').getContext('webgl2')") is None
        assert (body_pixels(browser).std(axis=(0, 1)) > 20).all()
        assert marks(browser, "selected")
    finally:
        browser.close()


def test_a_lost_picture_comes_back(browser: Browser, page: Path) -> None:
    browser.open(page.as_uri(), *DESKTOP)
    before = body_pixels(browser)
    context = "document.getElementById('body').getContext('webgl2')"
    browser.run(f"window.lost = {context}.getExtension('WEBGL_lose_context'); lost.loseContext()")
    browser.wait("!explorerPage.ready()")
    browser.run("lost.restoreContext()")
    browser.settle()
    assert changed(before, body_pixels(browser)) < 0.001


def test_a_flight_swings_around_the_body(browser: Browser, page: Path) -> None:
    browser.open(page.as_uri(), *DESKTOP, calm=False)
    browser.run("document.getElementById('next').click()")
    press(browser, "next")
    start = browser.run("explorerPage.pose()")
    browser.run("document.querySelector('[data-from=front]').click()")
    seen = [browser.run("explorerPage.pose()") for _ in range(3)]
    browser.settle()
    end = browser.run("explorerPage.pose()")
    assert end["position"] != start["position"]
    for pose in seen:
        assert np.linalg.norm(np.subtract(pose["position"], pose["focal"])) > 500
    assert any(pose not in (start, end) for pose in seen)


def test_the_eye_sees_the_same_markers_as_in_the_program(
    browser: Browser, atlas: Atlas, tmp_path: Path
) -> None:
    knowledge = atlas.knowledge
    areas = ("torso_low_back_abdomen", "shoulder_upper_back")
    points = [p for p in knowledge.trigger_points if atlas.muscle_of(p).area in areas][:60]
    few = Atlas(replace(knowledge, trigger_points=tuple(points), complaints=()))
    path = tmp_path / "trunk.html"
    state = ViewState(zones=False)
    write_page(few, [PageView("Trunk", "", state)], path, all_points=True)
    browser.open(path.as_uri(), *DESKTOP)
    stage = Stage(few, state)
    hidden = 0
    try:
        for way in ("front", "back", "right", "left"):
            browser.run(f"document.querySelector('[data-from={way}]').click()")
            browser.settle()
            pose = browser.run("explorerPage.pose()")
            camera = CameraPose(
                tuple(pose["position"]), tuple(pose["focal"]), tuple(pose["up"]), pose["angle"]
            )
            new = replace(state, camera=camera)
            stage.update(state, new)
            stage.set_size(*browser.run("[document.querySelector('#stage').clientWidth, 800]"))
            seen = {(stage.ref(int(i)).point, stage.ref(int(i)).side) for i in stage.visible()[0]}
            state = new
            there = {(m["point"], m["side"]) for m in marks(browser)}
            assert len(seen ^ there) <= 1, way  # one may lie on the very edge
            towards = np.asarray(camera.position) - stage.placed.positions
            facing = np.einsum("ij,ij->i", towards, stage.placed.normals) > 200
            hidden += int(facing.sum()) - len(seen)
    finally:
        stage.close()
    assert hidden > 10  # arms cover some of those that face the eye
