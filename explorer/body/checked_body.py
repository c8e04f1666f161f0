"""The body that a knowledge base is checked against."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.body.anchors import REFERENCE_FIGURE, AnchorResolver
from explorer.body.figure import load_figure
from explorer.body.landmarks import landmark_places
from explorer.body.regions import load_region_map
from explorer.body.topology import load_topology, vertex_normals
from explorer.errors import ExplorerError

__all__ = ["Body", "Problem", "load_body"]

#: A place in the file (JSON path) and what is wrong there.
Problem = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """What a knowledge base is checked against.

    Attributes
    ----------
    landmarks
        Landmark ids.
    regions
        Ids of the patches that cover the skin.
    resolver
        Turns anchors into skin points of the reference figure.
    vertices, normals
        Of the reference figure's base mesh, mm and unit (n, 3).
    """

    landmarks: frozenset[str]
    regions: Sequence[str]
    resolver: AnchorResolver
    vertices: npt.NDArray[np.float64]
    normals: npt.NDArray[np.float64]


def load_body() -> Body:
    """The program's own body.

    Raises
    ------
    ExplorerError
        When one of its files is missing or damaged.
    """
    figure = load_figure(REFERENCE_FIGURE)
    topology = load_topology()
    try:
        regions = load_region_map().ids
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise ExplorerError(
            f"The regions of the body could not be read: {error}.",
            "Install the explorer again to get its own files back.",
        ) from error
    vertices = np.asarray(figure.base_vertices, float)
    places = landmark_places(vertices)
    return Body(
        frozenset(places),
        regions,
        AnchorResolver(places, vertices, topology.triangles),
        vertices,
        np.asarray(vertex_normals(figure.base_vertices, topology.triangles), float),
    )
