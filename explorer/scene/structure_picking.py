"""Which muscle or bone lies under a pixel, and what hides one from the eye.

One locator holds all structures, hidden ones too: a line through it lists everything it meets, and
what is not shown is passed over. So hiding a muscle costs the picker nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from vtkmodules.vtkCommonCore import vtkIdList, vtkPoints
from vtkmodules.vtkCommonDataModel import vtkStaticCellLocator

from explorer.body.structures import Structures
from explorer.scene.camera import Lens
from explorer.scene.geometry import surface

__all__ = ["StructureHit", "StructurePicker"]

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

#: So many places of a structure are asked whether they are hidden.
_SAMPLES = 160
#: What lies in front of less than this share of them does not count as hiding it.
_SHARE = 0.04
#: What is this near in front of a place (mm) touches it and does not hide it.
_CLEARANCE = 1.0
_FAR = 30_000.0


@dataclass(frozen=True, slots=True)
class StructureHit:
    """A place on a structure: its number, its id, and the point (mm)."""

    index: int
    id: str
    point: tuple[float, float, float]


class StructurePicker:
    """Lines of sight against the muscles and bones of one body."""

    def __init__(self, structures: Structures) -> None:
        self._structures = structures
        self._mesh = surface(structures.vertices, structures.triangles)
        self._locator = vtkStaticCellLocator()
        self._locator.SetDataSet(self._mesh)
        self._locator.BuildLocator()
        self._owner = np.repeat(
            np.arange(len(structures.items), dtype=np.int32), np.diff(structures.first_triangle)
        )
        self._ids, self._points = vtkIdList(), vtkPoints()

    def hit(self, lens: Lens, x: float, y: float, chosen: Mask) -> StructureHit | None:
        """The frontmost of the chosen (k,) structures under a pixel."""
        eye, direction = lens.ray(x, y)
        met = self._met(eye, eye + direction * _FAR)
        for place, owner in met:
            if chosen[owner]:
                point = self._points.GetPoint(place)
                return StructureHit(owner, self._structures.items[owner].id, point)
        return None

    def _met(self, start: Array, end: Array) -> list[tuple[int, int]]:
        """Place in ``_points`` and structure of everything that a line meets, nearest first."""
        self._ids.Reset()
        self._points.Reset()
        if not self._locator.IntersectWithLine(start, end, 1e-6, self._points, self._ids):
            return []
        cells = [self._ids.GetId(i) for i in range(self._ids.GetNumberOfIds())]
        return [(i, int(self._owner[cell])) for i, cell in enumerate(cells)]

    def covering(self, eye: Array, index: int, chosen: Mask) -> tuple[int, ...]:
        """Those of the chosen (k,) structures that hide one from the eye, the greatest first."""
        own = slice(*self._structures.first_vertex[index : index + 2])
        places = self._structures.vertices[own].astype(float)
        normals = self._structures.normals[own].astype(float)
        facing = np.einsum("ij,ij->i", normals, eye - places) > 0  # the back hides behind itself
        places = places[facing] if facing.any() else places
        places = places[np.linspace(0, len(places) - 1, min(_SAMPLES, len(places))).astype(int)]
        count = np.zeros(len(self._structures.items), int)
        for place in places:
            way = eye - place
            near = place + way * (_CLEARANCE / max(float(np.linalg.norm(way)), 1e-9))
            owners = {owner for _, owner in self._met(eye, near)} - {index}
            count[list(owners)] += 1
        found = np.flatnonzero(chosen & (count > _SHARE * len(places)))
        return tuple(int(i) for i in found[np.argsort(-count[found], kind="stable")])
