"""Opening whatever the user gives: the right reader for what is inside, not for the name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from explorer.errors import ExplorerError
from explorer.packs.archive import Archive
from explorer.packs.bodyparts3d import is_bodyparts3d, read_bodyparts3d
from explorer.packs.named_meshes import read_named_archive, read_named_glb
from explorer.packs.raw_body import RawBody

__all__ = ["open_body", "sha256_of"]

_LARGEST_GLB = 1 << 30
_KINDS = (
    "Give the BodyParts3D archive (isa_BP3D_4.0_obj_99.zip), a GLB file, or a zip of OBJ, PLY, "
    "STL or GLB files that are named after what they show."
)


@contextmanager
def open_body(path: Path, check: Callable[[], None]) -> Iterator[RawBody]:
    """The meshes of a file, which can be loaded until the context ends.

    Raises
    ------
    ExplorerError
        When it cannot be read, or is nothing that bodies come in.
    """
    start = _start_of(path)
    if start[:4] == b"glTF":
        if path.stat().st_size > _LARGEST_GLB:
            raise ExplorerError(f"{path.name} is larger than any body needs to be.", _KINDS)
        yield read_named_glb(path.read_bytes(), path)
        return
    if start[:2] != b"PK" and path.suffix.lower() != ".zip":
        raise ExplorerError(f"{path.name} is neither a zip archive nor a GLB file.", _KINDS)
    with Archive(path) as archive:
        if is_bodyparts3d(archive):
            yield read_bodyparts3d(archive, check)
        else:
            yield read_named_archive(archive, check)


def _start_of(path: Path) -> bytes:
    if path.is_dir():
        raise ExplorerError(f"{path} is a folder.", _KINDS)
    try:
        with path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise ExplorerError(
            f"{path} could not be read: {error.strerror or error}.",
            "Check the name, and that you may read the file.",
        ) from error


def sha256_of(path: Path, check: Callable[[], None]) -> str:
    """Checksum of a file, to tell which release a pack was made of."""
    made = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            check()
            made.update(piece)
    return made.hexdigest()
