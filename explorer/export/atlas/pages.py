"""The index page of an atlas: every plate by area of the body and muscle, with its words.

Plain HTML with links into its own folder; it opens from a disk with no network.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from explorer.anatomy.atlas import AREA_NAMES, Atlas
from explorer.anatomy.model import Muscle, TriggerPoint
from explorer.export.atlas.index_style import FILTER, STYLE
from explorer.export.atlas.plan import Plan, Plate, plate_words
from explorer.export.credits import CREDITS, pack_credit
from explorer.export.plain_words import evidence_words, pattern_words, plain
from explorer.files import write_bytes

__all__ = ["Area", "Entry", "atlas_credits", "by_area", "citations", "write_index"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One point with all its plates."""

    point: TriggerPoint
    muscle: Muscle
    name: str
    plates: tuple[Plate, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the body with its points."""

    id: str
    name: str
    entries: tuple[Entry, ...]


def by_area(atlas: Atlas, plan: Plan) -> tuple[Area, ...]:
    """The plates of a plan in the order of the pages."""
    plates: dict[str, list[Plate]] = {}
    for plate in plan.plates:
        plates.setdefault(plate.id, []).append(plate)
    entries = []
    for id, own in plates.items():
        point = atlas.points[id]
        entries.append(Entry(point, atlas.muscle_of(point), atlas.point_name(id), tuple(own)))
    areas = itertools.groupby(entries, lambda entry: entry.muscle.area)
    return tuple(Area(id, AREA_NAMES.get(id, id), tuple(own)) for id, own in areas)


def atlas_credits(plan: Plan) -> str:
    """Whose work is in the plates."""
    packs = dict.fromkeys(pack_credit(plate.figure) for plate in plan.plates)
    return " ".join(filter(None, (CREDITS, *packs)))


def citations(atlas: Atlas, plan: Plan) -> list[str]:
    """What the points and their muscles are described in, in alphabetical order."""
    ids: set[str] = set()
    for plate in plan.plates:
        point = atlas.points[plate.id]
        ids.update(point.evidence.sources, atlas.muscle_of(point).evidence.sources)
    found = []
    for id in ids:
        record = atlas.references.get(id)
        if record is not None:
            doi = f" doi:{record.doi}" if record.doi else ""
            still = "" if record.seen else " (recalled, still to be checked in print)"
            found.append(f"{record.citation}{doi}{still}")
    return sorted(found)


def write_index(atlas: Atlas, plan: Plan, path: Path, book: str) -> None:
    """Write the index page beside the folder of plates.

    Raises
    ------
    ExplorerError
        When the file cannot be written.
    """
    areas = by_area(atlas, plan)
    theme = "dark" if any(plate.dark for plate in plan.plates) else "light"
    count = sum(len(area.entries) for area in areas)
    noun = "trigger point" if count == 1 else "trigger points"
    parts = [
        "<!doctype html>",
        f'<html lang="en" data-theme="{theme}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Atlas of {count} {noun}</title><style>{STYLE}</style></head><body>",
        f"<header><h1>Atlas of {count} {noun}</h1>",
        f"<p>{escape(plan.title)}, version {escape(plan.knowledge_version)}. "
        f'<a href="{quote(book)}">The same as a book (PDF)</a></p>',
        f'<p class="notice">{escape(plain(atlas, atlas.knowledge.disclaimer))}</p>',
        '<p><input id="filter" type="search" placeholder="Muscle, place or pain" '
        'aria-label="Show only points with these words"> <span id="found"></span></p></header>',
        _contents(areas),
        "<main>",
        *(_area(atlas, area) for area in areas),
        "</main>",
        _foot(atlas, plan),
        f"<script>{FILTER}</script></body></html>\n",
    ]
    write_bytes(path, "\n".join(parts).encode("utf-8"))


def _contents(areas: Sequence[Area]) -> str:
    rows = []
    for area in areas:
        muscles = dict.fromkeys((entry.muscle.id, entry.muscle.name) for entry in area.entries)
        links = ", ".join(
            f'<a href="#{quote(f"muscle-{id}")}">{escape(name)}</a>' for id, name in muscles
        )
        head = f'<a href="#{quote(f"area-{area.id}")}">{escape(area.name)}</a>'
        rows.append(f"<li><b>{head}</b><br>{links}</li>")
    return f"<nav><ul>{''.join(rows)}</ul></nav>"


def _area(atlas: Atlas, area: Area) -> str:
    parts = [f'<section><h2 id="{escape(f"area-{area.id}")}">{escape(area.name)}</h2>']
    for muscle, entries in itertools.groupby(area.entries, lambda entry: entry.muscle):
        parts.append(f'<div class="muscle"><h3 id="{escape(f"muscle-{muscle.id}")}">')
        latin = f" <i>{escape(muscle.latin)}</i>" if muscle.latin else ""
        parts.append(f"{escape(muscle.name)}{latin}</h3>")
        parts += [_entry(atlas, entry) for entry in entries]
        parts.append("</div>")
    parts.append("</section>")
    return "".join(parts)


def _entry(atlas: Atlas, entry: Entry) -> str:
    pictures = "".join(_picture(entry, plate) for plate in entry.plates)
    pattern = "".join(
        f"<p><b>{how} described:</b> {escape(words)}</p>"
        for how, words in pattern_words(atlas, entry.point)
    )
    location = escape(plain(atlas, entry.point.location))
    return (
        f'<article id="{escape(f"point-{entry.point.id}")}"><div class="plates">{pictures}</div>'
        f'<div class="words"><h4>{escape(entry.name)}</h4><p>{location}</p>'
        f'{pattern}<p class="small">{escape(evidence_words(entry.point.evidence))}</p>'
        "</div></article>"
    )


def _picture(entry: Entry, plate: Plate) -> str:
    words = plate_words(plate)
    return (
        f'<figure><a href="{quote(plate.file)}"><img loading="lazy" src="{quote(plate.file)}" '
        f'width="{plate.width}" height="{plate.height}" '
        f'alt="{escape(entry.name)}, {escape(words)}"></a>'
        f"<figcaption>{escape(words.capitalize())}</figcaption></figure>"
    )


def _foot(atlas: Atlas, plan: Plan) -> str:
    rows = "".join(f"<li>{escape(words)}</li>" for words in citations(atlas, plan))
    sources = f"<h2>Sources</h2><ul>{rows}</ul>" if rows else ""
    return f'<footer>{sources}<p class="small">{escape(atlas_credits(plan))}</p></footer>'
