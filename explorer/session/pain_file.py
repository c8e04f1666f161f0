"""A client's pain in a file: what was painted, named, said, answered and tried.

The file is readable JSON. Places stand on the triangles of the shared topology, so it opens on any
figure; a drawing of another topology is refused rather than shown in the wrong place.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from explorer.anatomy.pain import NO_PAIN, Pain, stroke_fault
from explorer.errors import ExplorerError
from explorer.files import write_json
from explorer.own_files import convert_own, read_own
from explorer.session.view_state import PointRef, ViewState

__all__ = ["FORMAT", "PainRecord", "read_pain", "record_of", "write_pain"]

FORMAT = "trigger-point-explorer pain drawing"
VERSION = 1


@dataclass(frozen=True, slots=True)
class PainRecord:
    """What a file holds of a session."""

    pain: Pain = NO_PAIN
    answers: tuple[tuple[str, bool], ...] = ()
    tried: tuple[tuple[PointRef, bool], ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    format: str
    format_version: int
    topology: str
    pain: Pain
    answers: tuple[tuple[str, bool], ...] = ()
    tried: tuple[tuple[PointRef, bool], ...] = ()
    conditions: tuple[str, ...] = ()


def record_of(state: ViewState) -> PainRecord:
    """What of a state goes into a file."""
    return PainRecord(state.pain, state.answers, state.tried, state.conditions)


def write_pain(path: Path, record: PainRecord, topology: str) -> None:
    """Write a record whole, or not at all.

    Parameters
    ----------
    topology
        Fingerprint of the mesh that places are numbered on.

    Raises
    ------
    ExplorerError
        When the file cannot be written; what was there is untouched.
    """
    content = {"format": FORMAT, "format_version": VERSION, "topology": topology}
    write_json(path, content | asdict(record))


def read_pain(
    path: Path, topology: str, known: Container[str]
) -> tuple[PainRecord, tuple[str, ...]]:
    """Read a record.

    Parameters
    ----------
    known
        Ids of regions, points and cautions that there are.

    Returns
    -------
    record, missing
        The record without what is not known here, and the ids that were left out.

    Raises
    ------
    ExplorerError
        When the file cannot be read, is no drawing, is newer than this program or belongs to
        another topology.
    """
    kind = "pain drawing"
    file = convert_own(read_own(path, kind, FORMAT, VERSION), _File, path, kind)
    if file.topology != topology:
        raise ExplorerError(
            f"The drawing in {path.name} was made on another body mesh.",
            "Its places would lie wrong on this one; open it with the program that made it.",
        )
    for stroke in file.pain.strokes:
        fault = stroke_fault(stroke)
        if fault:
            raise ExplorerError(
                f"The drawing in {path.name} is damaged: {fault}.", "Open an earlier copy of it."
            )
    return _without_unknown(file, known)


def _without_unknown(file: _File, known: Container[str]) -> tuple[PainRecord, tuple[str, ...]]:
    missing = [r.region for r in file.pain.regions if r.region not in known]
    missing += [flag for flag, _ in file.answers if flag.split(".")[0] not in known]
    missing += [ref.point for ref, _ in file.tried if ref.point not in known]
    missing += [c for c in file.conditions if c not in known]
    gone = frozenset(missing)
    record = PainRecord(
        replace(file.pain, regions=tuple(r for r in file.pain.regions if r.region not in gone)),
        tuple(a for a in file.answers if a[0] not in gone),
        tuple(t for t in file.tried if t[0].point not in gone),
        tuple(c for c in file.conditions if c not in gone),
    )
    return record, tuple(dict.fromkeys(missing))
