"""The least that a frame can cost: surfaces in a VTK window of their own, nothing else."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from measuring import VIEW_SIZE

if TYPE_CHECKING:
    from explorer.scene.stage import Stage
    from explorer.session.view_state import CameraPose

__all__ = ["BareFrame", "skin_of"]


def skin_of(stage: Stage) -> tuple[Any, Any, Any]:
    """Vertices, triangles and normals of the skin that a stage shows."""
    from explorer.body.topology import load_topology

    figure = stage.placed.figure
    return figure.vertices, load_topology().subdivision.triangles, figure.normals


class BareFrame:
    """Surfaces merged into one, with stored normals: no picture on them, no read-back.

    Parameters
    ----------
    surfaces
        Vertices, triangles and normals of each.
    """

    def __init__(self, pose: CameraPose, *surfaces: tuple[Any, Any, Any]) -> None:
        import numpy as np
        import pyvista.core as pvc
        import vtkmodules.vtkRenderingOpenGL2  # noqa: F401
        from vtkmodules.util.numpy_support import numpy_to_vtk
        from vtkmodules.vtkRenderingCore import (
            vtkActor,
            vtkPolyDataMapper,
            vtkRenderer,
            vtkRenderWindow,
        )

        first = np.cumsum([0, *(len(vertices) for vertices, _, _ in surfaces)])
        mesh = pvc.PolyData.from_regular_faces(
            np.concatenate([vertices for vertices, _, _ in surfaces]),
            np.concatenate([t + start for (_, t, _), start in zip(surfaces, first, strict=False)]),
        )
        normals = np.concatenate([normals for _, _, normals in surfaces])
        mesh.GetPointData().SetNormals(numpy_to_vtk(normals, deep=True))
        mapper, actor, renderer = vtkPolyDataMapper(), vtkActor(), vtkRenderer()
        mapper.SetInputData(mesh)
        actor.SetMapper(mapper)
        actor.GetProperty().SetInterpolationToPhong()
        renderer.AddActor(actor)
        self.window = vtkRenderWindow()
        self.window.SetShowWindow(False)
        self.window.SetOffScreenRendering(1)
        self.window.SetMultiSamples(0)
        self.window.SetSize(*VIEW_SIZE)
        self.window.AddRenderer(renderer)
        self._camera = renderer.GetActiveCamera()
        self._camera.SetPosition(*pose.position)
        self._camera.SetFocalPoint(*pose.focal_point)
        self._camera.SetViewUp(*pose.view_up)
        self._camera.SetViewAngle(pose.view_angle)
        renderer.ResetCameraClippingRange()
        self.seconds()

    def seconds(self) -> float:
        """Time of one frame."""
        self._camera.Azimuth(0.01)
        start = time.perf_counter()
        self.window.Render()
        self.window.WaitForCompletion()
        return time.perf_counter() - start

    def renderer_name(self) -> str:
        """What OpenGL says it is drawn by."""
        lines = self.window.ReportCapabilities().splitlines()
        found = [line for line in lines if line.lower().startswith("opengl renderer")]
        return found[0].split(":", 1)[1].strip() if found else ""
