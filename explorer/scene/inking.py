"""What is written over the present picture, gathered from all who know something of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.body.placement import PlacedAtlas
from explorer.scene.annotations import MeasureText, Named, annotate
from explorer.scene.camera import Lens
from explorer.scene.layering import OPAQUE
from explorer.scene.looking_in import LookingIn
from explorer.scene.needles import Targets
from explorer.scene.overlay import Overlay
from explorer.scene.sight import Sight
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
) -> Overlay:
    """Markers, names of points and muscles, needles and compass.

    Parameters
    ----------
    essential
        Signed distance (n,) mm to the painted zones, which names keep clear of.
    """
    painted = None
    if essential is not None:
        painted = placed.figure.vertices[np.flatnonzero(essential < 0)[::5]]
    skin, discs = sight.opening(state, placed, lens)
    through = skin < OPAQUE or bool(discs)
    named: tuple[Named, ...] = ()
    if through and labels and looking is not None:
        named = looking.names(state, lens, skin, discs)
    return annotate(
        state,
        placed,
        lens,
        sight.visible(state, placed, lens),
        hovered,
        painted,
        measure,
        scale,
        labels,
        named,
        sight.needles(state, placed, lens, targets) if through else (),
    )
