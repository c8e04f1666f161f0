"""What the eye can see on the skin: which markers, and how much of the skin is there at all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonDataModel import vtkPolyData

from explorer.body.placement import PlacedAtlas, PlacedPoint
from explorer.scene.annotations import Visible, marker_candidates
from explorer.scene.camera import Lens
from explorer.scene.layering import OPAQUE
from explorer.scene.needles import Targets, lay_needles
from explorer.scene.overlay import Needle
from explorer.scene.picking import SkinHit, SkinPicker, visible_markers
from explorer.scene.xray import Disc, Hole, disc_at, disc_covers, left_of_skin
from explorer.session.view_state import PointRef, ViewState

__all__ = ["Sight"]


class Sight:
    """The markers that can be seen, kept until something moves; the windows of an x-ray.

    ``has_skin`` is whether the body has a skin of its own; while ``quiet``, only shown points have
    a marker.
    """

    def __init__(self) -> None:
        self.has_skin = True
        self.quiet = False
        self._picker: SkinPicker | None = None
        self._visible: Visible | None = None

    def set_figure(self, mesh: vtkPolyData, has_skin: bool) -> None:
        """Look at another body."""
        self._picker = SkinPicker(mesh)
        self.has_skin = has_skin
        self._visible = None

    def forget(self) -> None:
        """Something moved, or other markers are wanted."""
        self._visible = None

    def visible(self, state: ViewState, placed: PlacedAtlas, lens: Lens) -> Visible:
        """Numbers and pixels of the markers that can be seen, nearest to the eye last."""
        if self._visible is None:
            assert self._picker is not None
            wanted = replace(state, markers=False) if self.quiet else state
            candidates = marker_candidates(wanted, placed)
            if not self.has_skin:
                candidates[:] = False
            self._visible = visible_markers(
                lens, placed.positions, placed.normals, candidates, self._picker
            )
        return self._visible

    def skin_at(self, lens: Lens, x: float, y: float) -> SkinHit | None:
        """The skin under a pixel, however faded, or None beside the body."""
        assert self._picker is not None
        return self._picker.hit(lens, x, y) if self.has_skin else None

    def opacity(self, state: ViewState) -> float:
        """How solid the skin is drawn."""
        return state.skin_opacity if self.has_skin else 0.0

    def windows(self, state: ViewState, placed: PlacedAtlas, lens: Lens) -> list[Disc]:
        """The windows of the x-ray: round the selected point, or those shown of a muscle."""
        if not state.xray or not self.has_skin:
            return []
        discs = (disc_at(lens, p.position, p.normal) for p in self._x_rayed(state, placed))
        return [disc for disc in discs if disc is not None]

    def _x_rayed(self, state: ViewState, placed: PlacedAtlas) -> list[PlacedPoint]:
        subject, points = state.subject, placed.atlas.points
        if subject is None:
            return []
        if subject.kind == "point" and subject.id in points:
            return [placed.point(subject.id, subject.side)]
        return [
            placed.point(r.point, r.side)
            for r in state.shown
            if subject.kind == "muscle"
            and r.point in points
            and points[r.point].muscle == subject.id
        ]

    def opening(
        self, state: ViewState, placed: PlacedAtlas, lens: Lens
    ) -> tuple[float, list[Disc]]:
        """How solid the skin is, and the windows in it."""
        return self.opacity(state), self.windows(state, placed, lens)

    def sees_inside(self, state: ViewState, placed: PlacedAtlas) -> bool:
        """Whether muscles and bones have to be there."""
        return self.opacity(state) < OPAQUE or (state.xray and bool(self._x_rayed(state, placed)))

    def hole(self, state: ViewState, placed: PlacedAtlas, lens: Lens) -> Hole | None:
        """Where less of the skin is left than elsewhere."""
        return left_of_skin(lens, self.windows(state, placed, lens), self.opacity(state))

    def needles(
        self, state: ViewState, placed: PlacedAtlas, lens: Lens, targets: Targets
    ) -> tuple[Needle, ...]:
        """Needles of shown points, where the skin lets them be seen."""
        index, pixels = self.visible(state, placed, lens)
        seen = set(index.tolist())
        if self.opacity(state) >= OPAQUE:
            discs = self.windows(state, placed, lens)
            seen = {
                i
                for i, (x, y) in zip(index.tolist(), pixels.tolist(), strict=True)
                if any(disc_covers(disc, x, y) for disc in discs)
            }
        subject = state.subject
        selected = None
        if subject is not None and subject.kind == "point":
            selected = PointRef(subject.id, subject.side)
        return lay_needles(lens, placed, state.shown, seen, targets, selected) if seen else ()

    def marker_at(self, visible: Visible, x: float, y: float, radius: float) -> int | None:
        """The visible marker nearest to a pixel, within a radius."""
        index, pixels = visible
        if not len(index):
            return None
        distance: npt.NDArray[np.float64] = np.hypot(pixels[:, 0] - x, pixels[:, 1] - y)
        nearest = int(np.argmin(distance))
        return int(index[nearest]) if distance[nearest] <= radius else None
