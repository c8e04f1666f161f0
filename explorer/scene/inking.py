"""What is written over the present picture, gathered from all who know something of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from explorer.body.placement import PlacedAtlas
from explorer.scene.annotations import MeasureText, Named, Visible, annotate
from explorer.scene.camera import Lens
from explorer.scene.layering import OPAQUE
from explorer.scene.looking_in import LookingIn
from explorer.scene.needles import Targets
from explorer.scene.outside import Outside
from explorer.scene.overlay import Box, Overlay
from explorer.scene.sight import Sight
from explorer.scene.xray import Disc, disc_covers
from explorer.session.view_state import ViewState

if TYPE_CHECKING:
    from explorer.scene.compare_layer import BestSpot

__all__ = ["ink"]

#: A place is seen when the skin at its pixel is no farther from it than this, mm.
_SEEN = 6.0


def ink(
    state: ViewState,
    placed: PlacedAtlas,
    lens: Lens,
    sight: Sight,
    looking: LookingIn | None,
    outside: Outside,
    targets: Targets,
    hovered: int | None,
    measure: MeasureText,
    scale: float,
    labels: bool,
    taken: Sequence[Box] = (),
) -> Overlay:
    """Markers, names of points and muscles, needles and compass.

    Parameters
    ----------
    outside
        What is painted on the skin: names keep clear of zones.
    taken
        Boxes of the picture (pixels) that they keep clear of, too.
    """
    painted, films = None, outside.films
    essential = outside.essential if films.field is None else films.field
    if essential is not None:
        painted = placed.figure.vertices[np.flatnonzero(essential < 0)[::5]]
    skin, discs = sight.opening(state, placed, lens)
    through = skin < OPAQUE or bool(discs)
    named: tuple[Named, ...] = ()
    if through and labels and looking is not None:
        named = looking.names(state, lens, skin, discs)
    if labels and films.spots:
        named = (*_spots(films.spots, placed, lens, sight), *named)
    visible = sight.visible(state, placed, lens)
    return annotate(
        state,
        placed,
        lens,
        visible,
        hovered,
        painted,
        measure,
        scale,
        labels,
        named,
        sight.needles(state, placed, lens, targets) if through else (),
        _skin_under(visible, skin, discs) if through else None,
        taken,
        films.warned,
    )


def _spots(
    spots: Sequence[BestSpot], placed: PlacedAtlas, lens: Lens, sight: Sight
) -> tuple[Named, ...]:
    """Names of those places that tell compared points apart which can be seen."""
    pixels, depth = lens.project(np.array([spot.place for spot in spots]))
    named = []
    for spot, (x, y), far in zip(spots, pixels.tolist(), depth.tolist(), strict=True):
        hit = sight.skin_at(lens, x, y) if far > 0 else None
        if hit is not None and np.linalg.norm(np.subtract(hit.point, spot.place)) < _SEEN:
            name = placed.atlas.point_name(spot.ref.point)
            named.append(Named((x, y), f"Hurts here: rather {name}", spot.ref.side, spot.number))
    return tuple(named)


def _skin_under(visible: Visible, skin: float, discs: list[Disc]) -> npt.NDArray[np.float64]:
    """How solid the skin is under each visible marker (k,), 0 to 1."""
    left = np.full(len(visible[0]), skin)
    for number, (x, y) in enumerate(visible[1].tolist()) if discs else ():
        if any(disc_covers(disc, x, y) for disc in discs):
            left[number] = 0.0
    return left
