"""The layout of leader lines, on scenes nobody would draw by hand."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.export.figures.leaders import Box, Column, Leader, Pixel, Wish, lay_out_leaders

WIDTH, HEIGHT, GAP, PORT = 1000.0, 900.0, 4.0, 8.0
LEFT, RIGHT = Column(200.0, 215.0, 20.0, 880.0), Column(800.0, 785.0, 20.0, 880.0)

#: Places anywhere, and places on a coarse grid, where many are level, in line or the same.
ANYWHERE = st.tuples(st.floats(216, 784), st.floats(0, HEIGHT))
ON_A_GRID = st.tuples(
    st.integers(3, 7).map(lambda i: i * 100.0), st.integers(0, 6).map(lambda i: i * 150.0)
)
SIZES = st.tuples(st.floats(20, 180), st.floats(16, 40))
SCENES = st.lists(st.builds(Wish, ANYWHERE | ON_A_GRID, SIZES), max_size=40)


def laid_out(wishes: list[Wish]) -> tuple[Leader, ...]:
    return lay_out_leaders(wishes, LEFT, RIGHT, GAP, PORT)


def turn(p: Pixel, q: Pixel, r: Pixel) -> float:
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])


def cross(p: Pixel, q: Pixel, r: Pixel, s: Pixel) -> bool:
    """Whether two segments cross by more than what rounding makes of touching."""
    a, b, c, d = turn(p, q, r), turn(p, q, s), turn(r, s, p), turn(r, s, q)
    least = 1e-5
    return min(abs(a), abs(b), abs(c), abs(d)) > least and a * b < 0 and c * d < 0


def segments(leader: Leader) -> list[tuple[Pixel, Pixel]]:
    return list(itertools.pairwise(leader.path))


def inside(p: Pixel, box: Box) -> bool:
    x, y, w, h = box
    return x + 1e-6 < p[0] < x + w - 1e-6 and y + 1e-6 < p[1] < y + h - 1e-6


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(SCENES)
def test_nothing_overlaps_leaves_the_page_or_crosses(wishes: list[Wish]) -> None:
    check(wishes)


@pytest.mark.parametrize("seed", range(200))
def test_crowded_scenes_keep_the_same_promise(seed: int) -> None:
    """Up to forty names, gathered in a corner as often as spread out."""
    draw = random.Random(seed)
    middle, spread = (draw.uniform(216, 784), draw.uniform(0, HEIGHT)), draw.choice((40, 200, 600))

    def place() -> Pixel:
        x, y = (m + draw.uniform(-spread, spread) for m in middle)
        return min(max(x, 216.0), 784.0), min(max(y, 0.0), HEIGHT)

    check([
        Wish(place(), (draw.uniform(20, 180), draw.choice((16.0, 30.0, 38.0))))
        for _ in range(draw.randint(2, 40))
    ])  # fmt: skip


def check(wishes: list[Wish]) -> None:
    leaders = laid_out(wishes)
    for leader in leaders:
        x, y, w, h = leader.box
        assert x >= 0
        assert x + w <= WIDTH
        assert y >= LEFT.top - 1e-6
        assert y + h <= LEFT.bottom + 1e-6
        assert leader.path[0] == wishes[leader.number].anchor
        assert (w, h) == wishes[leader.number].size
    for a, b in itertools.combinations(leaders, 2):
        if a.side == b.side:
            above, below = sorted((a.box, b.box), key=lambda box: box[1])
            assert above[1] + above[3] + GAP <= below[1] + 1e-6
        for (p, q), (r, s) in itertools.product(segments(a), segments(b)):
            assert not cross(p, q, r, s), (a, b)
    for leader, other in itertools.product(leaders, leaders):
        for p, q in segments(leader):
            for t in range(21):
                place = p[0] + (q[0] - p[0]) * t / 20, p[1] + (q[1] - p[1]) * t / 20
                assert not inside(place, other.box)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(SCENES)
def test_names_are_left_out_only_from_the_end_and_only_for_want_of_room(
    wishes: list[Wish],
) -> None:
    placed = {leader.number for leader in laid_out(wishes)}
    assert placed == set(range(len(placed)))
    need = sum(w.size[1] + GAP for w in wishes)
    # A cut may leave one name's height unused on either side.
    if need <= 2 * (LEFT.bottom - LEFT.top) - 2 * (40 + GAP):
        assert len(placed) == len(wishes)


def test_forty_names_of_one_row_all_find_room() -> None:
    draw = random.Random(7)
    wishes = [
        Wish((draw.uniform(216, 784), draw.uniform(0, HEIGHT)), (120.0, 20.0)) for _ in range(40)
    ]
    assert len(laid_out(wishes)) == 40


def test_a_single_name_stands_level_with_its_place_on_the_nearer_side() -> None:
    (leader,) = laid_out([Wish((700.0, 400.0), (100.0, 20.0))])
    assert leader.side == "right"
    assert leader.box == (800.0, 400.0 - PORT, 100.0, 20.0)
    assert leader.path == ((700.0, 400.0), (785.0, 400.0), (800.0, 400.0))


def test_the_order_of_names_is_changed_where_level_lines_would_cross() -> None:
    """The deeper of two places one over the other must leave first when names are pushed down."""
    wishes = [Wish((790.0 - 60 * i, 860.0 - 5 * i), (100.0, 60.0)) for i in range(3)]
    narrow = Column(200.0, 215.0, 20.0, 30.0)  # no room on the left
    leaders = lay_out_leaders(
        [Wish((w.anchor[0] - 20, w.anchor[1]), w.size) for w in wishes], narrow, RIGHT, GAP, PORT
    )
    assert len(leaders) == 3
    for a, b in itertools.combinations(leaders, 2):
        for (p, q), (r, s) in itertools.product(segments(a), segments(b)):
            assert not cross(p, q, r, s)


@pytest.mark.parametrize("count", [0, 1])
def test_few_names_need_no_cut(count: int) -> None:
    assert len(laid_out([Wish((500.0, 10.0), (50.0, 20.0))] * count)) == count
