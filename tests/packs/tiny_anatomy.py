"""A tiny body of boxes named as muscles and bones, in every format that packs come in."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import load_figure
from explorer.packs.install import install
from explorer.packs.pack import InstallReport

Floats = npt.NDArray[np.float64]
Part = tuple[str, Floats, npt.NDArray[np.int64]]

#: Name, middle (mm, body frame, the left one where there are two), half size.
_PAIRED = (
    ("infraspinatus", (80, 60, 1340), (40, 8, 40)),
    ("long head of biceps brachii", (230, -20, 1230), (12, 12, 90)),
    ("short head of biceps brachii", (205, -20, 1230), (10, 12, 80)),
    ("medial rectus", (25, -90, 1640), (4, 10, 4)),
    ("biceps femoris", (110, 40, 660), (20, 20, 150)),
    ("rectus femoris", (110, -60, 730), (25, 20, 160)),
    ("soleus", (110, 60, 300), (25, 20, 110)),
    ("tibialis anterior", (115, -30, 300), (15, 15, 120)),
    ("Femur", (100, 0, 690), (14, 14, 210)),
    ("Calcaneus", (100, 50, 50), (18, 30, 25)),
    ("First metatarsal bone", (90, -120, 40), (8, 30, 8)),
)
_MIDLINE = (
    ("Occipital bone", (0, 60, 1610), (50, 15, 30)),
    ("Frontal bone", (0, -80, 1650), (50, 15, 30)),
    ("Body of sternum", (0, -90, 1300), (18, 6, 50)),
    ("Sacrum", (0, 60, 960), (40, 15, 50)),
    ("diaphragm", (0, 0, 1210), (100, 70, 20)),
)
SKIN = ("skin", (0, -20, 875), (320, 180, 875))
#: Structures that these names make (the heads of biceps brachii are one).
STRUCTURES = 2 * (len(_PAIRED) - 1) + len(_MIDLINE)


def box(middle: Iterable[float], half: Iterable[float]) -> tuple[Floats, npt.NDArray[np.int64]]:
    """A closed box of 12 triangles that look outwards."""
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    faces = [[a, b, c] for a, b, c, _ in quads] + [[a, c, d] for a, _, c, d in quads]
    return corners * np.asarray(list(half), float) + np.asarray(list(middle), float), np.array(
        faces
    )


def parts(*, skin: bool = False) -> list[Part]:
    """Names, vertices (8, 3) mm and triangles (12, 3) of the tiny body."""
    made: list[Part] = []
    for name, (x, y, z), half in _PAIRED:
        made.append((f"left {name}", *box((x, y, z), half)))
        made.append((f"right {name}", *box((-x, y, z), half)))
    made += [(name, *box(middle, half)) for name, middle, half in _MIDLINE]
    if skin:
        made.append((SKIN[0], *box(SKIN[1], SKIN[2])))
    return made


def moved(rows: list[Part], matrix: Any, shift: Any = (0, 0, 0)) -> list[Part]:
    """The same with other axes, unit and origin; triangles stay as they are."""
    return [(n, v @ np.asarray(matrix, float).T + np.asarray(shift, float), t) for n, v, t in rows]


def obj(vertices: Any, triangles: Any, header: str = "") -> bytes:
    """An OBJ file."""
    rows = [header] if header else []
    rows += [f"v {x:.9g} {y:.9g} {z:.9g}" for x, y, z in vertices]
    rows += ["f " + " ".join(str(i + 1) for i in face) for face in triangles]
    return ("\n".join(rows) + "\n").encode()


def mesh_bytes(vertices: Any, triangles: Any, kind: str) -> bytes:
    """A mesh file of kind obj, ply, stl or glb."""
    if kind == "obj":
        return obj(vertices, triangles)
    import trimesh

    data = trimesh.Trimesh(vertices, triangles, process=False).export(file_type=kind)
    return data if isinstance(data, bytes) else str(data).encode()


def zipped(path: Path, members: Iterable[tuple[str, bytes]]) -> Path:
    """A zip archive of files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def tiny_zip(path: Path, kind: str = "obj", rows: list[Part] | None = None) -> Path:
    """The tiny body as a zip of named files."""
    rows = parts() if rows is None else rows
    return zipped(path, [(f"{n}.{kind}", mesh_bytes(v, t, kind)) for n, v, t in rows])


def glb(document: dict[str, Any], binary: bytes) -> bytes:
    """A GLB file of a document and its numbers."""
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    binary += b"\0" * (-len(binary) % 4)
    body = struct.pack("<II", len(text), 0x4E4F534A) + text
    body += struct.pack("<II", len(binary), 0x004E4942) + binary
    return struct.pack("<4sII", b"glTF", 2, 12 + len(body)) + body


def glb_document(rows: list[Part]) -> tuple[dict[str, Any], bytes]:
    """The document of a GLB file (metres, y up, facing +z) and its numbers."""
    to_gltf = np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]]) / 1000.0
    binary = io.BytesIO()
    document: dict[str, Any] = {
        "asset": {"version": "2.0"},
        **{key: [] for key in ("nodes", "meshes", "accessors", "bufferViews")},
        "scenes": [{"nodes": list(range(len(rows)))}],
    }
    for i, (name, vertices, triangles) in enumerate(rows):
        for values, kind, code in (
            (np.asarray(triangles, "<u4").ravel(), "SCALAR", 5125),
            (np.asarray(vertices @ to_gltf.T, "<f4"), "VEC3", 5126),
        ):
            view = {"buffer": 0, "byteOffset": binary.tell(), "byteLength": values.nbytes}
            accessor = {"bufferView": len(document["bufferViews"]), "componentType": code}
            document["accessors"].append({**accessor, "count": len(values), "type": kind})
            document["bufferViews"].append(view)
            binary.write(values.tobytes())
        attributes = {"attributes": {"POSITION": 2 * i + 1}, "indices": 2 * i}
        document["meshes"].append({"primitives": [attributes]})
        document["nodes"].append({"name": name, "mesh": i})
    document["buffers"] = [{"byteLength": binary.tell()}]
    return document, binary.getvalue()


def tiny_glb(path: Path, rows: list[Part] | None = None, **asset: str) -> Path:
    """The tiny body as a GLB file."""
    document, binary = glb_document(parts() if rows is None else rows)
    document["asset"].update(asset)
    path.write_bytes(glb(document, binary))
    return path


def stub_wrap(
    target: Any, *, progress: Callable[[float, str], None], cancelled: Callable[[], bool]
) -> Any:
    """In place of the wrap: the man, whatever the skin."""
    progress(0.5, "Fitting the figure to the skin")
    base = load_figure("male").base_vertices
    return SimpleNamespace(base_vertices=base, fit={"median_mm": 0.5})


def tell_nobody(*told: Any) -> None:
    """A progress that goes nowhere."""


def put_in(path: Path, folder: Path, atlas: Atlas, **options: Any) -> InstallReport:
    """Install without telling anybody."""
    options.setdefault("wrap_skin", stub_wrap)
    options.setdefault("progress", tell_nobody)
    options.setdefault("cancelled", lambda: False)
    return install(path, folder, atlas, **options)
