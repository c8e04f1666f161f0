"""What is written over the present picture, gathered from all who know something of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from explorer.body.placement import PlacedAtlas
from explorer.scene.annotations import MeasureText, Named, Visible, annotate
from explorer.scene.camera import Lens
from explorer.scene.layering import OPAQUE
from explorer.scene.looking_in import LookingIn
from explorer.scene.needles import Targets
from explorer.scene.overlay import Box, Overlay
from explorer.scene.sight import Sight
from explorer.scene.xray import Disc, disc_covers
from explorer.session.view_state import ViewState

__all__ = ["ink"]


def ink(
    state: ViewState,
    placed: PlacedAtlas,
    lens: Lens,
    sight: Sight,
    looking: LookingIn | None,
    essential: npt.NDArray[np.float32] | None,
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
    essential
        Signed distance (n,) mm to the painted zones, which names keep clear of.
    taken
        Boxes of the picture (pixels) that they keep clear of, too.
    """
    painted = None
    if essential is not None:
        painted = placed.figure.vertices[np.flatnonzero(essential < 0)[::5]]
    skin, discs = sight.opening(state, placed, lens)
    through = skin < OPAQUE or bool(discs)
    named: tuple[Named, ...] = ()
    if through and labels and looking is not None:
        named = looking.names(state, lens, skin, discs)
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
    )


def _skin_under(visible: Visible, skin: float, discs: list[Disc]) -> npt.NDArray[np.float64]:
    """How solid the skin is under each visible marker (k,), 0 to 1."""
    left = np.full(len(visible[0]), skin)
    for number, (x, y) in enumerate(visible[1].tolist()) if discs else ():
        if any(disc_covers(disc, x, y) for disc in discs):
            left[number] = 0.0
    return left
