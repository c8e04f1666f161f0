"""One picture of the body: the skin, or what lies under it, or both mixed."""

from __future__ import annotations

from collections.abc import Callable

from explorer.scene.inside import INNER_LAYERS, Inside
from explorer.scene.layering import (
    GONE,
    OPAQUE,
    Sheet,
    draw_sheets,
    lay,
    mix_by,
    over,
    plan_sheets,
)
from explorer.scene.lighting import set_background
from explorer.scene.offscreen import Image, OffscreenWindow
from explorer.scene.outside import Outside
from explorer.scene.palette import Palette
from explorer.scene.xray import Hole
from explorer.session.view_state import ViewState

__all__ = ["Drawing"]


#: A muscle's fibres are drawn on skin that is more solid than this.
_COURSE_FROM = 0.5


class Drawing:
    """Draws frames of the two halves of the scene and mixes them.

    Unlike blended surfaces, cross-fades show no layers of arm over trunk, need no sorting, and
    leave zones solid.
    """

    def __init__(self, window: OffscreenWindow, outside: Outside, inside: Inside) -> None:
        self._window = window
        self._outside = outside
        self._inside = inside
        self._palette: Palette | None = None
        self._transparent = False
        # Memory of frames that are mixed into others: fresh memory costs a millisecond each.
        self._spare: list[Image | None] = [None, None]
        self._drawn = 0

    def set_background(self, palette: Palette, *, transparent: bool) -> None:
        """Set the paper."""
        self._palette, self._transparent = palette, transparent
        set_background(self._window.renderer, palette, transparent=transparent)

    def picture(
        self,
        state: ViewState,
        skin: float,
        hole: Hole | None,
        subpixel: tuple[float, float],
        into: Image | None,
    ) -> Image:
        """A picture with straight alpha, written ``into`` a former one where that is possible.

        Parameters
        ----------
        skin
            Opacity of the skin.
        hole
            Where less of it is left.
        """
        self._outside.fibres.set_wanted(skin > _COURSE_FROM)
        solid = skin >= OPAQUE
        if solid and hole is None:
            return self._front(subpixel, into)
        behind = self._behind(state, subpixel, None if solid else into)
        if skin <= GONE:
            return behind
        if solid:
            front = self._front(subpixel, into)
        else:
            front = self._into_spare(lambda spare: self._front(subpixel, spare))
        window = None
        if hole is not None:
            weight = hole.behind(self._window.depth(hole.box))
            window = mix_by(front[hole.box], behind[hole.box], weight)
        picture = front if solid else lay(front, behind, behind, skin)
        if hole is not None and window is not None:
            picture[hole.box] = window
        return picture

    def _into_spare(self, render: Callable[[Image | None], Image]) -> Image:
        """Draw into spare memory: the last two such frames last."""
        self._drawn += 1
        frame = render(self._spare[self._drawn % 2])
        self._spare[self._drawn % 2] = frame
        return frame

    def _front(self, subpixel: tuple[float, float], into: Image | None) -> Image:
        self._outside.show("skin")
        self._inside.set_visible((), kept=False)
        return self._window.render(subpixel, into)

    def _behind(self, state: ViewState, subpixel: tuple[float, float], into: Image | None) -> Image:
        """All that lies under the skin, and the zones where the skin would be."""
        layers = [(name, state.opacity(name)) for name in INNER_LAYERS]
        sheets = plan_sheets([row for row in layers if not self._inside.empty(row[0])])
        painted = self._outside.painted
        # Blended over a faded layer's solid frame, zones would fade with it.
        apart = painted and (len(sheets) > 1 or self._transparent)

        def draw(sheet: Sheet, over_last: bool) -> Image:
            zones = painted and not apart and sheet is sheets[-1]
            self._outside.show("zones" if zones else "nothing")
            self._inside.set_visible(sheet.layers, kept=not over_last)
            if not over_last:
                return self._window.render(subpixel, into)
            return self._into_spare(
                lambda spare: self._window.render(
                    subpixel, spare, keep_colours=True, keep_depth=True
                )
            )

        picture = draw_sheets(sheets, draw)
        return over(self._zones_alone(subpixel), picture) if apart else picture

    def _zones_alone(self, subpixel: tuple[float, float]) -> Image:
        """The zones on clear ground, hidden where something nearer was drawn before."""
        assert self._palette is not None
        self._outside.show("zones")
        self._inside.set_visible((), kept=False)
        renderer = self._window.renderer
        set_background(renderer, self._palette, transparent=True)
        try:
            return self._window.render(subpixel, keep_depth=True)
        finally:
            set_background(renderer, self._palette, transparent=self._transparent)
