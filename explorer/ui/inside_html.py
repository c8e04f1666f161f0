"""Parts of pages about what lies under the skin: depth, related muscles, a bone's own page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Muscle, Side, TriggerPoint
from explorer.ui.links import Link, anchor
from explorer.ui.markup import heading, link_list, page, record_link, title

if TYPE_CHECKING:
    from explorer.body.danger_areas import Nearness

__all__ = ["BodyNotes", "depth_words", "near_words", "related_muscles", "see_it", "structure_page"]


#: More neighbours of a point than this would bury the nearest.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class BodyNotes:
    """What the body that is shown has to say about the page's subject, in plain words.

    Attributes
    ----------
    depth
        How deep a point's muscle lies on this body and what the pressing line crosses.
    name, latin, kind, source
        Of a structure that has a page of its own.
    muscles
        Muscles of the atlas whose flesh it is.
    conditions
        Ids of cautions that hold for the client.
    region
        The region in which a point's marker lies, where that matters.
    near
        Vessels, nerves and organs that pressing the point comes near, with their caution.
    pain, tried
        Whether the client has shown a pain, and whether pressing the point brought it.
    """

    depth: str = ""
    name: str = ""
    latin: str = ""
    kind: str = ""
    source: str = ""
    muscles: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    region: str = ""
    near: tuple[Nearness, ...] = ()
    pain: bool = False
    tried: bool | None = None


def depth_words(point: TriggerPoint, notes: BodyNotes) -> str:
    """How deep a point lies: on a lean adult, and on this body where that was measured."""
    pressing = point.pressing
    way = "pressed straight in"
    if pressing.direction is not None:
        way = f"pressed towards {pressing.direction}"
    words = f"About {pressing.depth_mm:.0f} mm deep on a lean adult, {way}."
    return f"{words} {notes.depth}".strip()


def near_words(atlas: Atlas, notes: BodyNotes) -> str:
    """What lies near the finger on this body, nearest first; nothing where nothing does."""
    nearest: dict[str, Nearness] = {}
    for one in notes.near:
        nearest.setdefault(f"{one.caution} {one.name}", one)
    if not nearest:
        return ""
    lines = []
    for one in list(nearest.values())[:_NAMED]:
        far = "in the way" if one.distance_mm <= 0 else f"{one.distance_mm:.0f} mm beside the way"
        link = record_link(atlas, one.caution, words="how to stay safe")
        lines.append(
            f"{escape(one.name[:1].upper() + one.name[1:])}, {far} of the press, about "
            f"{one.depth_mm:.0f} mm deep: {link}"
        )
    shown = anchor(Link("action", "danger"), "Show danger areas")
    return heading("Near the finger on this body") + link_list(lines) + f"<p>{shown}</p>"


def see_it() -> str:
    """Links that show the muscle itself."""
    links = (
        ("isolate", "Isolate"),
        ("xray", "X-ray"),
        ("hide_covering", "Hide what covers it"),
        ("related", "Helpers and opponents"),
        ("bring_back", "Show all"),
    )
    return "<p>" + " · ".join(anchor(Link("action", id), words) for id, words in links) + "</p>"


def related_muscles(atlas: Atlas, muscle: Muscle, side: Side) -> str:
    """Which muscles do the same work, and which the opposite."""
    parts = []
    for words, ids in (
        ("Works together with", muscle.synergists),
        ("Works against", muscle.antagonists),
    ):
        if ids:
            parts.append(heading(words))
            parts.append(link_list(record_link(atlas, id, side) for id in ids))
    return "".join(parts)


def structure_page(atlas: Atlas, id: str, side: Side, notes: BodyNotes) -> str:
    """A bone, or a muscle that this atlas has no page for."""
    known = [m for m in notes.muscles if m in atlas.muscles]
    midline = not id.endswith((":left", ":right"))
    where = "in the midline" if midline else f"{side} side"
    latin = f"<i>{escape(notes.latin)}</i> · " if notes.latin else ""
    parts = [
        title(notes.name or id),
        f'<p class="sub">{latin}{where}</p>',
        f"<p>{_KIND_WORDS.get(notes.kind, '')}</p>" if not known else "",
        see_it(),
    ]
    if known:
        parts.append(heading("Holds these muscles of the atlas"))
        parts.append(link_list(record_link(atlas, m, side) for m in known))
    if notes.source:
        parts += [heading("Where this picture comes from"), f"<p>{escape(notes.source)}</p>"]
    return page("".join(parts))


_KIND_WORDS = {
    "bone": "A bone. It is shown so that muscles and points can be found by it.",
    "muscle": "A muscle that this atlas describes no trigger points for.",
}
