"""Files whose meshes bear names: a GLB scene, or a zip of OBJ, PLY, STL and GLB files."""

from __future__ import annotations

import functools
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from explorer.errors import ExplorerError
from explorer.packs.archive import Archive
from explorer.packs.glb_format import GlbNode, read_glb
from explorer.packs.licences import is_licence_file, stated
from explorer.packs.mesh_checks import EmptyMesh, checked, damaged
from explorer.packs.obj_format import read_obj
from explorer.packs.plain_names import plain_name
from explorer.packs.raw_body import Entry, Mesh, RawBody

__all__ = ["GLTF_AXES", "read_named_archive", "read_named_glb"]

#: Left, posterior and superior in the axes of glTF: y up, the front towards +z.
GLTF_AXES = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]])
_FORMATS = (".obj", ".ply", ".stl", ".glb")
_PLY_COUNT = re.compile(rb"element\s+(?:vertex|face)\s+(\d{1,18})")
_LICENCE_BYTES = 1 << 16
_SIDE_FOLDER = re.compile(r"^(left|right|l|r)$", re.IGNORECASE)
_NONE_INSIDE = (
    "Give the BodyParts3D archive, a GLB file, or a zip of OBJ, PLY, STL or GLB files that are "
    "named after what they show."
)


def read_named_glb(data: bytes, path: Path) -> RawBody:
    """A GLB file by itself.

    Raises
    ------
    ExplorerError
        When it is damaged or holds no meshes.
    """
    nodes, asset = read_glb(data, path.name)
    if not nodes:
        raise ExplorerError(f"{path.name} holds no meshes.", _NONE_INSIDE)
    said = str(asset.get("copyright", ""))
    licence, credit = stated(said)
    entries = tuple(_unique(_glb_entries(nodes)))
    return RawBody("named", path.stem, entries, licence, credit or said[:300], GLTF_AXES)


def read_named_archive(archive: Archive, check: Callable[[], None]) -> RawBody:
    """A zip of mesh files; ``check`` is called between files and may raise.

    Raises
    ------
    ExplorerError
        When it holds no meshes, or a file in it is damaged.
    """
    entries: list[Entry] = []
    licence = credit = ""
    glb_only = True
    for name in archive.names:
        check()
        path = PurePosixPath(name)
        if path.name.startswith(".") or "__MACOSX" in path.parts:
            continue
        suffix = path.suffix.lower()
        if suffix == ".glb":
            nodes, asset = read_glb(archive.read(name, check), path.name)
            # A file of one mesh is named by its file: exporters call the node "geometry_0".
            alone = _said(path) if len(nodes) == 1 else ""
            entries += _glb_entries(nodes, alone)
            found = stated(str(asset.get("copyright", "")))
        elif suffix in _FORMATS:
            glb_only = False
            loader = functools.partial(_load, archive, name, suffix)
            entries.append(Entry(path.stem, _said(path), loader))
            continue
        elif is_licence_file(name):
            found = stated(archive.head(name, _LICENCE_BYTES).decode("utf-8", "replace"))
        else:
            continue
        licence, credit = licence or found[0], credit or found[1]
    if not entries:
        raise ExplorerError(f"{archive.path.name} holds no meshes.", _NONE_INSIDE)
    axes = GLTF_AXES if glb_only else None
    return RawBody("named", archive.path.stem, tuple(_unique(entries)), licence, credit, axes)


def _said(path: PurePosixPath) -> str:
    """A file's name, with the side of the folder it lies in where it says none itself."""
    if plain_name(path.stem).side is None:
        for folder in reversed(path.parts[:-1]):
            if match := _SIDE_FOLDER.match(folder):
                side = "left" if match[1][0].casefold() == "l" else "right"
                return f"{side} {path.stem}"
    return path.stem


def _glb_entries(nodes: list[GlbNode], alone: str = "") -> Iterator[Entry]:
    for node in nodes:
        name = alone or node.name or "unnamed"
        yield Entry(name, name, functools.partial(_node, node, name))


def _node(node: GlbNode, name: str, check: Callable[[], None]) -> Mesh:
    check()
    return checked(name, node.vertices, node.triangles)


def _unique(entries: Iterator[Entry] | list[Entry]) -> Iterator[Entry]:
    """Number the keys of entries that share one name."""
    seen: Counter[str] = Counter()
    for entry in entries:
        seen[entry.key] += 1
        again = seen[entry.key]
        key = entry.key if again == 1 else f"{entry.key} ({again})"
        yield Entry(key, entry.name, entry.load, entry.concepts)


def _load(archive: Archive, name: str, suffix: str, check: Callable[[], None]) -> Mesh:
    data = archive.read(name, check)
    short = PurePosixPath(name).name
    if suffix == ".obj":
        return read_obj(data, short, check)
    return _by_trimesh(data, short, suffix.removeprefix("."))


def _by_trimesh(data: bytes, name: str, kind: str) -> Mesh:
    counts = [0, 0]
    if kind == "ply":
        head = data[: data.find(b"end_header") + 1 or 4096]
        counts = [int(count) for count in _PLY_COUNT.findall(head)]
        if sum(counts) > len(data):
            raise damaged(name, "says that it is larger than it is")
    import trimesh

    try:
        mesh: Any = trimesh.load(io.BytesIO(data), file_type=kind, process=False)
        vertices = np.asarray(mesh.vertices, np.float64)
        triangles = np.asarray(getattr(mesh, "faces", np.zeros((0, 3))), np.int64)
        if len(counts) != 2 or len(vertices) < counts[0]:
            raise ValueError("it is cut short")
    except MemoryError:
        raise
    except Exception as error:  # whatever a reader stumbles over in a stranger's file
        raise damaged(name, f"is no {kind.upper()} file, or is damaged") from error
    if not len(vertices) or not len(triangles):
        raise EmptyMesh(name)
    return checked(name, vertices, triangles)
