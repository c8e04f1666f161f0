"""Why a point may be behind a pain, and what speaks against it, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.hints import NERVE_QUALITIES
from explorer.anatomy.model import Side, TriggerPoint
from explorer.anatomy.question import Question

__all__ = ["against_words", "places", "reason_words"]

#: So many places are named before "and more".
NAMED = 3
#: A complaint that fits less well is no reason worth telling.
WORTH_TELLING = 0.3
#: A point that explains less than this leaves most unexplained.
HALF = 0.5


#: A place whose name begins so needs no "in the".
_PREPOSITIONS = ("above", "around", "behind", "below", "between", "deep", "under")


def places(names: Sequence[str], word: str) -> str:
    """Places as one says them, after a word such as "in": "in the temple and behind the ear"."""
    short = [name.split(":")[0].split(",")[0] for name in names]
    plain = [name for name in short if name.split()[0] not in _PREPOSITIONS]
    others = [name for name in short if name not in plain]
    said = [f"the {name}" for name in plain] + others
    if plain:
        said[0] = f"{word} {said[0]}"
    if len(said) > NAMED + 1:
        return f"{', '.join(said[:NAMED])} and {len(said) - NAMED} more places"
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def reason_words(
    atlas: Atlas,
    question: Question,
    point: TriggerPoint,
    side: Side,
    shares: tuple[float, float],
    painted: tuple[float, float],
    fitting: Mapping[str, float],
) -> tuple[str, ...]:
    """What speaks for a point, the strongest first.

    Parameters
    ----------
    shares, painted
        Shares of the whole pain, and of what was painted, in the point's essential zone and in its
        spillover zone.
    fitting
        Complaints that fit, best first.
    """
    reasons = []
    if question.tried.get((point.id, side)):
        reasons.append("pressing it brought the pain that you know")
    if question.painted is not None and sum(painted) >= 0.005:
        reasons.append(_painted_words(*painted))
    if question.regions:
        hurts = {r.region for r in question.regions}
        essential, spillover = _zones(point)
        hit = [r for r in essential if r in hurts]
        wider = [r for r in spillover if r in hurts]
        if hit:
            reasons.append(f"commonly described {_said(atlas, hit, 'in')}")
        if wider:
            reasons.append(f"sometimes spreads {_said(atlas, wider, 'to')}")
        if not (hit or wider) and question.painted is None and sum(shares) > 0:
            reasons.append("its zone lies just beside what you named")
    for id, match in fitting.items():
        complaint = atlas.complaints[id]
        if match >= WORTH_TELLING and point.id in complaint.points:
            name = complaint.name[:1].lower() + complaint.name[1:]
            reasons.append(f"among the points commonly held to be behind {name}")
            break
    muscle = atlas.muscles[point.muscle]
    if muscle.entraps and NERVE_QUALITIES.intersection(question.qualities):
        reasons.append(f"a tight muscle here may press on {muscle.entraps}")
    if muscle.commonness == "very_common":
        reasons.append("one of the muscles that most often hold such points")
    return tuple(reasons)


def against_words(
    atlas: Atlas,
    question: Question,
    point: TriggerPoint,
    side: Side,
    shares: tuple[float, float],
) -> tuple[str, ...]:
    """What speaks against a point: where pain would be expected, too, and what was tried."""
    against = []
    if question.tried.get((point.id, side)) is False:
        against.append("pressing it did not bring your pain")
    if not question.regions and question.painted is None:
        return tuple(against)
    hurts = question.places
    # A deep place and the skin over it are the same to the finger that points.
    missing = [
        r for r in _zones(point)[0] if r not in hurts and atlas.regions[r].points_at not in hurts
    ]
    if missing:
        against.append(f"would also be expected {_said(atlas, missing, 'in')}")
    if 0 < sum(shares) < HALF:
        against.append("leaves most of what hurts unexplained")
    return tuple(against)


def _painted_words(essential: float, spillover: float) -> str:
    share = essential + spillover
    words = f"covers {max(1, round(100 * share))} % of what you painted"
    if essential > 0.95 * share:
        return f"{words}, all of it essential"
    if essential < 0.05 * share:
        return f"{words}, all of it in its wider zone"
    return f"{words}, {round(100 * essential)} % in its essential zone"


def _zones(point: TriggerPoint) -> tuple[list[str], list[str]]:
    essential = [r for z in point.zones if z.level == "essential" for r in z.regions]
    spillover = [
        r for z in point.zones if z.level == "spillover" for r in z.regions if r not in essential
    ]
    return list(dict.fromkeys(essential)), list(dict.fromkeys(spillover))


def _said(atlas: Atlas, regions: Sequence[str], word: str) -> str:
    return places([atlas.regions[r].name for r in regions], word)
