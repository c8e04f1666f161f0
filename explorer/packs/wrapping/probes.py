"""Further places known on both bodies: where lines from a limb's or the trunk's axis meet the skin.

Bones tell where joints are but little of girth; the surface itself tells that. A line goes from the
same place of the axis in the same direction on both bodies, and leaves both skins at places that
belong together well enough for a first fit.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from explorer.body.anchors import REFERENCE_FIGURE
from explorer.body.figure import load_figure
from explorer.body.topology import load_topology
from explorer.packs.wrapping.outer_skin import OuterSkin, spread
from explorer.packs.wrapping.start import Control

__all__ = ["first_exit", "probe_controls", "source_skin"]

Floats = npt.NDArray[np.float64]
#: Places of one side, by landmark; a midline one is the same for both.
Places = Mapping[str, Floats]

_FLIP = np.array([-1.0, 1.0, 1.0])
_DOWN, _UP = np.array([0.0, 0.0, -1.0]), np.array([0.0, 0.0, 1.0])
_FRONT, _LATERAL = np.array([0.0, -1.0, 0.0]), np.array([-1.0, 0.0, 0.0])
_BESIDE_MM = 5.0

#: Joints as means of landmarks over them.
_JOINTS = {
    "shoulder": ("acromion_tip", "coracoid_process", "greater_tubercle", "acromial_angle"),
    "elbow": ("medial_epicondyle_humerus", "lateral_epicondyle_humerus"),
    "wrist": ("radial_styloid", "ulnar_styloid"),
    "hip": ("greater_trochanter", "pubic_symphysis", "ischial_tuberosity"),
    "knee": ("femur_medial_epicondyle", "femur_lateral_epicondyle"),
    "ankle": ("medial_malleolus", "lateral_malleolus"),
}
#: Landmarks at the inner and the outer end of a joint's axis; they tell how a limb is turned.
_HINGES = {
    "elbow": ("medial_epicondyle_humerus", "lateral_epicondyle_humerus"),
    "wrist": ("ulnar_styloid", "radial_styloid"),
    "knee": ("femur_medial_epicondyle", "femur_lateral_epicondyle"),
    "ankle": ("medial_malleolus", "lateral_malleolus"),
}
#: Furthest that the skin of a limb may be from its axis; a line that meets none sooner has left
#: through a place where two parts of the body touch.
_GIRTH_MM = 130.0
#: Limits of how much further out the skin of one body may be than that of the other.
_RATIO = (0.55, 1.6)
#: Limb, from joint to joint: at which fractions of its length, and in which directions.
_LIMBS = (
    ("shoulder", "elbow", (0.35, 0.5, 0.65, 0.8), "fblm"),
    ("shoulder", "elbow", (0.95,), "f"),
    ("elbow", "wrist", (0.05,), "f"),
    ("elbow", "wrist", (0.2, 0.4, 0.6, 0.8), "fblm"),
    ("elbow", "wrist", (0.97,), "fb"),
    ("hip", "knee", (0.3, 0.5, 0.7, 0.85), "fblm"),
    ("hip", "knee", (0.97,), "b"),
    ("knee", "ankle", (0.05,), "b"),
    ("knee", "ankle", (0.2, 0.35, 0.5, 0.65, 0.8, 0.9), "fblm"),
)
#: Trunk: spinous process, depth of the start before it in mm, directions.
_TRUNK = (
    ("c4_spinous_process", 50.0, "fl"),
    ("t4_spinous_process", 80.0, "f"),
    ("t8_spinous_process", 80.0, "f"),
    ("t11_spinous_process", 80.0, "fl"),
    ("l1_spinous_process", 80.0, "fl"),
    ("l3_spinous_process", 80.0, "fl"),
    ("l5_spinous_process", 80.0, "f"),
)


def first_exit(
    start: Floats, way: Floats, points: Floats, normals: Floats, reach: float = 300.0
) -> Floats | None:
    """Where a line from inside a body first leaves its skin, mm (3,); None when it does not."""
    offset = points - start
    along = offset @ way
    beside = np.einsum("pa,pa->p", offset, offset) - along * along
    met = (along > 0) & (along < reach) & (beside < _BESIDE_MM**2) & (normals @ way > 0.2)
    if not met.any():
        return None
    first = met & (along < along[met].min() + 2 * _BESIDE_MM)
    weight = np.exp(-beside[first] / (0.5 * _BESIDE_MM) ** 2)
    return np.asarray(start + np.average(along[first], weights=weight) * way)


@functools.cache
def source_skin() -> tuple[Floats, Floats]:
    """Points and normals (p, 3) spread over the figure that is wrapped."""
    figure = load_figure(REFERENCE_FIGURE)
    triangles = load_topology().subdivision.triangles.astype(np.int64)
    points, normals, _ = spread(figure.vertices.astype(float), triangles, 90_000)
    return points, normals


def probe_controls(
    source: Mapping[bool, Places], target: Mapping[bool, Places], skin: OuterSkin
) -> list[Control]:
    """Controls of all limbs whose joints are known, and of the trunk.

    Parameters
    ----------
    source, target
        Landmarks of the right (False) and left (True) side of both bodies, mm.
    """
    points, normals = source_skin()
    theirs = (skin.points[::2], skin.normals[::2])
    controls: list[Control] = []
    for left in (False, True):
        flip = _FLIP if left else np.ones(3)
        bodies = []
        for places, (p, n) in ((source[left], (points, normals)), (target[left], theirs)):
            mine = {id: place * flip for id, place in places.items()}
            bodies.append(_exits(mine, p * flip, n * flip))
        for name in sorted(bodies[0].keys() & bodies[1].keys()):
            (ours, near), (goal, far) = bodies[0][name], bodies[1][name]
            if left and name.startswith("middle"):
                continue
            if _RATIO[0] < far / near < _RATIO[1]:
                controls.append(Control(name, ours * flip, goal * flip))
    return controls


def _exits(places: Places, points: Floats, normals: Floats) -> dict[str, tuple[Floats, float]]:
    """Named places on the skin around the axes of the right side, and how far out they are."""
    joints = {
        joint: np.mean([places[id] for id in ids], axis=0)
        for joint, ids in _JOINTS.items()
        if all(id in places for id in ids)
    }
    found: dict[str, tuple[Floats, float]] = {}
    for top, bottom, fractions, ways in _LIMBS:
        if top not in joints or bottom not in joints:
            continue
        near = _around(joints[top], joints[bottom], points)
        for fraction in fractions:
            start = joints[top] + fraction * (joints[bottom] - joints[top])
            frame = _frame(joints, places, top, bottom, fraction)
            name = f"{top} {fraction}"
            found |= _shoot(name, start, frame, ways, points[near], normals[near], _GIRTH_MM)
    frame = {"f": _FRONT, "l": _LATERAL}
    for id, depth, ways in _TRUNK:
        if id in places:
            start = places[id] * [0.0, 1.0, 1.0] + depth * _FRONT
            for name, hit in _shoot(id, start, frame, ways, points, normals).items():
                found["middle " + name if name.endswith("f") else name] = hit
    if "hip" in joints:
        middle = joints["hip"] * [0.0, 1.0, 1.0]
        found |= _shoot("middle crotch", middle, {"d": _DOWN}, "d", points, normals)
        buttock = joints["hip"] + [-10.0, 0.0, 20.0]
        found |= _shoot("buttock", buttock, {"b": -_FRONT}, "b", points, normals)
    return found


def _frame(
    joints: Places, places: Places, top: str, bottom: str, fraction: float
) -> dict[str, Floats]:
    """Directions around a limb, turning with it from its upper joint to its lower one."""
    axis = joints[bottom] - joints[top]
    axis = axis / np.linalg.norm(axis)
    sides = []
    for joint in (top, bottom):
        inner, outer = _HINGES.get(joint, ("", ""))
        side = places[outer] - places[inner] if inner else _LATERAL
        side = side - (side @ axis) * axis
        sides.append(side / np.linalg.norm(side))
    lateral = (1 - fraction) * sides[0] + fraction * sides[1]
    lateral /= np.linalg.norm(lateral)
    front = np.cross(axis, lateral)
    front *= np.sign(front @ _FRONT)
    return {"f": front, "b": -front, "l": lateral, "m": -lateral}


def _around(top: Floats, bottom: Floats, points: Floats) -> npt.NDArray[np.int64]:
    """Points of the skin within a limb's reach."""
    middle, length = (top + bottom) / 2, np.linalg.norm(bottom - top)
    return np.flatnonzero(np.linalg.norm(points - middle, axis=1) < 0.5 * length + 160.0)


def _shoot(
    name: str,
    start: Floats,
    frame: Mapping[str, Floats],
    ways: str,
    points: Floats,
    normals: Floats,
    reach: float = 300.0,
) -> dict[str, tuple[Floats, float]]:
    found = {}
    for way in ways:
        place = first_exit(start, frame[way], points, normals, reach)
        if place is not None and not (way == "m" and place[0] > 5.0):
            found[f"{name} {way}"] = (place, float(np.linalg.norm(place - start)))
    return found
