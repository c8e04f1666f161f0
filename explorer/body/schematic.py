"""Schematic muscles: the flesh of every course on a figure, as structures to draw and pick."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Muscle, Side
from explorer.body.bake import content_key, load_baked, save_baked
from explorer.body.courses import BodySide, body_side
from explorer.body.figure import Figure
from explorer.body.landmarks import load_landmarks
from explorer.body.structures import Structure, Structures, structure_id
from explorer.body.topology import vertex_normals

__all__ = ["schematic_muscles"]

_MIRROR = np.array([-1.0, 1.0, 1.0])
#: Raised when the way flesh is made of a course changes, so that baked flesh falls out of use.
_LOFTING = 3
_ARRAYS = ("vertices", "normals", "triangles", "first_vertex", "first_triangle", "grain")
#: A tendon fades into flesh over this share of the way.
_FADE = 0.05
_SIDES: tuple[Side, Side] = ("right", "left")

Array = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]
Mesh = tuple[Floats, npt.NDArray[np.int32], Floats]


def schematic_muscles(
    atlas: Atlas, figure: Figure, skip: frozenset[str] = frozenset(), cache: Path | None = None
) -> Structures:
    """The schematic flesh of every muscle that has a course, both sides.

    Parameters
    ----------
    skip
        Ids of structures that are there already, as real flesh.
    cache
        Folder where the flesh of a whole figure is kept: making it takes a second.
    """
    whole = _baked(atlas, figure, cache)
    if not skip & {item.id for item in whole.items}:
        return whole
    return whole.only({item.id for item in whole.items} - skip)


def _baked(atlas: Atlas, figure: Figure, cache: Path | None) -> Structures:
    items = tuple(item for side in _SIDES for _, item in _items(atlas, side))
    key = "" if cache is None else _key(atlas, figure)
    kept: Any = load_baked(cache, _name(figure), key)
    if kept is not None and len(kept.get("first_vertex", ())) == len(items) + 1:
        return Structures(items, *(kept[name] for name in _ARRAYS))
    made = _made(atlas, figure)
    if cache is not None:
        save_baked(cache, _name(figure), key, {name: getattr(made, name) for name in _ARRAYS})
    return made


def _name(figure: Figure) -> str:
    return "muscles_" + figure.info.id.replace(":", "_")


def _key(atlas: Atlas, figure: Figure) -> str:
    courses = [(m.id, m.paired, m.course) for m in atlas.muscles.values() if m.course]
    marks = [(mark.id, mark.point) for mark in load_landmarks().values()]
    return content_key(
        [f"lofting {_LOFTING} {courses!r} {marks!r}".encode(), figure.base_vertices.tobytes()]
    )


def _made(atlas: Atlas, figure: Figure) -> Structures:
    parts, grain = [], []
    for side in _SIDES:
        body = body_side(figure, side)
        for muscle, item in _items(atlas, side):
            vertices, triangles, own = _flesh(body, muscle, side)
            parts.append((item, vertices, vertex_normals(vertices, triangles), triangles))
            grain.append(own)
    made = Structures.merged(parts)
    return replace(made, grain=np.concatenate([np.zeros((0, 2), np.float32), *grain]))


def _items(atlas: Atlas, side: Side) -> list[tuple[Muscle, Structure]]:
    """The muscles of one side; those in the midline count to the right."""
    rows = []
    for muscle in atlas.muscles.values():
        if muscle.course is None or (side == "left" and not muscle.paired):
            continue
        own_side = side if muscle.paired else None
        rows.append(
            (
                muscle,
                Structure(
                    structure_id("muscle", muscle.id, own_side),
                    muscle.name,
                    muscle.latin,
                    "muscle",
                    own_side,
                    muscle.layer,
                    (muscle.id,),
                    "schematic",
                ),
            )
        )
    return rows


def _flesh(body: BodySide, muscle: Muscle, side: Side) -> Mesh:
    """Vertices, triangles and grain of a muscle."""
    assert muscle.course is not None
    pieces = [body.flesh(part) for part in muscle.course.parts]
    starts = np.cumsum([0, *(len(p.vertices) for p in pieces)])
    vertices = np.concatenate([p.vertices for p in pieces])
    triangles = np.concatenate([p.triangles + s for p, s in zip(pieces, starts, strict=False)])
    if side == "left":  # it was made as a right one
        vertices, triangles = vertices * _MIRROR, triangles[:, ::-1]
    grain = [
        np.column_stack([_tendon(piece.along, part.flesh), piece.across])
        for piece, part in zip(pieces, muscle.course.parts, strict=True)
    ]
    return (
        vertices.astype(np.float32),
        np.ascontiguousarray(triangles, np.int32),
        np.concatenate(grain).astype(np.float32),
    )


def _tendon(along: Array, flesh: tuple[float, float]) -> Array:
    """0 in the flesh, 1 in the tendons at its ends."""
    outside = np.maximum(flesh[0] - along, along - flesh[1])
    return np.asarray(np.clip(outside / _FADE + 0.5, 0.0, 1.0))
