"""The stage: it mirrors one :class:`ViewState` into VTK and answers what is where.

Used alike by the window, by stills and by tests. It is told of changes as pairs of snapshots and
redraws the difference; it never changes the state.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import load_figure
from explorer.body.placement import PlacedAtlas
from explorer.body.regions import load_region_map
from explorer.body.stipple import load_stipple
from explorer.body.topology import load_topology
from explorer.body.zones import FIELD_LIMIT, patch_field
from explorer.scene.annotations import MeasureText, annotate, marker_candidates
from explorer.scene.camera import Lens, View, view_pose
from explorer.scene.eyes import EyesLayer
from explorer.scene.lighting import add_lights, set_background
from explorer.scene.offscreen import Image, OffscreenWindow, average, mix
from explorer.scene.overlay import Overlay
from explorer.scene.palette import LIGHT, Palette
from explorer.scene.picking import SkinHit, SkinPicker, visible_markers
from explorer.scene.shell import ShellLayer, region_alpha, zone_alpha
from explorer.scene.skin import SkinLayer
from explorer.scene.spillover import SpilloverLayer, Stipple
from explorer.session.view_state import CameraPose, PointRef, ViewState

__all__ = ["MeasureText", "Stage"]

#: From this opacity on the skin counts as solid.
_OPAQUE = 0.999


class Stage:
    """Everything that is drawn in 3D, and the flat overlay that belongs to it.

    Parameters
    ----------
    atlas
        What can be shown.
    state
        What is shown first.
    cache
        Folder for baked results, or None.
    """

    def __init__(self, atlas: Atlas, state: ViewState, cache: Path | None = None) -> None:
        self.atlas = atlas
        self._cache = cache
        self._placed: dict[str, PlacedAtlas] = {}
        self._palette = LIGHT
        self._transparent = False
        self._window = OffscreenWindow()
        renderer = self._window.renderer
        renderer.SetUseOIT(False)  # zones are drawn in a known order; sorting would cost 2.6 times
        add_lights(renderer)
        self._skin = SkinLayer(renderer)
        self._tint = ShellLayer(renderer, both_faces=False)
        self._zone_shell = ShellLayer(renderer, both_faces=True)
        self._zone_shell.set_visible(False)
        self._eyes = EyesLayer(renderer)
        self._spillover = SpilloverLayer(renderer)
        self._picker: SkinPicker | None = None
        self._state = state
        self._hovered: int | None = None
        self._essential: npt.NDArray[np.float32] | None = None
        self._shell_stale = True
        self._visible: tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]] | None = None
        self._show_figure()
        self._show_zones()
        self._show_region()
        self._show_camera()

    # What is shown -----------------------------------------------------------------------------

    @property
    def placed(self) -> PlacedAtlas:
        """The atlas on the figure that is shown."""
        return self.placed_on(self._state.figure)

    def placed_on(self, figure: str) -> PlacedAtlas:
        """The atlas on any figure, loaded when first asked for."""
        if figure not in self._placed:
            self._placed[figure] = PlacedAtlas(self.atlas, load_figure(figure), self._cache)
        return self._placed[figure]

    @property
    def palette(self) -> Palette:
        """The theme's colours."""
        return self._palette

    @property
    def lens(self) -> Lens:
        """The camera as it sees the present picture."""
        width, height = self._window.size
        return Lens(self._state.camera, width, height)

    @property
    def bounds(self) -> npt.NDArray[np.float64]:
        """(2, 3) corners of the figure, mm."""
        v = self.placed.figure.vertices
        return np.array([v.min(axis=0), v.max(axis=0)], float)

    def framing(self, view: View) -> CameraPose:
        """The pose that shows the whole figure from one side."""
        width, height = self._window.size
        return view_pose(view, self.bounds, width / height)

    def update(self, old: ViewState, new: ViewState) -> None:
        """Show the difference between two snapshots."""
        self._state = new
        if old.figure != new.figure:
            self._hovered = None
            self._show_figure()
        if old.figure != new.figure or old.shown != new.shown:
            self._show_zones()
        if (old.figure, old.region) != (new.figure, new.region) or (
            new.region is not None and old.subject != new.subject
        ):
            self._show_region()
        if old.camera != new.camera:
            self._show_camera()
        filtered = not new.markers or new.sides != "both"  # then what is shown decides
        if (old.sides, old.markers) != (new.sides, new.markers) or (
            filtered and old.shown != new.shown
        ):
            self._visible = None

    def set_palette(self, palette: Palette, *, transparent: bool = False) -> None:
        """Set the theme's colours and whether there is a background."""
        self._palette = palette
        self._transparent = transparent
        self._show_colours()

    def set_size(self, width: int, height: int) -> None:
        """Set the picture's size in device pixels."""
        if (width, height) != self._window.size:
            self._window.set_size(width, height)
            self._visible = None

    def set_hovered(self, index: int | None) -> bool:
        """Mark the marker under the cursor; True when that changed."""
        changed = index != self._hovered
        self._hovered = index
        return changed

    @property
    def hovered(self) -> int | None:
        """Number of the marker under the cursor."""
        return self._hovered

    def render(
        self, subpixel: tuple[float, float] = (0.0, 0.0), into: Image | None = None
    ) -> Image:
        """One frame, (height, width, 4) uint8, top row first, written ``into`` a former one.

        Faded skin is a cross-fade of two frames, with the skin and without: unlike blended
        surfaces it shows no layers of arm over trunk, needs no sorting, and zones stay solid.
        """
        opacity = self._state.skin_opacity
        if opacity >= _OPAQUE:
            return self._window.render(subpixel, into)
        front = self._window.render(subpixel)
        self._set_skin_visible(False)
        try:
            behind = self._window.render(subpixel)
        finally:
            self._set_skin_visible(True)
        return mix(front, behind, opacity)

    def _set_skin_visible(self, visible: bool) -> None:
        if not visible and self._shell_stale:
            self._zone_shell.set_field(self._skin.mesh, self._essential)
            self._shell_stale = False
        self._skin.set_visible(visible)
        self._eyes.set_visible(visible)
        self._zone_shell.set_visible(not visible)

    def average(self, subpixels: int) -> Image:
        """A still, anti-aliased over ``subpixels`` frames."""
        return average(self.render, subpixels)

    def close(self) -> None:
        """Give the graphics memory back."""
        self._window.close()

    # What is where -----------------------------------------------------------------------------

    def visible(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
        """Numbers and pixels of the markers that can be seen, nearest to the eye last."""
        if self._visible is None:
            assert self._picker is not None
            self._visible = visible_markers(
                self.lens,
                self.placed.positions,
                self.placed.normals,
                marker_candidates(self._state, self.placed),
                self._picker,
            )
        return self._visible

    def marker_at(self, x: float, y: float, radius: float) -> int | None:
        """The visible marker nearest to a pixel, within a radius."""
        index, pixels = self.visible()
        if not len(index):
            return None
        distance = np.hypot(pixels[:, 0] - x, pixels[:, 1] - y)
        nearest = int(np.argmin(distance))
        return int(index[nearest]) if distance[nearest] <= radius else None

    def skin_at(self, x: float, y: float) -> SkinHit | None:
        """The skin under a pixel, or None beside the body."""
        assert self._picker is not None
        return self._picker.hit(self.lens, x, y)

    def region_at(self, hit: SkinHit) -> str:
        """The region a place on the skin lies in."""
        corners = load_topology().subdivision.triangles[hit.triangle]
        labels = self.placed.zones.vertex_label[corners]
        return load_region_map().ids[int(labels[int(np.argmax(hit.weights))])]

    def ref(self, index: int) -> PointRef:
        """Which point a marker number stands for."""
        point = self.placed.points[index]
        return PointRef(point.id, point.side)

    def index_of(self, ref: PointRef) -> int:
        """The marker number of a point."""
        return self.placed.index_of(ref.point, ref.side)

    def overlay(
        self, measure: MeasureText, scale: float = 1.0, labels: bool | None = None
    ) -> Overlay:
        """Markers, names and compass over the present picture.

        ``labels`` overrides whether the names of shown points are drawn.
        """
        painted = None
        if self._essential is not None:
            inside = np.flatnonzero(self._essential < 0)[::5]
            painted = self.placed.figure.vertices[inside]
        return annotate(
            self._state,
            self.placed,
            self.lens,
            self.visible(),
            self._hovered,
            painted,
            measure,
            scale,
            self._state.labels if labels is None else labels,
        )

    # Mirroring the state into VTK ----------------------------------------------------------------

    def _show_figure(self) -> None:
        figure = self.placed.figure
        subdivision = load_topology().subdivision
        self._skin.set_figure(
            figure.vertices, subdivision.triangles, figure.normals, figure.occlusion
        )
        eyes = figure.eyes
        self._eyes.set_figure(eyes.vertices, eyes.triangles, eyes.normals, eyes.iris)
        stipple = load_stipple()
        self._spillover.set_figure(
            Stipple(stipple.corners, stipple.weights), figure.vertices, figure.normals
        )
        self._picker = SkinPicker(self._skin.mesh)
        self._visible = None
        self._show_colours()

    def _show_zones(self) -> None:
        known = [(r.point, r.side) for r in self._state.shown if r.point in self.atlas.points]
        zones = self.placed.zones
        essential = zones.merged(known, "essential")
        self._skin.set_zone(essential)
        self._essential = essential
        self._shell_stale = True
        self._spillover.set_zone(zones.merged(known, "spillover"), essential)

    def _show_region(self) -> None:
        region = self._state.region
        if region is None or region not in self.atlas.regions:
            self._tint.set_field(self._skin.mesh, None)
            return
        zones = self.placed.zones
        subject = self._state.subject
        if subject is not None and subject.kind == "region" and subject.id == region:
            inside = zones.region_mask(region, subject.side)
        else:
            inside = zones.region_mask(region, "right") | zones.region_mask(region, "left")
        field = zones.graph.smooth(np.clip(patch_field(zones.graph, inside), -30, FIELD_LIMIT), 3)
        self._tint.set_field(self._skin.mesh, field)

    def _show_colours(self) -> None:
        self._skin.set_colours(self._palette)
        distances = ShellLayer.distances()
        self._tint.set_colour(self._palette.region, region_alpha(distances))
        self._zone_shell.set_colour(self._palette.essential, zone_alpha(distances))
        self._eyes.set_colours(self._palette)
        self._spillover.set_colours(self._palette)
        set_background(self._window.renderer, self._palette, transparent=self._transparent)

    def _show_camera(self) -> None:
        pose = self._state.camera
        camera = self._window.renderer.GetActiveCamera()
        camera.SetPosition(*pose.position)
        camera.SetFocalPoint(*pose.focal_point)
        camera.SetViewUp(*pose.view_up)
        camera.SetViewAngle(pose.view_angle)
        distance = float(np.linalg.norm(np.subtract(pose.position, pose.focal_point)))
        # Fixed by the body's size, not by what is drawn: the depth of a marker must not jump.
        camera.SetClippingRange(max(5.0, distance - 2600.0), distance + 2600.0)
        self._visible = None
