"""How far points lie outside the shown skin of a figure, measured exactly."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
from scipy.sparse import coo_matrix, diags
from scipy.sparse.linalg import spsolve
from scipy.spatial import cKDTree

from explorer.body.figure import list_figures, load_figure
from explorer.body.landmarks import load_landmarks
from explorer.body.topology import load_topology, vertex_normals


@functools.cache
def closed_skin(figure: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The shown skin with mouth, nostrils, ear canals and lids sealed by a membrane.

    Their lining belongs to the closed surface of the topology, but nobody sees it, and the teeth
    lie between it and the lips.
    """
    shared = load_topology().subdivision
    base = load_figure(figure).base_vertices.astype(float)
    notch = load_landmarks()["jugular_notch"].point
    above = base[:, 2] > base[list(notch.vertices), 2].mean() + 40
    dark = [
        load_figure(id).occlusion[: len(base)] < 12 / 255 for id in (f.id for f in list_figures())
    ]
    lining = np.any(dark, axis=0) & above
    ends = np.concatenate([shared.edges, shared.edges[:, ::-1]]).astype(int)
    graph = coo_matrix((np.ones(len(ends)), ends.T), shape=(len(base),) * 2).tocsr()
    laplace = (diags(np.asarray(graph.sum(1)).ravel()) - graph).tocsr()[lining]
    base[lining] = spsolve(laplace[:, lining].tocsc(), -laplace[:, ~lining] @ base[~lining])
    return shared.smooth(base), shared.triangles


def winding(points: np.ndarray[Any, Any], figure: str) -> np.ndarray[Any, Any]:
    """How often the skin winds around each point: 0 outside, 1 inside (2 where it overlaps).

    Source: van Oosterom and Strackee, The solid angle of a plane triangle, 1983.
    """
    vertices, triangles = closed_skin(figure)
    corners = vertices[triangles].astype(np.float32)
    result = np.zeros(len(points))
    for index, point in enumerate(points.astype(np.float32)):
        a, b, c = (corners - point).transpose(1, 0, 2)
        la, lb, lc = (np.sqrt(np.einsum("ij,ij->i", v, v)) for v in (a, b, c))
        top = np.einsum("ij,ij->i", a, np.cross(b, c))
        dots = (np.einsum("ij,ij->i", u, v) for u, v in ((a, b), (b, c), (c, a)))
        ab, bc, ca = dots
        result[index] = np.arctan2(top, la * lb * lc + ab * lc + bc * la + ca * lb).sum()
    return result / (2 * np.pi)


def outside_depth(points: np.ndarray[Any, Any], figure: str) -> np.ndarray[Any, Any]:
    """How far each point lies outside the skin, mm; 0 for those inside."""
    vertices, triangles = closed_skin(figure)
    corners = vertices[triangles]
    cloud = np.concatenate([vertices, corners.mean(1)])
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-12)
    out = np.concatenate([vertex_normals(vertices, triangles), flat])
    distance, near = cKDTree(cloud).query(points)
    above = np.einsum("ij,ij->i", points - cloud[near], out[near])
    suspect = np.flatnonzero(above > -0.5)
    proud = suspect[winding(points[suspect], figure) < 0.5]
    depth = np.zeros(len(points))
    depth[proud] = distance[proud]
    return depth
