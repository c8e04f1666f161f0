"""Which colour each structure has: its kind, its own tone, and the part it plays now."""

from __future__ import annotations

import functools
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.body.structures import Structure
from explorer.scene.palette import Palette
from explorer.scene.structure_shading import fibre_pattern

__all__ = ["Parts", "colour_picture", "tones"]

Array = npt.NDArray[np.float64]

_ROWS = 64
#: How far muscles are faded towards the quiet colour while one of them is lit.
_QUIET = 0.62
#: Words in the name of what is no flesh though it is filed with muscles.
_SINEW = ("aponeuro", "linea alba", "tendon", "fascia ", "ligament", "retinaculum", "tract")


@dataclass(frozen=True, slots=True)
class Parts:
    """Numbers of the structures that play a part: the selected muscle, its helpers, its foes."""

    lit: frozenset[int] = frozenset()
    synergists: frozenset[int] = frozenset()
    antagonists: frozenset[int] = frozenset()


def tones(items: Collection[Structure]) -> npt.NDArray[np.float64]:
    """Lightness and warmth (k, 2), -1..1, of each structure's own tone, alike on both sides.

    Consecutive names step by the golden ratio, so that neighbours seldom share a tone.
    """
    names = sorted({_stem(item) for item in items})
    place = {name: i for i, name in enumerate(names)}
    number = np.array([place[_stem(item)] for item in items], float).reshape(-1)
    golden = (number * 0.6180339887) % 1.0, (number * 0.7548776662) % 1.0
    return np.column_stack(golden) * 2 - 1


def _stem(item: Structure) -> str:
    return item.id if item.side is None else item.id.removesuffix(f":{item.side}")


def colour_picture(
    items: Collection[Structure], parts: Parts, palette: Palette, fibres: float
) -> npt.NDArray[np.uint8]:
    """The picture (rows, two columns a structure, 3): belly and tendon across, fibres down.

    ``fibres`` is how strongly these are drawn: nought from afar, where they would only flicker.
    """
    belly, tendon = _colours(tuple(items), parts, palette)
    columns = np.stack([belly, tendon], axis=1).reshape(-1, 3)
    pattern = fibre_pattern(_ROWS, 1.0)[:, None] - 1.0
    muscle = np.array([item.kind == "muscle" for item in items], bool)
    amount = np.repeat(muscle, 2) * np.tile([0.10, 0.03], len(muscle)) * fibres
    picture = columns[None] * (1.0 + pattern * amount)[..., None]
    return np.asarray(np.clip(picture + 0.5, 0, 255), np.uint8)


@functools.lru_cache(maxsize=4)
def _plain(items: tuple[Structure, ...], palette: Palette) -> tuple[Array, Array]:
    """Belly and tendon (k, 3) of each structure while nothing is lit."""
    tone = tones(items)
    bone = np.array([item.kind == "bone" for item in items], bool)
    pale = np.array([any(w in item.name.lower() for w in _SINEW) for item in items], bool)
    gristle = np.array(["cartilage" in item.name.lower() for item in items], bool)
    belly = np.where(bone[:, None], palette.bone, palette.muscle).astype(float)
    tendon = np.where(bone[:, None], palette.bone, palette.tendon).astype(float)
    belly[pale & ~bone] = palette.tendon
    belly[gristle] = tendon[gristle] = palette.cartilage
    light = 1.0 + tone[:, :1] * np.where(bone, 0.02, 0.13)[:, None]
    warm = tone[:, 1:] * np.where(bone, 0.0, 1.0)[:, None] * np.array([[-0.02, 0.07, 0.05]])
    belly *= light * (1.0 + warm)
    tendon *= 1.0 + (light - 1.0) * 0.4
    return belly, tendon


def _colours(items: tuple[Structure, ...], parts: Parts, palette: Palette) -> tuple[Array, Array]:
    """Belly and tendon (k, 3) of each structure, as it is lit now."""
    belly, tendon = (colours.copy() for colours in _plain(items, palette))
    if parts.lit:
        quiet = np.asarray(palette.quiet, float)
        muscles = np.array([item.kind == "muscle" for item in items], bool)
        belly[muscles] += (quiet - belly[muscles]) * _QUIET
        tendon[muscles] += (quiet - tendon[muscles]) * _QUIET * 0.6
    for numbers, colour in (
        (parts.antagonists, palette.antagonist),
        (parts.synergists, palette.synergist),
        (parts.lit, palette.lit),
    ):
        if numbers:
            rows = sorted(numbers)
            belly[rows] = colour
            tendon[rows] = np.asarray(colour, float) * 0.62 + np.asarray(palette.tendon) * 0.38
    return belly, tendon
