"""What fills a page: the data its script reads, notes and cards."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from explorer.anatomy.atlas import Atlas
from explorer.export.page.body import figure_part, stipple_part, topology_part
from explorer.export.page.cards import point_card, subject_card
from explorer.export.page.look import look
from explorer.export.page.text import Words
from explorer.export.page.views import Needs, PageView, view_record
from explorer.packs.progress import Steps
from explorer.scene.bodies import Bodies
from explorer.scene.interior import Interior
from explorer.scene.skin_paint import ZONE_STRENGTHS

__all__ = ["page_cards", "page_data", "page_notes"]


def page_data(
    atlas: Atlas, views: Sequence[PageView], needs: Needs, cache: Path | None, steps: Steps
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """All that the page's script reads, and what had to be left out, one sentence each.

    Raises
    ------
    ExplorerError
        When a figure is unknown or damaged.
    Cancelled
        When the user has asked to stop.
    """
    bodies = Bodies(atlas, Interior(atlas, cache=cache), cache)
    placed = {figure: bodies.placed(figure) for figure in needs.figures}
    notes = tuple(
        f"{figure} has no skin of its own; the page shows another body."
        for figure in needs.figures
        if not bodies.has_skin(figure)
    )
    figures = {}
    for number, (id, body) in enumerate(placed.items()):
        part = steps.part(0.1 + 0.8 * number / len(placed), 0.1 + 0.8 * (number + 1) / len(placed))
        for done, (point, _) in enumerate(needs.marks):
            part.at(0.8 * done / len(needs.marks), f"Painting zones: {body.figure.info.name}")
            for level in ("essential", "spillover"):
                body.zones.near(point, level)
        part.at(0.8, f"Packing the body: {body.figure.info.name}")
        figures[id] = figure_part(body, needs.marks, needs.regions, needs.muscles)
    steps.at(0.9, "Putting the page together")
    points = dict.fromkeys(p for p, _ in needs.marks)
    data = {
        "look": look(),
        "topology": topology_part(),
        "stipple": stipple_part(placed.values(), needs.marks),
        "figures": figures,
        "points": {
            p: {
                "name": atlas.point_name(p),
                "kind": atlas.points[p].kind,
                "muscle": atlas.points[p].muscle,
                "strength": ZONE_STRENGTHS[atlas.points[p].evidence.confidence],
            }
            for p in points
        },
        "marks": [[point, side] for point, side in needs.marks],
        "views": [view_record(atlas, view, needs) for view in views],
    }
    return data, notes


def page_notes(words: Words, views: Sequence[PageView]) -> str:
    """The notes of each view as HTML templates."""
    return "\n".join(
        f'<template id="view-{i}">{words.paragraphs(view.notes)}</template>'
        for i, view in enumerate(views)
    )


def page_cards(words: Words, needs: Needs) -> str:
    """The cards of all points of the page and of the subjects of its views."""
    atlas = words.atlas
    points = [
        f'<template id="card-{html.escape(p)}">{point_card(words, atlas.points[p])}</template>'
        for p in dict.fromkeys(p for p, _ in needs.marks)
    ]
    about = [
        f'<template id="about-{i}">{subject_card(words, kind, id)}</template>'
        for i, (kind, id) in enumerate(needs.subjects)
    ]
    return "\n".join((*points, *about))
