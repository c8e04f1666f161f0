"""The figure composer, used with mouse and keys as a user would."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from explorer.anatomy.atlas import Atlas
from explorer.body.topology import load_topology
from explorer.export.figures import names
from explorer.export.figures.file import read_figure
from explorer.export.figures.sketch import Sketch
from explorer.export.figures.spec import FigureSpec, FreeLabel, PageSize
from explorer.export.figures.writing import figure_preview
from explorer.export.structures_in_sight import InSight
from explorer.scene.camera import orbit
from explorer.scene.stage import Stage
from explorer.session.commands import look_from
from explorer.session.settings import SettingsFile
from explorer.session.view_state import PointRef, ViewState
from explorer.ui.links import Link
from explorer.ui.main_window import MainWindow
from explorer.ui.output.figure.dialog import FigureDialog
from explorer.ui.output.figure.options import (
    KIND,
    PRESETS,
    FigureOptions,
    name_scale,
    options_of,
    preset_of,
)
from explorer.ui.output.figure.size_box import FigureSizeBox
from explorer.ui.output.figure.words import file_name, title_of
from explorer.ui.output.remembered import remembered

#: What Qt's off-screen platform says of dialogs and lists; on a real one it is silent.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")

LEFT = Qt.MouseButton.LeftButton
SVG = "{http://www.w3.org/2000/svg}"


def click(qtbot: QtBot, widget: QWidget) -> None:
    """Press a button or box; a box only answers where its sign is."""
    qtbot.mouseClick(widget, LEFT, pos=QPoint(min(9, widget.width() // 2), widget.height() // 2))


def settled(qtbot: QtBot, dialog: FigureDialog) -> FigureDialog:
    qtbot.waitUntil(lambda: dialog.preview.crisp, timeout=20_000)
    return dialog


def composer(qtbot: QtBot, window: MainWindow, point: str = "infraspinatus.trp1") -> FigureDialog:
    """Show a point and open the composer with its key."""
    window.navigation.open(Link("point", point))
    window.viewport.finish_flight()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    window.viewport.setFocus()
    qtbot.keyClick(window.viewport, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = (d for d in window.findChildren(FigureDialog) if d.isVisible())
    return settled(qtbot, dialog)


def answer(monkeypatch: pytest.MonkeyPatch, path: Path | None, kind: str = "") -> list[str]:
    """Answer the next questions for a file; returns what is proposed."""
    proposed: list[str] = []

    def ask(_parent: QWidget, _caption: str, place: str, *_: str) -> tuple[str, str]:
        proposed.append(place)
        return ("" if path is None else str(path)), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    return proposed


def retitle(qtbot: QtBot, dialog: FigureDialog, words: str) -> None:
    dialog.form.title.setFocus()
    dialog.form.title.selectAll()
    qtbot.keyClicks(dialog.form.title, words)


# In the window -----------------------------------------------------------------------------------


def test_the_preview_is_the_figure_and_follows_what_is_chosen(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = composer(qtbot, window)
    before = window.viewport.grab().toImage()
    assert dialog.form.title.text() == "Infraspinatus TrP1"
    page = dialog.preview.pane.picture
    assert page is not None
    assert page.width() / page.height() == pytest.approx(16 / 9, abs=0.01)
    longest = max(page.width(), page.height())
    stage, state = window.viewport.stage, window.session.state
    assert page == figure_preview(stage, dialog.spec, state, longest)
    assert not dialog.spec.view.markers  # other points would hide the pattern
    click(qtbot, dialog.form.box("markers"))
    click(qtbot, dialog.form.box("credits"))
    click(qtbot, dialog.form.tone.button("dark"))
    click(qtbot, dialog.form.ground.kinds.button("transparent"))
    settled(qtbot, dialog)
    page = dialog.preview.pane.picture
    assert page is not None
    assert page.pixelColor(2, 2).alpha() == 0
    assert dialog.spec.view.markers
    assert (dialog.spec.credits, dialog.spec.dark) == (False, True)
    click(qtbot, dialog.usual)
    settled(qtbot, dialog)
    page = dialog.preview.pane.picture
    assert page is not None
    assert page.pixelColor(2, 2).getRgb() == (255, 255, 255, 255)
    assert dialog.form.options == FigureOptions()
    assert window.viewport.grab().toImage() == before


def test_a_size_that_cannot_be_is_said_and_not_saved(qtbot: QtBot, window: MainWindow) -> None:
    dialog = composer(qtbot, window)
    box, notes = dialog.form.size_box, dialog.preview.notes
    box.width_box.setFocus()
    box.width_box.selectAll()
    qtbot.keyClicks(box.width_box, "20")
    assert "20 x 1080 px cannot be made" in notes.fault.text()
    assert "64 to 40000 pixels" in notes.fault.text()
    assert notes.fault.isVisible()
    assert not dialog.save.isEnabled()
    assert not dialog.copy.isEnabled()
    assert box.preset.currentText() == "Another size"
    settled(qtbot, dialog)
    assert dialog.preview.pane.faded
    # Texts that leave no room are only found while the page is laid out.
    box.preset.setFocus()
    for key in (Qt.Key.Key_Home, *3 * [Qt.Key.Key_Down]):
        qtbot.keyClick(box.preset, key)
    assert dialog.spec.size == PRESETS[3].size
    box.width_box.selectAll()
    qtbot.keyClicks(box.width_box, "20")
    settled(qtbot, dialog)
    assert "leave no room for the body" in notes.fault.text()
    assert not dialog.save.isEnabled()
    box.preset.setFocus()
    qtbot.keyClick(box.preset, Qt.Key.Key_Home)
    settled(qtbot, dialog)
    assert not notes.fault.isVisible()
    assert dialog.save.isEnabled()
    assert not dialog.preview.pane.faded
    assert dialog.spec.size == PRESETS[0].size


def test_a_figure_is_written_beside_the_window_and_its_settings_are_kept(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = composer(qtbot, window, "soleus.trp1")
    for box in (dialog.form.size_box.width_box, dialog.form.size_box.height_box):
        box.setFocus()
        box.selectAll()
        qtbot.keyClicks(box, "640")
    retitle(qtbot, dialog, "Calf: A/B")
    click(qtbot, dialog.form.ground.kinds.button("transparent"))
    proposed = answer(monkeypatch, tmp_path / "calf", "SVG drawing, its words as text (*.svg)")
    qtbot.keyClick(dialog.form.title, Qt.Key.Key_Return)
    assert Path(proposed[0]).name == "Calf A B.png"
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not window.output.busy, timeout=60_000)
    file = tmp_path / "calf.svg"
    assert "calf.svg" in window.output.bar.words
    root = ElementTree.parse(file).getroot()
    assert root.get("viewBox") == "0 0 640 640"
    words = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
    assert "Calf: A/B" in words
    assert "Soleus TrP1" in words
    kept = remembered(SettingsFile(window.settings.path), KIND, FigureOptions())
    assert (kept.ground, kept.ending, kept.width) == ("transparent", ".svg", 640.0)
    assert window.settings.value.picture_folder == str(tmp_path)
    again = composer(qtbot, window, "infraspinatus.trp1")
    assert again.form.ground.ground == "transparent"
    assert again.form.title.text() == "Infraspinatus TrP1"  # words are not for the next figure
    for wrong, said in ((tmp_path / "a.gif", "PNG, SVG or PDF"), (tmp_path / "no" / "a.png", "no")):
        answer(monkeypatch, wrong)
        click(qtbot, again.save)
        assert said in again.preview.notes.fault.text()
        assert again.isVisible()
    # The ending was added to a name that is taken, of which Qt has not asked.
    answer(monkeypatch, tmp_path / "calf")
    asked: list[str] = []

    def question(_parent: QWidget, _title: str, words: str) -> QMessageBox.StandardButton:
        asked.append(words)
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", question)
    click(qtbot, again.save)
    assert asked == ["calf.svg already exists. Do you want to replace it?"]
    assert again.isVisible()
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    assert not again.isVisible()


def test_names_of_ones_own_stand_at_landmarks(qtbot: QtBot, window: MainWindow) -> None:
    dialog = composer(qtbot, window)
    click(qtbot, dialog.form.own_names.add)
    (row,) = dialog.form.own_names.rows
    assert row.words.hasFocus()
    qtbot.keyClicks(row.words, "Spine")
    settled(qtbot, dialog)
    assert dialog.spec.free == ()
    row.place.setFocus()
    qtbot.keyClicks(row.place, "middle of the scapular")
    assert dialog.save.isEnabled()  # it is still being typed
    answered = row.place.completer().popup()
    assert answered is not None
    answered.hide()
    qtbot.keyClick(row.place, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert row.place.text() == "Middle of the scapular spine, right"
    (label,) = dialog.spec.free
    assert (label.text, label.side) == ("Spine", "right")
    settled(qtbot, dialog)
    assert "Spine" in " ".join(each for each in _texts(dialog))
    row.place.selectAll()
    qtbot.keyClicks(row.place, "no such place")
    assert dialog.save.isEnabled()
    click(qtbot, dialog.save)  # on a Mac a button takes no focus: the field is not yet left
    assert "“no such place”" in dialog.preview.notes.fault.text()
    row.place.selectAll()
    qtbot.keyClicks(row.place, "elbow of the nose")
    dialog.activateWindow()  # off screen a list that pops up takes the keyboard for good
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    row.place.setFocus()
    qtbot.keyClick(row.place, Qt.Key.Key_Tab)
    assert "“elbow of the nose”" in dialog.preview.notes.fault.text()
    assert not dialog.save.isEnabled()
    click(qtbot, row.remove)
    assert dialog.spec.free == ()
    assert dialog.save.isEnabled()


def _texts(dialog: FigureDialog) -> list[str]:
    root = ElementTree.fromstring(dialog.preview.drawer.sketch.svg())
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def test_a_figure_is_kept_in_a_file_and_opened_again(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = composer(qtbot, window)
    retitle(qtbot, dialog, "Shoulder")
    click(qtbot, dialog.form.box("certainty"))
    click(qtbot, dialog.form.framing.button("height"))
    dialog.form.own_names.set_names((FreeLabel("Spine", "c7_spinous_process", detail="felt"),))
    answer(monkeypatch, tmp_path / "shoulder")
    click(qtbot, dialog.keep)
    file = tmp_path / "shoulder.figure.json"
    assert str(file) in dialog.preview.notes.notes.text()
    wanted = dialog.spec
    kept, _ = read_figure(file, window.atlas.ids, {"c7_spinous_process"}, _mesh())
    assert kept == wanted
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    window.run("view_anterior")
    window.viewport.finish_flight()
    record = json.loads(file.read_text())
    record["view"]["shown"].append({"point": "wing.trp1", "side": "right"})
    record["view"]["figure"] = "pack:gone"
    record["free"].append({"text": "Tail", "landmark": "tip_of_the_tail"})
    file.write_text(json.dumps(record))
    window.output.take_figure(file)
    (dialog,) = (d for d in window.findChildren(FigureDialog) if d.isVisible())
    settled(qtbot, dialog)
    notes = dialog.preview.notes
    assert "wing.trp1" in notes.notes.text()
    assert "tip_of_the_tail" in notes.notes.text()
    assert "pack:gone is not installed" in notes.notes.text()
    stand_in = replace(wanted.view, figure=window.session.state.figure)
    assert dialog.spec == replace(wanted, view=stand_in)
    assert "shoulder.figure.json" in notes.source.text()
    click(qtbot, notes.take_view)
    assert dialog.spec.view.camera == window.session.state.camera
    assert not notes.take_view.isVisible()
    (tmp_path / "no.json").write_text("{}")
    answer(monkeypatch, tmp_path / "no.json")
    click(qtbot, dialog.open_file)
    assert "no.json is no figure" in notes.fault.text()
    assert dialog.form.title.text() == "Shoulder"


def _mesh() -> str:
    return load_topology().fingerprint()


def test_what_became_of_it_stays_said_until_another_figure_is_wanted(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = composer(qtbot, window)
    notes = dialog.preview.notes
    answer(monkeypatch, tmp_path / "gone" / "shoulder.png")
    click(qtbot, dialog.save)
    assert dialog.isVisible()
    dialog.resize(dialog.width(), dialog.height() - 30)  # the page is drawn anew
    qtbot.waitUntil(lambda: not dialog.preview.crisp, timeout=20_000)
    settled(qtbot, dialog)
    assert notes.fault.isVisible()
    assert "there is no such folder" in notes.fault.text()
    assert dialog.save.isEnabled()
    answer(monkeypatch, tmp_path / "shoulder")
    click(qtbot, dialog.keep)
    assert not notes.fault.isVisible()
    dialog.resize(dialog.width(), dialog.height() - 30)
    qtbot.waitUntil(lambda: not dialog.preview.crisp, timeout=20_000)
    settled(qtbot, dialog)
    assert "The figure is kept as" in notes.notes.text()
    retitle(qtbot, dialog, "Shoulder")
    settled(qtbot, dialog)
    assert "The figure is kept as" not in notes.notes.text()


def test_the_figure_follows_the_window(qtbot: QtBot, window: MainWindow) -> None:
    dialog = composer(qtbot, window)
    first = dialog.preview.pane.picture
    turned = orbit(window.session.state.camera, 40.0, 0.0, "turntable")
    window.session.do(look_from(turned, "turn"))
    settled(qtbot, dialog)
    assert dialog.spec.view.camera == turned
    assert dialog.preview.pane.picture != first
    window.navigation.open(Link("point", "soleus.trp1"))
    window.viewport.finish_flight()
    assert dialog.form.title.text() == "Soleus TrP1"
    retitle(qtbot, dialog, "Mine")
    window.navigation.open(Link("point", "infraspinatus.trp1"))
    window.viewport.finish_flight()
    assert dialog.form.title.text() == "Mine"
    window.run("export_figure")  # it is brought to the front, not opened twice
    assert len(window.findChildren(FigureDialog)) == 1
    # Light and dark follow, too; and a window that closes leaves nothing to be drawn.
    window.set_theme("dark")
    settled(qtbot, dialog)
    page = dialog.preview.pane.picture
    assert page is not None
    assert page.pixelColor(2, 2).lightness() < 80
    retitle(qtbot, dialog, "Again")
    window.close()
    assert dialog.preview.crisp
    assert not dialog.isVisible()


def test_the_figure_is_copied_whole_and_the_copying_can_be_stopped(
    qtbot: QtBot, window: MainWindow
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    dialog = composer(qtbot, window)
    click(qtbot, dialog.copy)
    assert dialog.copying.progress.isVisible()
    assert dialog.copy.text() == "Stop &copying"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.copying.progress.isVisible()
    assert clipboard.text() == "before"
    click(qtbot, dialog.copy)
    qtbot.waitUntil(lambda: not dialog.copying.under_way, timeout=20_000)
    content = clipboard.mimeData()
    assert content.imageData().size().toTuple() == (1920, 1080)
    assert QImage.fromData(content.data("image/png")).text("Title") == "Infraspinatus TrP1"
    assert b"Infraspinatus TrP1</text>" in content.data("image/svg+xml").data()
    assert "1920 x 1080 pixels" in dialog.preview.notes.notes.text()
    clipboard.clear()


def test_every_control_can_be_named_reached_and_seen(qtbot: QtBot, window: MainWindow) -> None:
    dialog = composer(qtbot, window)
    dialog.resize(900, 600)
    click(qtbot, dialog.form.own_names.add)
    settled(qtbot, dialog)
    keys: list[str] = []
    for widget in dialog.findChildren(QWidget):
        if not widget.isVisibleTo(dialog):
            continue
        text = widget.text() if isinstance(widget, (QAbstractButton, QLabel)) else ""
        at = text.find("&")
        if at >= 0:
            keys.append(text[at + 1].lower())
        field = isinstance(widget, (QLineEdit, QComboBox, QAbstractSpinBox))
        if field and not isinstance(widget.parent(), (QAbstractSpinBox, QComboBox)):
            assert widget.accessibleName(), widget
    assert len(keys) == len(set(keys)), sorted(keys)
    assert dialog.width() == 900
    assert dialog.form.widget().width() <= dialog.form.viewport().width()
    dialog.form.title.setFocus()
    met: list[QWidget | None] = []
    while (focus := QApplication.focusWidget()) not in met and len(met) < 60:
        met.append(focus)
        qtbot.keyClick(focus or dialog, Qt.Key.Key_Tab)
    row = dialog.form.own_names.rows[0]
    order = [
        dialog.form.title,
        dialog.form.size_box.preset,
        dialog.form.box("points"),
        row.words,
        row.place,
        dialog.form.own_names.add,
        dialog.form.box("legend"),
        dialog.usual,
        dialog.save,
    ]
    places = [met.index(each) for each in order]
    assert places == sorted(places)


# Without a window --------------------------------------------------------------------------------


def test_options_and_figures_are_turned_into_each_other() -> None:
    spec = FigureSpec(
        PageSize(85.5, 110, "mm", 600),
        ViewState(shown=(PointRef("soleus.trp1", "right"),)),
        1.5,
        ("muscles", "structures"),
        certainty=True,
        credits=False,
        font_size=7.0,
        background="#102030",
        dark=True,
    )
    options = options_of(spec, ".pdf", "#ffffff")
    assert (options.tone, options.ground, options.colour) == ("dark", "colour", "#102030")
    assert options.on(spec, False) == spec
    assert options.names == name_scale(spec) == pytest.approx(7 / 8)
    plain = FigureOptions(names=1.0).on(spec, True)
    assert plain.font_size is None
    assert plain.dark
    assert plain.background is None
    assert FigureOptions(framing="height").on(spec, True).view_aspect < 0.1
    # Without a selection the markers are all there is to see.
    bare = replace(spec, view=ViewState())
    assert FigureOptions(markers=False).on(bare, True).view.markers
    assert not FigureOptions(markers=False).on(spec, True).view.markers


def test_presets_can_all_be_made_and_are_known_again() -> None:
    for number, preset in enumerate(PRESETS):
        FigureOptions(names=preset.names).on(FigureSpec(size=preset.size), False).checked()
        assert preset_of(preset.size) == number
    assert preset_of(PageSize(1920, 1080, "px", 96)) == 0
    assert preset_of(PageSize(85, 110, "mm", 96)) is None


def test_a_size_changes_its_unit_and_stays_the_same_page(qtbot: QtBot) -> None:
    box = FigureSizeBox()
    qtbot.addWidget(box)
    box.set_page(PageSize(85, 110, "mm", 300))
    assert box.preset.currentText() == "Journal column, 85 mm, 300 dpi"
    assert box.other.text() == "1004 x 1299 px"
    assert box.width_box.text() == "85"
    with qtbot.waitSignal(box.changed, timeout=1000):
        qtbot.keyClick(box.unit, Qt.Key.Key_Up)
    assert box.page == PageSize(1004, 1299, "px", 300)
    assert box.other.text() == "85 x 110 mm"


def test_file_names_hold_nothing_that_a_file_system_does_not_bear() -> None:
    assert file_name('A/B\\C: "D" <E>|?*\n', "Figure") == "A B C D E"
    assert file_name("../..", "Figure") == "Figure"
    assert file_name("", "Figure") == "Figure"
    assert len(file_name("x" * 500, "Figure")) == 80


@pytest.fixture
def titled(window: MainWindow) -> Callable[..., str]:
    def title(*points: str) -> str:
        refs = tuple(PointRef(point, "right") for point in points)
        return title_of(window, replace(window.session.state, shown=refs))

    return title


def test_several_points_are_named_together(titled: Callable[..., str]) -> None:
    points = ("soleus.trp1", "infraspinatus.trp1", "piriformis.trp1", "gluteus_minimus.trp1")
    assert titled() == ""
    assert titled(*points[:2]) == "Soleus TrP1 and Infraspinatus TrP1"
    assert titled(*points) == "4 trigger points"


def test_typing_a_title_draws_and_looks_for_nothing_anew(
    atlas: Atlas, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = ViewState(figure="male")
    stage = Stage(atlas, state)
    counts = {"looked": 0, "drawn": 0}
    render = stage.render

    def rendered(*given: Any) -> Any:
        counts["drawn"] += 1
        return render(*given)

    def looked(*_: Any) -> tuple[InSight, ...]:
        counts["looked"] += 1
        return (InSight("Femur", (40.0, 60.0), "right"),)

    monkeypatch.setattr(stage, "render", rendered)
    monkeypatch.setattr(names, "structures_in_sight", looked)
    try:
        stage.set_size(200, 150)
        sketch = Sketch(stage)
        spec = FigureSpec(PageSize(480, 360), state, labels=("structures",), title="One")
        first = sketch.begin(spec, state)
        while sketch.refine(state):
            pass
        assert counts == {"looked": 1, "drawn": 8}
        again = sketch.begin(replace(spec, title="Other"), state)
        assert not sketch.refine(state)
        assert counts == {"looked": 1, "drawn": 8}
        assert (first.drawing.title, again.drawing.title) == ("One", "Other")
        labels = [[w.lines for w in c.drawing.words if w.part == "label"] for c in (first, again)]
        assert labels[0] == labels[1] != []
        assert sketch.picture() == figure_preview(stage, replace(spec, title="Other"), state, 480)
        counts.update(looked=0, drawn=0)
        nearer = replace(state, camera=replace(state.camera, view_angle=9.0))
        sketch.begin(replace(spec, view=nearer), state)
        assert counts == {"looked": 1, "drawn": 1}
        sketch.begin(replace(spec, view=nearer, dark=True), state)
        assert counts["drawn"] == 2
        assert stage.size == (200, 150)
    finally:
        stage.close()
