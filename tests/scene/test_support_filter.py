"""Points that the filter by evidence leaves out have no marker; shown ones keep theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.support import Support, left_out
from explorer.export.legend import legend_rows
from explorer.export.stills import StillOptions, render_still
from explorer.scene.stage import Stage
from explorer.session.view_state import PointRef, Subject, ViewState


class Scene:
    """A stage that follows changes of its state, seen from in front."""

    def __init__(self, atlas: Atlas) -> None:
        self.state = ViewState(figure="male", legend=False, labels=False)
        self.stage = Stage(atlas, self.state)
        self.stage.set_size(640, 640)
        self.show(camera=self.stage.framing("anterior"))

    def show(self, **changes: object) -> None:
        new = replace(self.state, **changes)  # type: ignore[arg-type]
        self.stage.update(self.state, new)
        self.state = new

    def seen(self) -> set[PointRef]:
        return {self.stage.ref(int(i)) for i in self.stage.visible()[0]}


@pytest.fixture
def scene(atlas: Atlas, qapp: object) -> Iterator[Scene]:
    made = Scene(atlas)
    yield made
    made.stage.close()


@pytest.mark.parametrize("support", ["sure", "studied"])
def test_only_supported_points_are_marked_and_all_come_back(scene: Scene, support: Support) -> None:
    everything = scene.seen()
    out = left_out(scene.stage.atlas, support)
    scene.show(support=support)
    kept = scene.seen()
    assert kept == {ref for ref in everything if ref.point not in out}
    assert kept
    assert kept < everything
    scene.show(support="all")
    assert scene.seen() == everything


def test_a_marker_left_out_cannot_be_picked_where_it_was(scene: Scene) -> None:
    out = left_out(scene.stage.atlas, "studied")
    index, pixels = scene.stage.visible()
    refs = [scene.stage.ref(int(i)) for i in index]
    scene.show(support="studied")
    lone = 0
    for ref, (x, y) in zip(refs, pixels, strict=True):
        found = scene.stage.marker_at(float(x), float(y), 2.0)
        if ref.point not in out:
            assert found is not None
        elif found is None:
            lone += 1
        else:
            assert scene.stage.ref(found).point not in out
    assert lone > 20


def test_a_shown_point_is_marked_whatever_its_evidence(scene: Scene) -> None:
    out = left_out(scene.stage.atlas, "studied")
    ref = next(r for r in sorted(scene.seen(), key=str) if r.point in out)
    scene.show(support="studied")
    assert ref not in scene.seen()
    scene.show(shown=(ref,), subject=Subject("point", ref.point, ref.side))
    assert ref in scene.seen()
    scene.show(shown=(), subject=None)
    assert ref not in scene.seen()


def test_a_picture_obeys_the_filter(scene: Scene) -> None:
    """A picture that is saved has no ink where a marker was left out, and the others' ink."""
    # Far enough from its neighbours that no other marker touches its pixels.
    out = left_out(scene.stage.atlas, "studied")
    options = StillOptions(width=640, height=640, labels=False, legend=False)
    index, pixels = scene.stage.visible()
    apart = np.hypot(*(pixels[:, None] - pixels[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    points = {int(i): scene.stage.ref(int(i)).point for i in index}
    lone = [k for k in range(len(index)) if apart[k].min() > 12]
    gone = next(k for k in lone if points[int(index[k])] in out)
    before = render_still(scene.stage, scene.state, options)
    scene.show(support="studied")
    after = render_still(scene.stage, scene.state, options)

    def differ(k: int) -> bool:
        x, y = (round(float(v)) for v in pixels[k])
        near = [(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        return any(before.pixel(*p) != after.pixel(*p) for p in near)

    assert differ(gone)
    kept = {k for k in lone if points[int(index[k])] not in out}
    assert not any(differ(k) for k in kept)


def test_the_legend_says_that_markers_are_left_out(atlas: Atlas) -> None:
    assert not legend_rows(ViewState(), atlas)
    rows = dict(legend_rows(ViewState(support="studied"), atlas))
    assert rows == {"filter": "Only points studied in people"}
    assert not legend_rows(ViewState(support="studied", markers=False), atlas)
    assert not legend_rows(ViewState(support="studied"), atlas, has_skin=False)
