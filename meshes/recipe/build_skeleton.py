"""Build the built-in skeleton of every figure from the bone meshes of ``musclemimic-models``.

    python meshes/recipe/build_skeleton.py --source FOLDER_OF_THE_UNPACKED_WHEEL --out meshes

Without ``--source`` the wheel is downloaded with pip into a temporary folder. Needs numpy, scipy
and pyvista. One set of bones (right side and midline, in the source's pose) serves all figures; a
figure has one affine map per bone.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from skeleton_bones import BONES
from skeleton_fit import fit
from skeleton_parts import build_parts, compact
from skeleton_skin import read_skin
from skeleton_solve import Pose
from skeleton_source import WHEEL, Array, Mesh, fetch, read_source

# Vertices are stored as 16-bit multiples of this, mm.
STEP = 0.03
SOURCE = {
    "package": WHEEL,
    "licence": "CC BY 3.0",
    "attribution": "Bone geometry by the OpenSim project, as distributed with musclemimic-models",
    "changes": "chosen, cut apart, closed, smoothed, thinned, made symmetric, scaled and placed",
}


def maps_of(pose: Pose) -> Array:
    """One affine map (3, 4) per bone, from source mm to the body frame."""
    maps = np.zeros((len(BONES), 3, 4))
    for bone in range(len(BONES)):
        linear = pose.matrix(bone)
        maps[bone, :, :3] = linear
        maps[bone, :, 3] = pose.shift[bone] - linear @ pose.centre[bone]
        if BONES[bone].side == "midline":
            maps[bone, 0, 1:] = maps[bone, 1:, 0] = 0.0
    return maps


def pack(parts: dict[str, Mesh], maps: dict[str, Array]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The arrays of skeleton.npz and the contents of skeleton.json."""
    meshes = [_rounded(parts[bone.slug]) for bone in BONES]
    points = np.round(np.concatenate([mesh.vertices for mesh in meshes]) / STEP).astype(np.int64)
    origin = points.min(0)
    arrays = {
        "vertices": (points - origin).astype(np.uint16),
        "triangles": np.concatenate([mesh.triangles for mesh in meshes]).astype(np.uint16),
        "vertex_counts": np.array([len(mesh.vertices) for mesh in meshes], np.uint16),
        "triangle_counts": np.array([len(mesh.triangles) for mesh in meshes], np.uint16),
        "maps": np.stack(list(maps.values())).astype(np.float32),
    }
    if (points - origin).max() > 65535 or max(len(mesh.vertices) for mesh in meshes) > 65535:
        raise ValueError("the bones do not fit 16 bits")
    about = {
        "format": "trigger-point-explorer-skeleton",
        "format_version": 1,
        "source": SOURCE,
        "step_mm": STEP,
        "origin_steps": origin.tolist(),
        "figures": list(maps),
        "bones": [
            {
                "slug": bone.slug,
                "name": bone.name,
                "latin": bone.latin,
                "side": "paired" if bone.side == "right" else "midline",
                "long": bone.long,
            }
            for bone in BONES
        ],
    }
    return arrays, about


def _rounded(mesh: Mesh) -> Mesh:
    """With vertices on multiples of `STEP`, without triangles that have no area there."""
    points = np.round(mesh.vertices / STEP) * STEP
    a, b, c = points[mesh.triangles].transpose(1, 0, 2)
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    return compact(Mesh(points, mesh.triangles[area > 0.01]))


def build(source: Path, meshes: Path, out: Path) -> None:
    """Fit every figure of `meshes`; write skeleton.npz and skeleton.json under `out`."""
    parts = build_parts(read_source(source))
    maps = {}
    for figure in json.loads((meshes / "figures.json").read_text(encoding="utf-8")):
        maps[figure["id"]] = maps_of(fit(parts, read_skin(meshes, figure)))
        print(figure["id"], flush=True)
    arrays, about = pack(parts, maps)
    np.savez(out / "skeleton.npz", **arrays)
    text = json.dumps(about, indent=1, ensure_ascii=False)
    (out / "skeleton.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Parse the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--source", type=Path, help="where the wheel was unpacked")
    meshes = Path(__file__).resolve().parents[1]
    parser.add_argument("--out", type=Path, default=meshes)
    options = parser.parse_args()
    if options.source:
        build(options.source, meshes, options.out)
        return
    with tempfile.TemporaryDirectory() as folder:
        build(fetch(Path(folder)), meshes, options.out)


if __name__ == "__main__":
    main()
