"""Opening a client's pain drawing, wherever it is wanted."""

from __future__ import annotations

from pathlib import Path

from explorer.anatomy.atlas import Atlas
from explorer.body.pain_skin import require_on_skin
from explorer.body.topology import load_topology
from explorer.session.pain_file import PainRecord, read_pain

__all__ = ["open_pain_drawing"]


def open_pain_drawing(path: Path, atlas: Atlas) -> tuple[PainRecord, tuple[str, ...]]:
    """A drawing that lies on this body, and the ids in it that this atlas does not know.

    Raises
    ------
    ExplorerError
        When it cannot be read, is damaged, or lies on no part of the body.
    """
    known = {*atlas.regions, *atlas.points, *atlas.cautions}
    record, missing = read_pain(path, load_topology().fingerprint(), known)
    require_on_skin(record.pain.strokes)
    return record, missing
