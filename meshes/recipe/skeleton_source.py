"""Read the placed bone meshes of the ``musclemimic-models`` wheel with numpy alone.

The wheel is a MuJoCo model: bodies nested in bodies, each with meshes. Its joints all at zero, only
positions and rotations are needed to place the meshes, so MuJoCo itself is not.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

WHEEL = "musclemimic-models==1.0.6"
_FOLDER = "musclemimic_models/model"
_ROOT = f"{_FOLDER}/body/myofullbody.xml"


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """Triangles of a part: vertices (n, 3) in mm in the body frame, triangles (m, 3)."""

    vertices: Array
    triangles: Ints


def fetch(folder: Path) -> Path:
    """Download the wheel with pip and unpack its bone meshes into `folder`."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*command, "--quiet", "-d", str(folder), WHEEL], check=True)
    wheel = next(folder.glob("musclemimic_models-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        names = [n for n in archive.namelist() if n.endswith((".xml", ".stl", "LICENSE", "NOTICE"))]
        archive.extractall(folder, names)
    return folder


def read_source(folder: Path) -> dict[str, Mesh]:
    """Every mesh of the model by its file's stem, placed; the left ones left out.

    In mm. The model stands with z up and faces -y, as our bodies do, so that its right side lies at
    lower x; where it stands does not matter here.
    """
    root = ElementTree.parse(folder / _ROOT).getroot()
    _include(root, (folder / _ROOT).parent)
    files = {
        mesh.get("name", ""): (Path(mesh.get("file", "")).stem, _numbers(mesh, "scale", "1 1 1"))
        for mesh in root.iter("mesh")
    }
    placed: dict[str, Mesh] = {}
    geoms = (g for w in root.iter("worldbody") for g in _geoms(w, np.eye(3), np.zeros(3)))
    for name, turn, at in geoms:
        if name not in files:
            continue
        stem, scale = files[name]
        if stem in placed or stem.startswith("l_") or name.endswith("_l"):
            continue
        mesh = _read_stl(folder / _FOLDER / "meshes" / f"{stem}.stl")
        points = (mesh.vertices * scale) @ turn.T + at
        placed[stem] = Mesh(points * 1000, mesh.triangles)
    return placed


def _include(element: ElementTree.Element, folder: Path) -> None:
    """Put the children of included files in the place of each <include>."""
    for index, child in reversed(list(enumerate(element))):
        if child.tag == "include":
            path = folder / child.get("file", "")
            part = ElementTree.parse(path).getroot()
            _include(part, path.parent)
            element.remove(child)
            for offset, grandchild in enumerate(part):
                element.insert(index + offset, grandchild)
        else:
            _include(child, folder)


def _geoms(body: ElementTree.Element, turn: Array, at: Array) -> Iterator[tuple[str, Array, Array]]:
    for child in body:
        if child.tag not in ("body", "geom"):
            continue
        spot = at + turn @ _numbers(child, "pos", "0 0 0")
        turned = turn @ _rotation(child)
        if child.tag == "body":
            yield from _geoms(child, turned, spot)
        elif child.get("mesh"):
            yield child.get("mesh", ""), turned, spot


def _numbers(element: ElementTree.Element, name: str, default: str) -> Array:
    return np.array(element.get(name, default).split(), float)


def _rotation(element: ElementTree.Element) -> Array:
    """Rotation of a body or geom from its ``quat`` (w x y z) or ``euler`` (radian, x y z)."""
    if element.get("quat"):
        w, *axis = _numbers(element, "quat", "")
        v = np.array(axis) / np.linalg.norm([w, *axis])
        w = w / np.linalg.norm([w, *axis])
        cross = np.array([[0, -v[2], v[1]], [v[2], 0, -v[0]], [-v[1], v[0], 0]])
        return np.asarray(np.eye(3) + 2 * w * cross + 2 * cross @ cross)
    turn = np.eye(3)
    for axis_number, angle in enumerate(_numbers(element, "euler", "0 0 0")):
        i, j = (axis_number + 1) % 3, (axis_number + 2) % 3
        step = np.eye(3)
        step[[i, j], [i, j]] = np.cos(angle)
        step[i, j], step[j, i] = -np.sin(angle), np.sin(angle)
        turn = turn @ step
    return turn


def _read_stl(path: Path) -> Mesh:
    raw = path.read_bytes()
    row = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
    count = int.from_bytes(raw[80:84], "little")
    corners = np.frombuffer(raw, row, count, 84)["corners"].reshape(-1, 3).astype(float)
    vertices, number = np.unique(np.round(corners, 7), axis=0, return_inverse=True)
    triangles = number.reshape(-1, 3)
    a, b, c = triangles.T
    return Mesh(vertices, triangles[(a != b) & (b != c) & (a != c)])
