"""The stage: it mirrors one :class:`ViewState` into VTK and answers what is where.

Used alike by the window, by stills and by tests. It is told of changes as pairs of snapshots and
redraws the difference; it never changes the state.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.body.placement import PlacedAtlas
from explorer.body.regions import load_region_map
from explorer.body.structures import Structures
from explorer.body.topology import load_topology
from explorer.errors import ExplorerError
from explorer.scene.annotations import MeasureText, Visible
from explorer.scene.bodies import Bodies
from explorer.scene.camera import Lens, View, view_pose
from explorer.scene.depths import Depths
from explorer.scene.drawing import Drawing
from explorer.scene.inking import ink
from explorer.scene.interior import Interior
from explorer.scene.lighting import add_lights
from explorer.scene.needles import Targets
from explorer.scene.offscreen import Image, OffscreenWindow, average
from explorer.scene.outside import Outside
from explorer.scene.overlay import Box, Overlay
from explorer.scene.palette import LIGHT, Palette
from explorer.scene.picking import SkinHit
from explorer.scene.sight import Sight
from explorer.scene.skin_paint import SkinPaint
from explorer.scene.structure_picking import StructureHit
from explorer.session.view_state import CameraPose, PointRef, ViewState

if TYPE_CHECKING:
    from explorer.body.danger_on_figure import DangerOnFigure
    from explorer.body.pain_on_figure import PainOnFigure

__all__ = ["MeasureText", "Stage"]


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
    interior
        Where muscles and bones come from; the built-in way when None.
    """

    def __init__(
        self,
        atlas: Atlas,
        state: ViewState,
        cache: Path | None = None,
        interior: Interior | None = None,
    ) -> None:
        self.atlas = atlas
        self.interior = interior or Interior(atlas, cache=cache)
        self._bodies = Bodies(atlas, self.interior, cache)
        self._palette = LIGHT
        self._transparent = False
        self._window = OffscreenWindow()
        renderer = self._window.renderer
        renderer.SetUseOIT(False)  # zones are drawn in a known order; sorting would cost 2.6 times
        add_lights(renderer)
        self._outside = Outside(renderer)
        self._depths = Depths(renderer, atlas, self.interior, cache)
        self._drawing = Drawing(self._window, self._outside, self._depths.inside)
        self._paint = SkinPaint(self._outside)
        self._sight = Sight()
        self._targets: Targets = {}
        self._state = state
        self._hovered: int | None = None
        self._show_figure()
        self._show_camera()
        self._paint.show(None, state, self.placed)
        self._show_inside()

    # What is shown -----------------------------------------------------------------------------

    @property
    def placed(self) -> PlacedAtlas:
        """The atlas on the figure that is shown."""
        return self.placed_on(self._state.figure)

    def placed_on(self, figure: str) -> PlacedAtlas:
        """The atlas on any figure, loaded when first asked for."""
        return self._bodies.placed(figure)

    @property
    def pain(self) -> PainOnFigure:
        """What resolves drawings of pain on the figure that is shown."""
        return self._bodies.pain(self._state.figure)

    @property
    def danger(self) -> DangerOnFigure:
        """The danger areas of the figure that is shown."""
        return self._bodies.danger(self._state.figure)

    @property
    def danger_measured(self) -> DangerOnFigure | None:
        """The danger areas, where they were measured already: a click does not wait for it."""
        return self._bodies.danger_measured(self._state.figure)

    @property
    def has_skin(self) -> bool:
        """Whether the body has a skin, and with it points and zones."""
        return self._sight.has_skin

    @property
    def palette(self) -> Palette:
        """The theme's colours."""
        return self._palette

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture in device pixels."""
        return self._window.size

    @property
    def lens(self) -> Lens:
        """The camera as it sees the present picture."""
        width, height = self._window.size
        return Lens(self._state.camera, width, height)

    @property
    def bounds(self) -> npt.NDArray[np.float64]:
        """(2, 3) corners of the figure, mm."""
        v = self.placed.figure.vertices
        if not self.has_skin and self.structures is not None and len(self.structures.items):
            v = self.structures.vertices
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
            self._targets = {}
            self._show_figure()
        self._paint.show(old, new, self.placed)
        if old.camera != new.camera:
            self._show_camera()
        wanted = new.markers, new.sides, new.support
        filtered = wanted != (True, "both", "all")  # then what is shown decides
        if (old.markers, old.sides, old.support) != wanted or (filtered and old.shown != new.shown):
            self._sight.forget()
        self._show_inside()

    def forget_figure(self, figure: str) -> None:
        """Read a figure anew: its file has changed."""
        self._bodies.forget(figure)
        self.interior.forget(figure)
        if figure == self._state.figure:
            self._targets = {}
            self._show_figure()
            self._paint.show(None, self._state, self.placed)
            self._show_inside()

    def set_palette(self, palette: Palette, *, transparent: bool = False) -> None:
        """Set the theme's colours and whether there is a background."""
        self._palette = palette
        self._transparent = transparent
        self._show_colours()

    def set_size(self, width: int, height: int) -> None:
        """Set the picture's size in device pixels."""
        if (width, height) != self._window.size:
            self._window.set_size(width, height)
            self._sight.forget()
            self._follow_lens()

    def set_hovered(self, index: int | None) -> bool:
        """Mark the marker under the cursor; True when that changed."""
        changed = index != self._hovered
        self._hovered = index
        return changed

    def set_quiet(self, quiet: bool) -> None:
        """Leave all but the shown points without a marker, while a tool works on the skin."""
        if quiet != self._sight.quiet:
            self._sight.quiet = quiet
            self._sight.forget()

    @property
    def quiet(self) -> bool:
        """Whether only the shown points have markers."""
        return self._sight.quiet

    @property
    def hovered(self) -> int | None:
        """Number of the marker under the cursor."""
        return self._hovered

    @property
    def targets(self) -> Targets:
        """Where needles end on this body."""
        return self._targets

    def set_targets(self, targets: Targets) -> None:
        """Where needles end on this body, mm, for points where that was measured.

        They hold until another figure is shown; other needles end at the point's typical depth.
        """
        self._targets = dict(targets)

    def render(
        self, subpixel: tuple[float, float] = (0.0, 0.0), into: Image | None = None
    ) -> Image:
        """One frame, (height, width, 4) uint8, top row first, written ``into`` a former one."""
        state = self._state
        hole = self._sight.hole(state, self.placed, self.lens) if state.xray else None
        return self._drawing.picture(state, self._sight.opacity(state), hole, subpixel, into)

    def settle(self) -> bool:
        """Do what may wait until nothing moves; True when the picture has to be drawn anew.

        The course of a muscle is carried to the skin here, which takes some frames' time.
        """
        self._depths.settle()
        return self._paint.settle(self._state, self.placed)

    def average(self, subpixels: int) -> Image:
        """A still, anti-aliased over ``subpixels`` frames."""
        self.settle()
        return average(self.render, subpixels)

    def close(self) -> None:
        """Give the graphics memory back."""
        self._window.close()

    # What is where -----------------------------------------------------------------------------

    def visible(self) -> Visible:
        """Numbers and pixels of the markers that can be seen, nearest to the eye last."""
        return self._sight.visible(self._state, self.placed, self.lens)

    def marker_at(self, x: float, y: float, radius: float) -> int | None:
        """The visible marker nearest to a pixel, within a radius."""
        return self._sight.marker_at(self.visible(), x, y, radius)

    def skin_at(self, x: float, y: float) -> SkinHit | None:
        """The skin under a pixel, however faded, or None beside the body."""
        return self._sight.skin_at(self.lens, x, y)

    def region_at(self, hit: SkinHit) -> str:
        """The region a place on the skin lies in."""
        corners = load_topology().subdivision.triangles[hit.triangle]
        labels = self.placed.zones.vertex_label[corners]
        return load_region_map().ids[int(labels[int(np.argmax(hit.weights))])]

    def structure_at(self, x: float, y: float) -> StructureHit | None:
        """The frontmost muscle or bone under a pixel, where the skin is faint or x-rayed."""
        looking, lens = self._depths.looking, self.lens
        if looking is None:
            return None
        opening = self._sight.opening(self._state, self.placed, lens)
        return looking.at(self._state, lens, *opening, x, y)

    def covering(self, structure: str) -> tuple[str, ...]:
        """Ids of the muscles and bones that hide a structure from the present eye."""
        looking = self._depths.enter(self._state, self._palette, self.lens)
        return looking.covering(self._state, self.lens, structure)

    @property
    def structures(self) -> Structures | None:
        """The muscles and bones in the scene; None while nobody has looked under the skin."""
        return self._depths.structures

    def take_problem(self) -> ExplorerError | None:
        """Why there are no muscles and bones to be seen; each reason is given once."""
        return self._depths.take_problem()

    def ref(self, index: int) -> PointRef:
        """Which point a marker number stands for."""
        point = self.placed.points[index]
        return PointRef(point.id, point.side)

    def index_of(self, ref: PointRef) -> int:
        """The marker number of a point."""
        return self.placed.index_of(ref.point, ref.side)

    def overlay(
        self,
        measure: MeasureText,
        scale: float = 1.0,
        labels: bool | None = None,
        taken: Sequence[Box] = (),
    ) -> Overlay:
        """Markers, names, needles and compass over the present picture.

        ``labels`` overrides whether the names of shown points and lit muscles are drawn; they keep
        clear of the ``taken`` boxes (pixels).
        """
        return ink(
            self._state,
            self.placed,
            self.lens,
            self._sight,
            self._depths.looking,
            self._outside,
            self._targets,
            self._hovered,
            measure,
            scale,
            self._state.labels if labels is None else labels,
            taken,
        )

    # Mirroring the state into VTK ----------------------------------------------------------------

    def _show_figure(self) -> None:
        has_skin = self._bodies.has_skin(self._state.figure)
        self._outside.set_figure(self.placed.figure, has_skin)
        self._sight.set_figure(self._outside.mesh, has_skin)
        self._depths.leave()
        self._show_colours()

    def _show_inside(self) -> None:
        """Mirror what lies under the skin, once somebody looks there."""
        if self._depths.structures is not None:
            self._depths.follow(self._state, self._palette)
        elif self._sight.sees_inside(self._state, self.placed):
            self._depths.enter(self._state, self._palette, self.lens)

    def _show_colours(self) -> None:
        self._outside.set_colours(self._palette)
        self._depths.inside.set_colours(self._palette)
        self._drawing.set_background(self._palette, transparent=self._transparent)

    def _show_camera(self) -> None:
        self._window.set_camera(self._state.camera)
        self._sight.forget()
        self._follow_lens()

    def _follow_lens(self) -> None:
        self._outside.films.follow(self.lens)
        self._depths.follow_lens(self.lens, self._palette)
