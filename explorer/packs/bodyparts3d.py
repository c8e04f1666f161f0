"""The BodyParts3D archive of the Database Center for Life Science, recognised by what is inside.

Its meshes are named by element (``FJ1294.obj``) and begin with comments that tell the concept of
the Foundational Model of Anatomy. Tables that lie in the archive or beside it say to which wider
concepts an element belongs; without them the English names must do.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np

from explorer.packs.archive import Archive
from explorer.packs.obj_format import header_fields, read_obj
from explorer.packs.raw_body import Entry, Mesh, RawBody

__all__ = ["CREDIT", "LICENCE", "is_bodyparts3d", "read_bodyparts3d"]

CREDIT = (
    "BodyParts3D, (c) The Database Center for Life Science licensed under "
    "CC Attribution 4.0 International"
)
LICENCE = "CC BY 4.0 (the files' own headers: CC BY-SA 2.1 Japan)"
_ELEMENT = re.compile(r"^(FJ\d+[A-Z]?)\.obj$", re.IGNORECASE)
_TABLES = ("isa_element_parts.txt", "partof_element_parts.txt", "element_parts.txt")
_HEAD = 2048
_LARGEST_TABLE = 64 << 20
#: Elements whose header names only the muscle that they are a belly of.
_NAMED_HERE: Mapping[str, str] = {
    "FJ1555": "Anterior belly of left digastric",
    "FJ1556": "Anterior belly of right digastric",
    "FJ1578": "Posterior belly of left digastric",
    "FJ1579": "Posterior belly of right digastric",
}


@dataclass(frozen=True, slots=True)
class _Tables:
    """Concepts of each element, the narrowest first, and the name of the narrowest."""

    concepts: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]


def is_bodyparts3d(archive: Archive) -> bool:
    """Whether the archive holds element files with the headers of BodyParts3D."""
    names = [name for name in archive.names if _ELEMENT.match(PurePosixPath(name).name)]
    return any("Concept ID" in header_fields(archive.head(name, _HEAD)) for name in names[:3])


def read_bodyparts3d(archive: Archive, check: Callable[[], None]) -> RawBody:
    """List the archive's elements; ``check`` is called between files and may raise.

    Raises
    ------
    ExplorerError
        When a file in the archive is damaged.
    """
    tables = _tables(archive)
    entries = []
    version = ""
    for path in archive.names:
        match = _ELEMENT.match(PurePosixPath(path).name)
        if match is None:
            continue
        check()
        fields = header_fields(archive.head(path, _HEAD))
        version = version or fields.get("Compatibility version", "")
        element = match[1].upper()
        own = fields.get("Concept ID", "")
        concepts = tables.concepts.get(element, ()) if tables else ()
        said = fields.get("English name", "") or (tables.names.get(element, "") if tables else "")
        entries.append(
            Entry(
                element,
                _known_better(element, said) or element,
                functools.partial(_load, archive, path, said or element),
                tuple(dict.fromkeys([own, *concepts] if own else concepts)),
            )
        )
    notes = () if tables else (
        f"The table {_TABLES[0]} lies neither in the archive nor beside it, so structures were "
        "told by their English names alone.",
    )  # fmt: skip
    return RawBody(
        "bodyparts3d",
        f"BodyParts3D {version}".strip(),
        tuple(entries),
        LICENCE,
        CREDIT,
        np.eye(3),
        notes,
    )


def _known_better(element: str, said: str) -> str:
    better = _NAMED_HERE.get(element, said)
    return better if said.casefold().split()[-1:] == better.casefold().split()[-1:] else said


def _load(archive: Archive, path: str, name: str, check: Callable[[], None]) -> Mesh:
    return read_obj(archive.read(path, check), name, check)


def _tables(archive: Archive) -> _Tables | None:
    inside = {PurePosixPath(name).name.casefold(): name for name in archive.names}
    for table in _TABLES:
        if table in inside:
            return _parsed(archive.read(inside[table]))
    for table in _TABLES:
        beside: Path = archive.path.parent / table
        try:
            if beside.is_file() and beside.stat().st_size <= _LARGEST_TABLE:
                return _parsed(beside.read_bytes())
        except OSError:
            continue
    return None


def _parsed(data: bytes) -> _Tables:
    """Read rows of concept id, name and element id; rows of another shape are passed over."""
    of_element: dict[str, list[str]] = defaultdict(list)
    size: Counter[str] = Counter()
    names: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        cells = line.split("\t")
        if len(cells) >= 3 and cells[0].startswith("FMA"):
            concept, name, element = cells[0].strip(), cells[1].strip(), cells[2].strip().upper()
            of_element[element].append(concept)
            size[concept] += 1
            names[concept] = name
    concepts = {e: tuple(sorted(found, key=size.__getitem__)) for e, found in of_element.items()}
    return _Tables(concepts, {e: names[found[0]] for e, found in concepts.items()})
