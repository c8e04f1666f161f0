"""Which pattern hurts where, and the place that best tells one from others."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import load_figure
from explorer.body.placement import PlacedAtlas
from explorer.body.telling_apart import (
    LEAST_INSIDE,
    LEAST_OUTSIDE,
    Pattern,
    best_spot,
    only,
    pattern_of,
    shared,
    spills,
    which,
)
from explorer.body.zones import FIELD_LIMIT

FAR = FIELD_LIMIT
LINE = np.arange(0.0, 400.0)


def span(low: float, high: float) -> np.ndarray:
    """The field of a stretch of a line of places a millimetre apart."""
    field = np.abs(LINE - (low + high) / 2) - (high - low) / 2
    return np.minimum(field, FAR).astype(np.float32)


NOWHERE = np.full(len(LINE), FAR, np.float32)
A = Pattern(span(100, 200), span(200, 240))
B = Pattern(span(160, 260), span(60, 110))


def test_each_place_is_told_by_who_hurts_there_and_how_surely() -> None:
    told = which([A, B])
    assert told.shape == (2, len(LINE))
    assert told[:, 20].tolist() == [0, 0]
    assert told[:, 80].tolist() == [0, 1]
    assert told[:, 105].tolist() == [2, 1]
    assert told[:, 130].tolist() == [2, 0]
    assert told[:, 180].tolist() == [2, 2]
    assert told[:, 230].tolist() == [1, 2]
    assert told[:, 255].tolist() == [0, 2]


def test_what_only_one_has_and_what_is_shared_meet_and_do_not_overlap() -> None:
    mine, other, both = only([A, B], 0), only([A, B], 1), shared([A, B])
    assert np.flatnonzero(mine < 0).tolist() == list(range(101, 160))
    assert np.flatnonzero(other < 0).tolist() == list(range(201, 260))
    assert np.flatnonzero(both < 0).tolist() == list(range(161, 200))


def test_of_three_patterns_two_suffice_for_shared() -> None:
    c = Pattern(span(240, 300), NOWHERE)
    both = shared([A, B, c])
    assert (both[[180, 250]] < 0).all()
    assert (both[[130, 220, 290]] > 0).all()
    assert only([A, B, c], 2)[290] < 0 < only([A, B, c], 2)[250]


def test_spillover_ends_where_the_essential_zone_begins() -> None:
    assert np.flatnonzero(spills(A) < 0).tolist() == list(range(201, 240))


def test_the_best_spot_is_deep_inside_and_far_outside() -> None:
    spot = best_spot(A, [B])
    assert spot is not None
    assert 126 <= spot <= 145  # far from the spillover up to 110 and from the zone from 160 on
    assert best_spot(A, [B], LINE < 128) in (126, 127)
    assert best_spot(A, [B], LINE < 100) is None


def test_there_is_no_spot_within_another_pattern_or_hard_by_it() -> None:
    assert best_spot(Pattern(span(170, 190), NOWHERE), [B]) is None
    assert best_spot(Pattern(span(256, 266), NOWHERE), [B]) is None
    assert best_spot(Pattern(NOWHERE, span(10, 40)), [B]) is None
    assert best_spot(A, []) is None


stretch = st.tuples(st.floats(0, 380), st.floats(4, 200)).map(lambda s: span(s[0], s[0] + s[1]))
pattern = st.builds(Pattern, stretch, stretch)


@given(pattern, st.lists(pattern, min_size=1, max_size=2))
@settings(max_examples=150, deadline=None)
def test_a_spot_always_lies_inside_the_one_and_outside_all_others(
    mine: Pattern, others: list[Pattern]
) -> None:
    spot = best_spot(mine, others)
    outside = np.minimum.reduce([o.whole for o in others])
    good = (mine.essential <= -LEAST_INSIDE) & (outside >= LEAST_OUTSIDE)
    assert (spot is None) == (not good.any())
    if spot is not None:
        assert good[spot]


@pytest.fixture(scope="module")
def patterns(atlas: Atlas) -> list[Pattern]:
    """Some patterns of neighbouring muscles and of distant ones, on both sides."""
    figure = load_figure("female")
    zones = PlacedAtlas(atlas, figure).zones
    ids = [p.id for p in atlas.knowledge.trigger_points]
    chosen = [*ids[:5], *ids[60:64], *ids[150:153]]
    return [
        pattern_of(zones, id, "left" if i % 4 == 0 else "right", len(figure.vertices))
        for i, id in enumerate(chosen)
    ]


@pytest.mark.content
def test_spots_of_real_patterns_tell_them_apart(patterns: list[Pattern]) -> None:
    found = 0
    for a, b in itertools.permutations(range(len(patterns)), 2):
        spot = best_spot(patterns[a], [patterns[b]])
        if spot is None:
            continue
        found += 1
        told = which([patterns[a], patterns[b]])[:, spot]
        assert told.tolist() == [2, 0]
        assert patterns[a].essential[spot] <= -LEAST_INSIDE
        assert patterns[b].whole[spot] >= LEAST_OUTSIDE
    assert found > len(patterns) * (len(patterns) - 1) / 2
