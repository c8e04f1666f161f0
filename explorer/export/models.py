"""The painted body as a GLB file, for slides, web pages and 3D programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.body.placement import PlacedAtlas
from explorer.body.topology import load_topology
from explorer.body.zone_fields import Level
from explorer.errors import ExplorerError
from explorer.export.plates import plate_state
from explorer.files import write_bytes
from explorer.packs.figures import figure_by_id
from explorer.scene.palette import LIGHT
from explorer.session.view_state import PointRef

__all__ = ["write_model"]

_MARKER_RADIUS_MM = 4.5
_EDGE_MM = 4.5
_STRENGTHS: tuple[tuple[Level, float], ...] = (("essential", 0.9), ("spillover", 0.35))


def write_model(
    atlas: Atlas,
    id: str,
    output: Path,
    *,
    figure: str = "female",
    side: Side = "right",
    cache: Path | None = None,
) -> None:
    """Write a figure with the zones and markers of a point, muscle or complaint.

    Nodes are named ``skin``, ``eyes`` and by the points' ids and sides. Metres, y up, facing +z, as
    glTF wants it.

    Raises
    ------
    ExplorerError
        When the id or the figure is unknown, or the file cannot be written.
    """
    import trimesh

    if output.suffix.lower() != ".glb":
        raise ExplorerError(
            f"Models are written as GLB, but {output.name!r} ends otherwise.",
            "Let the name end in .glb.",
        )
    shown = plate_state(atlas, id, side, figure).shown
    placed = PlacedAtlas(atlas, figure_by_id(figure), cache)
    body = placed.figure
    scene = trimesh.Scene()

    def add(name: str, mesh: Any) -> None:
        scene.add_geometry(mesh, node_name=name, geom_name=name)

    # process=False: trimesh would otherwise merge and reorder vertices.
    add(
        "skin",
        trimesh.Trimesh(
            _gltf(body.vertices),
            load_topology().subdivision.triangles,
            vertex_normals=_gltf(body.normals, 1.0),
            vertex_colors=_colours(placed, shown),
            process=False,
        ),
    )
    eyes = body.eyes
    white, iris = np.asarray(LIGHT.eye_white, float), np.asarray(LIGHT.eye_iris, float)
    share = np.clip(eyes.iris, 0, 1)[:, None]
    add(
        "eyes",
        trimesh.Trimesh(
            _gltf(eyes.vertices),
            eyes.triangles,
            vertex_colors=_linear(white * (1 - share) + iris * share),
            process=False,
        ),
    )
    for ref in shown:
        ball = trimesh.creation.icosphere(2, _MARKER_RADIUS_MM / 1000)
        ball.apply_translation(_gltf(placed.point(ref.point, ref.side).position[None])[0])
        ball.visual.vertex_colors = [*_linear(np.asarray(LIGHT.marker_core, float)), 255]
        add(f"{ref.point} {ref.side}", ball)
    write_bytes(output, scene.export(file_type="glb", tree_postprocessor=_matt))


def _matt(tree: dict[str, Any]) -> None:
    """Give all meshes one matt material: without any, glTF makes them a dark metal."""
    surface = {"metallicFactor": 0.0, "roughnessFactor": 0.8}
    tree["materials"] = [{"name": "matt", "pbrMetallicRoughness": surface}]
    for mesh in tree["meshes"]:
        for primitive in mesh["primitives"]:
            primitive["material"] = 0


def _linear(colours: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    """sRGB colours (..., 3) as light, which is what glTF takes the colours of vertices for."""
    share = np.clip(colours / 255.0, 0, 1)
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.round(light * 255), np.uint8)


def _gltf(vectors: npt.NDArray[np.floating[Any]], scale: float = 0.001) -> npt.NDArray[np.float64]:
    """Body frame -> glTF's: x stays, z becomes y, and the front (-y) faces +z."""
    v = np.asarray(vectors, float) * scale
    return np.column_stack([v[:, 0], v[:, 2], -v[:, 1]])


def _colours(placed: PlacedAtlas, shown: tuple[PointRef, ...]) -> npt.NDArray[np.uint8]:
    """Skin with essential zones in full red and spillover in a third of it."""
    amount = np.zeros(len(placed.figure.vertices))
    points = [(ref.point, ref.side) for ref in shown]
    for level, strength in _STRENGTHS:
        field = placed.zones.merged(points, level)
        if field is not None:
            amount = np.maximum(amount, strength * np.clip(0.5 - field / (2 * _EDGE_MM), 0, 1))
    open_to_light = placed.figure.occlusion.astype(float)[:, None] ** 0.75
    skin = np.asarray(LIGHT.skin, float) * open_to_light
    skin += np.asarray(LIGHT.skin_shadow, float) * (1 - open_to_light)
    share = amount[:, None]
    return _linear(skin * (1 - share) + np.asarray(LIGHT.essential) * share)
