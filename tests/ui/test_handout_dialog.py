"""The handout in the window: proposed, put in order, previewed, saved, printed, and forgotten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pain_page import open_pain, say, text_of
from PySide6.QtCore import QDate, QModelIndex, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidgetItem
from pytestqt.qtbot import QtBot

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import Pain, PainStroke, RegionRef, SkinPlace
from explorer.anatomy.red_flags import asked
from explorer.body.placement import resolve_points
from explorer.export.handout.content import LONGEST_DONE
from explorer.session import commands, pain_commands
from explorer.session.settings import SettingsFile
from explorer.session.view_state import PointRef, Subject, ViewState
from explorer.ui.main_window import MainWindow
from explorer.ui.output.handout.dialog import HandoutDialog
from explorer.ui.output.handout.printing import PrinterPages
from explorer.ui.output.handout.sources import propose, warning_words

#: What showing a dialog and a list that pops up ask of a desktop.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
CLIENT = "Stabbing behind my unmistakable knee"
DONE = "Held Mrs Unmistakable's muscle"


def no_flags(atlas: Atlas) -> tuple[tuple[str, bool], ...]:
    flags = [c for c in atlas.knowledge.cautions if c.kind == "red_flag"]
    return tuple((key, False) for flag in flags for key in asked(flag).keys)


def knee(atlas: Atlas) -> ViewState:
    pain = Pain((), (RegionRef("knee_inner", "left"),), "")
    return ViewState(pain=pain, answers=no_flags(atlas))


# What is proposed ------------------------------------------------------------------------------


def test_the_first_likely_sources_are_ticked(atlas: Atlas) -> None:
    proposed = propose(atlas, knee(atlas), None)
    assert len(proposed.rows) == 6
    assert [row.ticked for row in proposed.rows] == [True] * 3 + [False] * 3
    assert {row.ref.side for row in proposed.rows} == {"left"}
    muscles = [atlas.points[row.ref.point].muscle for row in proposed.rows]
    assert len(set(muscles)) == 6
    assert warning_words(proposed) == ("", "")


def test_what_is_compared_or_selected_comes_first(atlas: Atlas) -> None:
    refs = (PointRef("soleus.trp1", "left"), PointRef("piriformis.trp1", "left"))
    compared = propose(atlas, replace(knee(atlas), compared=refs), None)
    assert tuple(row.ref for row in compared.rows if row.ticked) == refs
    assert len(compared.rows) > 2
    state = replace(knee(atlas), subject=Subject("point", refs[0].point, "left"), shown=refs[:1])
    selected = propose(atlas, state, None)
    assert tuple(row.ref for row in selected.rows if row.ticked) == refs[:1]
    alone = propose(atlas, replace(state, pain=Pain()), None)
    assert tuple(row.ref for row in alone.rows) == refs[:1]
    muscle = replace(state, subject=Subject("muscle", "soleus", "left"), pain=Pain())
    points = tuple(PointRef(p.id, "left") for p in atlas.points_of("soleus"))
    of_muscle = propose(atlas, replace(muscle, shown=points), None)
    assert [row.ticked for row in of_muscle.rows] == [True, *[False] * (len(points) - 1)]
    assert propose(atlas, ViewState(), None).rows == ()


def test_a_warning_sign_is_said_before_any_source(atlas: Atlas) -> None:
    raised = propose(atlas, replace(knee(atlas), answers=(("flag_chest.1", True),)), None)
    head, words = warning_words(raised)
    assert head.startswith("See a doctor first. Get emergency help now")
    assert atlas.cautions["flag_chest"].title in words
    unasked = propose(atlas, replace(knee(atlas), answers=()), None)
    head, words = warning_words(unasked)
    assert "not asked" in head
    assert str(unasked.unasked) in words


# In the window ---------------------------------------------------------------------------------


def paint(window: MainWindow, point: str) -> None:
    place = resolve_points(window.atlas)[point]
    a, b, c = (int(v) for v in place.vertices)
    u, v, w = (float(x) for x in place.weights)
    stroke = PainStroke((SkinPlace((a, b, c), (u, v, w)),), 34.0, 7)
    window.session.do(pain_commands.paint((), stroke, "one"))


def open_dialog(window: MainWindow, qtbot: QtBot) -> HandoutDialog:
    window.actions_by_id["export_handout"].trigger()
    dialog = window.findChild(HandoutDialog)
    assert dialog is not None
    assert dialog.isVisible()
    settled(dialog, qtbot)
    return dialog


def settled(dialog: HandoutDialog, qtbot: QtBot) -> None:
    """Until the pages are those of what was asked for, with all pictures."""
    qtbot.waitUntil(lambda: not dialog.pages.waiting, timeout=60_000)


def rows(dialog: HandoutDialog) -> list[QListWidgetItem]:
    found = dialog.form.sources.rows
    return [found.item(row) for row in range(found.count())]


def tick(dialog: HandoutDialog, qtbot: QtBot, row: int) -> None:
    """Click into the box before a row."""
    found = dialog.form.sources.rows
    box = found.visualItemRect(found.item(row))
    qtbot.mouseClick(found.viewport(), LEFT, pos=QPoint(box.left() + 13, box.center().y()))


def chosen(dialog: HandoutDialog) -> list[tuple[str, str]]:
    return [(ref.point, ref.side) for ref in dialog.form.sources.chosen]


def violet(page: QImage) -> bool:
    colours = (page.pixelColor(x, y) for x in range(0, page.width(), 4) for y in range(0, 500, 4))
    return any(c.blue() > c.green() + 40 and c.red() > c.green() + 10 for c in colours)


def with_pain(window: MainWindow) -> None:
    window.session.do(pain_commands.say_pain("inside of my left knee"))
    window.session.do(commands.select_point("vastus_medialis.trp1", "left"))
    window.session.do(commands.add_point("soleus.trp1", "left"))


def test_points_are_ticked_put_in_order_and_added(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[object] = []

    def save(*asked: object) -> tuple[str, str]:
        saved.append(asked)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    with_pain(window)
    dialog = open_dialog(window, qtbot)
    form = dialog.form
    assert chosen(dialog) == [("vastus_medialis.trp1", "left"), ("soleus.trp1", "left")]
    assert "Vastus medialis, left side" in dialog.pages.words
    assert "inside of my left knee" in dialog.pages.words
    before = dialog.pages.images
    rows_list = form.sources.rows
    qtbot.mouseClick(
        rows_list.viewport(), LEFT, pos=rows_list.visualItemRect(rows(dialog)[1]).center()
    )
    qtbot.mouseClick(form.sources.up, LEFT)
    assert chosen(dialog)[0] == ("soleus.trp1", "left")
    settled(dialog, qtbot)
    assert dialog.pages.words.index("Soleus") < dialog.pages.words.index("Vastus medialis")
    assert dialog.pages.images != before
    qtbot.keyClick(rows_list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert chosen(dialog)[1] == ("soleus.trp1", "left")
    qtbot.mouseClick(form.sources.sides.button("right"), LEFT)
    assert chosen(dialog)[1] == ("soleus.trp1", "right")
    before_drop = chosen(dialog)
    model = rows_list.model()
    assert rows_list.dragEnabled()
    assert rows_list.acceptDrops()
    assert model.moveRow(QModelIndex(), 0, QModelIndex(), 2)
    assert chosen(dialog) == before_drop[::-1]
    settled(dialog, qtbot)
    assert dialog.pages.words.index("Soleus") < dialog.pages.words.index("Vastus medialis")
    tick(dialog, qtbot, 2)
    assert len(chosen(dialog)) == 3
    tick(dialog, qtbot, 3)
    assert len(chosen(dialog)) == 3
    assert "at most 3" in form.refusal.text()
    tick(dialog, qtbot, 0)
    assert len(chosen(dialog)) == 2
    assert not form.refusal.isVisible()
    form.sources.field.setFocus()
    qtbot.keyClicks(form.sources.field, "infrasp")
    popup = form.sources.field.completer().popup()
    assert popup is not None
    qtbot.keyClick(popup if popup.isVisible() else form.sources.field, Qt.Key.Key_Escape)
    qtbot.keyClick(form.sources.field, Qt.Key.Key_Return)
    assert saved == [], "Enter in the field adds a point and saves nothing"
    assert chosen(dialog)[-1][0].startswith("infraspinatus")
    settled(dialog, qtbot)
    assert "Infraspinatus" in dialog.pages.words
    for row, item in enumerate(rows(dialog)):
        if item.checkState() == Qt.CheckState.Checked:
            tick(dialog, qtbot, row)
    settled(dialog, qtbot)
    assert chosen(dialog) == []
    assert "Tick one to three" in dialog.pages.state.text()
    assert not dialog.save.isEnabled()
    assert dialog.pages.images == ()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_pages_follow_what_is_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    paint(window, "infraspinatus.trp1")
    window.session.do(commands.select_point("infraspinatus.trp1", "right"))
    window.session.do(pain_commands.answer("flag_chest.1", True))
    window.viewport.finish_picture()
    shown = window.viewport.grab().toImage()
    state, size = window.session.state, window.viewport.stage.size
    dialog = open_dialog(window, qtbot)
    form = dialog.form
    assert window.session.state == state
    assert window.viewport.stage.size == size
    window.viewport.schedule()
    window.viewport.finish_picture()
    assert window.viewport.grab().toImage() == shown, "the stage was given back as it was"
    assert form.warning.isVisible()
    assert "See a doctor first" in form.warning_head.text()
    assert "You answered yes" in dialog.pages.words
    assert violet(dialog.pages.images[0])
    width = dialog.pages.images[0].width()
    assert width == dialog.pages.view.page_pixels
    form.done.setFocus()
    qtbot.keyClicks(form.done.edit, "Slow pressure")
    settled(dialog, qtbot)
    assert "Slow pressure" in dialog.pages.words
    assert "13 of 900" in form.done.counter.text()
    qtbot.mouseClick(form.large, LEFT, pos=QPoint(8, form.large.height() // 2))
    settled(dialog, qtbot)
    assert len(dialog.pages.images) == 3
    qtbot.mouseClick(form.paper.button("Letter"), LEFT)
    settled(dialog, qtbot)
    page = dialog.pages.images[0]
    assert page.height() / page.width() == pytest.approx(279.4 / 215.9, abs=0.005)
    assert "Letter" in dialog.pages.state.text()
    form.day.setDate(QDate(2026, 3, 2))
    settled(dialog, qtbot)
    assert "2 March 2026" in dialog.pages.words
    qtbot.mouseClick(form.dated, LEFT, pos=QPoint(8, form.dated.height() // 2))
    settled(dialog, qtbot)
    assert "2026" not in dialog.pages.words
    assert not form.day.isEnabled()
    form.done.edit.setPlainText("x" * (LONGEST_DONE + 1))
    settled(dialog, qtbot)
    assert "Too much" in form.done.counter.text()
    assert "too much" in dialog.pages.problem.text()
    assert not dialog.save.isEnabled()
    form.done.edit.setPlainText("x\n" * 12)
    settled(dialog, qtbot)
    assert "13 of 12 lines" in form.done.counter.text()
    form.done.edit.setPlainText("Less")
    settled(dialog, qtbot)
    assert not dialog.pages.problem.isVisible()
    assert dialog.save.isEnabled()
    dialog.resize(900, 560)
    settled(dialog, qtbot)
    assert dialog.pages.images[0].width() == dialog.pages.view.page_pixels != width
    dialog.close()


def test_a_logo_is_shown_removed_and_its_fault_told(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.do(commands.select_point("soleus.trp1", "right"))
    dialog = open_dialog(window, qtbot)
    logo = dialog.form.logo
    good, bad = tmp_path / "good.png", tmp_path / "bad.png"
    picture = QImage(200, 100, QImage.Format.Format_RGB32)
    picture.fill(0xFF00FF00)
    assert picture.save(str(good))
    bad.write_text("no picture")

    def green() -> bool:
        page = dialog.pages.images[0]
        return any(
            page.pixelColor(x, y).green() > page.pixelColor(x, y).red() + 200
            for x in range(page.width() // 2, page.width(), 3)
            for y in range(0, 120, 3)
        )

    for path, sentence in ((bad, "no picture that can be read"), (good, "")):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, path=path: (str(path), ""))
        qtbot.mouseClick(logo.choose, LEFT)
        settled(dialog, qtbot)
        assert sentence in logo.problem.text()
        assert logo.problem.isVisible() is bool(sentence)
        assert green() is (path is good)
    qtbot.mouseClick(logo.remove, LEFT)
    settled(dialog, qtbot)
    assert not green()
    assert not logo.remove.isEnabled()
    dialog.close()


def test_a_handout_is_saved_and_the_client_is_forgotten(
    window: MainWindow,
    settings: SettingsFile,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.session.do(pain_commands.say_pain(CLIENT))
    window.session.do(pain_commands.set_condition("caution_blood_thinners", True))
    window.session.do(commands.select_point("soleus.trp1", "left"))
    dialog = open_dialog(window, qtbot)
    qtbot.keyClicks(dialog.form.done.edit, DONE)
    qtbot.keyClicks(dialog.form.practice, "Practice in the Park")
    folder = tmp_path / "Mrs Unmistakable"
    folder.mkdir()
    asked_for: list[str] = []

    def answer(_parent: object, _title: str, proposed: str, *_: object) -> tuple[str, str]:
        asked_for.append(proposed)
        return str(folder / "sheet"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    dialog.form.practice.setFocus()
    qtbot.keyClick(dialog.form.practice, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert Path(asked_for[0]).name == "Handout, Soleus.pdf"
    qtbot.waitUntil(lambda: not window.output.busy, timeout=120_000)
    file = folder / "sheet.pdf"
    assert "Handout written" in window.output.bar.words, window.messages.words
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes()))
    assert pages == len(dialog.pages.images)
    kept = settings.path.read_text()
    assert "Practice in the Park" in kept
    for secret in ("nmistakable", "soleus", "blood", "knee", str(folder)):
        assert secret not in kept
    assert set(json.loads(kept)["outputs"]["handout"]) == {"practice", "logo", "paper", "large"}
    everywhere = [f for f in tmp_path.rglob("*") if f.is_file() and f != file]
    assert not [f for f in everywhere if b"nmistakable" in f.read_bytes()]
    # The same client: a slip can be put right. Another one: nothing of the first is left.
    dialog = open_dialog(window, qtbot)
    assert dialog.form.done.words == DONE
    dialog.close()
    window.session.do(pain_commands.clear_pain())
    window.session.do(pain_commands.say_pain("my shoulder"))
    dialog = open_dialog(window, qtbot)
    assert dialog.form.done.words == ""
    assert dialog.form.practice.text() == "Practice in the Park"
    dialog.close()


def test_what_cannot_be_saved_is_told_in_the_dialog(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.do(commands.select_point("soleus.trp1", "left"))
    dialog = open_dialog(window, qtbot)
    (tmp_path / "a.pdf").write_text("former")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a"), ""))
    qtbot.mouseClick(dialog.save, LEFT)
    assert "a.pdf is there already" in dialog.pages.problem.text()
    assert dialog.isVisible()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    qtbot.mouseClick(dialog.save, LEFT)
    assert dialog.isVisible()
    monkeypatch.setattr(type(window.output), "busy", property(lambda _: True))
    qtbot.mouseClick(dialog.save, LEFT)
    assert "still being written" in dialog.pages.problem.text()
    assert (tmp_path / "a.pdf").read_text() == "former"
    dialog.close()


def test_the_pages_are_printed_as_they_are_shown(
    window: MainWindow,
    settings: SettingsFile,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.session.do(commands.select_point("soleus.trp1", "left"))
    dialog = open_dialog(window, qtbot)
    file = tmp_path / "printed.pdf"
    asked_for: list[QPrinter] = []

    def answer(self: QPrintDialog) -> int:
        printer = self.printer()
        asked_for.append(printer)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        return QDialog.DialogCode.Accepted.value

    monkeypatch.setattr(QPrintDialog, "exec", answer)
    qtbot.mouseClick(dialog.print, LEFT)
    assert "printer" in dialog.pages.state.text()
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes()))
    assert pages == len(dialog.pages.images)
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", file.read_bytes())
    assert box is not None
    assert [float(side) for side in box.groups()] == pytest.approx([595.3, 841.9], abs=1.0)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QDialog.DialogCode.Rejected.value)
    dialog.form.done.edit.setPlainText("More")
    settled(dialog, qtbot)
    qtbot.mouseClick(dialog.print, LEFT)
    assert "printer" not in dialog.pages.state.text()
    dialog.close()


def test_a_printer_gets_millimetres(qapp: object, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    with PrinterPages(printer, "A4") as pages:
        box = pages.painter.combinedTransform().mapRect(pages.box(0.0, 0.0, 25.4, 50.8))
    inch = printer.resolution()
    assert (box.width(), box.height()) == pytest.approx((inch, 2 * inch))


def test_the_page_of_sources_leads_to_the_handout(window: MainWindow, qtbot: QtBot) -> None:
    open_pain(window, qtbot)
    assert text_of(window)
    assert window.pain.sources is not None
    button = window.pain.sources.handout
    assert not button.isVisible()
    say(window, qtbot, "inside of my left knee")
    assert text_of(window)
    assert button.isVisible()
    qtbot.mouseClick(button, LEFT)
    dialog = window.findChild(HandoutDialog)
    assert dialog is not None
    settled(dialog, qtbot)
    assert len(chosen(dialog)) == 3
    assert "not asked" in dialog.form.warning_head.text()
    dialog.close()


def test_a_window_closes_with_the_dialog_open(
    make_window: Callable[[SettingsFile], MainWindow], settings: SettingsFile, qtbot: QtBot
) -> None:
    window = make_window(settings)
    paint(window, "infraspinatus.trp1")
    window.actions_by_id["export_handout"].trigger()
    window.close()
    qtbot.wait(60)
