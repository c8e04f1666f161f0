"""Results worth keeping between runs, keyed by the content they were made from.

A baked file is named by a hash of everything that went into it; when a knowledge base, a landmark
or a figure changes, the name changes and the stale file is never read. A damaged one is ignored
and made again. Nothing here is needed for correctness: without a writable folder the results are
simply made anew.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

__all__ = ["content_key", "load_baked", "save_baked"]

#: Raised when the way results are computed changes, so that old files fall out of use.
RECIPE_VERSION = 4


def content_key(parts: Iterable[bytes]) -> str:
    """A short hash over all parts that a result depends on."""
    digest = hashlib.sha256(f"recipe {RECIPE_VERSION}".encode())
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()[:24]


def load_baked(
    folder: Path | None, name: str, key: str
) -> dict[str, npt.NDArray[np.generic]] | None:
    """The arrays baked under this key, or None when there are none that can be read."""
    if folder is None:
        return None
    try:
        # Opened here: numpy leaves the file open when it turns out to be damaged.
        with (folder / f"{name}-{key}.npz").open("rb") as handle, np.load(handle) as file:
            return {k: file[k] for k in file.files}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def save_baked(
    folder: Path | None, name: str, key: str, arrays: Mapping[str, npt.NDArray[np.generic]]
) -> bool:
    """Write a baked file whole and drop those of the same name that it replaces.

    Returns False when the folder cannot be written to.
    """
    if folder is None:
        return False
    temporary: str | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(suffix=".npz", dir=folder)
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **dict(arrays))  # type: ignore[arg-type]
        os.replace(temporary, folder / f"{name}-{key}.npz")
    except OSError:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        return False
    for stale in folder.glob(f"{name}-*.npz"):
        if stale.name != f"{name}-{key}.npz":
            stale.unlink(missing_ok=True)
    return True
