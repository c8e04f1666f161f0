"""An atlas asked for in the window: what of, what it takes, and what is there already."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QTreeWidget, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from explorer.export.atlas.plan import make_plan
from explorer.export.atlas.run import former_plates
from explorer.export.png_file import png_texts
from explorer.session.commands import select_point
from explorer.session.settings import SettingsFile
from explorer.ui.main_window import MainWindow
from explorer.ui.output.atlas import dialog as atlas_dialog
from explorer.ui.output.atlas.dialog import AtlasDialog
from explorer.ui.output.atlas.look import Look, Wanted
from explorer.ui.output.atlas.options import AtlasOptions
from explorer.ui.output.desk import BUSY
from explorer.ui.output.remembered import remember, remembered

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

#: Longer than any of it may take (ms).
LONG = 60_000
SMALL = AtlasOptions(
    points="named", named=("infraspinatus.trp1",), figures=("male",), width=160, height=200
)


def open_dialog(window: MainWindow, qtbot: QtBot) -> AtlasDialog:
    window.run("export_atlas")
    dialog = window.findChild(AtlasDialog)
    assert dialog is not None
    assert dialog.isVisible()
    rest(dialog, qtbot)
    return dialog


def rest(dialog: AtlasDialog, qtbot: QtBot) -> None:
    """Wait until it has looked at everything and drawn its preview."""

    def quiet() -> bool:
        return not (
            dialog.points.tree._told.isActive()
            or dialog._patience.isActive()
            or dialog._job
            or dialog.preview.picture.waiting
        )

    qtbot.waitUntil(quiet, timeout=LONG)


def press(qtbot: QtBot, button: QAbstractButton, at: QPoint | None = None) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=at or QPoint())


def tick(qtbot: QtBot, tree: QTreeWidget, item: QTreeWidgetItem) -> None:
    """Click the box of a row."""
    above = item.parent()
    while above is not None:
        above.setExpanded(True)
        above = above.parent()
    tree.scrollToItem(item)
    row = tree.visualItemRect(item)
    place = QPoint(row.left() + 8, row.center().y())
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def mnemonics(dialog: QWidget) -> list[str]:
    texts = [w.text() for kind in (QAbstractButton, QLabel) for w in dialog.findChildren(kind)]
    marks = [t[t.index("&") + 1].lower() for t in texts if "&" in t.replace("&&", "")]
    return sorted(marks)


@pytest.fixture
def small(settings: SettingsFile, tmp_path: Path) -> SettingsFile:
    """One small plate was made the last time."""
    from dataclasses import replace

    (tmp_path / "out").mkdir()
    folder = tmp_path / "out" / "My atlas"
    remember(settings, "atlas", replace(SMALL, folder=str(folder), workers=1))
    return settings


def test_it_says_what_all_of_it_takes_and_shows_a_plate(window: MainWindow, qtbot: QtBot) -> None:
    count = len(window.atlas.points)
    stage, before = window.viewport.stage, window.session.state
    size, picture = stage.size, stage.palette
    dialog = open_dialog(window, qtbot)
    assert dialog.points.names.currentText() == f"All points ({count})"
    assert f"{count} plates of {count} points: about " in dialog.summary.text()
    assert " core" in dialog.summary.text()
    assert " MB." in dialog.summary.text()
    assert dialog.start.isEnabled()
    assert dialog.start.isDefault()
    assert not dialog.preview.picture.pixmap().isNull()
    assert dialog.preview.which.text().startswith(f"1 of {count}: ")
    first = dialog.preview.picture.pixmap().toImage()
    press(qtbot, dialog.preview.following)
    rest(dialog, qtbot)
    assert dialog.preview.which.text().startswith(f"2 of {count}: ")
    assert dialog.preview.picture.pixmap().toImage() != first
    press(qtbot, dialog.preview.previous)
    press(qtbot, dialog.preview.previous)
    rest(dialog, qtbot)
    assert dialog.preview.which.text().startswith(f"{count} of {count}: ")
    assert (stage.size, stage.palette) == (size, picture)  # given back as it was
    assert window.session.state == before
    marks = mnemonics(dialog)
    assert len(set(marks)) == len(marks)
    for width, height in ((900, 600), (1280, 800)):
        hint = dialog.minimumSizeHint()
        assert hint.width() <= width
        assert hint.height() <= height
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_points_are_chosen_by_boxes_and_by_groups(
    make_window: Callable[[SettingsFile], MainWindow], small: SettingsFile, qtbot: QtBot
) -> None:
    window = make_window(small)
    window.session.do(select_point("infraspinatus.trp1", "right"))
    dialog = open_dialog(window, qtbot)
    tree = dialog.points.tree
    assert dialog.points.names.currentText() == "Ticked below"
    assert tree.chosen == ("infraspinatus.trp1",)
    assert "1 plate of 1 point:" in dialog.summary.text()
    assert not dialog.preview.following.isEnabled()
    tick(qtbot, tree.tree, tree.item_of("soleus.trp1"))
    rest(dialog, qtbot)
    assert tree.chosen == ("infraspinatus.trp1", "soleus.trp1")
    assert "2 plates of 2 points:" in dialog.summary.text()
    press(qtbot, dialog.form.views["anterior"], QPoint(8, 8))
    rest(dialog, qtbot)
    assert "4 plates of 2 points:" in dialog.summary.text()
    for view in ("anterior", "best"):
        press(qtbot, dialog.form.views[view], QPoint(8, 8))
    rest(dialog, qtbot)
    assert dialog.summary.text() == "Choose at least one point, view and body."
    assert not dialog.start.isEnabled()
    assert dialog.preview.picture.text() == "Choose points, a view and a body."
    press(qtbot, dialog.form.views["posterior"], QPoint(8, 8))
    # The muscle as a whole: its points, and the list on top knows their name.
    tick(qtbot, tree.tree, tree.item_of("soleus.trp1"))
    tick(qtbot, tree.tree, tree.item_of("infraspinatus.trp1").parent())
    rest(dialog, qtbot)
    count = len(window.atlas.points_of("infraspinatus"))
    assert dialog.points.names.currentText() == f"Infraspinatus ({count})"
    assert f"{count} plates of" in dialog.summary.text()
    assert [
        c for c in range(dialog.points.names.count()) if "lesson" in dialog.points.names.itemText(c)
    ] == []
    # Found by words, without ticking anything.
    qtbot.keyClicks(tree.search, "soleus")
    assert not tree.item_of("soleus.trp1").parent().isHidden()
    assert tree.item_of("infraspinatus.trp1").parent().isHidden()
    dialog.points.names.setCurrentIndex(
        dialog.points.names.findText("Leg and foot", Qt.MatchFlag.MatchContains)
    )
    rest(dialog, qtbot)
    areas = {window.atlas.muscle_of(window.atlas.points[p]).area for p in tree.chosen}
    assert areas == {"leg_foot"}


def test_it_is_made_opened_and_gone_on_with(
    make_window: Callable[[SettingsFile], MainWindow],
    small: SettingsFile,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    window = make_window(small)
    folder = tmp_path / "out" / "My atlas"
    dialog = open_dialog(window, qtbot)
    tick(qtbot, dialog.points.tree.tree, dialog.points.tree.item_of("soleus.trp1"))
    # Enter is the main action, and may be faster than the look at what was ticked.
    qtbot.keyClick(dialog.folder.line, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert window.output.busy
    qtbot.waitUntil(lambda: not window.output.busy, timeout=LONG)
    assert window.messages.words == ""
    assert window.output.bar.words == f"Atlas written: My atlas, in {folder.parent}"
    assert window.output.bar._opens == folder / "index.html"
    assert {f.name for f in folder.iterdir()} == {"plates", "plan.json", "index.html", "atlas.pdf"}
    assert len(list(folder.rglob("*.png"))) == 2
    kept = remembered(small, "atlas", AtlasOptions())
    assert kept.named == ("infraspinatus.trp1", "soleus.trp1")
    assert kept.folder == str(folder)
    dialog = open_dialog(window, qtbot)
    assert "All 2 plates of 2 points are already there" in dialog.summary.text()
    tick(qtbot, dialog.points.tree.tree, dialog.points.tree.item_of("temporalis.trp1"))
    rest(dialog, qtbot)
    assert "2 of 3 plates are already there; they are kept." in dialog.summary.text()
    tick(qtbot, dialog.points.tree.tree, dialog.points.tree.item_of("soleus.trp1"))
    rest(dialog, qtbot)
    assert "1 of 2 plates are already there" in dialog.summary.text()
    assert dialog.note.text().startswith("1 plate of a former plan stays")
    assert dialog.start.isEnabled()


@pytest.mark.parametrize(
    ("name", "said"),
    [("index.html", "belongs to no atlas"), ("", "is no folder")],
)
def test_a_folder_that_cannot_be_used_is_named_beforehand(
    make_window: Callable[[SettingsFile], MainWindow],
    small: SettingsFile,
    qtbot: QtBot,
    tmp_path: Path,
    name: str,
    said: str,
) -> None:
    folder = tmp_path / "out" / "My atlas"
    if name:
        folder.mkdir()
        (folder / name).write_text("mine")
    else:
        folder.write_text("mine")
    window = make_window(small)
    dialog = open_dialog(window, qtbot)
    assert said in dialog.note.text()
    assert not dialog.start.isEnabled()
    dialog.folder.line.selectAll()
    qtbot.keyClicks(dialog.folder.line, str(tmp_path / "out" / "another"))
    rest(dialog, qtbot)
    assert dialog.start.isEnabled()
    assert dialog.note.text() == ""


def test_typing_a_folder_looks_once_and_draws_nothing(
    make_window: Callable[[SettingsFile], MainWindow],
    small: SettingsFile,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = make_window(small)
    dialog = open_dialog(window, qtbot)
    folders: list[Path] = []

    def look(_atlas: object, wanted: Wanted, _stop: object) -> Look:
        folders.append(wanted.folder)
        return real(window.atlas, wanted, lambda: False)

    real = atlas_dialog.look_at
    monkeypatch.setattr(atlas_dialog, "look_at", look)
    dialog.folder.line.selectAll()
    qtbot.keyClicks(dialog.folder.line, str(tmp_path / "elsewhere"))
    assert not dialog.preview.picture.waiting
    assert folders == []
    rest(dialog, qtbot)
    assert folders == [tmp_path / "elsewhere"]
    assert "1 plate of 1 point" in dialog.summary.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.points.changed.emit()  # a part of it speaks while it is taken apart
    assert not dialog._patience.isActive()


def test_while_something_else_is_written_the_dialog_stays(
    make_window: Callable[[SettingsFile], MainWindow],
    small: SettingsFile,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    from functools import partial

    import beside_works as works

    window = make_window(small)
    file, go = tmp_path / "a.pptx", tmp_path / "go"
    window.output.write("Slides", partial(works.write_slowly, file, go), file)
    dialog = open_dialog(window, qtbot)
    press(qtbot, dialog.start)
    assert dialog.isVisible()
    assert dialog.note.text().startswith(BUSY)
    go.touch()
    qtbot.waitUntil(lambda: not window.output.busy, timeout=LONG)
    dialog.reject()


@pytest.fixture
def many(small: SettingsFile, window_points: tuple[str, ...]) -> SettingsFile:
    from dataclasses import replace

    kept = remembered(small, "atlas", SMALL)
    remember(small, "atlas", replace(kept, named=window_points, workers=2))
    return small


@pytest.fixture
def window_points() -> tuple[str, ...]:
    return tuple(
        f"{muscle}.trp1" for muscle in ("infraspinatus", "soleus", "temporalis", "iliacus")
    ) + ("upper_trapezius.trp1", "piriformis.trp1", "rectus_femoris.trp1")


def test_cancelled_it_leaves_whole_plates_and_no_half_file(
    make_window: Callable[[SettingsFile], MainWindow],
    many: SettingsFile,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    window = make_window(many)
    folder = tmp_path / "out" / "My atlas"
    press(qtbot, open_dialog(window, qtbot).start)
    qtbot.waitUntil(lambda: " of 7 plates" in window.output.bar.words, timeout=LONG)
    press(qtbot, window.output.bar.cancel)
    qtbot.waitUntil(lambda: not window.output.busy, timeout=LONG)
    assert window.status.text().startswith("Atlas cancelled; finished plates are kept")
    plates = list(folder.rglob("*.png"))
    assert 1 <= len(plates) < 7
    assert all(png_texts(plate) for plate in plates)
    assert {f.name for f in folder.iterdir()} == {"plates", "plan.json"}
    assert len(former_plates(folder) or ()) == 7
    dialog = open_dialog(window, qtbot)
    assert f"{len(plates)} of 7 plates are already there; they are kept." in dialog.summary.text()


def test_closing_the_window_ends_all_of_its_processes(
    make_window: Callable[[SettingsFile], MainWindow],
    many: SettingsFile,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    psutil = pytest.importorskip("psutil")

    def helpers() -> list[int]:
        below = psutil.Process().children(recursive=True)
        return [p.pid for p in below if "spawn_main" in " ".join(p.cmdline())]

    assert helpers() == []
    window = make_window(many)
    press(qtbot, open_dialog(window, qtbot).start)
    qtbot.waitUntil(lambda: " of 7 plates" in window.output.bar.words, timeout=LONG)
    running = helpers()
    assert len(running) == 3  # one that leads and two that draw
    window.close()
    end = time.monotonic() + LONG / 1000
    while any(psutil.pid_exists(pid) for pid in running):
        assert time.monotonic() < end, "a process outlived its window"
        time.sleep(0.02)
    folder = tmp_path / "out" / "My atlas"
    assert all(png_texts(plate) for plate in folder.rglob("*.png"))
    assert not [f for f in folder.rglob("*") if f.name.startswith(".")]


def test_a_plan_is_the_same_however_it_is_asked_for(window: MainWindow) -> None:
    """The preview counts plates by itself: it must agree with the plan."""
    from explorer.ui.output.atlas.look import Wanted
    from explorer.ui.output.atlas.preview import plate_of

    points = ("infraspinatus.trp1", "soleus.trp1", "soleus.trp2")
    wanted = Wanted(points, ("best", "anterior"), ("female", "male"), (160, 200), True, Path("x"))
    plan = make_plan(
        window.atlas, wanted.points, wanted.views, wanted.figures, wanted.size, dark=True
    )
    assert wanted.plates == len(plan.plates) == 12
    for number, plate in enumerate(plan.plates):
        mine = plate_of(wanted, number, wanted.size)
        assert (mine.id, mine.figure, mine.view) == (plate.id, plate.figure, plate.view)
