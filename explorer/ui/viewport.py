"""The 3D view as an ordinary widget that paints the stage's picture.

Not an OpenGL widget: this one works without a display, its ``grab`` holds the picture, and on the
reference machine a drag step takes a third of the time of pyvistaqt's interactor. While the camera
moves each event-loop turn draws at most one plain frame; when it rests, frames at sub-pixel offsets
are averaged one at a time until the picture is crisp, and then nothing runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.body.structures import Structure
from explorer.errors import ExplorerError
from explorer.export.painting import InkStyle
from explorer.scene.camera import View, focus_on, orbit, pan, zoom
from explorer.scene.overlay import Box
from explorer.scene.palette import Palette
from explorer.scene.stage import Stage
from explorer.session.commands import add_point, clear, look_from, select_point
from explorer.session.session import Session
from explorer.session.view_state import CameraPose, PointRef, ViewState
from explorer.ui.camera_keys import key_move
from explorer.ui.flight import FLIGHT_SECONDS, Flight
from explorer.ui.resting_picture import RestingPicture
from explorer.ui.under_cursor import describe, structure_under
from explorer.ui.window_ink import paint_window_ink

if TYPE_CHECKING:
    from explorer.ui.brush import SkinTool

__all__ = ["Viewport"]

#: A click may miss a marker's centre by this many logical pixels.
CLICK_RADIUS = 13.0
#: The hand may tremble this far (logical pixels) and it is still a click.
CLICK_SLACK = 4
DEGREES_PER_PIXEL = 0.38
#: The picture is made crisp when the camera has rested this long (ms).
REST_MS = 90


class Viewport(QWidget):
    """Shows the stage; turns gestures into commands.

    Signals
    -------
    hovered
        Text about what is under the cursor, empty beside the body.
    region_clicked
        A region id, when bare skin was clicked.
    structure_clicked
        The id of a muscle or bone that was clicked under faded skin.
    menu_asked
        The id of the structure under a right click, or an empty text, and where (global).
    frame_painted
        After each paint of a new 3D frame.
    failed
        A sentence, when the picture could not be drawn.
    """

    hovered = Signal(str)
    region_clicked = Signal(str, str)
    structure_clicked = Signal(str)
    menu_asked = Signal(str, QPoint)
    frame_painted = Signal()
    failed = Signal(str)

    def __init__(self, stage: Stage, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewport")
        self.setAccessibleName("Body")
        self.setAccessibleDescription(
            "The body in 3D. Drag to turn, scroll to zoom, click a trigger point. "
            "Arrow keys turn, plus and minus zoom."
        )
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 240)
        self.stage = stage
        self._session = session
        self._image: QImage | None = None
        self._pixels: npt.NDArray[np.uint8] | None = None
        self._plain: npt.NDArray[np.uint8] | None = None  # memory of the moving picture, reused
        self._dirty = True
        self._resting = RestingPicture(stage.render)
        self.frames = 0
        self.caption = ""  # a line at the foot of the picture
        self.ink_size = 1.0  # how much larger than usual names and signs are drawn
        self.clickable = True  # whether a click opens what is under it
        self._tool: SkinTool | None = None
        self._tool_works = False
        self._taken: tuple[Box, ...] = ()  # what names kept clear of when last painted
        self._closed = False
        self._press: QPointF | None = None
        self._last = QPointF()
        self._button = Qt.MouseButton.NoButton
        self._dragged = False
        self._gesture = 0
        self._flight = Flight(lambda pose, name: self._session.do(look_from(pose, name)), self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._refine)
        self._unsubscribe = session.subscribe(self._state_changed)

    # Setters -----------------------------------------------------------------------------------

    def set_palette(self, palette: Palette) -> None:
        """Set the theme's colours."""
        self.stage.set_palette(palette)
        self.schedule()

    def schedule(self) -> None:
        """Draw a new frame at the next turn of the event loop, once however often asked."""
        self._dirty = True
        self._resting.reset()
        self.update()

    def set_tool(self, tool: SkinTool | None) -> None:
        """Let a tool take presses on the skin before the camera does, or none."""
        if self._tool is not None and self._tool_works:
            self._tool.release()
        self._tool, self._tool_works = tool, False
        self.stage.set_quiet(tool is not None)
        self.setCursor(Qt.CursorShape.ArrowCursor if tool is None else Qt.CursorShape.CrossCursor)
        self.stage.set_hovered(None)
        self.update()

    @property
    def tool(self) -> SkinTool | None:
        """What takes presses on the skin, if anything does."""
        return self._tool

    def follow(self, session: Session) -> None:
        """Show another session from now on; the former one is told of no gesture any more."""
        self._flight.finish()
        self._unsubscribe()
        former, self._session = self._session.state, session
        self._unsubscribe = session.subscribe(self._state_changed)
        self._state_changed(former, session.state)

    def style_of_ink(self) -> InkStyle:
        """How markers and names are drawn in this window."""
        scale = self.devicePixelRatioF() * self.ink_size
        return InkStyle(self.stage.palette, scale, self.font().family())

    def show_view(self, view: View) -> None:
        """Fly to one of the anatomical views of the whole figure."""
        self.fly_to(self.stage.framing(view), "view")

    @property
    def flying(self) -> bool:
        """Whether the camera is moving by itself."""
        return self._flight.under_way

    def fly_to(self, pose: CameraPose, name: str, seconds: float = FLIGHT_SECONDS) -> None:
        """Move the camera smoothly; one step of undo. Nothing moves when it is already there."""
        self._gesture += 1
        self._flight.stop()
        start = self._session.state.camera
        if start == pose:
            return
        self._flight.start(start, pose, f"{name} {self._gesture}", seconds)

    def finish_flight(self) -> None:
        """Arrive at once."""
        self._flight.finish()

    def shutdown(self) -> None:
        """Stop and give the graphics memory back; call before the window closes.

        An OpenGL context destroyed after its window can crash the process at exit.
        """
        if self._closed:
            return
        self._closed = True
        self._flight.stop()
        self._rest.stop()
        self._unsubscribe()
        self.stage.close()

    # Painting ----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(720, 720)

    def resizeEvent(self, event: QResizeEvent) -> None:
        ratio = self.devicePixelRatioF()
        self.stage.set_size(
            max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))
        )
        self.schedule()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._closed:
            return
        if self._dirty:
            self._dirty = False
            try:
                frame = self.stage.render(into=self._plain)
            except ExplorerError as error:
                self.failed.emit(str(error))
                return
            problem = self.stage.take_problem()
            if problem is not None:
                self.failed.emit(str(problem))
            self._plain = frame
            self._resting.begin(frame)
            self._show(frame)
            self.frames += 1
            self._rest.start(REST_MS)
            self.frame_painted.emit()
        if self._image is None:
            return
        painter = QPainter(self)
        try:
            painter.drawImage(0, 0, self._image)
            self._paint_ink(painter)
            if self._tool is not None:
                self._tool.draw(painter, self.devicePixelRatioF())
        finally:
            painter.end()  # a painter left open by an exception brings the process down

    def _paint_ink(self, painter: QPainter) -> None:
        taken = paint_window_ink(
            painter, self, self.stage, self._session.state, self.caption, self.style_of_ink()
        )
        if taken != self._taken:
            # Names moved, perhaps out of the part of the widget that is painted just now.
            self._taken = taken
            self.update()

    def _show(self, frame: npt.NDArray[np.uint8]) -> None:
        height, width = frame.shape[:2]
        self._pixels = frame  # QImage does not own the memory
        self._image = QImage(frame.data, width, height, 4 * width, QImage.Format.Format_RGBX8888)
        self._image.setDevicePixelRatio(self.devicePixelRatioF())

    def _refine(self) -> None:
        """Add one sub-pixel frame to the resting picture; stop when it is crisp."""
        if self._closed or self._dirty or not self.isVisible() or self._flight.under_way:
            return
        if self.stage.settle():
            self.schedule()
            return
        self._refine_once()
        if not self._resting.complete:
            self._rest.start(0)

    def _refine_once(self) -> None:
        picture = self._resting.refine()
        if picture is not None:
            self._show(picture)
            self.update()

    def finish_picture(self) -> None:
        """Draw and refine at once what would otherwise be drawn while resting."""
        if self.stage.settle():
            self.schedule()
        if self._dirty:
            self.repaint()
        while not self._closed and not self._dirty and not self._resting.complete:
            self._refine_once()
        self._rest.stop()
        self.update()

    @property
    def crisp(self) -> bool:
        """Whether the resting picture is finished."""
        return not self._dirty and self._resting.complete

    # State -------------------------------------------------------------------------------------

    def _state_changed(self, old: ViewState, new: ViewState) -> None:
        # The first look under the skin reads and shades all of it: seconds, where nothing is baked.
        waits = self.stage.structures is None and (new.skin_opacity < 1.0 or new.xray)
        if waits:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.stage.update(old, new)
        finally:
            if waits:
                QGuiApplication.restoreOverrideCursor()
        self.schedule()

    def _move(self, pose: CameraPose, gesture: str) -> None:
        self._flight.stop()
        self._session.do(look_from(pose, f"{gesture} {self._gesture}"))

    # Mouse -------------------------------------------------------------------------------------

    def _device(self, position: QPointF) -> tuple[float, float]:
        ratio = self.devicePixelRatioF()
        return position.x() * ratio, position.y() * ratio

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._press = self._last = event.position()
        self._button = event.button()
        self._dragged = False
        self._gesture += 1
        if self._tool is not None and event.button() == Qt.MouseButton.LeftButton:
            self._flight.stop()
            at = self._device(event.position())
            self._tool_works = self._tool.press(*at, event.modifiers())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        if self._tool is not None and self._tool_works:
            self._tool.move(*self._device(position))
            self.update()
            return
        if self._press is None:
            self._hover(position)
            return
        if not self._dragged:
            moved = position - self._press
            if abs(moved.x()) + abs(moved.y()) <= CLICK_SLACK:
                return
            self._dragged = True
        step = position - self._last
        self._last = position
        pose = self._session.state.camera
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._button == Qt.MouseButton.LeftButton and not shift:
            rotation = self._session.state.rotation
            self._move(
                orbit(pose, step.x() * DEGREES_PER_PIXEL, -step.y() * DEGREES_PER_PIXEL, rotation),
                "turn",
            )
        else:
            self._move(pan(pose, step.x(), step.y(), self.height()), "pan")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, self._press = self._press, None
        if self._tool is not None and self._tool_works:
            self._tool_works = False
            self._tool.release()
            return
        if press is None or self._dragged or not self.clickable:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._click(event.position(), event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            found = self.structure_under(*self._device(event.position()))
            at = event.globalPosition().toPoint()
            self.menu_asked.emit("" if found is None else found.id, at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look at the place that was double-clicked; a tool takes it as one more press."""
        if self._tool is not None:
            self.mousePressEvent(event)
            return
        hit = self.stage.skin_at(*self._device(event.position()))
        self._press = None
        if hit is not None and event.button() == Qt.MouseButton.LeftButton:
            self.fly_to(focus_on(self._session.state.camera, np.asarray(hit.point)), "centre")

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = (event.angleDelta().y() or event.angleDelta().x()) / 120.0
        if notches:
            hit = self.stage.skin_at(*self._device(event.position()))
            at = None if hit is None else np.asarray(hit.point)
            self._move(zoom(self._session.state.camera, 1.16**notches, at), "zoom")
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        if self._tool is not None:
            self._tool.leave()
        if self.stage.set_hovered(None) or self._tool is not None:
            self.update()
        self.hovered.emit("")
        super().leaveEvent(event)

    def _hover(self, position: QPointF) -> None:
        x, y = self._device(position)
        if self._tool is not None:
            if self._tool.hover(x, y):
                self.update()
            self.hovered.emit(self.describe(x, y, None))
            return
        index = self.stage.marker_at(x, y, CLICK_RADIUS * self.devicePixelRatioF())
        if self.stage.set_hovered(index):
            self.update()
            self.setCursor(
                Qt.CursorShape.PointingHandCursor
                if index is not None
                else Qt.CursorShape.ArrowCursor
            )
        self.hovered.emit(self.describe(x, y, index))

    def describe(self, x: float, y: float, index: int | None) -> str:
        """Words for what is under a device pixel."""
        return describe(self.stage, x, y, index)

    def structure_under(self, x: float, y: float) -> Structure | None:
        """The muscle or bone under a device pixel, where the skin lets one through."""
        return structure_under(self.stage, x, y)

    def _click(self, position: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        x, y = self._device(position)
        index = self.stage.marker_at(x, y, CLICK_RADIUS * self.devicePixelRatioF())
        extend = bool(
            modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        )
        if index is not None:
            ref = self.stage.ref(index)
            make = add_point if extend else select_point
            self._session.do(make(ref.point, ref.side))
            return
        found = self.structure_under(x, y)
        if found is not None:
            self.structure_clicked.emit(found.id)
            return
        hit = self.stage.skin_at(x, y)
        if hit is not None:
            self.region_clicked.emit(
                self.stage.region_at(hit), "left" if hit.point[0] > 0 else "right"
            )
        elif not extend:
            self._session.do(clear())

    # Keys --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        state = self._session.state
        moved = key_move(event, state.camera, state.rotation)
        if moved is not None:
            self._move(*moved)
        elif event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self._session.do(clear())
        else:
            super().keyPressEvent(event)

    def marker_position(self, ref: PointRef) -> QPoint | None:
        """Where a point's marker is in this widget, or None when it cannot be seen."""
        index, pixels = self.stage.visible()
        number = self.stage.index_of(ref)
        found = np.flatnonzero(index == number)
        if not len(found):
            return None
        x, y = pixels[int(found[0])] / self.devicePixelRatioF()
        return QPoint(round(float(x)), round(float(y)))
