"""Wavefront OBJ: vertices and faces, quickly, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from explorer.packs.mesh_checks import EmptyMesh, checked, damaged

__all__ = ["header_fields", "read_obj"]

_HEADER = re.compile(r"^#[ \t]*([^:\n]{1,60}?)[ \t]*:[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_TEXTURE = re.compile(rb"/[^\s]*")
_LARGEST_NUMBER = 1 << 40
_LARGEST_FILE = 192 << 20
_VERTEX, _FACE = (b"v ", b"v\t"), (b"f ", b"f\t")
_Number = TypeVar("_Number", np.float64, np.int64)


def header_fields(data: bytes) -> dict[str, str]:
    """The ``# key : value`` lines before the first vertex."""
    end = data.find(b"\nv ")
    text = (data[:4096] if end < 0 else data[: min(end, 4096)]).decode("utf-8", "replace")
    return {key: value for key, value in _HEADER.findall(text) if not key.startswith("http")}


def read_obj(
    data: bytes, name: str, check: Callable[[], None] = lambda: None
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]:
    """Vertices (n, 3) and triangles (m, 3) of an OBJ file; polygons are cut into fans.

    ``name`` is what errors call it; ``check`` is called now and then and may raise.

    Raises
    ------
    EmptyMesh
        When it has no faces.
    ExplorerError
        When it holds what is no number, no vertex or no face.
    """
    if len(data) > _LARGEST_FILE:
        raise damaged(name, "is larger than any structure of the body needs to be")
    lines = data.replace(b"\\\n", b" ").splitlines()
    check()
    places = [line[2:] for line in lines if line[:2] in _VERTEX]
    faces = [line[2:] for line in lines if line[:2] in _FACE]
    check()
    if not places or not faces:
        raise EmptyMesh(name)
    try:
        coordinates = _numbers(places, np.float64)
        check()
        width = len(coordinates) // len(places)
        if len(coordinates) != width * len(places) or width < 3:
            raise ValueError("a vertex without three coordinates")
        rows, lengths = _corners(faces)
    except (ValueError, OverflowError, DeprecationWarning) as error:
        raise damaged(name, "holds something that is no vertex or no face") from error
    check()
    if lengths.min() < 3:
        raise damaged(name, "has a face with fewer than three corners")
    if rows.min() < 0:
        rows = _counted_back(lines, rows, lengths)
    elif rows.min() == 0:
        raise damaged(name, "names vertex 0, and OBJ files count from 1")
    else:
        rows = rows - 1
    return checked(name, coordinates.reshape(-1, width)[:, :3], _fans(rows, lengths))


def _numbers(lines: list[bytes], kind: type[_Number]) -> npt.NDArray[_Number]:
    """All numbers in some lines, in one row; what comes after the first that is none is lost.

    Raises ``ValueError`` or, where warnings are errors, ``DeprecationWarning`` then.
    """
    text = b" ".join(lines)
    numbers = np.fromstring(text.decode("ascii", "replace"), kind, sep=" ")
    if len(numbers) != len(text.split()):
        raise ValueError("something that is no number")
    return numbers


def _corners(faces: list[bytes]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Vertex numbers of all faces in one row, as written, and how many each face has."""
    if any(b"/" in line for line in faces):
        faces = _TEXTURE.sub(b"", b"\n".join(faces)).split(b"\n")
    lengths = np.fromiter((len(line.split()) for line in faces), np.int64, len(faces))
    numbers = _numbers(faces, np.int64)
    if np.abs(numbers).max(initial=0) > _LARGEST_NUMBER:
        raise OverflowError("a vertex number beyond all sense")
    return numbers, lengths


def _counted_back(
    lines: list[bytes], rows: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Negative numbers count back from the vertices read so far; all numbered from 0."""
    is_vertex = np.fromiter((line[:2] in _VERTEX for line in lines), bool, len(lines))
    is_face = np.fromiter((line[:2] in _FACE for line in lines), bool, len(lines))
    so_far = np.repeat(np.cumsum(is_vertex)[is_face], lengths)
    # What counts back before the first vertex, or is 0, must stay out of range.
    return np.where(rows > 0, rows - 1, np.where(rows < 0, so_far + rows, -1))


def _fans(rows: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Triangles (m, 3) of polygons."""
    if (lengths == 3).all():
        return rows.reshape(-1, 3)
    first = np.cumsum(lengths) - lengths
    count = lengths - 2
    start = np.repeat(first, count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.stack([rows[start], rows[start + step + 1], rows[start + step + 2]], axis=1)
