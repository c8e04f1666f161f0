from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.body.lofting import ROWS, Flesh, belly, sheet, smooth_curve

OUT = np.array([0.0, -1.0, 0.0])
LINE = np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 100.0], [0.0, 0.0, 200.0]])


def volume(flesh: Flesh) -> float:
    a, b, c = (flesh.vertices[flesh.triangles[:, k]] for k in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)


def is_closed(triangles: np.ndarray) -> bool:
    edges = Counter((int(t[i]), int(t[(i + 1) % 3])) for t in triangles for i in range(3))
    return all(n == 1 and edges[(b, a)] == 1 for (a, b), n in edges.items())


def test_a_belly_is_as_wide_and_thick_as_said() -> None:
    flesh = belly(LINE, OUT, np.array([40.0]), np.array([20.0]))
    size = np.ptp(flesh.vertices, axis=0)
    assert size == pytest.approx([40.0, 20.0, 200.0], abs=0.1)  # thin towards the skin
    assert volume(flesh) == pytest.approx(np.pi / 4 * 40 * 20 * 200, rel=0.04)
    assert is_closed(flesh.triangles)


def test_a_belly_swells_between_its_tendons() -> None:
    flesh = belly(LINE, OUT, np.array([6.0, 40.0, 6.0]), np.array([4.0, 20.0, 4.0]))
    width = [np.ptp(flesh.vertices[np.isclose(flesh.vertices[:, 2], z)][:, 0]) for z in (0, 100)]
    assert width == pytest.approx([6.0, 40.0], abs=0.2)
    widths = [
        np.ptp(flesh.vertices[np.isclose(flesh.along, t)][:, 0]) for t in np.linspace(0, 0.5, 13)
    ]
    assert widths == sorted(widths)


def test_along_runs_from_origin_to_insertion() -> None:
    flesh = belly(LINE, OUT, np.array([30.0]), np.array([10.0]))
    assert flesh.along == pytest.approx(flesh.vertices[:, 2] / 200, abs=1e-6)
    assert flesh.middle[0] == pytest.approx([0, 0, 0])
    assert flesh.middle[-1] == pytest.approx([0, 0, 200])


def test_a_sheet_spans_its_strands_and_is_thin_at_its_borders() -> None:
    strands = [LINE + [x, 0.0, 0.0] for x in (0.0, 50.0, 100.0)]
    flesh = sheet(strands, OUT, np.array([12.0]))
    assert np.ptp(flesh.vertices, axis=0) == pytest.approx([100.0, 12.0, 200.0], abs=0.2)
    border = flesh.vertices[flesh.vertices[:, 0] < 1e-6]
    assert np.ptp(border[:, 1]) < 1.0
    assert 0.7 * 100 * 200 * 12 < volume(flesh) < 100 * 200 * 12
    assert is_closed(flesh.triangles)
    for fibre in flesh.fibres:
        assert 0 < fibre[:, 0].min() <= fibre[:, 0].max() < 100
        assert np.ptp(fibre[:, 1]) == pytest.approx(0, abs=1e-9)


def test_a_fan_that_ends_in_one_place_stays_sound() -> None:
    strands = [np.array([[x, 0.0, 0.0], [50.0, 0.0, 100.0]]) for x in (0.0, 50.0, 100.0)]
    flesh = sheet(strands, OUT, np.array([8.0, 4.0]))
    assert np.isfinite(flesh.vertices).all()
    assert volume(flesh) > 0
    assert np.ptp(flesh.vertices[flesh.along > 0.99], axis=0).max() < 5


places = st.lists(st.tuples(*[st.floats(-300, 300)] * 3), min_size=2, max_size=6, unique=True).map(
    lambda rows: np.array(rows, float)
)


@given(places)
@settings(deadline=None)
def test_a_curve_passes_near_every_place_in_order(line: np.ndarray) -> None:
    curve = smooth_curve(line, 400)
    assert curve.shape == (400, 3)
    assert curve[0] == pytest.approx(line[0], abs=1e-6)
    assert curve[-1] == pytest.approx(line[-1], abs=1e-6)
    step = np.linalg.norm(np.diff(curve, axis=0), axis=1).max()
    for place in line:
        assert np.linalg.norm(curve - place, axis=1).min() <= step + 0.5


@given(places, places, st.floats(1, 60), st.floats(1, 30))
@settings(deadline=None, max_examples=50)
def test_any_strands_give_a_closed_finite_surface(
    first: np.ndarray, second: np.ndarray, width: float, thickness: float
) -> None:
    for flesh in (
        belly(first, OUT, np.array([width]), np.array([thickness])),
        sheet([first, second], OUT, np.array([thickness])),
    ):
        assert np.isfinite(flesh.vertices).all()
        assert is_closed(flesh.triangles)
        assert len(flesh.along) == len(flesh.vertices)
        assert all(fibre.shape == (ROWS, 3) for fibre in flesh.fibres)
