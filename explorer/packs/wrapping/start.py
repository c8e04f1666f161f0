"""The first fit: landmarks known on both bodies bend the whole figure smoothly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Control", "bend", "pull"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """One place known on both bodies.

    Attributes
    ----------
    name
        For reports.
    source, target
        (3,) mm on the figure and on the body.
    vertices, weights
        Where it hangs on the topology; empty for a place inside the body, such as a limb's axis,
        which guides the first fit only.
    trust
        Weight against the skin when the surface is fitted; 0 guides the first fit only.
    """

    name: str
    source: Floats
    target: Floats
    vertices: tuple[int, ...] = ()
    weights: tuple[float, ...] = ()
    trust: float = 0.0


def bend(vertices: Floats, controls: Sequence[Control], *, smoothing: float = 4.0) -> Floats:
    """Carry points (n, 3) along with the controls, as smoothly as they allow.

    The bending is the biharmonic one (kernel r) upon an affine map; ``smoothing`` in mm says how
    far a control that contradicts its neighbours may be missed.
    """
    from scipy.interpolate import RBFInterpolator

    source = np.array([c.source for c in controls])
    shift = np.array([c.target for c in controls]) - source
    _, first = np.unique(np.round(source, 1), axis=0, return_index=True)
    model = RBFInterpolator(
        source[first], shift[first], kernel="linear", degree=1, smoothing=smoothing
    )
    return np.asarray(vertices + model(vertices))


def pull(controls: Sequence[Control], count: int, here: Floats) -> tuple[Floats, Floats]:
    """Where the controls draw the vertices, and how strongly: goals (count, 3), weights (count,).

    A control between vertices moves them together by what it is off.
    """
    goals, weights = np.zeros((count, 3)), np.zeros(count)
    for control in controls:
        if not control.vertices or control.trust <= 0:
            continue
        at = list(control.vertices)
        share = np.array(control.weights)
        off = control.target - share @ here[at]
        goals[at] += (control.trust * share)[:, None] * (here[at] + off)
        weights[at] += control.trust * share
    goals[weights > 0] /= weights[weights > 0, None]
    return goals, weights
