"""Packs on the disk: a folder each, written whole or not at all.

A pack's folder holds ``pack.json`` (what it is and where it came from), ``meshes.npz``,
``figure.npz`` where the file had a skin, and ``mapping.json``, which a user may edit and install
with again.
"""

from __future__ import annotations

import io
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from explorer.anatomy.model import Side
from explorer.body.figure import Eyes, Figure, FigureInfo, make_figure
from explorer.body.structures import Structure, Structures
from explorer.body.topology import load_topology, vertex_normals
from explorer.errors import ExplorerError
from explorer.files import set_aside
from explorer.packs import leftovers
from explorer.packs.mesh_file import DAMAGED as DAMAGED_ARRAYS
from explorer.packs.mesh_file import packed, unpacked
from explorer.packs.pack import Pack, PackInfo

__all__ = [
    "FigureArrays",
    "damaged_packs",
    "list_packs",
    "load_pack",
    "load_pack_figure",
    "packs_dir",
    "remove_pack",
    "write_pack",
]

FORMAT = "trigger-point-explorer anatomy pack"
VERSION = 1
_AGAIN = "Install the file again, or remove the pack."
_LONGEST_JSON = 32 << 20
DAMAGED = (*DAMAGED_ARRAYS, msgspec.MsgspecError)


@dataclass(frozen=True, slots=True, eq=False)
class FigureArrays:
    """The base on a pack's skin: (13380, 3) mm, (13380,) openness 0..255, (e, 3) eyeballs."""

    base_vertices: npt.NDArray[np.float32]
    occlusion: npt.NDArray[np.uint8]
    eyes: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Row:
    """A structure as it stands in ``pack.json``."""

    id: str
    name: str
    latin: str
    kind: Literal["muscle", "bone"]
    side: Side | None
    layer: Literal["superficial", "deep", "bones"]
    muscles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """``pack.json``."""

    format: str
    format_version: int
    pack: PackInfo
    structures: tuple[_Row, ...]


def packs_dir() -> Path:
    """Folder of the packs: the user's data folder, or ``TRIGGER_POINT_ANATOMY``."""
    override = os.environ.get("TRIGGER_POINT_ANATOMY")
    if override:
        return Path(override)
    from platformdirs import user_data_path

    return user_data_path("trigger-point-explorer", appauthor=False) / "anatomy"


def list_packs(folder: Path) -> tuple[PackInfo, ...]:
    """The packs that can be shown, by title; what a killed import left is cleaned up first."""
    found = [read for read in _all(folder) if isinstance(read, PackInfo)]
    return tuple(sorted(found, key=lambda info: (info.title.casefold(), info.name)))


def damaged_packs(folder: Path) -> tuple[ExplorerError, ...]:
    """One sentence for each pack that cannot be read."""
    return tuple(read for read in _all(folder) if isinstance(read, ExplorerError))


def load_pack(folder: Path, name: str, *, with_figure: bool = True) -> Pack:
    """A pack with its meshes and, where wanted, its figure.

    Raises
    ------
    ExplorerError
        When there is no such pack, or it is damaged. A damaged pack is set aside under another
        name, never deleted.
    """
    place = _place(folder, name)
    try:
        file = _read(place)
        items = [
            Structure(r.id, r.name, r.latin, r.kind, r.side, r.layer, r.muscles, "pack")
            for r in file.structures
        ]
        structures = unpacked((place / "meshes.npz").read_bytes(), items)
        figure = _figure(place, file.pack) if with_figure and file.pack.has_skin else None
    except DAMAGED as error:
        raise _set_aside(place, error) from error
    return Pack(file.pack, structures, figure)


def load_pack_figure(folder: Path, name: str) -> Figure:
    """The figure of a pack, without its muscles and bones.

    Raises
    ------
    ExplorerError
        As :func:`load_pack`, and when the pack has no skin.
    """
    place = _place(folder, name)
    try:
        info = _read(place).pack
        if info.has_skin:
            return _figure(place, info)
    except DAMAGED as error:
        raise _set_aside(place, error) from error
    raise ExplorerError(
        f"The pack {name!r} has no skin, so it has no figure of its own.",
        "Choose another figure; its muscles and bones can be shown by themselves.",
    )


def remove_pack(folder: Path, name: str) -> None:
    """Delete a pack.

    Raises
    ------
    ExplorerError
        When there is no such pack, or it cannot be deleted.
    """
    leftovers.delete(_place(folder, name))


def write_pack(
    folder: Path,
    info: PackInfo,
    structures: Structures,
    figure: FigureArrays | None,
    mapping: dict[str, Any],
) -> bool:
    """Write a pack whole, in the place of a former one of its name; says whether there was one.

    Raises
    ------
    ExplorerError
        When it cannot be written; a former pack of that name is then as it was.
    """
    rows = tuple(
        _Row(s.id, s.name, s.latin, s.kind, s.side, s.layer, s.muscles) for s in structures.items
    )
    content = _File(FORMAT, VERSION, info, rows)
    files = {
        "pack.json": msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n",
        "meshes.npz": packed(structures),
        "mapping.json": msgspec.json.format(msgspec.json.encode(mapping), indent=1) + b"\n",
    }
    if figure is not None:
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            base_vertices=figure.base_vertices.astype(np.float32),
            occlusion=figure.occlusion,
            eyes=figure.eyes.astype(np.float32),
        )
        files["figure.npz"] = buffer.getvalue()
    return leftovers.write_folder(folder / info.name, files)


def _all(folder: Path) -> list[PackInfo | ExplorerError]:
    leftovers.clean(folder)
    found: list[PackInfo | ExplorerError] = []
    for place in leftovers.folders(folder):
        try:
            found.append(_read(place).pack)
        except DAMAGED as error:
            found.append(_damaged(place, error))
        except ExplorerError as error:
            found.append(error)
    return found


def _place(folder: Path, name: str) -> Path:
    leftovers.clean(folder)
    place = folder / name
    if not re.fullmatch(r"[a-z0-9_]{1,80}", name) or not place.is_dir():
        known = ", ".join(p.name for p in leftovers.folders(folder)) or "none"
        raise ExplorerError(
            f"There is no anatomy pack called {name!r}.", f"Packs installed: {known}."
        )
    return place


def _read(place: Path) -> _File:
    """``pack.json``; raises one of ``DAMAGED`` when it cannot be used."""
    with (place / "pack.json").open("rb") as handle:
        data = handle.read(_LONGEST_JSON + 1)
    if len(data) > _LONGEST_JSON:
        raise ValueError("its description is too long")
    head = msgspec.json.decode(data)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise ValueError("it does not describe a pack")
    version = head.get("format_version")
    if isinstance(version, int) and version > VERSION:
        raise ExplorerError(
            f"The anatomy pack {place.name!r} was made by a newer version of the explorer.",
            "Use that version, or install the file again.",
        )
    file = msgspec.json.decode(data, type=_File)
    if file.pack.name != place.name:
        raise ValueError("it describes another pack")
    return file


def _figure(place: Path, info: PackInfo) -> Figure:
    topology = load_topology()
    with np.load(io.BytesIO((place / "figure.npz").read_bytes())) as file:
        base = file["base_vertices"].astype(np.float32)
        occlusion = file["occlusion"].astype(np.float32) / np.float32(255)
        eyes = file["eyes"].astype(np.float32)
    if base.shape != (topology.subdivision.base_count, 3) or not np.isfinite(base).all():
        raise ValueError("its skin is of another topology")
    if occlusion.shape != (len(base),) or eyes.shape != (len(topology.eye_iris), 3):
        raise ValueError("the parts of its skin do not belong together")
    about = FigureInfo(f"pack:{info.name}", info.title, "", info.credit, info.height_mm)
    normals = vertex_normals(eyes, topology.eye_triangles)
    eyeballs = Eyes(eyes, topology.eye_triangles, normals, topology.eye_iris)
    return make_figure(about, base, occlusion, eyeballs)


def _damaged(place: Path, error: Exception) -> ExplorerError:
    why = " ".join(str(error).split())[:200] or type(error).__name__
    return ExplorerError(f"The anatomy pack {place.name!r} is damaged: {why}.", _AGAIN)


def _set_aside(place: Path, error: Exception) -> ExplorerError:
    said = _damaged(place, error)
    if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
        return said  # what may not be read just now need not be damaged
    kept = set_aside(place)
    where = f"It was set aside as {kept.name}. " if kept is not None else ""
    return ExplorerError(said.message, f"{where}{_AGAIN}")
