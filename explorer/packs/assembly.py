"""From single meshes of known identity to the structures of a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side
from explorer.body.structures import Structure
from explorer.packs.decimation import cleaned
from explorer.packs.identity import Identity
from explorer.packs.progress import Steps

__all__ = ["Piece", "assembled", "settled"]

_OVER_MIDLINE = 4.0  # mm that the middle of a left muscle may lie on the right
_ON_ONE_SIDE = 0.9  # share of the corners
_SAME_MM = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A mesh in the body frame (mm) and what it is."""

    key: str
    identity: Identity
    vertices: npt.NDArray[np.float32]
    triangles: npt.NDArray[np.int32]


def settled(piece: Piece) -> tuple[list[Piece], str]:
    """Give a piece the side it lies on; halves in one mesh are taken apart.

    Returns the piece, or its two halves, and a sentence for the report (or an empty one).
    """
    identity = piece.identity
    x = piece.vertices[:, 0]
    if identity.side is not None:
        wrong = x.mean() < -_OVER_MIDLINE if identity.side == "left" else x.mean() > _OVER_MIDLINE
        if not wrong:
            return [piece], ""
        lies: Side = "right" if identity.side == "left" else "left"
        return [_on(piece, lies)], (
            f"{piece.key!r} ({identity.name}) is named {identity.side} but lies on the {lies}; "
            "it is shown there."
        )
    if identity.midline:
        return [piece], ""
    side = _side_of(x)
    if side is not None:
        return [_on(piece, side)], ""
    return _halves(piece), ""


def assembled(
    pieces: Sequence[Piece], steps: Steps
) -> tuple[list[tuple[Structure, npt.NDArray[np.float32], npt.NDArray[np.int32]]], list[str]]:
    """Merge the pieces of one structure; the same mesh stored twice is taken once.

    Returns structures with their clean meshes, bones first, and the keys of pieces that were
    left out because they are empty or the same as another.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    groups: dict[str, list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(piece.identity.structure_id, []).append(piece)
    found = []
    left_out: list[str] = []
    for i, (id, group) in enumerate(sorted(groups.items())):
        steps.at(i / len(groups), "Cleaning the meshes")
        kept: list[Piece] = []
        for piece in group:
            same = any(_same(piece, other) for other in kept)
            left_out += [piece.key] if same else []
            kept += [] if same else [piece]
        meshes = [(p, cleaned(p.vertices, p.triangles)) for p in kept]
        left_out += [p.key for p, mesh in meshes if not len(mesh[1])]
        whole = [mesh for _, mesh in meshes if len(mesh[1])]
        if not whole:
            continue
        first = np.cumsum([0, *(len(v) for v, _ in whole)])
        found.append(
            (
                _structure(id, group),
                np.concatenate([v for v, _ in whole]),
                np.concatenate([t + first[k] for k, (_, t) in enumerate(whole)]).astype(np.int32),
            )
        )
    return found, left_out


def _structure(id: str, group: Sequence[Piece]) -> Structure:
    one = group[0].identity
    muscles = tuple(dict.fromkeys(m for piece in group for m in piece.identity.muscles))
    kind = one.structure_kind
    return Structure(id, one.name, one.latin, kind, one.side, one.layer, muscles, "pack")


def _on(piece: Piece, side: Side) -> Piece:
    return replace(piece, identity=replace(piece.identity, side=side))


def _side_of(x: npt.NDArray[Any]) -> Side | None:
    if np.mean(x > 0) >= _ON_ONE_SIDE:
        return "left"
    return "right" if np.mean(x < 0) >= _ON_ONE_SIDE else None


def _halves(piece: Piece) -> list[Piece]:
    """A left and a right piece where every connected part lies on one side, else the piece."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    vertices, triangles = cleaned(piece.vertices, piece.triangles)
    if not len(triangles):
        return [piece]
    ends = (triangles[:, [0, 1]].ravel(), triangles[:, [1, 2]].ravel())
    links = coo_array((np.ones(len(ends[0]), np.int8), ends), shape=(len(vertices),) * 2)
    count, part = connected_components(links, directed=False)
    share = np.bincount(part, vertices[:, 0] > 0, minlength=count) / np.bincount(part)
    if ((share > 1 - _ON_ONE_SIDE) & (share < _ON_ONE_SIDE)).any():
        return [piece]
    left = (share > 0.5)[part[triangles[:, 0]]]
    if left.all() or not left.any():
        return [piece]
    return [
        _on(replace(piece, vertices=vertices, triangles=triangles[left]), "left"),
        _on(replace(piece, vertices=vertices, triangles=triangles[~left]), "right"),
    ]


def _same(a: Piece, b: Piece) -> bool:
    """Whether two pieces are the same surface, stored twice."""
    bounds = [np.concatenate([p.vertices.min(axis=0), p.vertices.max(axis=0)]) for p in (a, b)]
    if np.abs(bounds[0] - bounds[1]).max() > _SAME_MM:
        return False
    middles = [p.vertices[p.triangles].mean(axis=(0, 1)) for p in (a, b)]
    return bool(np.abs(middles[0] - middles[1]).max() < 2 * _SAME_MM)
