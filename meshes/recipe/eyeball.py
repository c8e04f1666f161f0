"""Eyeballs: plain spheres with a cornea, set where MakeHuman's eye helpers sit.

The helper eyes have 72 vertices each, too few for a round iris; the spheres here have rings that
follow the edge of the iris and of the pupil.
"""

from __future__ import annotations

import numpy as np
from makehuman import Array, Ints

SPOKES = 32
# Angle from the line of sight of every ring, degrees; the iris ends at LIMBUS.
RINGS = (4.0, 8.0, 12.0, 17.0, 22.0, 26.0, 30.0, 34.0, 40.0, 50.0, 62.0, 76.0, 92.0, 110.0, 130.0,
         155.0)  # fmt: skip
LIMBUS = 28.0
WHITE = 38.0  # where the scalar of the iris has fallen to 0
CORNEA = 0.05  # how far the cornea stands out, as a share of the radius


def template() -> tuple[Array, Ints, Array]:
    """The unit eyeball of the body's left, looking along -y of the body frame.

    Returns
    -------
    vertices
        (n, 3) on the unit sphere, cornea raised.
    triangles
        (t, 3), outward.
    iris
        (n,) falling linearly with the angle from the line of sight: 1 at the centre of the
        pupil, 0.26 at the edge of the iris, 0 on the white of the eye.
    """
    angle = np.radians(np.concatenate([[0.0], np.repeat(RINGS, SPOKES), [180.0]]))
    turn = 2 * np.pi * np.concatenate([[0.0], np.tile(np.arange(SPOKES) / SPOKES, len(RINGS)), [0]])
    share = np.degrees(angle) / LIMBUS
    radius = 1 + CORNEA * np.clip(1 - share**2, 0, None)
    vertices = np.stack(
        [
            radius * np.sin(angle) * np.cos(turn),
            -radius * np.cos(angle),
            radius * np.sin(angle) * np.sin(turn),
        ],
        1,
    )
    last = 1 + len(RINGS) * SPOKES
    triangles = []
    for s in range(SPOKES):
        t = (s + 1) % SPOKES
        triangles.append([0, 1 + s, 1 + t])
        for ring in range(len(RINGS) - 1):
            a, b = 1 + ring * SPOKES, 1 + (ring + 1) * SPOKES
            triangles += [[a + s, b + s, b + t], [a + s, b + t, a + t]]
        end = last - SPOKES
        triangles.append([end + s, last, end + t])
    return vertices, np.array(triangles), np.clip(1 - np.degrees(angle) / WHITE, 0, 1)


def sphere(points: Array) -> tuple[Array, float]:
    """Centre (3,) and radius of the sphere that fits `points` (n, 3) best."""
    system = np.c_[2 * points, np.ones(len(points))]
    x = np.linalg.lstsq(system, (points**2).sum(1), rcond=None)[0]
    return x[:3], float(np.sqrt(x[3] + x[:3] @ x[:3]))
