"""What an import says about what it found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from explorer.anatomy.atlas import Atlas
from explorer.packs.assembly import Piece
from explorer.packs.identity import Identity
from explorer.packs.pack import Recognised, Report

__all__ = ["report_of"]


def report_of(
    pieces: Sequence[Piece],
    left_out: Iterable[str],
    skipped: Mapping[str, Identity],
    atlas: Atlas,
    notes: Iterable[str],
) -> Report:
    """The report on the meshes that are shown and on those that are not.

    Parameters
    ----------
    left_out
        Keys of pieces that hold nothing or the same as another.
    skipped
        Identity by key of the meshes that were never read or are empty.
    """
    muscles: list[Recognised] = []
    others: list[Recognised] = []
    bones: list[Recognised] = []
    gone = set(left_out)
    found: set[str] = set()
    out = [Recognised(key, i.name, "", i.how) for key, i in skipped.items()]
    for piece in pieces:
        one = piece.identity
        if piece.key in gone:
            out.append(Recognised(piece.key, one.name, "", "is empty, or stored twice in the file"))
            continue
        row = Recognised(piece.key, one.name, one.structure_id, one.how)
        (bones if one.kind == "bone" else muscles if one.muscles else others).append(row)
        found.update(one.muscles)
    return Report(
        tuple(muscles),
        tuple(others),
        tuple(bones),
        tuple(out),
        tuple(id for id in atlas.muscles if id not in found),
        tuple(notes),
    )
