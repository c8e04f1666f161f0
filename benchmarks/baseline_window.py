"""The plain program to compare with: PySide6, pyvistaqt's QtInteractor, one skin, 240 markers.

Written as somebody would who follows pyvistaqt's manual and cares a little about speed: stored
normals, one actor for all markers, everything added before the window is shown.

    python benchmarks/baseline_window.py SKIN.npz [start|session]

Without a measurement it simply opens, to be looked at.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_API", "pyside6")

import numpy as np
import pyvista as pv
from measuring import (
    VIEW_SIZE,
    drag,
    idle_cpu_seconds,
    median_ms,
    memory_mb,
    process_for,
    report,
    since_start_ms,
    until,
)
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
from pyvistaqt import QtInteractor


class PaintCounter(QObject):
    """Counts the paints of a widget; ``first`` is called after the first one was shown."""

    def __init__(self, view: QtInteractor) -> None:
        super().__init__(view)
        self.count = 0
        self.first = lambda: None
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
            if self.count == 1:
                QTimer.singleShot(0, lambda: self.first())
        return super().eventFilter(watched, event)


def make_window(skin_file: str) -> tuple[QMainWindow, QtInteractor]:
    """The window with skin and markers, not yet shown."""
    window = QMainWindow()
    view = QtInteractor(window)
    window.setCentralWidget(view)
    with np.load(skin_file) as file:
        mesh = pv.PolyData.from_regular_faces(file["vertices"], file["triangles"])
        mesh.point_data.active_normals = file["normals"]
        markers = file["markers"]
    skin = view.add_mesh(mesh, color="#dcb8a4", reset_camera=False, render=False)
    skin.prop.interpolation = "phong"
    view.add_points(
        markers,
        color="#b3242e",
        point_size=11,
        render_points_as_spheres=True,
        reset_camera=False,
        render=False,
    )
    view.view_xz(render=False)
    view.set_background("white")
    window.resize(*VIEW_SIZE)
    return window, view


def main() -> None:
    """Open the window and measure what was asked for."""
    app = QApplication(sys.argv[:1])
    window, view = make_window(sys.argv[1])
    counter = PaintCounter(view)
    measure = sys.argv[2] if len(sys.argv) > 2 else ""
    if measure == "start":
        counter.first = lambda: report(start_ms=since_start_ms())
    window.show()
    if measure != "session":
        app.exec()
        return
    until(lambda: counter.count > 0, "the first paint")
    process_for(1.0)
    camera = view.camera.position
    seconds = drag(view, lambda: counter.count)
    if view.camera.position == camera:
        raise RuntimeError("the drag did not turn the body")
    report(
        drag_ms=median_ms(seconds),
        memory_mb=memory_mb(),
        idle_cpu_s=idle_cpu_seconds(),
        view=[view.width(), view.height()],
    )


if __name__ == "__main__":
    main()
