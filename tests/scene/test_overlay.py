from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.scene.camera import Lens, view_pose
from explorer.scene.label_layout import Label, Name
from explorer.scene.overlay import Overlay, compass, compass_box, place_labels

WIDTH, HEIGHT = 800.0, 600.0
anchors = st.lists(
    st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT)), min_size=0, max_size=24, unique=True
)
size = st.tuples(st.floats(40, 200), st.floats(16, 40))
boxes = st.lists(
    st.tuples(st.floats(-50, WIDTH), st.floats(-50, HEIGHT), st.floats(1, 300), st.floats(1, 300)),
    max_size=5,
)
#: Cards and buttons as in the window: upper corners, legend and compass at the foot.
CORNERS = [(12, 12, 96, 158), (709, 12, 79, 176), (580, 490, 206, 96), (10, 518, 72, 72)]


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return (
        a[0] < b[0] + b[2] - 1e-6
        and b[0] < a[0] + a[2] - 1e-6
        and a[1] < b[1] + b[3] - 1e-6
        and b[1] < a[1] + a[3] - 1e-6
    )


def crosses(a: Label, b: Label) -> bool:
    def turn(p: tuple[float, ...], q: tuple[float, ...], r: tuple[float, ...]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    p, q, r, s = a.anchor, a.landing, b.anchor, b.landing
    return turn(p, q, r) * turn(p, q, s) < -1e-6 and turn(r, s, p) * turn(r, s, q) < -1e-6


@given(anchors, boxes, st.data())
def test_labels_never_overlap_or_leave_the_page_or_cover_what_is_taken(
    places: list[tuple[float, float]],
    taken: list[tuple[float, float, float, float]],
    data: st.DataObject,
) -> None:
    sizes = [data.draw(size) for _ in places]
    texts = [(f"point {i}", "right") for i in range(len(places))]
    labels = place_labels(places, sizes, texts, WIDTH, HEIGHT, taken=taken)
    for number, label in enumerate(labels):
        x, y, w, h = label.box
        assert x >= 0
        assert y >= 0
        assert x + w <= WIDTH + 1e-6
        assert y + h <= HEIGHT + 1e-6
        assert not any(overlap(label.box, other.box) for other in labels[number + 1 :])
        assert not any(overlap(label.box, box) for box in taken)
        assert not any(overlap(label.box, (*place, 0.0, 0.0)) for place in places)


@given(
    st.lists(st.tuples(st.floats(300, 500), st.floats(120, 480)), max_size=5, unique=True),
    st.data(),
)
def test_a_few_names_all_find_room_between_the_corners(
    places: list[tuple[float, float]], data: st.DataObject
) -> None:
    sizes = st.tuples(st.floats(40, 150), st.floats(16, 34))
    names = tuple(Name(str(i), "", place, data.draw(sizes)) for i, place in enumerate(places))
    labels = Overlay(800, 600, names=names).clear_of(CORNERS).labels
    assert {la.text for la in labels} == {n.text for n in names}
    assert not any(overlap(label.box, box) for label in labels for box in CORNERS)
    for i, label in enumerate(labels):
        assert not any(overlap(label.box, other.box) for other in labels[i + 1 :])


def test_a_name_without_room_in_its_column_goes_to_the_other_side() -> None:
    wall = (0.0, 130.0, WIDTH, HEIGHT - 130.0)  # leaves room for two names in a column
    names = [Name(str(i), "", (400.0, 80.0 + i), (80.0, 34.0)) for i in range(3)]
    labels = {la.text: la for la in Overlay(800, 600, names=tuple(names)).clear_of([wall]).labels}
    assert set(labels) == {"0", "1", "2"}
    assert {labels["0"].side, labels["1"].side} == {"right"}
    assert labels["2"].side == "left"


def test_what_finds_no_room_is_left_out_the_least_important_first() -> None:
    wall = (0.0, 150.0, WIDTH, HEIGHT - 150.0)  # leaves 150 pixels: three names in a column
    places = [(400.0 + i, 100.0) for i in range(10)]
    labels = place_labels(
        places, [(80.0, 30.0)] * 10, [(str(i), "") for i in range(10)], WIDTH, HEIGHT, taken=[wall]
    )
    assert {la.text for la in labels} == {"0", "1", "2", "5", "6", "7"}
    assert not any(overlap(la.box, wall) for la in labels)
    everything = (0.0, 0.0, WIDTH, HEIGHT)
    assert not place_labels(
        places[:1], [(80.0, 30.0)], [("0", "")], WIDTH, HEIGHT, taken=[everything]
    )
    assert not place_labels(places[:1], [(900.0, 30.0)], [("0", "")], WIDTH, HEIGHT)


def test_two_names_change_places_where_their_lines_would_cross() -> None:
    # The lower anchor is near the column, and room is only below: in the order of the anchors
    # the line from afar would cut through the other.
    places = [(430.0, 100.0), (490.0, 104.0), (200.0, 500.0)]
    top = [(0.0, 0.0, WIDTH, 220.0)]
    labels = place_labels(
        places, [(80.0, 30.0)] * 3, [(str(i), "") for i in range(3)], WIDTH, HEIGHT, taken=top
    )
    right = [la for la in labels if la.side == "right"]
    assert [la.text for la in right] == ["1", "0"]
    assert not crosses(*right)


def test_names_in_a_crowd_are_spread_to_both_sides_of_it() -> None:
    places = [(500.0 + i, 300.0 + i) for i in range(5)] + [(100.0, 300.0)] * 5
    labels = place_labels(places, [(80.0, 30.0)] * 10, [(str(i), "") for i in range(10)], 800, 600)
    tops = [la.box[1] for la in labels if la.side == "right"]
    assert min(tops) < 230
    assert max(tops) > 340


def test_a_name_under_the_cursor_moves_no_other_and_keeps_clear() -> None:
    staying = tuple(Name(str(i), "", (420.0, 200.0 + 20 * i), (100.0, 30.0)) for i in range(4))
    passing = Name("cursor", "", (460.0, 230.0), (100.0, 30.0), under_cursor=True)
    before = Overlay(800, 600, names=staying).clear_of(CORNERS).labels
    after = Overlay(800, 600, names=(passing, *staying)).clear_of(CORNERS).labels
    assert [la for la in after if la.text != "cursor"] == list(before)
    (found,) = [la for la in after if la.text == "cursor"]
    assert not any(overlap(found.box, la.box) for la in before)
    assert not any(overlap(found.box, (*name.anchor, 0, 0)) for name in staying)


def test_names_keep_clear_of_the_compass() -> None:
    bounds = np.array([[-400.0, -100, 0], [400.0, 100, 1700]])
    letters = compass(Lens(view_pose("anterior", bounds, 1), 500, 500), 24)
    places = {"low": (200.0, 455.0), "high": (400.0, 100.0)}
    names = tuple(Name(text, "", place, (90.0, 30.0)) for text, place in places.items())
    free = {la.text: la.box for la in Overlay(500, 500, names=names).clear_of(()).labels}
    assert overlap(free["low"], compass_box(500, 1.0))
    labels = Overlay(500, 500, compass=letters, names=names).clear_of(()).labels
    assert {la.text for la in labels} == {"low", "high"}
    assert not any(overlap(la.box, compass_box(500, 1.0)) for la in labels)
    x, y, w, h = compass_box(500, 1.0)
    assert all(x < 46 + c.x < x + w and y < 454 + c.y < y + h for c in letters)


def test_labels_of_one_side_keep_the_order_of_their_anchors() -> None:
    places = [(700.0, 300.0), (690.0, 100.0), (710.0, 200.0), (100.0, 50.0)]
    labels = place_labels(places, [(80.0, 20.0)] * 4, [(str(i), "") for i in range(4)], 800, 600)
    column = sorted((la for la in labels if la.text != "3"), key=lambda la: la.box[1])
    assert [la.text for la in column] == ["1", "2", "0"]


def test_every_label_fits_when_there_is_room() -> None:
    places = [(400.0 + 5 * i, 40.0 * i + 30) for i in range(12)]
    labels = place_labels(places, [(90.0, 22.0)] * 12, [(str(i), "") for i in range(12)], 800, 600)
    assert {la.text for la in labels} == {str(i) for i in range(12)}


def test_the_compass_knows_front_from_back() -> None:
    bounds = np.array([[-400.0, -100, 0], [400.0, 100, 1700]])
    front = {c.letter: c for c in compass(Lens(view_pose("anterior", bounds, 1), 500, 500), 20)}
    assert front["A"].depth > 0.99
    assert front["P"].depth < -0.99
    assert front["L"].x > 19  # the body's left is on the viewer's right
    assert front["S"].y < -19
