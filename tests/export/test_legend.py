"""The legend explains what a picture shows, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage, QPainter

from explorer.anatomy.atlas import Atlas
from explorer.export.painting import (
    LEGEND_ROWS,
    InkStyle,
    caption_box,
    legend_box,
    legend_rows,
    legend_size,
    paint_legend,
)
from explorer.scene.palette import DARK, LIGHT, Palette
from explorer.session.view_state import PointRef, Subject, ViewState

POINT = PointRef("soleus.trp1", "right")
STATE = ViewState(shown=(POINT,), subject=Subject("point", POINT.point))
MUSCLE = ViewState(subject=Subject("muscle", "soleus"), skin_opacity=0.0)


def kinds(atlas: Atlas, state: ViewState, has_skin: bool = True) -> list[str]:
    return [kind for kind, _ in legend_rows(state, atlas, has_skin)]


def test_a_point_on_solid_skin_has_the_legend_of_zones_and_points(atlas: Atlas) -> None:
    assert tuple(legend_rows(STATE, atlas)) == LEGEND_ROWS
    assert kinds(atlas, replace(STATE, related=True)) == [kind for kind, _ in LEGEND_ROWS]
    assert kinds(atlas, replace(STATE, zones=False)) == ["central", "attachment"]
    assert kinds(atlas, ViewState()) == []
    assert kinds(atlas, ViewState(subject=Subject("muscle", "soleus"))) == []


def test_muscles_are_explained_once_they_can_be_seen(atlas: Atlas) -> None:
    points = ["central", "attachment"]
    assert kinds(atlas, MUSCLE) == [*points, "lit"]
    assert kinds(atlas, replace(MUSCLE, markers=False)) == ["lit"]
    assert kinds(atlas, MUSCLE, has_skin=False) == ["lit"]
    assert kinds(atlas, replace(MUSCLE, subject=None)) == []
    assert kinds(atlas, replace(STATE, skin_opacity=0.4))[-1] == "lit"
    assert kinds(atlas, replace(STATE, zones=False, skin_opacity=0.4)) == [*points, "lit"]


def test_related_muscles_are_explained_only_where_they_are_shown(atlas: Atlas) -> None:
    related = kinds(atlas, replace(MUSCLE, related=True, markers=False))
    assert related == ["lit", "synergist", "antagonist"]
    lonely = next(m for m in atlas.muscles.values() if not m.antagonists)
    alone = replace(MUSCLE, related=True, subject=Subject("muscle", lonely.id))
    assert "antagonist" not in kinds(atlas, alone)


def test_the_window_of_an_x_ray_counts_as_seeing_muscles(atlas: Atlas) -> None:
    assert "lit" in kinds(atlas, replace(STATE, xray=True))
    muscle = replace(STATE, subject=Subject("muscle", "soleus"), xray=True)
    assert "lit" in kinds(atlas, muscle)
    assert "lit" not in kinds(atlas, replace(muscle, shown=()))
    other = replace(muscle, subject=Subject("muscle", "infraspinatus"))
    assert "lit" not in kinds(atlas, other)


@pytest.mark.parametrize(("id", "word"), [("bone:skull", "bone"), ("muscle:x:right", "muscle")])
def test_a_selected_structure_is_called_what_it_is(atlas: Atlas, id: str, word: str) -> None:
    state = ViewState(subject=Subject("structure", id), skin_opacity=0.0, markers=False)
    assert list(legend_rows(state, atlas)) == [("lit", f"Selected {word}")]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_each_row_is_painted_with_its_colour(atlas: Atlas, qapp: object, palette: Palette) -> None:
    style = InkStyle(palette)
    rows = legend_rows(replace(MUSCLE, related=True), atlas)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_legend(painter, 386, 286, style, rows)
    painter.end()
    box = legend_box(400, 300, style, rows)
    assert box is not None
    x, y, w, h = box
    assert (x + w, y + h) == (386, 286)
    for row, (kind, _) in enumerate(rows):
        found = image.pixelColor(round(x + 22), round(y + 18 + 20 * row))
        if kind in ("lit", "synergist", "antagonist"):
            assert found.getRgb()[:3] == pytest.approx(getattr(palette, kind), abs=2)
    assert image.pixelColor(round(x) - 4, round(y + h / 2)).getRgb()[:3] == (0, 0, 0)


def test_the_legend_and_the_caption_share_the_foot(atlas: Atlas, qapp: object) -> None:
    style = InkStyle(LIGHT, 1.5)
    assert legend_size(style, ()) == (0.0, 0.0)
    assert legend_box(800, 600, style, ()) is None
    assert legend_size(style, LEGEND_ROWS)[1] > legend_size(style, LEGEND_ROWS[:2])[1]
    x, _, w, _ = caption_box(800, 600, style, LEGEND_ROWS)
    legend = legend_box(800, 600, style, LEGEND_ROWS)
    assert legend is not None
    assert x + w < legend[0]
    assert caption_box(800, 600, style, ())[2] > w
