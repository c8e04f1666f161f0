"""What lies in a file, before anything is known about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

__all__ = ["Entry", "RawBody"]

Mesh = tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One mesh of a file, in the file's own frame and unit.

    Attributes
    ----------
    key
        What the file calls it, unique in the file: a node's name, a file's, an element's id.
    name
        Its name in words, e.g. ``left latissimus dorsi``.
    load
        Reads (n, 3) vertices and (m, 3) triangles; raises ``ExplorerError`` when they are
        damaged and ``EmptyMesh`` when there are none. Called with a check for cancelling.
    concepts
        Ids of the Foundational Model of Anatomy it belongs to, the narrowest first.
    """

    key: str
    name: str
    load: Callable[[Callable[[], None]], Mesh]
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class RawBody:
    """The meshes of one file and what the file says of them.

    Attributes
    ----------
    licence, credit
        Empty where the file does not state them.
    axes
        What the format says of its frame, (3, 3): rows are the body's left, posterior and
        superior in the axes of the file; None where it says nothing.
    notes
        Sentences for the report.
    """

    kind: Literal["bodyparts3d", "named"]
    title: str
    entries: tuple[Entry, ...]
    licence: str = ""
    credit: str = ""
    axes: npt.NDArray[np.float64] | None = None
    notes: tuple[str, ...] = field(default=())
