from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.scene.camera import Lens, view_pose
from explorer.scene.overlay import compass, place_labels

WIDTH, HEIGHT = 800.0, 600.0
anchors = st.lists(
    st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT)), min_size=0, max_size=24, unique=True
)
size = st.tuples(st.floats(40, 200), st.floats(16, 40))


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return (
        a[0] < b[0] + b[2] - 1e-6
        and b[0] < a[0] + a[2] - 1e-6
        and a[1] < b[1] + b[3] - 1e-6
        and b[1] < a[1] + a[3] - 1e-6
    )


@given(anchors, st.data())
def test_labels_of_one_side_never_overlap_or_leave_the_page(
    places: list[tuple[float, float]], data: st.DataObject
) -> None:
    sizes = [data.draw(size) for _ in places]
    texts = [(f"point {i}", "right") for i in range(len(places))]
    labels = place_labels(places, sizes, texts, WIDTH, HEIGHT)
    for label in labels:
        x, y, w, h = label.box
        assert x >= 0
        assert y >= 0
        assert x + w <= WIDTH + 1e-6
        assert y + h <= HEIGHT + 1e-6
    for side in ("left", "right"):
        boxes = [label.box for label in labels if label.side == side]
        for i, a in enumerate(boxes):
            assert not any(overlap(a, b) for b in boxes[i + 1 :])


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
