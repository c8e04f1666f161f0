"""Places known on both bodies when there are no bones: found on each skin in the same way.

Top, floor, neck, crotch, ankles, shoulders and finger tips divide the body; between them sections
at the same fractions give the way of the limbs and their girth. Coarser than bones: along a limb
the places are good to a few centimetres only.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.errors import ExplorerError
from explorer.packs.wrapping.outer_skin import OuterSkin
from explorer.packs.wrapping.probes import first_exit, source_skin
from explorer.packs.wrapping.start import Control

__all__ = ["plan_controls"]

Floats = npt.NDArray[np.float64]
Plan = dict[str, Floats]

_FLIP = np.array([-1.0, 1.0, 1.0])
#: Half the thickness of a section and the gap that parts an arm from the trunk, mm.
_HALF_MM, _GAP_MM = 6.0, 9.0
_CROTCH = (0.39, 0.53)
_USUAL_CROTCH = 0.475
#: Level just above the ankles; where a leg is thinnest differs too much from body to body.
_ANKLE = 0.085


def plan_controls(skin: OuterSkin) -> list[Control]:
    """Controls from the skin alone; it must be centred on the median plane.

    Raises
    ------
    ExplorerError
        When arms or legs are not found where they belong.
    """
    ours = _plan(*source_skin())
    theirs = _plan(skin.points, skin.normals)
    return [Control(name, ours[name], theirs[name]) for name in sorted(ours.keys() & theirs.keys())]


def _plan(points: Floats, normals: Floats) -> Plan:
    low, high = points[:, 2].min(), points[:, 2].max()
    height = high - low
    head = points[points[:, 2] > low + 0.8 * height]
    plan = {"top": head[np.argmax(head[:, 2])] * [0.0, 1.0, 1.0]}
    neck = _narrowest(points, low + 0.8 * height, low + 0.92 * height)
    crotch = _crotch(points, low, height)
    base = max(crotch, low + _USUAL_CROTCH * height)
    crotch = (crotch + base) / 2  # a skin often closes the thighs far below the true crotch
    face = head[head[:, 2] > neck + 0.02 * height]
    plan["nose"] = face[np.argmin(face[:, 1])] * [0.0, 1.0, 1.0]
    for fraction in (0.05, 0.3, 0.5, 0.7, 0.9):
        plan |= _section(points, f"head {fraction}", neck + fraction * (high - neck), 0.5, "fblr")
    for fraction in (0.05, 0.15, 0.25, 0.35, 0.45, 0.6, 0.75, 0.9):
        level = base + fraction * (neck - base)
        plan |= _section(points, f"trunk {fraction}", level, 0.3, "fblr")
    for left in (False, True):
        flip = _FLIP if left else np.ones(3)
        p, n = points * flip, normals * flip
        side = _leg(p[p[:, 0] < 0], low, crotch, height)
        side |= _arm(p, n, low, height)
        name = "left " if left else "right "
        plan |= {name + key: place * flip for key, place in side.items()}
    return plan


def _narrowest(points: Floats, low: float, high: float) -> float:
    """The level between two heights at which the body is narrowest from side to side."""
    levels = np.arange(low, high, 4.0)
    widths = [np.ptp(_slab(points, z)[:, 0]) for z in levels]
    return float(levels[int(np.argmin(widths))])


def _slab(points: Floats, level: float) -> Floats:
    slab = points[np.abs(points[:, 2] - level) < _HALF_MM]
    if len(slab) < 8:
        raise ExplorerError(
            f"The skin has a gap at a height of {level:.0f} mm.", "Give the skin of a whole body."
        )
    return slab


def _crotch(points: Floats, low: float, height: float) -> float:
    """The lowest level at which the median plane cuts a body and no mere web between thighs."""
    levels = np.arange(low + _CROTCH[0] * height, low + _CROTCH[1] * height, 4.0)
    whole = []
    for level in levels:
        slab = _slab(points, level)
        strip = slab[np.abs(slab[:, 0]) < 6.0]
        trunk = slab[np.abs(slab[:, 0]) < 0.06 * height]
        whole.append(len(strip) > 1 and np.ptp(strip[:, 1]) > 0.6 * np.ptp(trunk[:, 1]))
    part = np.flatnonzero(~np.array(whole))
    return float(levels[part[-1]]) if len(part) else low + _USUAL_CROTCH * height


def _outwards(slab: Floats) -> tuple[Floats, Floats | None]:
    """A section's right half: what hangs together around the middle, and the arm if apart."""
    right = slab[slab[:, 0] < 0]
    x = np.sort(-right[:, 0])
    gaps = np.flatnonzero(np.diff(x) > _GAP_MM)
    gaps = gaps[x[gaps] > 40.0]
    if not len(gaps):
        return right, None
    core = right[-right[:, 0] <= x[gaps[0]]]
    return core, right[-right[:, 0] > x[gaps[-1]]]


def _section(points: Floats, name: str, level: float, share: float, ways: str) -> Plan:
    """Front and back in the median plane and both sides of the middle part of a section."""
    slab = _slab(points, level)
    strip = slab[np.abs(slab[:, 0]) < 8.0]
    found = {}
    if len(strip) >= 2:
        if "f" in ways:
            found[f"{name} front"] = np.array([0.0, strip[:, 1].min(), level])
        if "b" in ways:
            found[f"{name} back"] = np.array([0.0, strip[:, 1].max(), level])
    for sign, side in ((1.0, "right"), (-1.0, "left")):
        core, arm = _outwards(slab * [sign, 1.0, 1.0])
        if not len(core) or (arm is None and share < 0.5):
            continue
        edge = core[np.argmin(core[:, 0])]
        found[f"{name} {side}"] = np.array([edge[0] * sign, edge[1], level])
    return found


def _ring(section: Floats, name: str, level: float) -> Plan:
    low, high = section.min(axis=0), section.max(axis=0)
    x, y = (low[:2] + high[:2]) / 2
    return {
        f"{name} front": np.array([x, low[1], level]),
        f"{name} back": np.array([x, high[1], level]),
        f"{name} outer": np.array([low[0], y, level]),
        f"{name} inner": np.array([high[0], y, level]),
    }


def _leg(right: Floats, low: float, crotch: float, height: float) -> Plan:
    """Rings around the right leg, and the foot's ends."""
    ankle = low + _ANKLE * height
    plan: Plan = {}
    for fraction in (0.0, 0.12, 0.25, 0.37, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98):
        level = ankle + fraction * (crotch - ankle)
        plan |= _ring(_core(right, level), f"leg {fraction}", level)
    foot = right[right[:, 2] < ankle]
    heel, toe = foot[np.argmax(foot[:, 1])], foot[np.argmin(foot[:, 1])]
    plan["heel"], plan["toe"] = heel, toe
    for fraction in (0.1, 0.3, 0.5, 0.65, 0.75, 0.85, 0.93):
        y = heel[1] + fraction * (toe[1] - heel[1])
        cut = foot[np.abs(foot[:, 1] - y) < _HALF_MM]
        inner, outer = cut[np.argmax(cut[:, 0])], cut[np.argmin(cut[:, 0])]
        plan[f"foot {fraction} inner"] = np.array([inner[0], y, inner[2]])
        plan[f"foot {fraction} outer"] = np.array([outer[0], y, outer[2]])
        x = (inner[0] + outer[0]) / 2
        strip = cut[np.abs(cut[:, 0] - x) < 12.0]
        plan[f"foot {fraction} sole"] = np.array([x, y, strip[:, 2].min()])
        if fraction > 0.45:
            plan[f"foot {fraction} top"] = np.array([x, y, strip[:, 2].max()])
    return plan


def _core(right: Floats, level: float) -> Floats:
    return _outwards(_slab(right, level))[0]


def _arm(points: Floats, normals: Floats, low: float, height: float) -> Plan:
    """Rings around the right arm between shoulder and finger tips."""
    centres, levels = [], np.arange(low + 0.25 * height, low + 0.85 * height, 8.0)
    for level in levels:
        arm = _outwards(_slab(points, float(level)))[1]
        if arm is not None and np.ptp(arm[:, 0]) < 0.12 * height:
            centres.append(np.r_[(arm.min(axis=0) + arm.max(axis=0))[:2] / 2, level])
    if len(centres) < 20 or np.ptp([c[2] for c in centres]) < 0.18 * height:
        raise ExplorerError(
            "The arms could not be told from the trunk.",
            "The arms must hang beside the body with some room between; a body with bones is "
            "found its way in more surely.",
        )
    line = np.array(centres)
    upper = line[line[:, 2] > np.percentile(line[:, 2], 55)]
    slope = np.polyfit(upper[:, 2], upper[:, :2], 1)
    way = np.array([slope[0][0], 0.0, 1.0])
    way /= np.linalg.norm(way)
    start = upper[-1]
    top = first_exit(start, way, points, normals, 0.35 * height)
    if top is None:
        raise ExplorerError("The shoulders of the skin are open.", "Give the skin of a whole body.")
    hand = points[(points[:, 2] < line[:, 2].min() + 60) & (points[:, 0] < line[0, 0] + 60)]
    hand = hand[hand[:, 2] > line[:, 2].min() - 12]
    tip = hand[np.argmin(hand[:, 2])]
    plan = {"shoulder": top, "finger tip": tip}
    wrist = _wrist(points, tip, height)
    for name, lower, upper, fractions in (
        ("hand", tip[2], wrist, (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)),
        ("arm", wrist, top[2], (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)),
    ):
        for fraction in fractions:
            level = lower + fraction * (upper - lower)
            arm = _outwards(_slab(points, level))[1]
            if arm is not None and np.ptp(arm[:, 0]) < 0.14 * height:
                plan |= _ring(arm, f"{name} {fraction}", level)
    return plan | _finger_tips(points, plan["finger tip"], top, height)


def _wrist(points: Floats, tip: Floats, height: float) -> float:
    """The level at which the forearm is narrowest."""
    widths = {}
    for level in np.arange(tip[2] + 0.09 * height, tip[2] + 0.16 * height, 4.0):
        arm = _outwards(_slab(points, float(level)))[1]
        if arm is not None:
            widths[float(level)] = float(np.ptp(arm[:, 0]) + np.ptp(arm[:, 1]))
    usual = float(tip[2] + 0.115 * height)
    return min(widths, key=lambda level: widths[level]) if widths else usual


def _finger_tips(points: Floats, tip: Floats, top: Floats, height: float) -> Plan:
    """The tip of the thumb, and those of the four fingers where the hand shows four."""
    near = np.linalg.norm(points - tip, axis=1) < 0.13 * height
    hand = points[near & (points[:, 2] < tip[2] + 0.09 * height) & (points[:, 2] >= tip[2])]
    column = np.round((hand[:, 0] - tip[0]) / 3.0).astype(int)
    apart = np.diff(np.unique(column[column >= 0]), prepend=0) > 3
    if apart.any():  # beyond a gap lies the thigh
        hand = hand[column < np.unique(column[column >= 0])[apart][0]]
        column = np.round((hand[:, 0] - tip[0]) / 3.0).astype(int)
    column -= column.min()
    lowest = np.full(column.max() + 1, np.inf)
    np.minimum.at(lowest, column, hand[:, 2])
    tips: list[Floats] = []
    for k in range(len(lowest)):
        around = lowest[max(k - 3, 0) : k + 4]
        if lowest[k] == around.min() and lowest[k] < tip[2] + 0.055 * (top[2] - tip[2]):
            mine = hand[column == k]
            tips.append(mine[np.argmin(mine[:, 2])])
    outer = hand[hand[:, 2] > tip[2] + 0.035 * height]
    plan: Plan = {}
    if len(tips) == 4:
        plan |= {f"tip {k}": place for k, place in enumerate(sorted(tips, key=lambda t: t[0]))}
    if len(outer):
        plan["thumb"] = outer[np.argmin(outer[:, 0])]
    return plan
