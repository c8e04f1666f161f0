"""Words that every output says alike: who may press, and how well something is supported."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["GRADE_WORDS", "PRESS_WORDS"]

#: What the ``press_class`` of a muscle means to the person who would press.
PRESS_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "open": "Self-care is fine.",
        "care": "Press with care: fingers only, lightly, best after instruction.",
        "licensed": "For licensed clinicians only: never press it yourself.",
    }
)
#: What an evidence grade stands for.
GRADE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "A": "several trials",
        "B": "one or a few small studies",
        "C": "practice tradition, described in the standard manuals",
    }
)
