"""The parts of a handout as HTML that Qt lays out, each of which stays on one page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.client import conditions_of
from explorer.anatomy.pain import QUALITY_WORDS, Pain
from explorer.anatomy.red_flags import urgency_words
from explorer.export.handout.words import (
    SourceWords,
    afterwards,
    doctor_words,
    general_signs,
    raised,
)
from explorer.export.plain_words import plain
from explorer.session.pain_file import PainRecord
from explorer.session.view_state import PointRef

__all__ = ["PICTURE_SHAPE", "Level", "Said", "handout_parts", "pictures_cell", "pixels", "sheet"]

#: Width over height of every picture of the body.
PICTURE_SHAPE = 4 / 5
#: A title that is still larger takes a second line (points).
_LARGEST = 25.0

_MAY = (
    "Tender places in muscles are commonly described to be felt elsewhere, as in the pictures: "
    "solid red is the usual place, dots are where it may spread. Strain, long sitting, cold or "
    "worry often come before it."
)
_MAY_NOT = (
    "The same pain can come from a joint, a nerve, a tooth or an organ. This sheet does not tell "
    "what it is in you, and a place that is sore when pressed is no proof. If nothing has changed "
    "after two to three weeks, have it examined."
)
_STOP = (
    "Press only as strongly as you can breathe easily. Stop at once if the pain turns sharp, "
    "electric or numb, if you feel a pulse under the finger, or if you feel faint."
)


@dataclass(frozen=True, slots=True)
class Level:
    """How much room a handout gives itself: size of text (points), pictures (mm), and detail.

    Detail 2 says everything; 1 and 0 leave out what helps least; at -1 the pictures alone say where
    it is felt, and advice is cut to its first sentence.
    ``stacked`` puts the two pictures of a source below each other, for narrow columns of text.
    """

    points: float
    picture: float
    detail: int
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a handout is about, but for the level.

    ``drawing`` and ``pictures`` are the names of images: of the pain, and of each source where it
    is felt and, where that does not show it, where it is found.
    """

    record: PainRecord
    refs: tuple[PointRef, ...]
    sources: tuple[SourceWords, ...]
    drawing: tuple[str, ...]
    pictures: tuple[tuple[str, ...], ...]
    done: str
    violet: str


def sheet(points: float) -> str:
    """The style sheet for a size of text."""
    return f"""
    p {{ margin: 0 0 {points * 0.3:.1f}pt 0; line-height: 122%; }}
    p.title {{ font-size: {min(points * 1.9, _LARGEST):.1f}pt; font-weight: 600; margin: 0; }}
    p.h2 {{ font-size: {points * 1.25:.1f}pt; font-weight: 600; color: #1b4f6b;
      margin: 0 0 {points * 0.25:.1f}pt 0; }}
    p.h3 {{ font-size: {points * 1.12:.1f}pt; font-weight: 600; margin: 0; }}
    span.soft, p.small {{ color: #4f5962; }}
    p.small {{ font-size: {max(6.5, points * 0.68):.1f}pt; }}
    p.picture {{ line-height: 100%; margin: 0; }}
    p.cap {{ font-size: {points * 0.8:.1f}pt; color: #4f5962; margin: 0; }}
    ul {{ margin: 0 0 {points * 0.3:.1f}pt 0; -qt-list-indent: 1; }}
    li {{ margin: 0 0 {points * 0.15:.1f}pt 0; line-height: 118%; }}
    """


def handout_parts(atlas: Atlas, said: Said, level: Level) -> list[str]:
    """All parts in their order; none is empty."""
    disclaimer = escape(plain(atlas, atlas.knowledge.disclaimer))
    parts = [
        _alarm(atlas, said.record),
        _own_pain(atlas, said, level),
        f"{_h2('What was done')}{_lines(said.done)}" if said.done.strip() else "",
        *_sources(said, level),
        _conditions(atlas, said.record, level),
        f"{_h2('What it may be')}<p>{_MAY}</p>",
        f"{_h2('What it may not be')}<p>{_MAY_NOT} {disclaimer}</p>",
        _after(atlas, level),
        *_doctor(atlas, said.refs, level),
    ]
    return [part for part in parts if part]


def _h2(words: str) -> str:
    return f'<p class="h2">{escape(words)}</p>'


def _lines(words: str) -> str:
    lines = [line.strip() for line in words.strip().splitlines()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def _box(content: str, edge: str, ground: str) -> str:
    return (
        '<table width="100%" cellspacing="0" cellpadding="0"><tr>'
        f'<td width="4" style="background-color: {edge};"></td>'
        f'<td style="background-color: {ground}; padding: 5px 9px 5px 9px;">{content}</td>'
        "</tr></table>"
    )


def _alarm(atlas: Atlas, record: PainRecord) -> str:
    """What comes before everything: a danger sign that was answered with a yes."""
    flags = raised(atlas, record)
    if not flags:
        return ""
    rows = "".join(
        f"<p><b>{escape(c.title)}.</b> {escape(plain(atlas, c.advice))}</p>" for c in flags
    )
    soon = escape(urgency_words(flags[0].urgency))
    head = f'<p class="h2" style="color: #8c1d18;">First of all. {soon}</p>'
    return _box(
        f"{head}<p>You answered yes to a question about this:</p>{rows}", "#b3261e", "#fbe9e7"
    )


def _own_pain(atlas: Atlas, said: Said, level: Level) -> str:
    pain = said.record.pain
    words = _pain_words(atlas, pain)
    if not said.drawing and not words:
        return ""
    width = pixels(level.picture * 1.08)
    cells = "".join(
        f'<td width="{width + 8}">{_picture(name, width)}</td>' for name in said.drawing
    )
    if cells:
        shown = f'<p>What you painted is <span style="color: {said.violet};"><b>violet</b></span>'
        words = f"{shown}; the darker, the stronger.</p>{words}"
    if level.stacked and len(said.drawing) > 1:  # beside two pictures large print has no room
        rows = f'<table cellspacing="0" cellpadding="0"><tr>{cells}</tr></table>'
        return f"{_h2('Where it hurts')}{rows}{words}"
    text = f'<td valign="top">{words}</td>' if words else ""
    rows = f'<table cellspacing="0" cellpadding="0"><tr>{cells}{text}</tr></table>'
    return f"{_h2('Where it hurts')}{rows}"


def _pain_words(atlas: Atlas, pain: Pain) -> str:
    rows = []
    if pain.words.strip():
        rows.append(f"<p><b>In your words:</b> “{escape(' '.join(pain.words.split()))}”</p>")
    named = [
        atlas.regions[r.region].name + ("" if r.side == "both" else f", {r.side}")
        for r in pain.regions
        if r.region in atlas.regions
    ]
    if named:
        rows.append(f"<p><b>Places you named:</b> {escape('; '.join(named))}</p>")
    strokes = [s for s in pain.strokes if not s.erase]
    kinds = dict.fromkeys((*pain.qualities, *(s.quality for s in strokes)))
    if kinds:
        felt = ", ".join(QUALITY_WORDS[k].lower() for k in kinds)
        strongest = max((s.intensity for s in strokes), default=0)
        much = f"; at most {strongest} out of 10" if strongest else ""
        rows.append(f"<p><b>How it feels:</b> {escape(felt + much)}</p>")
    return "".join(rows)


def _sources(said: Said, level: Level) -> list[str]:
    blocks = []
    for number, (source, names) in enumerate(zip(said.sources, said.pictures, strict=True)):
        head = _h2("Where it may come from, and what you can do") if number == 0 else ""
        blocks.append(
            f'{head}<table width="100%" cellspacing="0" cellpadding="0"><tr>'
            f"{pictures_cell(names, level)}"
            f'<td valign="top">{_source(source, level)}</td></tr></table>'
        )
    if not raised_everywhere(said):
        blocks.append(f"<p>{_STOP}</p>")
    return blocks


def pictures_cell(names: Sequence[str], level: Level) -> str:
    """One picture that shows everything, or two with a word about each."""
    share = 1.0 if len(names) == 1 else (0.8 if level.stacked else 0.7)
    width = pixels(level.picture * share)
    words = ("Where it is felt", "Where it is found") if len(names) > 1 else ("",)
    cells = [
        _picture(name, width) + (f'<p class="cap">{said}</p>' if said else "")
        for name, said in zip(names, words, strict=True)
    ]
    if level.stacked:
        cells = ["".join(cells)]
    return "".join(f'<td width="{width + 10}" valign="top">{cell}</td>' for cell in cells)


def _picture(name: str, width: int) -> str:
    """A picture with both its sizes, so that its pixels decide nothing."""
    height = round(width / PICTURE_SHAPE)
    # A line of its own: what comes below would else keep clear by a share of the picture's height.
    return f'<p class="picture"><img src="{escape(name)}" width="{width}" height="{height}"></p>'


def raised_everywhere(said: Said) -> bool:
    """Whether there is nothing that the client may do at any of the places."""
    return not any(source.care.what for source in said.sources)


def _source(source: SourceWords, level: Level) -> str:
    side = f", {source.side}" if source.side else ""
    rows = [
        f'<p class="h3">{escape(source.name + side)} '
        f'<span class="soft" style="font-weight: 400;">{escape(source.label)}</span></p>',
        f"<p>{escape(source.where)}</p>",
    ]
    for how, words in source.pattern[: (0, 1, 2, 2)[level.detail + 1]]:
        rows.append(f"<p><b>{how} felt:</b> {escape(words)}</p>")
    if level.detail >= 2 and source.sensation:
        rows.append(f"<p>{escape(source.sensation)}</p>")
    if source.tried:
        rows.append(f"<p>{escape(source.tried)}</p>")
    care = source.care
    first = f"<b>{escape(care.rule)}</b> " if care.rule else ""
    if first or care.what:
        rows.append(f"<p><b>What you can do:</b> {first}{escape(care.what)}</p>")
    if care.stretch and level.detail >= 1:
        rows.append(f"<p><b>A stretch:</b> {escape(care.stretch)}</p>")
    return "".join(rows)


def _conditions(atlas: Atlas, record: PainRecord, level: Level) -> str:
    own = [c for c in conditions_of(atlas) if c.id in record.conditions]
    if not own:
        return ""
    rows = "".join(
        f"<li><b>{escape(c.asked_as)}:</b> {escape(_cut(plain(atlas, c.advice), level))}</li>"
        for c in own
    )
    return _box(f"{_h2('What matters in your case')}<ul>{rows}</ul>", "#b07a12", "#fdf3dc")


def _after(atlas: Atlas, level: Level) -> str:
    usual, wrong = afterwards(atlas)
    return (
        f"{_h2('What to expect afterwards')}<p>{escape(_cut(usual, level))}</p>"
        f"<p><b>Not normal:</b> {escape(_cut(wrong, level))}</p>"
    )


def _doctor(atlas: Atlas, refs: Sequence[PointRef], level: Level) -> list[str]:
    parts = []
    groups = doctor_words(atlas, refs, level.detail)
    for number, (urgency, signs) in enumerate(groups):
        rows = "".join(
            f"<li><b>{escape(title)}.</b> {escape(words)}</li>"
            if words
            else f"<li>{escape(title)}</li>"
            for title, words in signs
        )
        head = _h2("When to see a doctor instead") if number == 0 else ""
        parts.append(f"{head}<p><b>{escape(urgency)}:</b></p><ul>{rows}</ul>")
    general = general_signs(atlas, (title for _, signs in groups for title, _ in signs))
    if general:
        head = "" if parts else _h2("When to see a doctor instead")
        signs_of_any = "; ".join(title[:1].lower() + title[1:] for title in general)
        words = f"<p><b>With any pain, see a doctor soon about:</b> {escape(signs_of_any)}.</p>"
        parts.append(f"{head}{words}")
    return parts


def _cut(words: str, level: Level) -> str:
    """The first sentence, where there is no room for more."""
    return words if level.detail >= 0 else re.split(r"(?<=[.])\s", words)[0]


def pixels(mm: float) -> int:
    """Millimetres in the pixels of HTML, 96 to the inch; never none."""
    return max(1, round(mm / 25.4 * 96))
