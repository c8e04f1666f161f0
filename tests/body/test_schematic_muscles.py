"""The courses that ship: flesh in the right half of the right body, whatever the figure."""

from __future__ import annotations

import functools

import numpy as np
import pytest
from outside_skin import outside_depth
from scipy.spatial import cKDTree

from explorer.anatomy.atlas import Atlas
from explorer.body.courses import skin_fibres
from explorer.body.figure import list_figures, load_figure
from explorer.body.placement import PlacedAtlas
from explorer.body.schematic import schematic_muscles
from explorer.body.structures import Structures

pytestmark = pytest.mark.content
FIGURES = [figure.id for figure in list_figures()]


@functools.lru_cache(maxsize=1)
def made(atlas: Atlas, figure: str) -> Structures:
    return schematic_muscles(atlas, load_figure(figure))


def test_every_muscle_has_a_course_and_names_others_truly(atlas: Atlas) -> None:
    assert [m.id for m in atlas.muscles.values() if m.course is None] == []
    for muscle in atlas.muscles.values():
        related = (*muscle.synergists, *muscle.antagonists)
        assert muscle.id not in related
        assert len(set(related)) == len(related), muscle.id
    without = [m.id for m in atlas.muscles.values() if not m.synergists]
    assert len(without) < 12, without


@pytest.mark.parametrize("figure", FIGURES)
def test_muscles_lie_inside_the_skin(atlas: Atlas, figure: str) -> None:
    muscles = made(atlas, figure)
    proud = {}
    for i, item in enumerate(muscles.items):
        if item.side == "left":  # the mirror image of the right one
            continue
        depth = outside_depth(muscles.mesh(i)[0].astype(float), figure)
        if depth.max() > 1.0 and (depth > 1.0).mean() > 0.002:
            proud[item.id] = (round(float(depth.max()), 1), round(float((depth > 1).mean()), 4))
    assert proud == {}


@pytest.mark.parametrize("figure", ["female", "male_heavy"])
def test_a_paired_muscle_stays_on_its_side(atlas: Atlas, figure: str) -> None:
    muscles = made(atlas, figure)
    for i, item in enumerate(muscles.items):
        x = muscles.mesh(i)[0][:, 0]
        if item.side == "right":
            assert np.median(x) < 0, item.id
        elif item.side == "left":
            assert np.median(x) > 0, item.id


@pytest.mark.parametrize("figure", ["female", "male"])
def test_a_point_lies_near_the_flesh_or_the_fibres_of_its_muscle(atlas: Atlas, figure: str) -> None:
    """A schematic muscle is no measure of truth, but must not lie somewhere else altogether."""
    muscles = made(atlas, figure)
    placed = PlacedAtlas(atlas, load_figure(figure))
    far = {}
    for point in atlas.knowledge.trigger_points:
        place = placed.point(point.id, "right")
        line = place.position + place.push * np.arange(0.0, 90.0, 3.0)[:, None]
        flesh = [muscles.mesh(i)[0] for i in muscles.of_muscle(point.muscle, "right")]
        nearest = min(float(cKDTree(v).query(line)[0].min()) for v in flesh)
        fibres = skin_fibres(atlas, placed.figure, point.muscle, "right")
        over = min(float(np.linalg.norm(f.points - place.position, axis=1).min()) for f in fibres)
        if min(nearest, over) > 25:
            far[point.id] = (round(nearest), round(over))
    assert far == {}
