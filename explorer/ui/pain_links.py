"""Links that say something about a pain: ``pain:answer/flag_chest.1/yes`` and the like."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal, cast, get_args

__all__ = ["PainLink", "PainVerb", "pain_anchor", "parse_pain"]

#: ``answer`` a question (a key, and yes, no or back); ``none`` answers all that are open with no;
#: ``review`` shows the questions again, or leaves them; ``tried`` notes what pressing a point
#: brought (point/side, and yes, no or back); ``compare`` one point more or less; ``apart`` stops
#: comparing; ``fold`` opens or folds a muscle; ``more`` shows all sources; ``words`` says a
#: complaint in words.
PainVerb = Literal["answer", "none", "review", "tried", "compare", "apart", "fold", "more", "words"]
_VERBS = get_args(PainVerb)


@dataclass(frozen=True, slots=True)
class PainLink:
    """What a link asks for, about what, and with which value."""

    verb: PainVerb
    id: str = ""
    side: str = ""
    value: str = ""

    @property
    def url(self) -> str:
        """The link as it stands in a page."""
        return f"pain:{self.verb}/{self.id}/{self.side}/{self.value}"


def parse_pain(url: str) -> PainLink | None:
    """What such a link asks for, or None when it is another kind of link."""
    scheme, _, rest = url.partition(":")
    parts = rest.split("/")
    if scheme != "pain" or len(parts) != 4 or parts[0] not in _VERBS:
        return None
    return PainLink(cast(PainVerb, parts[0]), *parts[1:])


def pain_anchor(link: PainLink, words: str) -> str:
    """HTML of a link; ``words`` are plain text."""
    return f'<a href="{escape(link.url, quote=True)}">{escape(words)}</a>'
