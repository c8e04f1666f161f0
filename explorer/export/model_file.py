"""Named meshes in groups as one GLB file: materials, a camera, names for people, credits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer import __version__
from explorer.export.credits import credits_of
from explorer.session.view_state import CameraPose, ViewState

__all__ = ["Model"]


@dataclass(slots=True)
class Model:
    """Named meshes in groups, until they are one file."""

    names: dict[str, str] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)
    _materials: dict[str, tuple[float, bool]] = field(default_factory=dict)
    _scene: Any = None

    def add(
        self,
        name: str,
        group: str,
        vertices: npt.NDArray[np.floating[Any]],
        triangles: npt.NDArray[np.integer[Any]],
        colours: npt.NDArray[np.uint8],
        normals: npt.NDArray[np.floating[Any]] | None = None,
        alpha: float = 1.0,
        *,
        blended: bool = False,
        label: str = "",
    ) -> None:
        """Add a mesh; places in mm, colours of vertices as light, with their alpha or without."""
        import trimesh

        if self._scene is None:
            self._scene = trimesh.Scene()
        if group not in self.names.values():
            self._scene.graph.update(frame_to=group, frame_from=self._scene.graph.base_frame)
        mesh = trimesh.Trimesh(
            _gltf(vertices),
            triangles,
            vertex_normals=None if normals is None else _gltf(normals, 1.0),
            vertex_colors=colours,
            process=False,  # trimesh would otherwise merge and reorder vertices
        )
        self._scene.add_geometry(mesh, node_name=name, geom_name=name, parent_node_name=group)
        self.names[name] = group
        self._materials[name] = (round(min(alpha, 1.0), 3), blended or alpha < 1.0)
        if label:
            self._labels[name] = label

    def as_glb(self, state: ViewState) -> bytes:
        """The file."""

        def finish(tree: dict[str, Any]) -> None:
            _set_materials(tree, self._materials)
            for node in tree["nodes"]:
                if node.get("name") in self._labels:
                    node["extras"] = {"label": self._labels[node["name"]]}
            _add_camera(tree, state.camera)
            tree["asset"] |= {
                "generator": f"Trigger Point Explorer {__version__}",
                "copyright": credits_of(state),
            }

        return bytes(self._scene.export(file_type="glb", tree_postprocessor=finish))


def _set_materials(tree: dict[str, Any], wanted: dict[str, tuple[float, bool]]) -> None:
    """Give all meshes a matt material: without any, glTF makes them a dark metal."""
    kinds = [(1.0, False)]
    for mesh in tree["meshes"]:
        kind = wanted.get(mesh["name"], kinds[0])
        if kind not in kinds:
            kinds.append(kind)
        for primitive in mesh["primitives"]:
            primitive["material"] = kinds.index(kind)
    tree["materials"] = []
    for alpha, blended in kinds:
        look: dict[str, Any] = {"metallicFactor": 0.0, "roughnessFactor": 0.8}
        material: dict[str, Any] = {"name": "matt", "pbrMetallicRoughness": look}
        if blended:
            look["baseColorFactor"] = [1.0, 1.0, 1.0, alpha]
            material |= {"name": f"matt {alpha:g}", "alphaMode": "BLEND"}
        tree["materials"].append(material)


def _add_camera(tree: dict[str, Any], pose: CameraPose) -> None:
    """From where it was seen, for programs that look through the cameras of a file."""
    position, target, up = (
        _gltf(np.array([v]), scale)[0]
        for v, scale in ((pose.position, 0.001), (pose.focal_point, 0.001), (pose.view_up, 1.0))
    )
    back = position - target
    distance = float(np.linalg.norm(back)) or 1.0
    back /= distance
    right = np.cross(up, back)
    right /= float(np.linalg.norm(right)) or 1.0
    matrix = np.eye(4)
    matrix[:3] = np.column_stack([right, np.cross(back, right), back, position])
    lens = {"yfov": float(np.radians(pose.view_angle)), "znear": 0.01, "zfar": distance + 10.0}
    tree["cameras"] = [{"name": "camera", "type": "perspective", "perspective": lens}]
    tree["nodes"].append({"name": "camera", "camera": 0, "matrix": matrix.T.ravel().tolist()})
    tree["scenes"][tree.get("scene", 0)]["nodes"].append(len(tree["nodes"]) - 1)


def _gltf(vectors: npt.NDArray[np.floating[Any]], scale: float = 0.001) -> npt.NDArray[np.float64]:
    """Body frame -> glTF's: x stays, z becomes y, and the front (-y) faces +z."""
    v = np.asarray(vectors, float) * scale
    return np.column_stack([v[:, 0], v[:, 2], -v[:, 1]])
