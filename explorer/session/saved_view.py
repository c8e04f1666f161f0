"""What is shown, as readable JSON and back: figures and lessons keep their views so."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import fields, replace
from typing import Any

import msgspec

from explorer.errors import ExplorerError
from explorer.session.view_state import ViewState

__all__ = ["view_from", "view_record"]

_PLAIN = ViewState()


def view_record(state: ViewState) -> dict[str, Any]:
    """A state as plain values: the camera and the figure, and what differs from the usual."""
    record: dict[str, Any] = {}
    for field in fields(ViewState):
        value = getattr(state, field.name)
        if field.name in ("figure", "camera") or value != getattr(_PLAIN, field.name):
            record[field.name] = msgspec.to_builtins(value)
    return record


def view_from(
    record: Mapping[str, Any], known: Container[str]
) -> tuple[ViewState, tuple[str, ...]]:
    """A state from plain values.

    Parameters
    ----------
    known
        Ids of points, muscles, regions and whatever else can be shown.

    Returns
    -------
    state, missing
        The state without what is not known here, and the ids that were left out. A structure
        (muscle or bone of a body) is kept: which there are depends on the body that is shown.

    Raises
    ------
    ExplorerError
        When the record does not have the shape of a view.
    """
    unknown = sorted(set(record) - {field.name for field in fields(ViewState)})
    if unknown:
        raise ExplorerError(
            f"A view holds {unknown[0]!r}, which is not known here.",
            "It may come from a newer version of this program.",
        )
    try:
        state = msgspec.convert(dict(record), ViewState)
    except msgspec.ValidationError as error:
        raise ExplorerError(f"A view is damaged: {error}.", "Save it anew.") from error
    missing: list[str] = []
    subject = state.subject
    if subject is not None and subject.kind != "structure" and subject.id not in known:
        missing.append(subject.id)
        subject = None
    missing += [r.point for r in (*state.shown, *state.compared) if r.point not in known]
    missing += [r.region for r in state.pain.regions if r.region not in known]
    if state.region is not None and state.region not in known:
        missing.append(state.region)
    gone = frozenset(missing)
    left = replace(
        state,
        subject=subject,
        shown=tuple(r for r in state.shown if r.point not in gone),
        compared=tuple(r for r in state.compared if r.point not in gone),
        region=None if state.region in gone else state.region,
        pain=replace(
            state.pain, regions=tuple(r for r in state.pain.regions if r.region not in gone)
        ),
    )
    return left, tuple(dict.fromkeys(missing))
