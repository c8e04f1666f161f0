"""The filter by evidence: which points it leaves, and that undo takes it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Evidence
from explorer.anatomy.support import SUPPORT_WORDS, Support, is_supported, left_out
from explorer.session.commands import select_point, set_support
from explorer.session.session import Session
from explorer.session.view_state import PointRef, ViewState


@pytest.mark.parametrize(
    ("grade", "confidence", "passes"),
    [
        ("A", "high", {"all", "sure", "studied"}),
        ("B", "high", {"all", "sure", "studied"}),
        ("B", "medium", {"all", "studied"}),
        ("C", "high", {"all", "sure"}),
        ("C", "medium", {"all"}),
        ("C", "low", {"all"}),
    ],
)
def test_studied_asks_for_the_grade_and_sure_for_the_confidence(
    grade: str, confidence: str, passes: set[Support]
) -> None:
    evidence = Evidence(grade, confidence, ())  # type: ignore[arg-type]
    assert {s for s in SUPPORT_WORDS if is_supported(evidence, s)} == passes


def test_every_filter_leaves_some_points_out_and_some_in(atlas: Atlas) -> None:
    assert left_out(atlas, "all") == frozenset()
    for support in ("sure", "studied"):
        out = left_out(atlas, support)
        assert 0 < len(out) < len(atlas.points)
        for point in atlas.points.values():
            assert (point.id not in out) == is_supported(point.evidence, support)


def test_the_filter_is_one_step_of_undo_and_touches_nothing_else() -> None:
    session = Session(select_point("a.trp1", "right").apply(ViewState()))
    before = session.state
    assert before.support == "all"
    session.do(set_support("studied"))
    assert session.state == replace(before, support="studied")
    assert session.state.shown == (PointRef("a.trp1", "right"),)
    assert session.undo_text == "Filter by evidence"
    session.do(set_support("studied"))
    session.undo()
    assert session.state == before
