"""Make meshes/stipple.npz: evenly spread places on the skin of the reference figure.

python meshes/recipe/build_stipple.py
"""

from __future__ import annotations

import numpy as np

from explorer.body.anchors import REFERENCE_FIGURE
from explorer.body.figure import load_figure
from explorer.body.resources import meshes_dir
from explorer.body.stipple import spread_points
from explorer.body.topology import load_topology

SPACING_MM = 5.0


def build() -> dict[str, np.ndarray]:
    """The arrays of the stipple file."""
    figure = load_figure(REFERENCE_FIGURE)
    triangle, weights = spread_points(
        np.asarray(figure.vertices, float), load_topology().subdivision.triangles, SPACING_MM
    )
    return {
        "triangle": triangle.astype(np.uint32),
        "weights": np.round(weights * 255).astype(np.uint8),
    }


if __name__ == "__main__":
    np.savez_compressed(meshes_dir() / "stipple.npz", **build())
