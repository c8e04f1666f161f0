"""Muscles and bones as they are drawn and measured: named parts of one merged surface.

The built-in skeleton, the schematic muscles and an anatomy pack all come as :class:`Structures`,
so that layers, picking and measuring need to know only this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side

__all__ = ["Structure", "StructureKind", "StructureSource", "Structures", "structure_id"]

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
StructureKind = Literal["muscle", "bone"]
StructureLayer = Literal["superficial", "deep", "bones"]
StructureSource = Literal["built-in", "schematic", "pack"]


def structure_id(kind: StructureKind, name: str, side: Side | None) -> str:
    """The id of a structure: ``muscle:infraspinatus:right``, ``bone:sternum``.

    A muscle that the knowledge base knows bears its id there, whether schematic or from a pack, so
    that what was hidden on one body is hidden on the next.
    """
    return f"{kind}:{name}" if side is None else f"{kind}:{name}:{side}"


@dataclass(frozen=True, slots=True)
class Structure:
    """One named muscle or bone.

    Attributes
    ----------
    name, latin
        Without the side, e.g. ``Infraspinatus``, ``Musculus infraspinatus`` (may be empty).
    side
        None for what lies in the midline.
    muscles
        Ids of the muscles of the knowledge base whose flesh this is; empty for bones and for
        muscles it does not know.
    """

    id: str
    name: str
    latin: str
    kind: StructureKind
    side: Side | None
    layer: StructureLayer
    muscles: tuple[str, ...]
    source: StructureSource


@dataclass(frozen=True, slots=True, eq=False)
class Structures:
    """Structures merged into one surface, mm in the body frame, outward triangles.

    Attributes
    ----------
    items
        The k structures, in the order of their triangles.
    vertices, normals
        (n, 3); each structure has vertices of its own.
    triangles
        (m, 3), those of structure ``i`` from ``first_triangle[i]`` to ``first_triangle[i + 1]``.
    first_vertex, first_triangle
        (k + 1,) bounds of each structure's vertices and triangles.
    grain
        (n, 2) how much of a tendon each vertex is, 0..1, and its place across the fibres, mm; NaN
        where nobody says. None where nobody says it of anything.
    """

    items: tuple[Structure, ...]
    vertices: Floats
    normals: Floats
    triangles: Ints
    first_vertex: npt.NDArray[np.int64]
    first_triangle: npt.NDArray[np.int64]
    grain: Floats | None = None

    @classmethod
    def merged(cls, parts: Iterable[tuple[Structure, Floats, Floats, Ints]]) -> Structures:
        """Merge (structure, vertices, normals, triangles) parts, triangles numbered within each."""
        rows = list(parts)
        vertex_counts = [len(row[1]) for row in rows]
        first_vertex = np.concatenate([[0], np.cumsum(vertex_counts)]).astype(np.int64)
        first_triangle = np.concatenate([[0], np.cumsum([len(row[3]) for row in rows])])
        empty = np.zeros((0, 3))
        return cls(
            tuple(row[0] for row in rows),
            np.concatenate([empty, *(row[1] for row in rows)]).astype(np.float32),
            np.concatenate([empty, *(row[2] for row in rows)]).astype(np.float32),
            np.concatenate(
                [empty, *(row[3] + first_vertex[i] for i, row in enumerate(rows))]
            ).astype(np.int32),
            first_vertex,
            first_triangle.astype(np.int64),
        )

    @classmethod
    def joined(cls, sets: Sequence[Structures]) -> Structures:
        """Several sets as one."""
        whole = cls.merged(part for each in sets for part in each.parts())
        if all(each.grain is None for each in sets):
            return whole
        unsaid = (np.full((len(each.vertices), 2), np.nan, np.float32) for each in sets)
        grain = [
            u if each.grain is None else each.grain for u, each in zip(unsaid, sets, strict=True)
        ]
        return replace(whole, grain=np.concatenate(grain))

    def only(self, ids: Collection[str]) -> Structures:
        """Those of the structures whose id is among these, in the same order."""
        chosen = np.array([item.id in ids for item in self.items], bool)
        part = self.merged(p for p, c in zip(self.parts(), chosen, strict=True) if c)
        if self.grain is None:
            return part
        return replace(part, grain=self.grain[np.repeat(chosen, np.diff(self.first_vertex))])

    def parts(self) -> Iterable[tuple[Structure, Floats, Floats, Ints]]:
        """Each structure with its own vertices, normals and triangles (numbered from 0)."""
        for i, item in enumerate(self.items):
            vertices, triangles = self.mesh(i)
            own = slice(self.first_vertex[i], self.first_vertex[i + 1])
            yield item, vertices, self.normals[own], triangles

    def mesh(self, index: int) -> tuple[Floats, Ints]:
        """Vertices and triangles (numbered from 0) of one structure."""
        start, stop = self.first_vertex[index], self.first_vertex[index + 1]
        own = slice(self.first_triangle[index], self.first_triangle[index + 1])
        return self.vertices[start:stop], (self.triangles[own] - start).astype(np.int32)

    def of_muscle(self, muscle: str, side: Side) -> tuple[int, ...]:
        """Numbers of the structures that are flesh of a muscle of the knowledge base."""
        return tuple(
            i
            for i, item in enumerate(self.items)
            if muscle in item.muscles and item.side in (side, None)
        )
