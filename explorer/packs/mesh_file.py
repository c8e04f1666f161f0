"""Structures packed small: corners in 16 bits within each structure's own box."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from explorer.body.structures import Structure, Structures
from explorer.body.topology import vertex_normals

__all__ = ["DAMAGED", "packed", "unpacked"]

_STEPS = 65535
#: What a damaged file of arrays may raise.
DAMAGED = (
    *(OSError, EOFError, zipfile.BadZipFile, zlib.error),
    *(ValueError, KeyError, TypeError, MemoryError),
)


def packed(structures: Structures) -> bytes:
    """The meshes of structures (not their names) as one compressed file of arrays.

    Corners move by at most half of 1/65535 of the structure's size: 0.004 mm in a femur.
    """
    places, faces, lows, sizes = [], [], [], []
    for i in range(len(structures.items)):
        vertices, triangles = structures.mesh(i)
        low = vertices.min(axis=0)
        size = np.maximum(vertices.max(axis=0) - low, 1e-6)
        places.append(np.round((vertices - low) / size * _STEPS).astype(np.uint16))
        faces.append(triangles)
        lows.append(low)
        sizes.append(size)
    vertex_counts = np.diff(structures.first_vertex)
    kind = np.uint16 if vertex_counts.max(initial=0) <= _STEPS else np.uint32
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        vertices=np.concatenate(places),
        triangles=np.concatenate(faces).astype(kind),
        low=np.array(lows, np.float32),
        size=np.array(sizes, np.float32),
        vertex_counts=vertex_counts.astype(np.int32),
        triangle_counts=np.diff(structures.first_triangle).astype(np.int32),
    )
    return buffer.getvalue()


def unpacked(data: bytes, items: Sequence[Structure]) -> Structures:
    """Structures from such a file.

    Raises
    ------
    Exception
        One of :data:`DAMAGED` when the file is damaged or belongs to other structures.
    """
    with np.load(io.BytesIO(data)) as file:
        table = {name: file[name] for name in file.files}
    vertex_counts = table["vertex_counts"].astype(np.int64)
    triangle_counts = table["triangle_counts"].astype(np.int64)
    first_vertex = np.concatenate([[0], np.cumsum(vertex_counts)])
    first_triangle = np.concatenate([[0], np.cumsum(triangle_counts)])
    places, faces = table["vertices"], table["triangles"]
    low, size = table["low"], table["size"]
    if len(items) != len(vertex_counts) or len(items) != len(triangle_counts):
        raise ValueError("its meshes belong to other structures")
    if places.shape != (first_vertex[-1], 3) or faces.shape != (first_triangle[-1], 3):
        raise ValueError("its meshes are cut short")
    if (vertex_counts < 1).any() or (triangle_counts < 1).any():
        raise ValueError("some of its meshes are empty")
    if low.shape != (len(items), 3) or size.shape != low.shape or not np.isfinite(low + size).all():
        raise ValueError("its meshes lie nowhere")
    if (faces >= np.repeat(vertex_counts, triangle_counts)[:, None]).any():
        raise ValueError("its triangles name corners that it does not have")
    scale = np.repeat((size / np.float32(_STEPS)).astype(np.float32), vertex_counts, axis=0)
    vertices = places.astype(np.float32) * scale + np.repeat(low, vertex_counts, axis=0)
    triangles = faces.astype(np.int32) + np.repeat(first_vertex[:-1], triangle_counts)[
        :, None
    ].astype(np.int32)
    normals: npt.NDArray[np.float32] = vertex_normals(vertices, triangles)
    return Structures(tuple(items), vertices, normals, triangles, first_vertex, first_triangle)
