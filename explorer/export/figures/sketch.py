"""A figure drawn a frame at a time, on a stage that is lent for each of them.

The window draws its previews so: what was typed is seen at once, and between two frames the window
has its stage back and stays alive.
"""

from __future__ import annotations

from PySide6.QtGui import QImage

from explorer.export.borrowed_stage import BorrowedStage
from explorer.export.figures.drawing import Composed, compose
from explorer.export.figures.names import Seen
from explorer.export.figures.picture import BodyFrames
from explorer.export.figures.png import encode_figure_png, paint_figure
from explorer.export.figures.spec import FigureSpec
from explorer.scene.palette import DARK, LIGHT
from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState

__all__ = ["Sketch"]


class Sketch:
    """One figure at a time; what two have in common is drawn once.

    Parameters
    ----------
    stage
        A stage that somebody else uses, too: it shows what it did after each call.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._seen: Seen = {}
        self._state = ViewState()
        self._spec = FigureSpec()
        self._scale = 1.0
        self._frames: BodyFrames | None = None
        self._composed: Composed | None = None
        self._body: tuple[object, QImage] | None = None

    def begin(self, spec: FigureSpec, shown: ViewState, scale: float = 1.0) -> Composed:
        """Lay a figure out and draw its first frame, unless the body is as it was.

        Parameters
        ----------
        shown
            What the stage is showing.
        scale
            Pixels of the picture to a pixel of the page.

        Raises
        ------
        ExplorerError
            When the figure cannot be drawn.
        """
        with BorrowedStage(self._stage, shown) as lent:
            composed = compose(lent, spec, self._seen)
            _, _, w, h = composed.drawing.picture
            size = max(1, round(w * scale)), max(1, round(h * scale))
            before, frames = (self._state, self._spec.dark), self._frames
            if frames is None or frames.size != size or before != (lent.state, spec.dark):
                frames = BodyFrames(*size)
                frames.add(self._stage)
                # To change bodies takes longer than all frames of one.
                while spec.view.figure != shown.figure and not frames.complete:
                    frames.add(self._stage)
            self._frames, self._state = frames, lent.state
        self._spec, self._scale, self._composed = spec, scale, composed
        return composed

    def refine(self, shown: ViewState) -> bool:
        """Draw one more frame; False when the picture is crisp.

        Parameters
        ----------
        shown
            What the stage is showing.

        Raises
        ------
        ExplorerError
            When graphics or memory do not suffice.
        """
        frames = self._frames
        if frames is None or frames.complete:
            return False
        with BorrowedStage(self._stage, shown) as lent:
            self._stage.set_hovered(None)
            self._stage.set_palette(DARK if self._spec.dark else LIGHT, transparent=True)
            lent.show(self._state)
            frames.add(self._stage)
        return not frames.complete

    @property
    def share(self) -> float:
        """How much of it is drawn, 0 to 1."""
        return self._frames.share if self._frames is not None else 0.0

    def picture(self) -> QImage:
        """The figure with true alpha, as far as it is drawn.

        Raises
        ------
        ExplorerError
            When memory does not suffice.
        """
        # A copy: a figure without a background is painted on the picture of its body.
        return paint_figure(self._laid_out.drawing, self._body_image().copy(), self._scale)

    def png(self, picture: QImage) -> bytes:
        """The figure as PNG with title and credits in it.

        Parameters
        ----------
        picture
            What ``picture`` gave.

        Raises
        ------
        ExplorerError
            When memory does not suffice.
        """
        return encode_figure_png(picture, self._laid_out.drawing, self._spec.size.dpi)

    def svg(self) -> bytes:
        """The figure as SVG, its words as text and its lines as lines.

        Raises
        ------
        ExplorerError
            When memory does not suffice.
        """
        from explorer.export.figures.svg import figure_svg

        drawing = self._laid_out.drawing
        return figure_svg(drawing, self._body_image(), self._spec.size.millimetres)

    @property
    def _laid_out(self) -> Composed:
        assert self._composed is not None, "begin comes first"
        return self._composed

    def _body_image(self) -> QImage:
        frames = self._frames
        assert frames is not None, "begin comes first"
        left, top, right, bottom = (each * self._scale for each in self._laid_out.drawing.soft)
        key = id(frames), frames.count, (left, top, right, bottom)
        if self._body is None or self._body[0] != key:
            self._body = key, frames.image((left, top, right, bottom))
        return self._body[1]
