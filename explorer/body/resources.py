"""Where the program finds its own data and meshes.

In a checkout they lie beside the package; an installed wheel carries them inside it.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["data_dir", "meshes_dir"]


def _folder(name: str, variable: str) -> Path:
    override = os.environ.get(variable)
    if override:
        return Path(override)
    package = Path(__file__).resolve().parent.parent
    bundled = package / "_bundled" / name
    beside = package.parent / name
    return bundled if bundled.is_dir() else beside


def meshes_dir() -> Path:
    """Folder of figures, landmarks, regions and baked fields (``TRIGGER_POINT_MESHES``)."""
    return _folder("meshes", "TRIGGER_POINT_MESHES")


def data_dir() -> Path:
    """Folder of the knowledge base and its schema (``TRIGGER_POINT_DATA``)."""
    return _folder("data", "TRIGGER_POINT_DATA")
