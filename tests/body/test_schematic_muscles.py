"""The courses that ship: flesh in the right half of the right body, whatever the figure."""

from __future__ import annotations

import functools

import numpy as np
import pytest
from outside_skin import closed_skin, winding
from scipy.spatial import cKDTree

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import list_figures, load_figure
from explorer.body.schematic import schematic_muscles
from explorer.body.structures import Structures
from explorer.body.topology import vertex_normals

pytestmark = pytest.mark.content
#: A millimetre of flesh over the skin is not seen, for the skin hides it or is gone.
TOLERANCE = 1.0
FIGURES = [figure.id for figure in list_figures()]


@functools.lru_cache(maxsize=1)
def made(atlas: Atlas, figure: str) -> Structures:
    return schematic_muscles(atlas, load_figure(figure))


def test_every_muscle_has_a_course_and_names_others_truly(atlas: Atlas) -> None:
    assert [m.id for m in atlas.muscles.values() if m.course is None] == []
    for muscle in atlas.muscles.values():
        assert muscle.id not in (*muscle.synergists, *muscle.antagonists)
    without = [m.id for m in atlas.muscles.values() if not m.synergists]
    assert len(without) < 12, without


@pytest.mark.parametrize("figure", FIGURES)
def test_muscles_lie_inside_the_skin(atlas: Atlas, figure: str) -> None:
    muscles = made(atlas, figure)
    skin, triangles = closed_skin(figure)
    tree, normals = cKDTree(skin), vertex_normals(skin, triangles)
    proud = {}
    for i, item in enumerate(muscles.items):
        if item.side == "left":  # the mirror image of the right one
            continue
        points = muscles.mesh(i)[0].astype(float)
        _, near = tree.query(points)
        height = np.einsum("ij,ij->i", points - skin[near], normals[near])
        suspect = np.flatnonzero(height > TOLERANCE)
        outside = suspect[winding(points[suspect], figure) < 0.5]
        if len(outside):
            proud[item.id] = (round(float(height[outside].max()), 1), len(outside))
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
