from __future__ import annotations

import numpy as np

from explorer.scene.geometry import as_pyvista, surface


def test_a_surface_is_a_pyvista_data_set_when_asked(recwarn: object) -> None:
    corners = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
    drawn = surface(corners, np.array([[0, 1, 2], [0, 2, 3]]), np.tile([0.0, 0, 1], (4, 1)))
    mesh = as_pyvista(drawn)
    assert mesh.n_points == 4
    assert mesh.regular_faces.tolist() == [[0, 1, 2], [0, 2, 3]]
    assert mesh.area == 1.0
    assert mesh.point_data.active_normals.tolist() == [[0, 0, 1]] * 4
