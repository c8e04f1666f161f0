"""What a 3D model is made of: which parts of a view go into it, under which names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.body.structures import Structure, Structures
from explorer.body.topology import load_topology
from explorer.scene.layering import GONE, OPAQUE
from explorer.scene.roles import parts_played, what_is_shown
from explorer.session.view_state import PointRef, ViewState

__all__ = [
    "BALL_SUBDIVISIONS",
    "ModelNode",
    "ModelParts",
    "model_nodes",
    "model_size",
    "parts_of",
    "point_node",
    "shown_structures",
    "skin_alpha",
    "structure_node",
]

Kind = Literal["skin", "zones", "point", "muscle", "bone"]

#: How round the ball of a point is, and what it has of vertices and triangles.
BALL_SUBDIVISIONS = 2
_BALL = 162, 320
#: Bytes of a vertex (place, normal, colour) and of a triangle, and what is round about them.
_VERTEX, _TRIANGLE, _HEAD, _NODE = 28, 12, 4_000, 900


@dataclass(frozen=True, slots=True)
class ModelParts:
    """What goes into a model, as far as the view shows it."""

    skin: bool = True
    zones: bool = True
    points: bool = True
    muscles: bool = False
    bones: bool = False


@dataclass(frozen=True, slots=True)
class ModelNode:
    """A named part of a model, with its name for people and how large it is."""

    name: str
    label: str
    kind: Kind
    vertices: int
    triangles: int


def parts_of(state: ViewState) -> ModelParts:
    """The parts that a view shows."""
    inside = state.skin_opacity < OPAQUE or state.xray
    muscles = max(state.superficial, state.deep) > GONE
    return ModelParts(
        skin=state.skin_opacity > GONE,
        zones=state.zones and bool(state.shown),
        points=bool(state.shown),
        muscles=inside and muscles,
        bones=inside and state.bones > GONE,
    )


def skin_alpha(state: ViewState, parts: ModelParts) -> float:
    """How solid the skin is in a model: as in the view, and solid where that shows none."""
    if not parts.skin:
        return 0.0
    return state.skin_opacity if GONE < state.skin_opacity < OPAQUE else 1.0


def shown_structures(
    state: ViewState, atlas: Atlas, structures: Structures, parts: ModelParts
) -> npt.NDArray[np.intp]:
    """Numbers of the muscles and bones that a view shows and a model is to have.

    A layer that is wholly faded is left out, but for what is lit or isolated.
    """
    played = parts_played(state, atlas, structures)
    visible = what_is_shown(state, structures, played).visible(structures, state)
    wanted = [parts.bones if item.kind == "bone" else parts.muscles for item in structures.items]
    return np.flatnonzero(visible & np.array(wanted, bool))


def point_node(ref: PointRef) -> str:
    """What a point is called in a model."""
    return f"{ref.point} {ref.side}"


def structure_node(item: Structure) -> str:
    """What a muscle or bone is called in a model: ``muscle infraspinatus right``."""
    return item.id.replace(":", " ")


def model_nodes(
    atlas: Atlas, state: ViewState, parts: ModelParts, structures: Structures | None
) -> Iterator[ModelNode]:
    """The named parts that a model of a view will have, in their order.

    Parameters
    ----------
    structures
        Muscles and bones of the figure; they are needed when there are to be any.
    """
    mesh = load_topology().subdivision
    if parts.skin:
        label = "Skin with zones" if parts.zones and skin_alpha(state, parts) == 1 else "Skin"
        yield ModelNode("skin", label, "skin", _count(mesh), len(mesh.triangles))
        eyes = load_topology()
        yield ModelNode("eyes", "Eyes", "skin", len(eyes.eye_iris), len(eyes.eye_triangles))
    if parts.zones and state.shown and skin_alpha(state, parts) < 1:
        yield ModelNode("zones", "Zones", "zones", _count(mesh) // 8, len(mesh.triangles) // 8)
    for ref in state.shown if parts.points else ():
        if ref.point in atlas.points:
            label = f"{atlas.point_name(ref.point)}, {ref.side}"
            yield ModelNode(point_node(ref), label, "point", *_BALL)
    if structures is None:
        return
    for i in shown_structures(state, atlas, structures, parts).tolist():
        item = structures.items[i]
        label = item.name if item.side is None else f"{item.name}, {item.side}"
        bounds = structures.first_vertex, structures.first_triangle
        vertices, triangles = (int(first[i + 1] - first[i]) for first in bounds)
        yield ModelNode(structure_node(item), label, item.kind, vertices, triangles)


def _count(subdivision: Any) -> int:
    return int(subdivision.triangles.max()) + 1


def model_size(nodes: Iterator[ModelNode] | list[ModelNode]) -> int:
    """About how many bytes a model with these parts has."""
    return _HEAD + sum(_NODE + _VERTEX * n.vertices + _TRIANGLE * n.triangles for n in nodes)
