"""What is shown as a GLB file, for slides, web pages and 3D programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.body.placement import PlacedAtlas
from explorer.body.topology import load_topology
from explorer.errors import ExplorerError
from explorer.export.model_colours import (
    eye_colours,
    linear,
    skin_colours,
    structure_colours,
    zone_amount,
)
from explorer.export.model_file import Model
from explorer.export.model_parts import (
    BALL_SUBDIVISIONS,
    ModelParts,
    parts_of,
    point_node,
    shown_structures,
    skin_alpha,
    structure_node,
)
from explorer.export.plates import plate_state
from explorer.files import write_bytes
from explorer.packs.progress import Steps
from explorer.scene.bodies import Bodies
from explorer.scene.interior import Interior
from explorer.scene.palette import LIGHT
from explorer.session.view_state import ViewState

if TYPE_CHECKING:
    from explorer.body.structures import Structures

__all__ = ["MARKER_RADIUS_MM", "require_glb_name", "write_model", "write_view_model"]

MARKER_RADIUS_MM = 4.5
#: Zones that do not lie on solid skin are so far above it (mm): two surfaces in one place flicker.
_LIFT_MM = 0.4


def write_model(
    atlas: Atlas,
    id: str,
    output: Path,
    *,
    figure: str = "female",
    side: Side = "right",
    cache: Path | None = None,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write a figure with the zones and markers of a point, muscle or complaint.

    Nodes are named ``skin``, ``eyes`` and by the points' ids and sides. Metres, y up, facing +z, as
    glTF wants it.

    Raises
    ------
    ExplorerError
        When the id or the figure is unknown, or the file cannot be written.
    Cancelled
        When ``cancelled`` says so; nothing was written.
    """
    require_glb_name(output)
    state = plate_state(atlas, id, side, figure)
    write_view_model(
        atlas, state, output, parts_of(state), cache=cache, progress=progress, cancelled=cancelled
    )


def require_glb_name(output: Path) -> None:
    """Refuse a name of another kind of file.

    Raises
    ------
    ExplorerError
        When it does not end in .glb.
    """
    if output.suffix.lower() != ".glb":
        raise ExplorerError(
            f"Models are written as GLB, but {output.name!r} ends otherwise.",
            "Let the name end in .glb.",
        )


def write_view_model(
    atlas: Atlas,
    state: ViewState,
    output: Path,
    parts: ModelParts | None = None,
    *,
    cache: Path | None = None,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write what a view shows: body, zones, points, muscles and bones, and from where it is seen.

    Parameters
    ----------
    parts
        What of it is wanted; all that the view shows when None.

    Returns
    -------
    How large the file is, in bytes.

    Raises
    ------
    ExplorerError
        When the figure is unknown, nothing is left to be written, or the file cannot be.
    Cancelled
        When ``cancelled`` says so; nothing was written.
    """
    require_glb_name(output)
    steps = Steps(progress or (lambda _share, _words: None), cancelled or (lambda: False))
    parts = parts_of(state) if parts is None else parts
    steps.at(0.0, "Placing the body")
    interior = Interior(atlas, cache=cache)
    bodies = Bodies(atlas, interior, cache)
    placed = bodies.placed(state.figure)
    model = Model()
    if bodies.has_skin(state.figure):
        steps.at(0.15, "Painting the zones")
        _add_body(model, placed, state, parts)
        _add_points(model, placed, state, parts)
    if parts.muscles or parts.bones:
        steps.at(0.4, "Looking under the skin")
        structures = interior.structures(state.figure)
        _add_structures(model, atlas, state, parts, structures, cache, steps.part(0.5, 0.8))
    if not model.names:
        raise ExplorerError(
            "There is nothing to be written: no part that is shown was chosen.",
            "Choose the skin, or show points, muscles or bones.",
        )
    steps.at(0.8, "Putting the model together")
    content = model.as_glb(state)
    steps.at(0.95, "Writing the file")
    write_bytes(output, content)
    steps.progress(1.0, "Done")
    return len(content)


def _add_body(model: Model, placed: PlacedAtlas, state: ViewState, parts: ModelParts) -> None:
    body, alpha = placed.figure, skin_alpha(state, parts)
    triangles = load_topology().subdivision.triangles
    amount = zone_amount(placed, state) if parts.zones else np.zeros(len(body.vertices))
    on_skin = alpha == 1.0
    if parts.skin:
        colours = skin_colours(placed, state, amount if on_skin else np.zeros_like(amount))
        model.add("skin", "body", body.vertices, triangles, colours, body.normals, alpha)
        eyes = body.eyes
        model.add("eyes", "body", eyes.vertices, eyes.triangles, eye_colours(eyes.iris))
    if amount.any() and not on_skin:
        # Zones of their own, for skin that one looks through, or that is not there at all.
        used = triangles[(amount[triangles] > 0).any(axis=1)]
        kept, corners = np.unique(used, return_inverse=True)
        red = np.broadcast_to(linear(np.asarray(LIGHT.essential, float)), (len(kept), 3))
        veil = np.column_stack([red, np.round(255 * amount[kept])]).astype(np.uint8)
        lifted = body.vertices[kept] + _LIFT_MM * body.normals[kept]
        faces = corners.reshape(-1, 3)
        model.add("zones", "body", lifted, faces, veil, body.normals[kept], blended=True)


def _add_points(model: Model, placed: PlacedAtlas, state: ViewState, parts: ModelParts) -> None:
    import trimesh

    ball = trimesh.creation.icosphere(BALL_SUBDIVISIONS, 1.0)
    colour = linear(np.asarray(LIGHT.marker_core, float))
    for ref in state.shown if parts.points else ():
        if ref.point not in placed.atlas.points:
            continue
        places = placed.point(ref.point, ref.side).position + MARKER_RADIUS_MM * ball.vertices
        colours = np.broadcast_to(colour, (len(places), 3))
        label = f"{placed.atlas.point_name(ref.point)}, {ref.side}"
        name = point_node(ref)
        model.add(name, "points", places, ball.faces, colours, ball.vertices, label=label)


def _add_structures(
    model: Model,
    atlas: Atlas,
    state: ViewState,
    parts: ModelParts,
    structures: Structures,
    cache: Path | None,
    steps: Steps,
) -> None:
    numbers = shown_structures(state, atlas, structures, parts).tolist()
    if not numbers:
        return
    colours = structure_colours(atlas, state, structures, cache)
    for done, i in enumerate(numbers):
        steps.at(done / len(numbers), "Gathering muscles and bones")
        item = structures.items[i]
        vertices, triangles = structures.mesh(i)
        own = slice(structures.first_vertex[i], structures.first_vertex[i + 1])
        model.add(
            structure_node(item),
            f"{item.kind}s",
            vertices,
            triangles,
            colours[own],
            structures.normals[own],
            max(state.opacity(item.layer), 0.0) or 1.0,
            label=item.name if item.side is None else f"{item.name}, {item.side}",
        )
