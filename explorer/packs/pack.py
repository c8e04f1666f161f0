"""An installed pack: what is known of it, and its parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from explorer.body.figure import Figure
from explorer.body.structures import Structures

__all__ = ["InstallReport", "Pack", "PackInfo", "Recognised", "Report"]


@dataclass(frozen=True, slots=True)
class Recognised:
    """One mesh of the file and what it was taken for.

    Attributes
    ----------
    structure
        Id of the structure that it is a part of; empty for what was left out.
    how
        By what it was recognised (``name``, ``part``, ``concept``, ``mapping``), or why it was
        left out.
    """

    mesh: str
    name: str
    structure: str
    how: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an import made of a file.

    Attributes
    ----------
    muscles, other_muscles, bones, skipped
        Meshes that are muscles of the knowledge base, other muscles, bones, or nothing shown.
    missing
        Ids of muscles of the knowledge base that the file does not hold.
    notes
        Sentences about what was put right or is lacking.
    """

    muscles: tuple[Recognised, ...] = ()
    other_muscles: tuple[Recognised, ...] = ()
    bones: tuple[Recognised, ...] = ()
    skipped: tuple[Recognised, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A pack as it is listed.

    Attributes
    ----------
    name
        Its folder's name, by which it is removed and shown (figure ``pack:<name>``).
    sha256, source_file, installed
        Where it came from, and when (ISO 8601, UTC).
    muscles_known
        How many muscles of the knowledge base it holds.
    fit
        How well the base figure lies on the pack's skin, mm; empty without a skin.
    """

    name: str
    title: str
    source_file: str
    sha256: str
    installed: str
    licence: str
    credit: str
    has_skin: bool
    structures: int
    muscles: int
    muscles_known: int
    bones: int
    triangles: int
    height_mm: float
    fit: dict[str, Any] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A pack with its meshes; ``figure`` is None for a pack without a skin."""

    info: PackInfo
    structures: Structures
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class InstallReport:
    """What an import did."""

    info: PackInfo
    seconds: float
    replaced: bool

    @property
    def report(self) -> Report:
        """What was made of the file."""
        return self.info.report
