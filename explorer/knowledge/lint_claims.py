"""Claims that may not be made, found where they are certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.anatomy.model import KnowledgeBase
from explorer.knowledge.faults import Fault
from explorer.knowledge.lint_prose import every_text

__all__ = ["CLAIMS", "claims"]


def _claim(needed: str, pattern: str, why: str) -> tuple[tuple[str, ...], re.Pattern[str], str]:
    return tuple(needed.split("|")), re.compile(pattern, re.IGNORECASE), why


#: What may not be said: evidence speaks against it, or nobody can promise it. Each claim has the
#: words of which it needs one (most texts have none, which is told quickest), its pattern, and why.
CLAIMS = (
    _claim(
        "toxin|detox",
        r"(?<!botulinum )(?<!botulinum-)\btoxins?\b|\bdetox\w*",
        "toxins are not what hurts or what pressing removes",
    ),
    _claim(
        "lactic acid|lactate|waste products",
        r"\b(?:flush|wash|clear|remov|releas|squeez|press|drain|dissolv|dispers)\w*\b"
        r"[^.!?]{0,40}\b(?:lactic acid|lactate|waste products)\b"
        r"|\b(?:lactic acid|lactate) (?:is|gets|will be) "
        r"(?:flushed|washed|cleared|removed|released|squeezed|pressed|drained)",
        "pressing does not remove lactic acid or waste",
    ),
    _claim(
        "adhesion",
        r"\b(?:break|breaks|breaking|broke|broken|dissolv\w*|melt\w*)\b[^.!?]{0,30}\badhesions?\b",
        "nothing shows that hands break up adhesions",
    ),
    _claim(
        "knot",
        r"\b(?:releas|dissolv|melt|loosen|smash|crush|iron|break|breaks|breaking|undo|untie)\w*\b"
        r"[^.!?]{0,25}\bknots?\b|\bknots? (?:is|are|will be|gets?) "
        r"(?:released|dissolved|melted|loosened|broken|ironed|undone)",
        "there is no knot that hands release",
    ),
    _claim(
        "guarante",
        r"\bguarante(?:e|es|ed)\b",
        "nothing can be guaranteed",
    ),
    _claim(
        "cure|heal",
        r"\b(?:cures|cured|will cure|can cure|will heal|heals (?:the|your|all)\b)",
        "a cure cannot be promised",
    ),
    _claim(
        "works|never fails|relief|100|free|gone|eliminate|permanently",
        r"\b(?:always works|works (?:for everyone|every time)|never fails"
        r"|(?:instant|complete|permanent|lasting) relief|100 ?%"
        r"|(?:pain[ -]free|gone) (?:at once|for good|for ever|forever)"
        r"|eliminates?|permanently (?:removes?|relieves?|ends?))",
        "nobody can promise how well it works",
    ),
    _claim(
        "exact|precise|true|always",
        r"\b(?:the|its|their) (?:exact|precise|true) (?:location|place|spot|position|point)\b"
        r"|\b(?:is|are|lies?|sits?|located|found) (?:exactly|precisely|always) "
        r"(?:at|in|on|here|there|where|between|under|below|above)\b"
        r"|\bthe trigger point (?:always|exactly|precisely)\b",
        "trigger points have no fixed places; they are commonly described there",
    ),
    _claim(
        "proof|proves|certainly|definitely|surely|undoubtedly",
        r"\b(?:this|it|which) (?:proves|is proof)\b|\byou (?:certainly|definitely|surely) have\b"
        r"|\b(?:is|are) (?:certainly|definitely|undoubtedly) (?:due to|caused by|from)\b",
        "this atlas does not diagnose",
    ),
    _claim(
        "proven|has proved",
        r"\b(?:scientifically|clinically) proven\b|\bscience has proved\b",
        "say which study, and how small it was",
    ),
)
#: In a sentence with one of these the claim may be denied or reported: then it is not certain.
DOUBT = re.compile(
    r"\b(?:no|not|never|nothing|nobody|none|neither|nor|cannot|without|myths?|outdated|wrong"
    r"|wrongly|once|old|older|claim\w*|said to|refuted|unproven|idea|ideas|beliefs?|believed"
    r"|theory|instead of|rather than|avoid|evidence|heard)\b|n[’']t\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_PARAGRAPH_END = re.compile(r"\n\s*\n")
#: Collections that make statements of their own; references only quote titles.
_STATEMENTS = ("regions", "muscles", "trigger_points", "techniques", "complaints", "cautions")


def claims(knowledge: KnowledgeBase) -> Iterator[Fault]:
    """Sentences that claim what may not be claimed."""
    for name in ("title", "disclaimer"):
        yield from _claims_in(f"$.{name}", getattr(knowledge, name), _SENTENCE_END)
    for collection in _STATEMENTS:
        for path, _, text in every_text(f"$.{collection}", getattr(knowledge, collection)):
            yield from _claims_in(path, text, _SENTENCE_END)
    # The guide may tell an old idea in one sentence and correct it in the next.
    for path, _, text in every_text("$.guide", knowledge.guide):
        yield from _claims_in(path, text, _PARAGRAPH_END)


def _claims_in(path: str, text: str, parts: re.Pattern[str]) -> Iterator[Fault]:
    if " " not in text:  # an id or a single word claims nothing
        return
    lower = text.lower()
    for needed, claim, why in CLAIMS:
        if not any(word in lower for word in needed):
            continue
        for part in parts.split(text):
            match = claim.search(part)
            if match and not DOUBT.search(part):
                yield Fault(path, f"it says {match.group(0)!r}, but {why}")
                break
