"""What the state says of each structure: whether it is shown, kept, lit, and who belongs to it."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Muscle, Side
from explorer.body.structures import Structures
from explorer.scene.structure_colours import Parts
from explorer.session.view_state import ViewState

__all__ = ["Shown", "parts_played", "selected_muscle", "what_is_shown"]

Mask = npt.NDArray[np.bool_]

#: From this opacity of its layer on a structure answers to the cursor.
_TANGIBLE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """Which of the (k,) structures are drawn with their layer, and which whatever it says."""

    layer: Mask
    kept: Mask

    def tangible(self, structures: Structures, state: ViewState) -> Mask:
        """Those solid enough to be pointed at."""
        opacity = np.array([state.opacity(item.layer) for item in structures.items], float)
        return np.asarray((self.layer & (opacity >= _TANGIBLE)) | self.kept)

    def visible(self, structures: Structures, state: ViewState) -> Mask:
        """Those that can be seen, however faintly."""
        opacity = np.array([state.opacity(item.layer) for item in structures.items], float)
        return np.asarray((self.layer & (opacity > 0.0)) | self.kept)


def selected_muscle(state: ViewState, atlas: Atlas) -> tuple[str, Side] | None:
    """The muscle that the card is about, or whose point it is about."""
    subject = state.subject
    if subject is None:
        return None
    if subject.kind == "muscle" and subject.id in atlas.muscles:
        return subject.id, subject.side
    if subject.kind == "point" and subject.id in atlas.points:
        return atlas.points[subject.id].muscle, subject.side
    return None


def parts_played(state: ViewState, atlas: Atlas, structures: Structures) -> Parts:
    """Who is lit, and if that is asked for, who helps and who works against."""
    subject = state.subject
    if subject is not None and subject.kind == "structure":
        return Parts(frozenset(i for i, s in enumerate(structures.items) if s.id == subject.id))
    chosen = selected_muscle(state, atlas)
    if chosen is None:
        return Parts()
    muscle, side = chosen
    lit = frozenset(structures.of_muscle(muscle, side))
    if not state.related:
        return Parts(lit)

    def of(muscles: tuple[str, ...]) -> frozenset[int]:
        return frozenset(i for m in muscles for i in structures.of_muscle(m, side)) - lit

    record = atlas.muscles[muscle]
    antagonists = of(_related(record, "antagonists"))
    return Parts(lit, of(_related(record, "synergists")) - antagonists, antagonists)


def _related(muscle: Muscle, field: str) -> tuple[str, ...]:
    return tuple(getattr(muscle, field, ()))


def what_is_shown(state: ViewState, structures: Structures, parts: Parts) -> Shown:
    """Hidden ones gone, isolated muscles alone, the lit ones kept even where their layer is off."""
    hidden, isolated = frozenset(state.hidden), frozenset(state.isolated)
    items = structures.items
    gone = np.array([item.id in hidden for item in items], bool)
    layer = ~gone
    alone = np.array([item.id in isolated for item in items], bool)
    if isolated:
        layer &= alone | _bones(structures)
    kept = np.zeros(len(items), bool)
    kept[sorted(parts.lit | parts.synergists | parts.antagonists)] = True
    off = np.array([state.opacity(item.layer) <= 0.0 for item in items], bool)
    kept |= alone & off
    return Shown(layer, kept & ~gone)


@functools.lru_cache(maxsize=4)
def _bones(structures: Structures) -> Mask:
    return np.array([item.kind == "bone" for item in structures.items], bool)
