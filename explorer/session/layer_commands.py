"""Commands for what lies under the skin: layers, the peel, hiding, isolating, x-ray."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from explorer.session.commands import Command
from explorer.session.view_state import LAYERS, Layer, ViewState

__all__ = [
    "PEEL_STEPS",
    "bring_back",
    "hide_structures",
    "isolate",
    "peel",
    "peel_of",
    "set_course",
    "set_layer",
    "set_related",
    "set_xray",
    "set_zones",
]

#: How far the peel goes: one step each takes the skin, the superficial and the deep muscles.
PEEL_STEPS = 3.0

_WORDS: dict[Layer, str] = {
    "skin": "Fade skin",
    "superficial": "Fade superficial muscles",
    "deep": "Fade deep muscles",
    "bones": "Fade bones",
}


def set_layer(layer: Layer, opacity: float) -> Command:
    """Fade one layer between 0 (hidden) and 1 (solid); what a slider sends is one step."""
    value = min(1.0, max(0.0, opacity))

    def apply(state: ViewState) -> ViewState:
        if layer == "skin":
            return replace(state, skin_opacity=value)
        if layer == "superficial":
            return replace(state, superficial=value)
        if layer == "deep":
            return replace(state, deep=value)
        return replace(state, bones=value)

    return Command(_WORDS[layer], apply, merge=f"layer {layer}")


def peel(amount: float) -> Command:
    """Take the body off from the skin (0) to the bones (3), layer by layer."""
    depth = min(PEEL_STEPS, max(0.0, amount))

    def opacity(step: int) -> float:
        return min(1.0, max(0.0, step + 1 - depth))

    return Command(
        "Peel",
        lambda s: replace(
            s, skin_opacity=opacity(0), superficial=opacity(1), deep=opacity(2), bones=1.0
        ),
        merge="peel",
    )


def peel_of(state: ViewState) -> float:
    """How far a state is peeled, as the slider shows it: the sum of what is taken off."""
    return sum(1.0 - state.opacity(layer) for layer in LAYERS[:3])


def hide_structures(ids: Iterable[str], text: str = "Hide") -> Command:
    """Take structures away until they are brought back."""
    gone = tuple(ids)
    return Command(
        text,
        lambda s: replace(
            s,
            hidden=tuple(dict.fromkeys((*s.hidden, *gone))),
            isolated=tuple(i for i in s.isolated if i not in gone),
        ),
    )


def bring_back(ids: Iterable[str] | None = None) -> Command:
    """Bring hidden structures back: some, or all of them and all that isolating left out."""
    if ids is None:
        return Command("Bring all back", lambda s: replace(s, hidden=(), isolated=()))
    back = frozenset(ids)
    return Command(
        "Bring back",
        lambda s: replace(s, hidden=tuple(i for i in s.hidden if i not in back)),
    )


def isolate(ids: Iterable[str]) -> Command:
    """Show these muscles alone, over the bones; an empty choice shows all again."""
    alone = tuple(dict.fromkeys(ids))
    return Command(
        "Isolate" if alone else "Show all muscles",
        lambda s: replace(s, isolated=alone, hidden=tuple(i for i in s.hidden if i not in alone)),
    )


def set_xray(on: bool) -> Command:
    """Make the skin see-through round the selected point, or solid again."""
    return Command("X-ray", lambda s: replace(s, xray=on))


def set_related(on: bool) -> Command:
    """Light synergists and antagonists of the selected muscle beside it."""
    return Command("Show related muscles", lambda s: replace(s, related=on))


def set_course(on: bool) -> Command:
    """Draw the fibres of the selected muscle on the skin, or not."""
    return Command("Show muscle course", lambda s: replace(s, course=on))


def set_zones(on: bool) -> Command:
    """Paint the referral zones, or not."""
    return Command("Show zones", lambda s: replace(s, zones=on))
