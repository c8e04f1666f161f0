"""The table by cell against the same sums written out densely."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from small_atlas import atlas, point

from explorer.anatomy.source_finder import Painted, Question, SourceFinder
from explorer.anatomy.together import smallest_set
from explorer.anatomy.zone_table import ZoneTable

CELLS, ROWS = 12, 5
SHARES = st.sampled_from([0.0, 0.0, 0.2, 0.4, 0.6, 1.0])
COUNTS = 0.3


def table(essential: np.ndarray, spillover: np.ndarray, area: np.ndarray) -> ZoneTable:
    rows = [
        (
            (f"p{r}.trp1", "right"),
            (np.flatnonzero(essential[r]), essential[r][essential[r] > 0]),
            (np.flatnonzero(spillover[r]), spillover[r][spillover[r] > 0]),
        )
        for r in range(len(essential))
    ]
    return ZoneTable.build(area, rows, COUNTS)  # type: ignore[arg-type]


@given(
    arrays(float, (ROWS, CELLS), elements=SHARES),
    arrays(float, (ROWS, CELLS), elements=SHARES),
    arrays(float, CELLS, elements=st.floats(1.0, 50.0)),
    arrays(float, CELLS, elements=st.sampled_from([0.0, 0.0, 1.0, 6.0])),
)
@settings(deadline=None)
def test_the_table_gives_what_the_dense_sums_give(
    essential: np.ndarray, spillover: np.ndarray, area: np.ndarray, pain: np.ndarray
) -> None:
    spillover = np.minimum(spillover, 1 - essential)
    made = table(essential, spillover, area)
    found = made.explain(pain)
    mass = pain * area
    total = mass.sum()
    if total == 0:
        assert not found.essential.any()
        assert not found.felt.any()
        return
    np.testing.assert_allclose(found.essential, essential @ mass / total, atol=3e-3)
    np.testing.assert_allclose(found.spillover, spillover @ mass / total, atol=3e-3)
    counted = (essential + COUNTS * spillover) * area
    felt = np.minimum(1.0, 2 * pain / pain.max())
    whole = counted.sum(axis=1)
    expected = np.divide((counted * felt).sum(axis=1), whole, where=whole > 0, out=np.zeros(ROWS))
    np.testing.assert_allclose(found.felt, expected, atol=2e-2)
    cover, share = made.coverage(np.array([3, 1]), pain, 0.5)
    hurts = pain > 0
    np.testing.assert_allclose(cover, (essential + 0.5 * spillover)[[3, 1]][:, hurts], atol=3e-3)
    np.testing.assert_allclose(share, mass[hurts] / total)


def test_only_ratios_of_pain_matter() -> None:
    rng = np.random.default_rng(4)
    essential = (rng.random((ROWS, CELLS)) > 0.6).astype(float)
    made = table(essential, np.zeros((ROWS, CELLS)), rng.random(CELLS) + 1)
    pain = rng.random(CELLS)
    one, ten = made.explain(pain), made.explain(10 * pain)
    np.testing.assert_allclose(one.essential, ten.essential, atol=1e-6)
    np.testing.assert_allclose(one.felt, ten.felt, atol=1e-6)


@pytest.fixture
def finder() -> SourceFinder:
    return SourceFinder(atlas([point("wide.trp1", ["back"]), point("narrow.trp1", ["back"])]))


def painted(pain: np.ndarray, filled: float = 0.0, side: str = "right") -> Painted:
    """Eight cells, 0-3 right and 4-7 left: wide covers a whole side, narrow its first half."""
    none = (np.zeros(0, np.int64), np.zeros(0))
    zones = [
        (("wide.trp1", "right"), (np.arange(4), np.ones(4)), none),
        (("wide.trp1", "left"), (np.arange(4, 8), np.ones(4)), none),
        (("narrow.trp1", "right"), (np.arange(2), np.ones(2)), none),
        (("narrow.trp1", "left"), (np.arange(4, 6), np.ones(2)), none),
    ]
    made = ZoneTable.build(np.ones(8), zones, COUNTS)  # type: ignore[arg-type]
    return Painted(made, pain, {("back", side): filled} if filled else {})  # type: ignore[dict-item]


def test_what_is_painted_finds_the_zone_that_fits_it(finder: SourceFinder) -> None:
    whole = np.array([1.0, 1, 1, 1, 0, 0, 0, 0])
    half = np.array([1.0, 1, 0, 0, 0, 0, 0, 0])
    first, second = finder.find(Question(painted=painted(whole))).sources
    assert (first.trigger_point, first.side, first.explains) == ("wide.trp1", "right", 1.0)
    assert first.reasons[0] == "covers 100 % of what you painted, all of it essential"
    assert second.reasons[0] == "covers 50 % of what you painted, all of it essential"
    assert second.explains == 0.5
    assert finder.find(Question(painted=painted(half))).sources[0].trigger_point == "narrow.trp1"


def test_what_is_painted_on_the_left_names_the_left(finder: SourceFinder) -> None:
    pain = np.array([0, 0, 0, 0, 1.0, 1, 0, 0])
    assert {s.side for s in finder.find(Question(painted=painted(pain))).sources} == {"left"}


def test_a_region_that_is_filled_counts_as_if_it_were_named(finder: SourceFinder) -> None:
    pain = np.array([1.0, 1, 0, 0, 0, 0, 0, 0])
    by_area = finder.find(Question(painted=painted(pain))).sources
    filled = finder.find(Question(painted=painted(pain, 0.5))).sources
    assert [s.score for s in filled] != [s.score for s in by_area]
    assert {s.side for s in filled} == {"right"}
    assert finder.find(Question(painted=painted(pain, 0.05))).sources == by_area


def test_a_table_of_another_atlas_is_refused() -> None:
    other = SourceFinder(atlas([point("other.trp1", ["back"])]))
    with pytest.raises(ValueError, match="points of this atlas"):
        other.find(Question(painted=painted(np.ones(8))))


def test_the_smallest_set_stops_when_enough_is_explained() -> None:
    cover = np.array([[1.0, 0, 0, 0], [0, 1, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0.2]])
    chosen, share = smallest_set(cover, np.array([0.3, 0.3, 0.3, 0.1]), np.ones(4))
    assert (sorted(chosen), share) == ([0, 1], pytest.approx(0.9))
    assert smallest_set(np.zeros((2, 3)), np.ones(3), np.ones(2)) == ([], 0.0)
