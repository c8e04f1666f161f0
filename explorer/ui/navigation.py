"""From a link, or a place that was clicked, to commands: what is shown and from where."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from explorer.anatomy.atlas import SHOWN_TOGETHER, Atlas
from explorer.anatomy.model import Side
from explorer.anatomy.support import left_out
from explorer.scene.framing import Towards, frame_shown
from explorer.session.commands import look_from, open_subject, select_point, show_points
from explorer.session.session import Session
from explorer.session.view_state import FRONT, CameraPose, PointRef, Subject
from explorer.ui.links import Link, parse
from explorer.ui.viewport import Viewport

__all__ = ["Navigation"]

#: A region shows at most this many points together, the essential ones first.
_REGION_POINTS = 8
#: What the session calls a move of the camera.
_FLIGHT = look_from(FRONT).text


class Navigation:
    """The one place where a link becomes a command.

    Parameters
    ----------
    run
        Runs a command of the window by its id, for ``action`` links.
    """

    def __init__(
        self, atlas: Atlas, session: Session, viewport: Viewport, run: Callable[[str], None]
    ) -> None:
        self._atlas = atlas
        self._session = session
        self._viewport = viewport
        self._run = run
        # Where flights to a subject ended: such a flight and its selection are undone together.
        self._arrivals: set[CameraPose] = set()

    @property
    def side(self) -> Side:
        """The side that is being looked at."""
        subject = self._session.state.subject
        return subject.side if subject is not None else "right"

    def follow(self, url: str) -> None:
        """Go where a link leads; an address of the web opens in the browser."""
        link = parse(url)
        if link is not None:
            self.open(link)
        elif url.startswith("https://"):
            QDesktopServices.openUrl(QUrl(url))

    def open(self, link: Link) -> None:
        """Show what a link means and look at it. A link to something unknown does nothing."""
        atlas, id, side = self._atlas, link.id, link.side
        if link.kind == "action":
            self._run(id)
        elif link.kind == "point" and id in atlas.points:
            self._session.do(select_point(id, side))
            self._fly((PointRef(id, side),), "points")
        elif link.kind == "muscle" and id in atlas.muscles:
            refs = tuple(PointRef(p.id, side) for p in atlas.points_of(id))
            self._show(refs, Subject("muscle", id, side), "Show muscle")
        elif link.kind == "region" and id in atlas.regions:
            self.open_region(id, side)
            stage = self._viewport.stage
            self._fly_to(frame_shown(stage, (), self._aspect, id, side=side))
        elif link.kind == "complaint" and id in atlas.complaints:
            self._show_complaint(id, side)
        elif link.kind == "structure":
            stem = id.removesuffix(":left").removesuffix(":right")
            self.open_structure(id if stem == id else f"{stem}:{side}", ())
        elif link.kind == "show":
            self._show_together(id, side)
        elif (
            (link.kind == "technique" and id in atlas.techniques)
            or (link.kind == "caution" and id in atlas.cautions)
            or (link.kind == "guide" and id in atlas.guide)
        ):
            self._session.do(open_subject(link.kind, id, self.side))

    def open_region(self, region: str, side: Side) -> None:
        """Tint a region and show its card, without moving the camera."""
        record = self._atlas.regions.get(region)
        if record is not None:
            side = side if record.paired else "right"
            self._session.do(show_points((), Subject("region", region, side), "Show region"))

    def open_structure(self, id: str, muscles: tuple[str, ...]) -> None:
        """Show the muscle that a structure under the skin is, or a page of its own.

        The camera stays: what was clicked is in view.
        """
        side: Side = "left" if id.endswith(":left") else "right"
        known = [m for m in muscles if m in self._atlas.muscles]
        if len(known) == 1:
            refs = tuple(PointRef(p.id, side) for p in self._atlas.points_of(known[0]))
            subject = Subject("muscle", known[0], side)
            self._session.do(show_points(refs, subject, "Show muscle"))
        else:
            self._session.do(show_points((), Subject("structure", id, side), "Show structure"))

    def set_side(self, side: Side) -> None:
        """Show the same subject on the other side."""
        subject = self._session.state.subject
        if subject is None or subject.side == side:
            return
        self.open(Link(subject.kind, subject.id, side))

    def fly_to_points(self, refs: tuple[PointRef, ...]) -> None:
        """Look at points straight on."""
        self._fly(refs, "points")

    def fly_to_zones(self, refs: tuple[PointRef, ...]) -> None:
        """Look at the zones of points."""
        self._fly(refs, "zones")

    def step(self, by: int) -> None:
        """Go to the next or previous point in the order of the atlas, past what is filtered out."""
        subject = self._session.state.subject
        out = left_out(self._atlas, self._session.state.support)
        if subject is not None:
            out -= {subject.id}
        points = [p for p in self._atlas.knowledge.trigger_points if p.id not in out]
        if not points:
            return
        row = 0 if by > 0 else -1
        if subject is not None and subject.kind == "point":
            ids = [p.id for p in points]
            if subject.id in ids:
                row = (ids.index(subject.id) + by) % len(points)
        elif subject is not None and subject.kind == "muscle":
            own = [i for i, p in enumerate(points) if p.muscle == subject.id]
            row = (own[0] if by > 0 else own[0] - 1) if own else row
        self.open(Link("point", points[row].id, self.side))

    def back(self) -> None:
        """Go back one step; a selection takes the flight to it along."""
        self._viewport.finish_flight()  # a flight still in the air would bring back what is undone
        session = self._session
        arrived = session.undo_text == _FLIGHT and session.state.camera in self._arrivals
        session.undo()
        if arrived and session.undo_text != _FLIGHT:
            session.undo()

    def forward(self) -> None:
        """Go forward again, to where the flight ended."""
        self._viewport.finish_flight()
        session = self._session
        moved = session.redo_text == _FLIGHT
        session.redo()
        if not moved and session.redo_text == _FLIGHT:
            session.redo()
            if session.state.camera not in self._arrivals:
                session.undo()

    def _show_complaint(self, id: str, side: Side) -> None:
        points = self._atlas.complaints[id].points[:SHOWN_TOGETHER]
        refs = tuple(PointRef(p, side) for p in points)
        self._show(refs, Subject("complaint", id, side), "Show complaint")

    def _show_together(self, id: str, side: Side) -> None:
        if id in self._atlas.complaints:
            self._show_complaint(id, side)
        elif id in self._atlas.regions:
            points = self._atlas.points_referring_to(id)[:_REGION_POINTS]
            refs = tuple(PointRef(p.id, side) for p in points)
            self._show(refs, Subject("region", id, side), "Show points of region")

    def _show(self, refs: tuple[PointRef, ...], subject: Subject, text: str) -> None:
        self._session.do(show_points(refs, subject, text))
        if refs:
            self._fly(refs, "points" if subject.kind == "muscle" else "zones")

    def _fly(self, refs: tuple[PointRef, ...], towards: Towards) -> None:
        """Look at points so that all of their zones are in the picture."""
        stage = self._viewport.stage
        self._fly_to(frame_shown(stage, refs, self._aspect, towards=towards))

    def _fly_to(self, pose: CameraPose) -> None:
        self._arrivals.add(pose)
        self._viewport.fly_to(pose, "subject")

    @property
    def _aspect(self) -> float:
        return self._viewport.width() / max(self._viewport.height(), 1)
