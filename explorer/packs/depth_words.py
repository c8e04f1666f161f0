"""How deep a point lies on a body with real muscles, and through what, in words."""

from __future__ import annotations

from explorer.anatomy.atlas import Atlas
from explorer.body.structures import Structures
from explorer.packs.checking import PointCheck

__all__ = ["crossed_names", "depth_sentence"]


def crossed_names(check: PointCheck, atlas: Atlas, structures: Structures) -> tuple[str, ...]:
    """Names of what the pressing line goes through before the point's own muscle, in order."""
    known = {item.id: item.name for item in structures.items}
    way = [id for id in check.crossed if id != check.muscle]
    return tuple(atlas.muscles[id].name if id in atlas.muscles else known.get(id, id) for id in way)


def depth_sentence(check: PointCheck, atlas: Atlas, structures: Structures) -> str:
    """One sentence for the card: how deep the muscle lies on this body, and under what."""
    over = crossed_names(check, atlas, structures)
    through = f", through {_listed(over)}" if over else ""
    if check.depth_mm is None:
        return (
            f"On this body the pressing line passes {_mm(check.distance_mm)} from the muscle"
            f"{through}."
        )
    if check.depth_mm < 1:
        return "On this body the muscle lies directly under the skin."
    return f"On this body the muscle begins {_mm(check.depth_mm)} under the skin{through}."


def _mm(amount: float) -> str:
    return f"{max(round(amount), 1)} mm"


def _listed(names: tuple[str, ...]) -> str:
    """Names in the middle of a sentence: ``gluteus maximus, piriformis and obturator internus``."""
    plain = [name[:1].lower() + name[1:] for name in names]
    return plain[0] if len(plain) == 1 else f"{', '.join(plain[:-1])} and {plain[-1]}"
