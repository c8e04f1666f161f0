"""Fitting the base topology onto a body of one's own.

What hangs on the topology (points, zones, landmarks, regions) lands on that body, while its
muscles and bones stay where they are. How it is done, in order: look at the skin from outside
(:mod:`.outer_skin`), find landmarks on the bones (:mod:`.spots`) or, without bones, on the skin
alone (:mod:`.body_plan`), bend the reference figure by them (:mod:`.start`), fit the surface ever
softer (:mod:`.registration`), lay it on and smooth out folds (:mod:`.polish`), and measure it
(:mod:`.fit`).
"""

from __future__ import annotations

from explorer.packs.cancelling import Cancelled
from explorer.packs.wrapping.fit import PartFit, WrapFit
from explorer.packs.wrapping.target import TargetBody
from explorer.packs.wrapping.wrapping import Wrapped, wrap

__all__ = ["Cancelled", "PartFit", "TargetBody", "WrapFit", "Wrapped", "wrap"]
