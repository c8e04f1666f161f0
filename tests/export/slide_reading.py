"""Reading slides again: what is where on them, in points, and what they say."""

from __future__ import annotations

from typing import Any


def points(*lengths: int) -> tuple[float, ...]:
    return tuple(length / 12700 for length in lengths)


def box(shape: Any) -> tuple[float, ...]:
    return points(shape.left, shape.top, shape.width, shape.height)


def named(slide: Any, start: str) -> list[Any]:
    return [s for s in slide.shapes if s.name.startswith(start) and s.name != "Legend ground"]


def words(slide: Any) -> str:
    return "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)
