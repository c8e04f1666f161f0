"""Where the name of a lit muscle points to: a place of it that the eye can see."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.body.structures import Structures
from explorer.scene.annotations import Named
from explorer.scene.camera import Lens
from explorer.scene.structure_colours import Parts

__all__ = ["Namer"]

Array = npt.NDArray[np.float64]
#: Pixel -> number of the structure seen there, or None.
Look = Callable[[float, float], int | None]

#: So many places of a structure are tried before it counts as out of sight.
_TRIES = 8
_CANDIDATES = 60


class Namer:
    """Names for the structures of one body; a name stays at its place while that can be seen."""

    def __init__(self, structures: Structures, atlas: Atlas) -> None:
        self._structures = structures
        self._atlas = atlas
        self._places: dict[int, Array] = {}

    def names(self, parts: Parts, lens: Lens, look: Look) -> tuple[Named, ...]:
        """The selected muscle with its side, and those related to it with what they are to it."""
        rows: dict[str, Named] = {}
        for numbers, word in (
            (parts.lit, ""),
            (parts.synergists, "synergist"),
            (parts.antagonists, "antagonist"),
        ):
            for text, own in self._by_name(numbers).items():
                pixel = self._pixel(own, lens, look)
                if pixel is not None and text not in rows:
                    side = self._structures.items[own[0]].side
                    rows[text] = Named(pixel, text, word or side or "")
        return tuple(rows.values())

    def _by_name(self, numbers: Iterable[int]) -> dict[str, list[int]]:
        """Structures by the name they are called by: the heads of one muscle go by its name."""
        found: dict[str, list[int]] = {}
        for number in sorted(numbers):
            item = self._structures.items[number]
            known = [m for m in item.muscles if m in self._atlas.muscles]
            name = self._atlas.muscles[known[0]].name if len(known) == 1 else item.name
            found.setdefault(name, []).append(number)
        return found

    def _pixel(self, own: list[int], lens: Lens, look: Look) -> tuple[float, float] | None:
        key, mine = own[0], frozenset(own)
        if key in self._places:
            pixels, _ = lens.project(self._places[key][None])
            x, y = pixels[0].tolist()
            if look(x, y) in mine:
                return x, y
        first = self._structures.first_vertex
        vertices = np.concatenate([self._structures.vertices[first[i] : first[i + 1]] for i in own])
        step = max(1, len(vertices) // _CANDIDATES)
        places = vertices[::step].astype(float)
        pixels, depth = lens.project(places)
        middle = np.median(pixels, axis=0)
        order = np.argsort(np.hypot(*(pixels - middle).T) + 1e-3 * depth)
        # Near the middle first, then further out.
        for i in order[np.unique(np.linspace(0, 0.7 * (len(order) - 1), _TRIES).astype(int))]:
            x, y = pixels[i].tolist()
            if 0 <= x < lens.width and 0 <= y < lens.height and look(x, y) in mine:
                self._places[key] = places[i]
                return x, y
        return None
