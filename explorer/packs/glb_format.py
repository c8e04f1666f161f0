"""Binary glTF: triangles of every node, with its name and where the node puts it.

Only what a body needs is read, and every number is checked against what the file holds, so that
a hostile file can neither point outside itself nor ask for more memory than its own size.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.errors import ExplorerError

__all__ = ["GlbNode", "read_glb"]

_JSON, _BIN = 0x4E4F534A, 0x004E4942
_NUMBERS = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_WIDTH = {"SCALAR": 1, "VEC3": 3}
_NODES = 50_000
_DEPTH = 100
#: Nodes may share one mesh: together they must not grow beyond a few bodies.
_MOST_CORNERS = 20_000_000


@dataclass(frozen=True, slots=True, eq=False)
class GlbNode:
    """One node's mesh in the scene's frame: (n, 3) metres and (m, 3)."""

    name: str
    vertices: npt.NDArray[np.float64]
    triangles: npt.NDArray[np.int64]


def read_glb(data: bytes, name: str) -> tuple[list[GlbNode], dict[str, Any]]:
    """All nodes with triangles in a GLB file, and its ``asset`` record.

    Raises
    ------
    ExplorerError
        When it is no GLB file, is cut short, compressed, or does not fit together.
    """
    try:
        document, binary = _chunks(data)
        if "KHR_draco_mesh_compression" in document.get("extensionsRequired", ()) or (
            "EXT_meshopt_compression" in document.get("extensionsRequired", ())
        ):
            raise ExplorerError(
                f"{name} holds compressed meshes, which cannot be read here.",
                "Export it again without Draco or meshopt compression.",
            )
        nodes = _Scene(document, binary).nodes()
        asset = document.get("asset", {})
        return nodes, asset if isinstance(asset, dict) else {}
    except (
        ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError,
        RecursionError, struct.error,
    ) as error:  # fmt: skip
        raise ExplorerError(
            f"{name} is no GLB file, or is damaged: {_short(error)}.",
            "Download the file again from its own site, or export it again.",
        ) from error


def _short(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text[:120] or type(error).__name__


def _chunks(data: bytes) -> tuple[dict[str, Any], bytes]:
    magic, version, length = struct.unpack_from("<4sII", data)
    if magic != b"glTF" or version != 2:
        raise ValueError("it does not begin as one")
    if length > len(data):
        raise ValueError("it is cut short")
    found: dict[int, bytes] = {}
    at = 12
    while at + 8 <= length:
        size, kind = struct.unpack_from("<II", data, at)
        if at + 8 + size > length:
            raise ValueError("a part of it is cut short")
        found.setdefault(kind, data[at + 8 : at + 8 + size])
        at += 8 + size
    document = json.loads(found[_JSON])
    if not isinstance(document, dict):
        raise ValueError("its contents are no record")
    return document, found.get(_BIN, b"")


class _Scene:
    """The nodes of one document."""

    def __init__(self, document: dict[str, Any], binary: bytes) -> None:
        self.document = document
        self.binary = binary
        self.corners = 0

    def nodes(self) -> list[GlbNode]:
        nodes = self.document.get("nodes", [])
        scenes = self.document.get("scenes", [])
        if scenes:
            roots = scenes[self.document.get("scene", 0)].get("nodes", [])
        else:
            inner = {child for node in nodes for child in node.get("children", ())}
            roots = [i for i in range(len(nodes)) if i not in inner]
        found: list[GlbNode] = []
        waiting = [(self._index(root, nodes), np.eye(4), 0) for root in reversed(roots)]
        seen = 0
        while waiting:
            number, above, depth = waiting.pop()
            seen += 1
            if seen > _NODES or depth > _DEPTH:
                raise ValueError("its nodes run in a circle or are too many")
            node = nodes[number]
            here = above @ _transform(node)
            if "mesh" in node:
                made = self._mesh(node, here)
                if made is not None:
                    found.append(made)
            for child in reversed(node.get("children", [])):
                waiting.append((self._index(child, nodes), here, depth + 1))
        return found

    @staticmethod
    def _index(value: Any, rows: list[Any]) -> int:
        if not isinstance(value, int) or not 0 <= value < len(rows):
            raise ValueError("it names a part that does not exist")
        return value

    def _mesh(self, node: dict[str, Any], here: npt.NDArray[np.float64]) -> GlbNode | None:
        meshes = self.document.get("meshes", [])
        mesh = meshes[self._index(node["mesh"], meshes)]
        name = str(node.get("name") or mesh.get("name") or "")
        vertices: list[npt.NDArray[np.float64]] = []
        triangles: list[npt.NDArray[np.int64]] = []
        count = 0
        for part in mesh.get("primitives", []):
            if part.get("mode", 4) not in (4, 5, 6) or "POSITION" not in part["attributes"]:
                continue  # lines and points are no flesh
            places = self._accessor(part["attributes"]["POSITION"]).astype(np.float64)
            if places.ndim != 2:
                raise ValueError("places without three coordinates")
            order = (
                self._accessor(part["indices"]).astype(np.int64)
                if "indices" in part
                else np.arange(len(places))
            )
            self.corners += len(places) + len(order)
            if self.corners > _MOST_CORNERS:
                raise ValueError("it shows more triangles than any body needs")
            triangles.append(_faces(order.ravel(), part.get("mode", 4)) + count)
            vertices.append(places @ here[:3, :3].T + here[:3, 3])
            count += len(places)
        if not vertices:
            return None
        faces = np.concatenate(triangles)
        if np.linalg.det(here[:3, :3]) < 0:  # a mirroring node turns its triangles inside out
            faces = faces[:, ::-1]
        return GlbNode(name, np.concatenate(vertices), faces)

    def _accessor(self, number: Any) -> npt.NDArray[Any]:
        accessors = self.document.get("accessors", [])
        accessor = accessors[self._index(number, accessors)]
        if "sparse" in accessor or "bufferView" not in accessor:
            raise ValueError("it stores numbers in a way that is not supported")
        views = self.document.get("bufferViews", [])
        view = views[self._index(accessor["bufferView"], views)]
        if view.get("buffer", 0) != 0:
            raise ValueError("it keeps its numbers in another file")
        kind = np.dtype(_NUMBERS[accessor["componentType"]])
        width = _WIDTH[accessor["type"]]
        count = accessor["count"]
        stride = view.get("byteStride") or kind.itemsize * width
        start = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
        values = (count, stride, start)
        if not all(isinstance(x, int) and x >= 0 for x in values) or stride < kind.itemsize * width:
            raise ValueError("a table of numbers does not fit")
        if not count:
            return np.zeros((0, 3) if width == 3 else 0, kind)
        if start + (count - 1) * stride + kind.itemsize * width > len(self.binary):
            raise ValueError("a table of numbers is cut short")
        table = np.ndarray((count, width), kind, self.binary, start, (stride, kind.itemsize))
        if accessor.get("normalized") and kind.kind in "iu":
            table = table / np.iinfo(kind).max
        return table if width > 1 else table[:, 0]


def _transform(node: dict[str, Any]) -> npt.NDArray[np.float64]:
    made = np.eye(4)
    if "matrix" in node:
        made = np.asarray(node["matrix"], np.float64).reshape(4, 4).T
    if "rotation" in node:
        x, y, z, w = np.asarray(node["rotation"], np.float64)
        made[:3, :3] = [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    if "scale" in node:
        made[:3, :3] = made[:3, :3] * np.asarray(node["scale"], np.float64).reshape(3)
    if "translation" in node:
        made[:3, 3] = np.asarray(node["translation"], np.float64).reshape(3)
    if not np.isfinite(made).all():
        raise ValueError("a node of it lies nowhere")
    return made


def _faces(order: npt.NDArray[np.int64], mode: int) -> npt.NDArray[np.int64]:
    if mode == 4:
        return order[: len(order) // 3 * 3].reshape(-1, 3)
    if len(order) < 3:
        return np.zeros((0, 3), np.int64)
    if mode == 6:
        return np.stack([np.full(len(order) - 2, order[0]), order[1:-1], order[2:]], axis=1)
    strip = np.stack([order[:-2], order[1:-1], order[2:]], axis=1)
    strip[1::2] = strip[1::2, ::-1]
    return strip
