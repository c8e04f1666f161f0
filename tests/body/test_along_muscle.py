from __future__ import annotations

import numpy as np
import pytest
from simple_flesh import cracked, tube

from explorer.body.along_muscle import MuscleAxis, along_muscle, kind_fits, part_of_muscle

UPWARDS = np.array([[0.0, 0.0, -100.0], [0.0, 0.0, 100.0]])
TUBE = tube((0, 0, -80), (0, 0, 80), 8)


def test_a_muscle_without_a_course_tells_the_share_from_its_nearer_end() -> None:
    for mesh in (TUBE, cracked(TUBE, 0.1)):
        axis = MuscleAxis.of_flesh(*mesh)
        assert axis is not None
        for z, along in ((0, 0.5), (-40, 0.25), (40, 0.25), (80, 0.0), (-95, 0.0)):
            assert along_muscle(np.array([5.0, 0, z]), axis) == pytest.approx(along, abs=0.05)


def test_a_course_gives_the_direction_and_the_flesh_its_length() -> None:
    axis = MuscleAxis.of_flesh(*TUBE, [UPWARDS])
    assert axis is not None
    for z, along in ((-80, 0.0), (-40, 0.25), (0, 0.5), (60, 0.87), (99, 1.0)):
        assert along_muscle(np.array([5.0, 0, z]), axis) == pytest.approx(along, abs=0.05)


def test_a_broad_sheet_is_measured_along_its_fibres_not_its_breadth() -> None:
    rows, columns = 30, 8
    z, x = np.meshgrid(np.linspace(-200, 200, rows), np.linspace(0, 60, columns), indexing="ij")
    places = np.column_stack([x.ravel(), np.ones(x.size), z.ravel()])
    corner = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    sheet = places, np.column_stack([corner, corner + 1, corner + columns])
    fibres = [np.array([[0.0, 1.0, z], [60.0, 1.0, z]]) for z in (-200.0, 0.0, 200.0)]
    axis = MuscleAxis.of_flesh(*sheet, fibres)
    assert axis is not None
    assert along_muscle(np.array([54.0, 1, 10]), axis) == pytest.approx(0.9, abs=0.08)
    assert along_muscle(np.array([30.0, 1, 190]), axis) == pytest.approx(0.5, abs=0.08)


def test_a_bent_muscle_is_measured_along_its_bend() -> None:
    turn = np.linspace(0, np.pi * 0.8, 40)
    rings = [tube((0, 0, -4), (0, 0, 4), 5, 8)[0] for _ in turn]
    places = np.concatenate(
        [
            r + np.array([100 * np.cos(t), 100 * np.sin(t), 0])
            for r, t in zip(rings, turn, strict=True)
        ]
    )
    triangles = np.concatenate(
        [tube((0, 0, -4), (0, 0, 4), 5, 8)[1] + i * len(rings[0]) for i in range(len(turn))]
    )
    axis = MuscleAxis.of_flesh(places, triangles)
    assert axis is not None
    for share in (0.1, 0.3, 0.5):
        t = np.pi * 0.8 * share
        place = np.array([100 * np.cos(t), 100 * np.sin(t), 0])
        assert along_muscle(place, axis) == pytest.approx(share, abs=0.06)


def test_nothing_has_no_axis() -> None:
    assert MuscleAxis.of_flesh(np.zeros((0, 3)), np.zeros((0, 3), int)) is None
    assert MuscleAxis.of_flesh(np.zeros((3, 3)), np.array([[0, 1, 2]])) is None


@pytest.mark.parametrize(
    ("kind", "along", "fits"),
    [
        ("central", 0.5, True),
        ("central", 0.05, False),
        ("central", 0.95, False),
        ("attachment", 0.05, True),
        ("attachment", 0.95, True),
        ("attachment", 0.5, False),
        ("other", 0.5, True),
        ("other", 0.0, True),
    ],
)
def test_a_kind_of_point_belongs_to_a_part_of_the_muscle(
    kind: str, along: float, fits: bool
) -> None:
    assert kind_fits(kind, along) is fits
    assert part_of_muscle(along) == ("belly" if along == 0.5 else "end")
