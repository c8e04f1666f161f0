"""Numbers as short text: few bits each, in base64, for a page that carries its own body.

The page's ``mesh.js`` undoes this. Bytes are little-endian, as every browser's are.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.scene.skin import INNER, OUTER

__all__ = ["Box", "octahedral", "packed", "steps_of_distance"]

Floats = npt.NDArray[np.floating[Any]]
#: The largest number of 16 and of 8 bits.
_FINE, _COARSE = 65535, 255


def packed(values: npt.NDArray[np.integer[Any]], bits: int) -> str:
    """Whole numbers as base64 of 8 or 16 bits each.

    Raises
    ------
    ValueError
        When a number does not fit.
    """
    if values.size and (values.min() < 0 or values.max() >= 1 << bits):
        raise ValueError(f"numbers from {values.min()} to {values.max()} do not fit {bits} bits")
    return base64.b64encode(np.ascontiguousarray(values, f"<u{bits // 8}").tobytes()).decode()


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """The box in which places are counted in steps of 16 bits: lower corner and step (3,), mm."""

    low: npt.NDArray[np.float64]
    step: npt.NDArray[np.float64]

    @classmethod
    def around(cls, *places: Floats) -> Box:
        """The smallest box round places (n, 3), mm."""
        all_of_them = np.concatenate([np.asarray(p, float) for p in places])
        low, high = all_of_them.min(axis=0), all_of_them.max(axis=0)
        return cls(low, np.maximum(high - low, 1e-6) / _FINE)

    def record(self) -> dict[str, list[float]]:
        """The box as plain values."""
        return {"low": self.low.tolist(), "step": self.step.tolist()}

    def packed(self, places: Floats) -> str:
        """Places (n, 3) mm; those outside go to the box's face."""
        steps = np.round((np.asarray(places, float) - self.low) / self.step)
        return packed(np.clip(steps, 0, _FINE).astype(np.int64), 16)


def octahedral(normals: Floats) -> str:
    """Unit vectors (n, 3) in two numbers of 8 bits each: the sphere unfolded to a square.

    Source: Cigolle et al., Survey of efficient representations for independent unit vectors, 2014.
    """
    n = np.asarray(normals, float)
    n = n / np.maximum(np.abs(n).sum(axis=1), 1e-12)[:, None]
    flat = n[:, :2].copy()
    below = n[:, 2] < 0
    sign = np.where(flat[below] < 0, -1.0, 1.0)
    flat[below] = (1 - np.abs(n[below][:, [1, 0]])) * sign
    steps = np.round((flat + 1) / 2 * _COARSE).astype(np.int64)
    return packed(np.clip(steps, 0, _COARSE), 8)


def steps_of_distance(field: Floats) -> npt.NDArray[np.int64]:
    """Signed distances (n,) mm as whole steps: 0 is ``INNER`` mm and below, 255 ``OUTER``."""
    share = (np.asarray(field, float) - INNER) / (OUTER - INNER)
    return np.clip(np.round(share * _COARSE), 0, _COARSE).astype(np.int64)
