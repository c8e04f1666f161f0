"""The built-in skeleton: one set of bones that fits every built-in figure."""

from __future__ import annotations

import functools
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side
from explorer.body.resources import meshes_dir
from explorer.body.structures import Structure, Structures, structure_id
from explorer.body.topology import vertex_normals
from explorer.errors import ExplorerError

__all__ = ["load_skeleton"]

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
_HINT = "Install the explorer again to get its own files back."
_SIDES: tuple[Side, Side] = ("right", "left")


@dataclass(frozen=True, slots=True)
class _Bone:
    """A row of skeleton.json."""

    slug: str
    name: str
    latin: str
    side: str
    long: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Bones:
    """The file: bones of the right side and right halves of the midline ones, all in one pose.

    Attributes
    ----------
    points
        (n, 3) vertices in mm; a vertex of the median plane has x = 0 to the bit.
    triangles
        (m, 3), numbered within each bone.
    first_vertex, first_triangle
        (b + 1,) bounds of each bone.
    maps
        (figures, b, 3, 4) from those mm to the body frame of a figure.
    """

    figures: tuple[str, ...]
    bones: tuple[_Bone, ...]
    points: npt.NDArray[np.float64]
    triangles: Ints
    first_vertex: npt.NDArray[np.int64]
    first_triangle: npt.NDArray[np.int64]
    maps: npt.NDArray[np.float64]


def load_skeleton(figure: str) -> Structures:
    """The bones of a built-in figure, both sides: layer ``bones``, source ``built-in``.

    Left bones are exact mirror images of the right ones; those of the midline are symmetric.

    Raises
    ------
    ExplorerError
        When the figure has no built-in skeleton, or the skeleton's file is missing or damaged.
    """
    return _load(figure, meshes_dir())


@functools.lru_cache(maxsize=8)
def _load(figure: str, folder: Path) -> Structures:
    stored = _read(folder)
    if figure not in stored.figures:
        raise ExplorerError(
            f"There is no built-in skeleton for the figure {figure!r}.",
            f"Choose one of: {', '.join(stored.figures)}.",
        )
    maps = stored.maps[stored.figures.index(figure)]
    parts: list[tuple[Structure, Floats, Floats, Ints]] = []
    for index, bone in enumerate(stored.bones):
        own = slice(stored.first_vertex[index], stored.first_vertex[index + 1])
        points = stored.points[own]
        placed = np.asarray(points @ maps[index, :, :3].T + maps[index, :, 3], np.float32)
        faces = stored.triangles[stored.first_triangle[index] : stored.first_triangle[index + 1]]
        normals = vertex_normals(placed, faces)
        if bone.side == "midline":
            seam = points[:, 0] == 0
            parts.append((_structure(bone, None), *_doubled(placed, normals, faces, seam)))
            continue
        for side in _SIDES:
            mirror = np.array([1 if side == "right" else -1, 1, 1], np.float32)
            turned = faces if side == "right" else faces[:, ::-1]
            parts.append((_structure(bone, side), placed * mirror, normals * mirror, turned))
    return Structures.merged(parts)


def _structure(bone: _Bone, side: Side | None) -> Structure:
    id = structure_id("bone", bone.slug, side)
    return Structure(id, bone.name, bone.latin, "bone", side, "bones", (), "built-in")


def _doubled(
    half: Floats, normals: Floats, faces: Ints, seam: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats, Ints]:
    """A right half and its mirror image, sharing the vertices of the seam at x = 0."""
    normals = normals.copy()
    normals[seam, 0] = 0
    normals[seam] /= np.maximum(np.linalg.norm(normals[seam], axis=1, keepdims=True), 1e-12)
    other = np.arange(len(half))
    other[~seam] = len(half) + np.arange((~seam).sum())
    mirror = np.array([-1, 1, 1], np.float32)
    return (
        np.concatenate([half, half[~seam] * mirror]),
        np.concatenate([normals, normals[~seam] * mirror]),
        np.concatenate([faces, other[faces[:, ::-1]].astype(np.int32)]),
    )


@functools.lru_cache(maxsize=2)
def _read(folder: Path) -> _Bones:
    path = folder / "skeleton.npz"
    try:
        about = json.loads((folder / "skeleton.json").read_text(encoding="utf-8"))
        with path.open("rb") as handle, np.load(handle) as file:
            return _checked(about, {name: file[name] for name in file.files})
    except (
        OSError, ValueError, KeyError, TypeError, IndexError, EOFError, zipfile.BadZipFile,
    ) as error:  # fmt: skip
        raise ExplorerError(
            f"The built-in skeleton in {path} could not be read: {error}.", _HINT
        ) from error


def _checked(about: dict[str, Any], arrays: dict[str, npt.NDArray[Any]]) -> _Bones:
    """The file's contents, with every number in its place.

    Raises
    ------
    ValueError
        When the parts do not belong together.
    """
    if about["format"] != "trigger-point-explorer-skeleton" or about["format_version"] != 1:
        raise ValueError("it is not a skeleton of this version")
    bones = tuple(_Bone(**row) for row in about["bones"])
    figures = tuple(str(name) for name in about["figures"])
    steps = arrays["vertices"].astype(np.int64) + np.array(about["origin_steps"], np.int64)
    triangles = arrays["triangles"].astype(np.int32)
    vertex_counts = arrays["vertex_counts"].astype(np.int64)
    first_vertex = np.concatenate([[0], np.cumsum(vertex_counts)])
    triangle_counts = arrays["triangle_counts"].astype(np.int64)
    first_triangle = np.concatenate([[0], np.cumsum(triangle_counts)])
    maps = arrays["maps"].astype(np.float64)
    if (
        len(vertex_counts) != len(bones)
        or len(triangle_counts) != len(bones)
        or steps.shape != (first_vertex[-1], 3)
        or triangles.shape != (first_triangle[-1], 3)
        or maps.shape != (len(figures), len(bones), 3, 4)
        or not np.isfinite(maps).all()
        or (triangles >= np.repeat(vertex_counts, triangle_counts)[:, None]).any()
    ):
        raise ValueError("its parts do not belong together")
    points = np.asarray(steps * float(about["step_mm"]), np.float64)
    return _Bones(figures, bones, points, triangles, first_vertex, first_triangle, maps)
