"""What the state paints on the skin: zones, the lit region, a muscle's course, the films."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from explorer.body.placement import PlacedAtlas
from explorer.scene.fibres import FibreLine
from explorer.scene.films import compared
from explorer.scene.outside import Outside
from explorer.scene.roles import selected_muscle
from explorer.scene.skin import ZONE_STRENGTH
from explorer.session.view_state import ViewState

__all__ = ["ZONE_STRENGTHS", "SkinPaint"]

Field = npt.NDArray[np.float32]

#: Patterns described with less confidence look softer.
ZONE_STRENGTHS = {"high": ZONE_STRENGTH, "medium": 0.62, "low": 0.45}


class SkinPaint:
    """Paints the difference between two states. A body without skin is not painted."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._course_due = False

    def show(self, old: ViewState | None, new: ViewState, placed: PlacedAtlas) -> None:
        """Mirror a state; ``old`` is None where nothing has been painted on this body yet."""
        if old is not None and old.figure != new.figure:
            old = None
        if old is None or (old.shown, old.zones, old.compared) != (
            new.shown,
            new.zones,
            new.compared,
        ):
            self._outside.set_zones(*_zone_fields(new, placed), _strength(new, placed))
        if (
            old is None
            or old.region != new.region
            or (new.region is not None and old.subject != new.subject)
        ):
            self._outside.set_region(_region_field(new, placed))
        if old is None or (old.subject, old.course) != (new.subject, new.course):
            self._outside.fibres.set_lines(())
            self._course_due = new.course
        self._outside.films.show(old, new, placed)

    def settle(self, state: ViewState, placed: PlacedAtlas) -> bool:
        """Draw the course that is due; True when there is something new to be seen."""
        lines = _course_lines(state, placed) if self._course_due else ()
        self._course_due = False
        if lines:
            self._outside.fibres.set_lines(lines)
        return bool(lines)


def _zone_fields(state: ViewState, placed: PlacedAtlas) -> tuple[Field | None, Field | None]:
    """Signed distance (n,) mm to the essential and the spillover zones of all shown points.

    While points are compared theirs are told apart instead.
    """
    shown = state.shown if state.zones and not compared(state, placed.atlas) else ()
    known = [(r.point, r.side) for r in shown if r.point in placed.atlas.points]
    return placed.zones.merged(known, "essential"), placed.zones.merged(known, "spillover")


def _strength(state: ViewState, placed: PlacedAtlas) -> float:
    """How firmly zones are painted: as the surest of the shown patterns is described."""
    points = placed.atlas.points
    known = [points[r.point].evidence.confidence for r in state.shown if r.point in points]
    return max((ZONE_STRENGTHS[c] for c in known), default=ZONE_STRENGTH)


def _region_field(state: ViewState, placed: PlacedAtlas) -> Field | None:
    """Signed distance (n,) mm to the lit region: of one side where that one is the subject."""
    region = state.region
    if region is None or region not in placed.atlas.regions:
        return None
    subject = state.subject
    if subject is not None and subject.kind == "region" and subject.id == region:
        return placed.zones.region_field(region, subject.side)
    return placed.zones.region_field(region)


def _course_lines(state: ViewState, placed: PlacedAtlas) -> Sequence[FibreLine]:
    """The fibres of the selected muscle on the skin over it."""
    chosen = selected_muscle(state, placed.atlas)
    if chosen is None:
        return ()
    # Imported when used: a start shows no muscle.
    from explorer.body.courses import skin_fibres

    return skin_fibres(placed.atlas, placed.figure, *chosen)
