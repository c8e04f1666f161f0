"""A stage that is lent comes back as it was, whatever was drawn on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from explorer.anatomy.atlas import Atlas
from explorer.export.borrowed_stage import BorrowedStage
from explorer.export.plates import plate_state
from explorer.scene.palette import DARK, LIGHT
from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState

POINT = "soleus.trp1"


@pytest.fixture
def shown(atlas: Atlas, qapp: object) -> Iterator[tuple[Stage, ViewState]]:
    state = replace(plate_state(atlas, POINT, "right", "female"), markers=True)
    stage = Stage(atlas, state)
    yield stage, state
    stage.close()


def test_what_the_hand_does_is_not_drawn_and_comes_back(shown: tuple[Stage, ViewState]) -> None:
    stage, state = shown
    stage.set_size(200, 150)
    stage.set_palette(LIGHT)
    stage.set_quiet(True)
    stage.set_hovered(3)
    end = np.array([1.0, 2.0, 3.0])
    stage.set_targets({(POINT, "right"): end})
    few = len(stage.visible()[0])
    with BorrowedStage(stage, state) as lent:
        assert not stage.quiet
        assert stage.hovered is None
        assert len(stage.visible()[0]) > few
        stage.set_palette(DARK)
        stage.set_size(90, 80)
        lent.show(replace(state, figure="male"))
        assert not stage.targets
    assert (stage.quiet, stage.hovered, stage.size) == (True, 3, (200, 150))
    assert stage.palette is LIGHT
    assert stage.targets[(POINT, "right")] is end
    assert len(stage.visible()[0]) == few


def test_it_comes_back_when_drawing_fails(shown: tuple[Stage, ViewState]) -> None:
    stage, state = shown
    stage.set_quiet(True)
    before = stage.placed

    def fail() -> None:
        with BorrowedStage(stage, state) as lent:
            lent.show(replace(state, figure="male"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert stage.quiet
    assert stage.placed is before
