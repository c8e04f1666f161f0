"""Names in the window keep clear of what floats over the body, and are painted there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.export import picture_ink
from explorer.scene.overlay import Box, Label
from explorer.session.commands import Command
from explorer.session.layer_commands import peel, set_related
from explorer.session.view_state import PointRef, Subject
from explorer.ui.links import Link
from explorer.ui.main_window import MainWindow
from explorer.ui.window_ink import floating_boxes


def overlap(a: Box, b: Box) -> bool:
    apart = a[0] >= b[0] + b[2] or b[0] >= a[0] + a[2] or a[1] >= b[1] + b[3] or b[1] >= a[1] + a[3]
    return not apart


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Label, ...]]:
    """The labels of each painting."""
    seen: list[tuple[Label, ...]] = []
    paint = picture_ink.paint_overlay

    def spy(painter: object, overlay: object, style: object) -> None:
        seen.append(overlay.labels)  # type: ignore[attr-defined]
        paint(painter, overlay, style)  # type: ignore[arg-type]

    monkeypatch.setattr(picture_ink, "paint_overlay", spy)
    return seen


def test_buttons_and_peel_card_are_known_while_they_are_seen(window: MainWindow) -> None:
    boxes = floating_boxes(window.viewport, 2.0)
    g = window.view_buttons.geometry()
    buttons = (2.0 * g.x(), 2.0 * g.y(), 2.0 * g.width(), 2.0 * g.height())
    assert buttons in boxes
    assert len(boxes) == 2
    window.view_buttons.hide()
    assert buttons not in floating_boxes(window.viewport, 2.0)


@pytest.mark.parametrize("at", ["left", "right"])
def test_names_keep_clear_of_cards_and_legend(
    window: MainWindow, painted: list[tuple[Label, ...]], at: str
) -> None:
    view = window.viewport
    refs = tuple(PointRef(f"soleus.trp{i}", "right") for i in (1, 2, 3))
    show = Command("Show", lambda s: replace(s, shown=refs, subject=Subject("muscle", "soleus")))
    window.session.do(show)
    window.session.do(peel(1.0))
    window.session.do(set_related(True))
    pose = window.session.state.camera
    pixel = view.stage.lens.pixels_per_mm
    for height in (-500.0, 0.0, 350.0):  # the leg at the foot, in the middle, under the cards
        shift = (view.width() / 2 - 150) / pixel * (1 if at == "right" else -1)
        behind = (-shift, 6200.0, 700.0 - height)
        moved = replace(pose, position=behind, focal_point=(-shift, 0.0, 700.0 - height))
        window.session.do(Command("Look", lambda s, c=moved: replace(s, camera=c)))
        view.repaint()
        labels = painted[-1]
        taken = view._taken
        assert len(taken) >= 4  # buttons, peel card, legend, caption
        assert labels, height
        for label in labels:
            x, y, w, h = label.box
            assert 0 <= x <= x + w <= view.width()
            assert 0 <= y <= y + h <= view.height()
            assert not any(overlap(label.box, box) for box in taken)


def test_names_move_at_once_when_a_card_comes_or_goes(
    window: MainWindow, painted: list[tuple[Label, ...]], qtbot: QtBot
) -> None:
    view = window.viewport
    window.navigation.open(Link("point", "soleus.trp1", "right"))
    view.finish_flight()
    qtbot.waitUntil(lambda: view.crisp)
    (label,) = painted[-1]
    card = QWidget(view)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    x, y, w, h = label.box
    card.setGeometry(round(x) - 2, round(y) - 2, round(w) + 4, round(h) + 4)
    card.show()
    qtbot.waitUntil(lambda: painted[-1][0].box != label.box)
    assert not overlap(painted[-1][0].box, (x - 2, y - 2, w + 4, h + 4))
    card.close()
    qtbot.waitUntil(lambda: painted[-1][0].box == label.box)
