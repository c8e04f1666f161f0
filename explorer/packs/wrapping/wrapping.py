"""The whole way from a body to the base topology on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.body.landmarks import landmark_places, load_landmarks
from explorer.body.topology import load_topology
from explorer.errors import ExplorerError
from explorer.packs.cancelling import Cancelled
from explorer.packs.wrapping.body_plan import plan_controls
from explorer.packs.wrapping.bones import Bone, find_bones, sure_parts
from explorer.packs.wrapping.face import match_profile, split_face
from explorer.packs.wrapping.fit import WrapFit, measure
from explorer.packs.wrapping.outer_skin import OuterSkin, look_at_outside
from explorer.packs.wrapping.parts import Source, load_source
from explorer.packs.wrapping.polish import Surface, lay_on, unfold
from explorer.packs.wrapping.probes import probe_controls
from explorer.packs.wrapping.registration import (
    STAGES,
    Bond,
    SkinMatcher,
    fit_stage,
    parts_by_figure,
)
from explorer.packs.wrapping.spots import Spot, bony_spots
from explorer.packs.wrapping.start import Control, bend
from explorer.packs.wrapping.target import TargetBody, check_skin

__all__ = ["Wrapped", "wrap"]

Floats = npt.NDArray[np.float64]
Places = dict[bool, dict[str, Floats]]

_FLIP = np.array([-1.0, 1.0, 1.0])
#: Fewer landmarks than this on the bones, and the skin alone must do.
_ENOUGH_SPOTS = 60
#: A skin is its own mirror image when 95 % of it lies this near to that image.
_SYMMETRIC_MM = 0.7
#: Limits of a fit that is worth anything, mm.
_MEDIAN_MM, _P95_MM, _BARE_MM = 3.0, 15.0, 25.0


@dataclass(frozen=True, slots=True, eq=False)
class Wrapped:
    """The base on a body: (v, 3) mm in the body frame, and how well it lies there."""

    base_vertices: npt.NDArray[np.float32]
    fit: WrapFit


def wrap(
    target: TargetBody,
    *,
    progress: Callable[[float, str], None],
    cancelled: Callable[[], bool],
) -> Wrapped:
    """Fit the base topology onto a body's skin.

    Parameters
    ----------
    progress
        Told the share done (0..1) and what is being done.
    cancelled
        Asked at least once a second.

    Raises
    ------
    ExplorerError
        When the skin is no human body in anatomical position, is open or too coarse, or when the
        base does not come to lie on it.
    Cancelled
        When ``cancelled`` says so.
    """

    def tick() -> None:
        if cancelled():
            raise Cancelled

    tick()
    progress(0.0, "Looking at the skin from outside")
    check_skin(target.skin_vertices, target.skin_triangles)
    source = load_source()
    skin = look_at_outside(target.skin_vertices, target.skin_triangles, tick)
    middle = _midline(skin)
    skin = _shifted(skin, -middle)
    symmetric = _is_symmetric(skin)
    tick()

    progress(0.2, "Finding landmarks on the bones")
    bones = _centred(find_bones(target.structures), middle)
    midline = frozenset(id for id, mark in load_landmarks().items() if mark.side == "midline")
    spots = bony_spots(bones, skin, midline, tick) if bones else []
    tick()
    boned = len(spots) >= _ENOUGH_SPOTS
    if boned:
        ours, theirs = _places(source, spots, midline)
        controls = _on_landmarks(spots, midline) + probe_controls(ours, theirs, skin)
    else:
        controls = plan_controls(skin) + _on_landmarks(spots, midline)
    tick()
    here = bend(source.vertices, controls)
    tick()
    if boned:
        part = sure_parts(bones, skin.points, tick)
    else:
        part = parts_by_figure(here, source, skin)
    tick()
    profile = match_profile(here, source, skin)
    if profile is not None:
        controls += profile[0]
        part = split_face(skin, part, here, profile[1])
        here = bend(source.vertices, controls)
    tick()

    kept = ~_genitals(skin, here)
    skin, part = skin.only(kept), part[kept]
    bond, matcher = Bond(source.stiffness), SkinMatcher(skin, part, source)
    rest = here
    for number, stage in enumerate(STAGES):
        if not boned and number:
            matcher.relabel(parts_by_figure(here, source, skin))
        progress(0.25 + 0.6 * number / len(STAGES), "Fitting the figure to the skin")
        here = fit_stage(stage, bond, rest, here, matcher, controls, source, symmetric, tick)
    progress(0.85, "Laying the figure onto the skin")
    surface = Surface(skin)
    tick()
    here = lay_on(here, surface, source, bond, symmetric, tick)
    tick()
    here = unfold(here, surface, source, bond, symmetric, tick)
    tick()
    progress(0.98, "Measuring the fit")
    fit = measure(here, skin, surface, source, symmetric=symmetric, landmarks=len(spots))
    _refuse_poor(fit, here)
    progress(1.0, "The figure lies on the skin")
    return Wrapped((here + [middle, 0.0, 0.0]).astype(np.float32), fit)


def _midline(skin: OuterSkin) -> float:
    """Where the median plane lies: halfway between the sides of head and trunk."""
    p = skin.points
    up = (p[:, 2] - p[:, 2].min()) / np.ptp(p[:, 2])
    core = p[(up > 0.9) | ((up > 0.5) & (up < 0.55))]
    middles = []
    for level in np.unique(np.round(core[:, 2] / 10)):
        x = core[np.abs(core[:, 2] - 10 * level) < 5, 0]
        middles.append((x.min() + x.max()) / 2 if len(x) else 0.0)
    return float(np.median(middles))


def _genitals(skin: OuterSkin, bent: Floats) -> npt.NDArray[np.bool_]:
    """Points of the skin below the symphysis, in front and near the midline (p,).

    The figure has no genitals; those of a body would draw its groin forwards.
    """
    marks = landmark_places(bent)
    symphysis, seat = marks["pubic_symphysis"], marks["ischial_tuberosity"]
    wide = abs(marks["greater_trochanter"][0])
    p = skin.points
    below = symphysis[2] - p[:, 2]
    return np.asarray(
        (np.abs(p[:, 0]) < 0.22 * wide)
        & (below > 0.05 * wide)
        & (below < 0.9 * wide)
        & (p[:, 1] < (symphysis[1] + seat[1]) / 2)
    )


def _shifted(skin: OuterSkin, by: float) -> OuterSkin:
    shift = np.array([by, 0.0, 0.0])
    return OuterSkin(
        skin.vertices + shift,
        skin.triangles,
        skin.points + shift,
        skin.normals,
        skin.on_triangle,
    )


def _centred(bones: dict[tuple[str, str], Bone], middle: float) -> dict[tuple[str, str], Bone]:
    return {key: Bone(bone.points - [middle, 0.0, 0.0], bone.areas) for key, bone in bones.items()}


def _is_symmetric(skin: OuterSkin) -> bool:
    from scipy.spatial import cKDTree

    some = skin.points[::20] * _FLIP
    near = cKDTree(skin.points).query(some)[1]
    off = np.abs(((some - skin.points[near]) * skin.normals[near]).sum(axis=1))
    return bool(np.percentile(off, 95) < _SYMMETRIC_MM)


def _places(source: Source, spots: list[Spot], midline: frozenset[str]) -> tuple[Places, Places]:
    """Landmarks of the right (False) and left side on the figure and on the body."""
    right = landmark_places(source.vertices)
    left = {id: p if id in midline else p * _FLIP for id, p in right.items()}
    theirs: Places = {False: {}, True: {}}
    for spot in spots:
        for side in (False, True):
            if spot.landmark in midline or spot.left == side:
                theirs[side][spot.landmark] = spot.place
    return {False: right, True: left}, theirs


def _on_landmarks(spots: list[Spot], midline: frozenset[str]) -> list[Control]:
    vertices, mirror = load_source().vertices, load_topology().mirror
    controls = []
    for spot in spots:
        point = load_landmarks()[spot.landmark].point
        point = point.mirrored(mirror) if spot.left else point
        place = spot.place * [0.0, 1.0, 1.0] if spot.landmark in midline else spot.place
        controls.append(
            Control(spot.landmark, point.on(vertices), place, point.vertices, point.weights, 1.0)
        )
    return controls


def _refuse_poor(fit: WrapFit, here: Floats) -> None:
    if (
        not np.isfinite(here).all()
        or fit.median_mm > _MEDIAN_MM
        or fit.p95_mm > _P95_MM
        or fit.bare_mm > _BARE_MM
    ):
        raise ExplorerError(
            "The figure could not be laid onto this skin: it stays "
            f"{max(fit.median_mm, fit.p95_mm, fit.bare_mm):.0f} mm away in places.",
            "The body must stand upright in anatomical position: arms a little off the trunk, "
            "palms forward.",
        )
