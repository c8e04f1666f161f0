"""``find``: where a pain may come from, from the command line."""

from __future__ import annotations

import argparse
import difflib
import sys
from typing import Any

from explorer.anatomy.asking import question_of
from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.anatomy.pain import Pain, RegionRef
from explorer.anatomy.pain_words import Said, helpful_sentence, understand
from explorer.anatomy.question import Finding
from explorer.anatomy.red_flags import asked, is_general, urgency_words
from explorer.anatomy.source_finder import SourceFinder
from explorer.errors import ExplorerError

__all__ = ["run_find"]

#: As many sources as fit a screen.
SHOWN = 15


def run_find(arguments: argparse.Namespace, atlas: Atlas) -> Any:
    """Answer one call; returns what ``--json`` prints. Text is printed here unless that is wanted.

    Raises
    ------
    ExplorerError
        When a name is unknown, or nothing was said that can be understood.
    """
    from explorer.export.records import finding_record

    side = None if arguments.side == "both" else arguments.side
    regions = _regions(atlas, arguments.regions)
    complaints = _complaints(atlas, arguments.complaint)
    said = understand(atlas, arguments.words) if arguments.words.strip() else None
    if not regions and not complaints and said is None:
        raise ExplorerError(
            "Nothing was said about where it hurts.", "Give --regions, --complaint or --words."
        )
    if said is not None:
        _require_understood(said, regions, complaints)
        if side is not None and said.sides and side not in said.sides:
            raise ExplorerError(
                f"The words say {said.sides[0]}, but --side says {side}.",
                "Leave one of them out.",
            )
    pain = Pain(regions=tuple(RegionRef(r, side or "both") for r in regions))
    question = question_of(pain, _on_side(said, side), complaints=complaints)
    finding = SourceFinder(atlas, _neighbours()).find(question)
    if not arguments.json:
        _print(atlas, finding, said)
    return finding_record(finding)


def _neighbours() -> dict[str, frozenset[str]]:
    from explorer.body.regions import load_region_map

    regions = load_region_map()
    return {id: regions.neighbours(id) for id in regions.ids}


def _on_side(said: Said | None, side: Side | None) -> Said | None:
    """What was said, on the side that the call names."""
    from dataclasses import replace

    if said is None or side is None:
        return said
    return replace(said, sides=(side,))


def _regions(atlas: Atlas, text: str) -> tuple[str, ...]:
    regions = [r.strip() for r in text.split(",") if r.strip()]
    for region in regions:
        if region not in atlas.regions:
            raise _unknown("region", region, list(atlas.regions), "`list regions` names them all.")
    return tuple(dict.fromkeys(regions))


def _complaints(atlas: Atlas, id: str | None) -> tuple[str, ...]:
    if not id:
        return ()
    if id not in atlas.complaints:
        hint = "`list complaints` names them all."
        raise _unknown("complaint", id, list(atlas.complaints), hint)
    return (id,)


def _unknown(kind: str, id: str, known: list[str], hint: str) -> ExplorerError:
    near = difflib.get_close_matches(id, known, n=1)
    meant = f"Did you mean {near[0]!r}? " if near else ""
    return ExplorerError(f"No {kind} is called {id!r}.", f"{meant}{hint}")


def _require_understood(said: Said, regions: tuple[str, ...], complaints: tuple[str, ...]) -> None:
    """Words that contradict themselves, or say nothing where nothing else was said, are refused."""
    help = helpful_sentence(said)
    if said.contradictions:
        raise ExplorerError(help or said.contradictions[0])
    if not (regions or complaints or said.regions or said.complaints or said.flags):
        raise ExplorerError(
            help or "The words do not say where it hurts.", "`list complaints` shows what is known."
        )
    if said.unknown:
        sys.stderr.write(f"Not understood: {', '.join(said.unknown)}\n")


def _print(atlas: Atlas, finding: Finding, said: Said | None) -> None:
    if said is not None and said.regions:
        names = [atlas.regions[r].name for r in list(said.regions)[:6]]
        print(f"Understood: {', '.join(names)}")
    if finding.red_flags:
        print("First, a few questions; a yes comes before everything below:")
        for flag in finding.red_flags:
            if not is_general(flag):
                for question in asked(flag).questions:
                    print(f"  - {question}  [{urgency_words(flag.urgency)}]")
        general = [f for f in finding.red_flags if is_general(f)]
        if general:
            every = [question for flag in general for question in asked(flag).questions]
            print(f"  And for every pain: {' '.join(every)}")
        print()
    if not finding.sources:
        print("No commonly described pattern lies there.")
        return
    print("Commonly described sources, best first; a list to explore, no diagnosis:")
    for source in finding.sources[:SHOWN]:
        side = "" if source.side == "both" else f" ({source.side})"
        name = atlas.point_name(source.trigger_point)
        against = f" But it {source.against[0]}." if source.against else ""
        print(f"  {source.score:4.2f}  {name}{side}: {'; '.join(source.reasons)}.{against}")
    if len(finding.together) > 1:
        few = " + ".join(atlas.point_name(s.trigger_point) for s in finding.together)
        print(f"Together {few} explain {finding.together_explains:.0%} of it.")
