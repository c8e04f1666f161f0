"""The bodies that can be shown."""

from __future__ import annotations

import functools
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from explorer.body.resources import meshes_dir
from explorer.body.topology import load_topology, vertex_normals
from explorer.errors import ExplorerError

__all__ = ["Eyes", "Figure", "FigureInfo", "list_figures", "load_figure", "make_figure"]

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FigureInfo:
    """A figure as it is offered in a menu."""

    id: str
    name: str
    sex: str
    description: str
    height_mm: float


@dataclass(frozen=True, slots=True, eq=False)
class Eyes:
    """Both eyeballs, a part of their own: mm, and ``iris`` from 0 (white) to 1 (pupil)."""

    vertices: Floats
    triangles: npt.NDArray[np.int32]
    normals: Floats
    iris: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One body in anatomical position, mm in the body frame.

    Attributes
    ----------
    base_vertices
        (13380, 3) of the shared topology.
    vertices, normals
        (53514, 3) of the shown skin.
    occlusion
        (53514,) openness to light, 0 closed in, 1 open.
    """

    info: FigureInfo
    base_vertices: Floats
    vertices: Floats
    normals: Floats
    occlusion: Floats
    eyes: Eyes


@functools.cache
def list_figures() -> tuple[FigureInfo, ...]:
    """All figures, in the order of the menu.

    Raises
    ------
    ExplorerError
        When the list is missing or damaged.
    """
    path = meshes_dir() / "figures.json"
    try:
        return tuple(FigureInfo(**row) for row in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ExplorerError(
            f"The list of figures in {path} could not be read: {error}.",
            "Install the explorer again to get its own files back.",
        ) from error


def load_figure(id: str) -> Figure:
    """A figure by its id.

    Raises
    ------
    ExplorerError
        When there is no such figure, or its file is missing or damaged.
    """
    return _load(id, meshes_dir())


@functools.lru_cache(maxsize=16)
def _load(id: str, folder: Path) -> Figure:
    info = next((f for f in list_figures() if f.id == id), None)
    if info is None:
        names = ", ".join(f.id for f in list_figures())
        raise ExplorerError(f"There is no figure called {id!r}.", f"Choose one of: {names}.")
    path = folder / "figures" / f"{id}.npz"
    topology = load_topology()
    try:
        with path.open("rb") as handle, np.load(handle) as file:
            base = file["vertices"].astype(np.float32)
            occlusion = file["occlusion"].astype(np.float32) / np.float32(255.0)
            eyes = file["eyes"].astype(np.float32)
        if base.shape != (topology.subdivision.base_count, 3) or not np.isfinite(base).all():
            raise ValueError("it does not hold a body of this topology")
        if occlusion.shape != (len(base),) or eyes.shape != (len(topology.eye_iris), 3):
            raise ValueError("its parts do not belong together")
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise ExplorerError(
            f"The figure {info.name!r} in {path} could not be read: {error}.",
            "Choose another figure, or install the explorer again to get its own files back.",
        ) from error
    normals = vertex_normals(eyes, topology.eye_triangles)
    eyeballs = Eyes(eyes, topology.eye_triangles, normals, topology.eye_iris)
    return make_figure(info, base, occlusion, eyeballs)


def make_figure(info: FigureInfo, base: Floats, occlusion: Floats, eyes: Eyes) -> Figure:
    """A figure from its base vertices (13380, 3) mm and their openness to light (13380,)."""
    subdivision = load_topology().subdivision
    vertices = np.asarray(subdivision.smooth(base), np.float32)
    return Figure(
        info,
        base,
        vertices,
        vertex_normals(vertices, subdivision.triangles),
        np.asarray(subdivision.interpolate(occlusion), np.float32),
        eyes,
    )
