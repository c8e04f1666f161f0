"""Plain text of the knowledge base as HTML of a page: escaped, with links only to what is there."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from html import escape

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import (
    Caution,
    Complaint,
    Evidence,
    GuidePage,
    Muscle,
    Region,
    Technique,
    TriggerPoint,
)
from explorer.anatomy.wording import GRADE_WORDS
from explorer.knowledge.references import LINK

__all__ = ["Words", "heading", "notice", "table"]


def heading(words: str) -> str:
    """The heading of a section of a card."""
    return f"<h4>{escape(words)}</h4>"


def notice(content: str, tone: str) -> str:
    """A framed remark (HTML); ``tone`` is good, warning or danger."""
    return f'<div class="notice {tone}">{content}</div>' if content else ""


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Names and what is said of each (HTML); rows without words are left out."""
    cells = "".join(f"<dt>{escape(k)}</dt><dd>{v}</dd>" for k, v in rows if v)
    return f"<dl>{cells}</dl>" if cells else ""


@dataclass(frozen=True, slots=True)
class Words:
    """Turns texts into HTML.

    Attributes
    ----------
    points
        Ids of the points that are on the page, which links lead to.
    """

    atlas: Atlas
    points: Container[str]

    def text(self, words: str) -> str:
        """One line of plain text, with ``[[id|words]]`` as links where they lead anywhere."""
        parts: list[str] = []
        end = 0
        for match in LINK.finditer(words):
            parts.append(escape(words[end : match.start()]))
            parts.append(self.link(match.group(1), match.group(2) or ""))
            end = match.end()
        parts.append(escape(words[end:]))
        return "".join(parts)

    def paragraphs(self, words: str) -> str:
        """Paragraphs, which empty lines separate; lines that begin with ``- `` make a list."""
        blocks = []
        for block in words.split("\n\n"):
            lines = [line.strip() for line in block.strip().splitlines()]
            if lines and all(line.startswith("- ") for line in lines):
                items = "".join(f"<li>{self.text(line[2:])}</li>" for line in lines)
                blocks.append(f"<ul>{items}</ul>")
            elif lines:
                blocks.append(f"<p>{'<br>'.join(self.text(line) for line in lines)}</p>")
        return "".join(blocks)

    def link(self, id: str, words: str = "") -> str:
        """A link to a point of the page; plain words for everything else."""
        shown = escape(words or self.name(id))
        if id not in self.points:
            return shown
        return f'<button type="button" class="link" data-point="{escape(id)}">{shown}</button>'

    def name(self, id: str) -> str:
        """How a record is called."""
        record = self.atlas.find(id)
        if isinstance(record, TriggerPoint):
            return self.atlas.point_name(id)
        if isinstance(record, (Caution, GuidePage)):
            return record.title
        if isinstance(record, (Muscle, Region, Complaint, Technique)):
            return record.name[:1].upper() + record.name[1:]
        return id

    def cautions(self, ids: Iterable[str], *, full: bool = False) -> str:
        """Cautions as notices, red flags first."""
        records = [self.atlas.cautions[i] for i in dict.fromkeys(ids) if i in self.atlas.cautions]
        flags = [c for c in records if c.kind == "red_flag"]
        others = [c for c in records if c.kind != "red_flag"]
        lead = "<p><b>See a doctor instead, if:</b></p>" if flags and not full else ""
        return notice(lead + self._rows(flags, full), "danger") + notice(
            self._rows(others, full), "warning"
        )

    def _rows(self, records: Iterable[Caution], full: bool) -> str:
        rows = []
        for c in records:
            words = (
                f"{c.text} {c.advice}" if full else (c.text if c.kind == "red_flag" else c.advice)
            )
            rows.append(f"<p><b>{escape(c.title)}.</b> {self.text(words)}</p>")
        return "".join(rows)

    def evidence(self, evidence: Evidence) -> str:
        """Grade and confidence in words, and what is doubtful."""
        words = (
            f"Evidence {evidence.grade}: {GRADE_WORDS[evidence.grade]}; "
            f"repeated here with {evidence.confidence} confidence."
        )
        return f'<p class="small">{escape(words)}</p>'

    def sources(self, ids: Iterable[str], note: str = "") -> str:
        """Citations, folded away; what is still to be checked in print is said so."""
        items = []
        for id in dict.fromkeys(ids):
            record = self.atlas.references.get(id)
            if record is not None:
                doi = f" doi:{record.doi}" if record.doi else ""
                unseen = "" if record.seen else " (recalled, still to be checked in print)"
                items.append(f"<li>{escape(record.citation + doi + unseen)}</li>")
        if not items and not note:
            return ""
        extra = f"<p>{escape(note)}</p>" if note else ""
        listed = f"<ul>{''.join(items)}</ul>" if items else ""
        return f'<details class="small"><summary>Sources</summary>{extra}{listed}</details>'
