"""The thorough check of a knowledge base file: every fault at once, each with its place."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from explorer.anatomy.model import KnowledgeBase
from explorer.knowledge.faults import Fault, shorten
from explorer.knowledge.file_format import FORMAT, FORMAT_VERSION, read_bytes
from explorer.knowledge.linting import questionable
from explorer.knowledge.parsing import MISSING, parse
from explorer.knowledge.references import unresolved
from explorer.knowledge.schema import schema_faults, shown
from explorer.knowledge.shape import mended

__all__ = ["Report", "check_content", "check_file"]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes
    ----------
    muscles, trigger_points, regions
        How many the file holds.
    landmarks
        How many the body has; 0 until the body was asked (:meth:`with_body`).
    complete
        Whether the file could be decoded as it stands.
    knowledge
        What was read, for further checks. Where ``complete`` is False, stand-ins take the place of
        what is faulty; None where the file is no knowledge base at all.
    """

    muscles: int
    trigger_points: int
    regions: int
    landmarks: int
    problems: tuple[Fault, ...]
    complete: bool
    knowledge: KnowledgeBase | None

    def with_body(self, landmarks: int, problems: Iterable[tuple[str, str]]) -> Report:
        """The report with what the body says: its landmarks, and (path, message) pairs.

        A problem that only follows from a fault already known is left out.
        """
        found = tuple(Fault(*problem) for problem in problems)
        more = _own_faults(self.problems, found, self.complete)
        return dataclasses.replace(
            self, landmarks=landmarks, problems=_in_order((*self.problems, *more))
        )

    def as_json(self) -> dict[str, Any]:
        """What ``check --json`` prints."""
        return {
            "muscles": self.muscles,
            "trigger_points": self.trigger_points,
            "regions": self.regions,
            "landmarks": self.landmarks,
            "problems": [{"path": p.path, "message": p.message} for p in self.problems],
        }


def check_file(path: Path) -> Report:
    """Check a knowledge base file by itself; the body is asked afterwards.

    Raises
    ------
    ExplorerError
        When the file cannot be read at all.
    """
    return _examine(read_bytes(path))


def check_content(content: bytes) -> tuple[Fault, ...]:
    """Every fault of a knowledge base, in the order of the file's collections."""
    return _examine(content).problems


def _examine(content: bytes) -> Report:
    document, faults = parse(content)
    if document is MISSING:
        return Report(0, 0, 0, 0, faults, False, None)
    muscles, points = _count(document, "muscles"), _count(document, "trigger_points")
    regions = _count(document, "regions")
    other = _another_file(document)
    if other is not None:
        return Report(muscles, points, regions, 0, (*faults, other), False, None)
    faults = (*faults, *schema_faults(document))
    knowledge, complete = _decoded(content, document)
    if knowledge is not None:
        found = (*_without_lost(unresolved(knowledge), faults), *questionable(knowledge))
        faults = (*faults, *_own_faults(faults, found, complete))
    if not complete and not faults:
        faults = (Fault("$", "the file does not have the shape of a knowledge base"),)
    return Report(muscles, points, regions, 0, _in_order(faults), complete, knowledge)


def _count(document: Any, name: str) -> int:
    entries = document.get(name) if isinstance(document, dict) else None
    return len(entries) if isinstance(entries, list) else 0


def _another_file(document: Any) -> Fault | None:
    """The one thing to say of a file in which to look for faults would make no sense."""
    if not isinstance(document, dict):
        return Fault("$", f"a knowledge base is a JSON object; found {shown(document)}")
    given = document.get("format")
    if given != FORMAT and not {"muscles", "trigger_points", "regions"} & document.keys():
        found = f"found {shorten(given)}" if isinstance(given, str) else "there is none"
        return Fault("$.format", f"this is another kind of file: expected {FORMAT!r}, {found}")
    version = document.get("format_version")
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT_VERSION:
        return Fault(
            "$.format_version",
            f"made by a newer explorer (format {shorten(version)}; this one reads "
            f"{FORMAT_VERSION}): update the explorer to read it",
        )
    return None


def _decoded(content: bytes, document: Any) -> tuple[KnowledgeBase | None, bool]:
    try:
        return msgspec.json.decode(content, type=KnowledgeBase), True
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return msgspec.convert(mended(document), KnowledgeBase), False
    except msgspec.ValidationError:
        return None, False


def _without_lost(dangling: tuple[Fault, ...], faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Dangling references, but for those into a collection that could not be read at all.

    Where all muscles are lost, that is the one fault to tell, not every point without its muscle.
    """
    places = {fault.path for fault in faults}
    lost = [name for name in _COLLECTIONS if f"$.{name}" in places]
    if not lost:
        return dangling
    ends = tuple(f"among the {name.replace('_', ' ')}" for name in lost)
    return tuple(f for f in dangling if not f.message.endswith((*ends, "of this knowledge base")))


def _own_faults(
    known: Iterable[Fault], found: Iterable[Fault], complete: bool
) -> tuple[Fault, ...]:
    """Faults found later that do not merely follow from known ones.

    In a file read as it stands those are the ones at the very same place; where stand-ins were
    put, also all below.
    """
    places = {fault.path for fault in known}

    def follows(path: str) -> bool:
        if complete:
            return path in places
        ends = (match.start() for match in re.finditer(r"[.\[]|\Z", path))
        return any(path[:end] in places for end in ends)

    return tuple(fault for fault in found if not follows(fault.path))


_COLLECTIONS = {name: i for i, name in enumerate(f.name for f in dataclasses.fields(KnowledgeBase))}
_PLACE = re.compile(r"\$\.(\w+)(?:\[(\d+)\])?")


def _in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """By collection and entry; each fault once."""

    def place(fault: Fault) -> tuple[int, int]:
        match = _PLACE.match(fault.path)
        if match is None:
            return -1, -1
        entry = match.group(2)
        return _COLLECTIONS.get(match.group(1), 99), int(entry) if entry else -1

    return tuple(sorted(dict.fromkeys(faults), key=place))
