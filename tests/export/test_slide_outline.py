"""Which slides there will be, and each painted as the deck will have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from explorer.anatomy.atlas import Atlas
from explorer.export.lesson_making import lesson_of
from explorer.export.showing import Showing, showing
from explorer.export.slides.content import Leader, Panel, Picture, SlideContent
from explorer.export.slides.outline import ASPECT, Outline, SlideOptions
from explorer.export.slides.painting import paint_slide
from explorer.scene.palette import LIGHT
from explorer.session.lesson import Lesson, change_view

POINT = "upper_trapezius.trp1"


@pytest.fixture(scope="module")
def show(atlas: Atlas, qapp: object) -> Iterator[Showing]:
    with showing(atlas) as made:
        yield made


@pytest.fixture(scope="module")
def lesson(show: Showing) -> Lesson:
    made = lesson_of(show, [POINT, "soleus.trp1"], aspect=ASPECT, title="A & <b>")
    return change_view(made, made.views[0].id, lambda v: replace(v, question="Which one?"))


def painted(content: SlideContent, number: int = 1, width: int = 960) -> np.ndarray:
    image = QImage(width, width * 9 // 16, QImage.Format.Format_RGBA8888)
    painter = QPainter(image)
    paint_slide(painter, content, number, width)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8)
    return rows.reshape(image.height(), width, 4)[..., :3].astype(int)


def ink(picture: np.ndarray, x: float, y: float, w: float, h: float) -> float:
    """The share of a box (points) that is not the ground of the slide."""
    box = picture[int(y) : int(y + h), int(x) : int(x + w)]
    return float((np.abs(box - np.array(LIGHT.background)).max(axis=2) > 12).mean())


@pytest.mark.parametrize(
    ("questions", "kinds"),
    [
        (None, ["cover", "question", "view", "view", "credits"]),
        (True, ["cover", "question", "view", "question", "view", "credits"]),
        (False, ["cover", "view", "view", "credits"]),
    ],
)
def test_the_slides_are_known_before_any_is_drawn(
    show: Showing, lesson: Lesson, questions: bool | None, kinds: list[str]
) -> None:
    outline = Outline(show, lesson, SlideOptions(questions=questions))
    assert [leaf.kind for leaf in outline.leaves] == kinds


def test_the_sources_can_be_left_to_the_notes_but_credits_stay(
    show: Showing, lesson: Lesson
) -> None:
    with_sources = Outline(show, lesson, SlideOptions())
    without = Outline(show, lesson, SlideOptions(sources=False))
    titles = [o.draw(show, o.leaves[-1]).title for o in (with_sources, without)]
    assert titles == ["Credits and sources", "Credits"]
    assert "SOURCES" in without.draw(show, without.leaves[2], 240, 1).notes


def test_a_missing_body_is_named_before_anything_is_drawn(show: Showing, lesson: Lesson) -> None:
    views = tuple(replace(v, state=replace(v.state, figure="pack:gone")) for v in lesson.views)
    outline = Outline(show, replace(lesson, views=views), SlideOptions())
    assert outline.missing == ("pack:gone",)
    assert outline.draw(show, outline.leaves[2], 240, 1).parts


def test_what_is_painted_stands_where_the_deck_has_it(show: Showing, lesson: Lesson) -> None:
    outline = Outline(show, lesson, SlideOptions())
    content = outline.draw(show, outline.leaves[2], 960, 1)
    picture = painted(content, 3)
    (panel,) = (p for p in content.parts if isinstance(p, Panel))
    (leader,) = (p for p in content.parts if isinstance(p, Leader))
    x, y, w, h = panel.box
    # The words of the label fill it, but do not leave it.
    words = picture[int(y) + 2 : int(y + h) - 2, int(x) + 3 : int(x + w) - 3]
    assert (words < 120).mean() > 0.05
    bare = painted(replace(content, parts=tuple(p for p in content.parts if p is not panel)))
    changed = np.argwhere(np.abs(picture - bare).max(axis=2) > 12)
    changed = changed[changed[:, 0] < 505]  # but for the number of the slide
    (top, left), (bottom, right) = changed.min(axis=0), changed.max(axis=0)
    assert x - 2 <= left <= right <= x + w + 2
    assert y - 2 <= top <= bottom <= y + h + 2
    middle = (np.array(leader.start) + np.array(leader.end)) / 2
    assert picture[int(middle[1]) - 1 : int(middle[1]) + 2, int(middle[0])].min() < 120
    assert ink(picture, 40, 20, 300, 44) > 0.02  # the title
    assert ink(picture, 40, 513, 300, 18) > 0.02  # the foot
    assert ink(picture, 900, 513, 30, 18) > 0.02  # the number
    assert ink(picture, 700, 20, 200, 44) == 0.0


def test_a_preview_looks_the_same_at_any_size(show: Showing, lesson: Lesson) -> None:
    outline = Outline(show, lesson, SlideOptions())
    content = outline.draw(show, outline.leaves[0], 960, 1)
    small, large = painted(content, 1, 480), painted(content, 1, 960)
    halved = large.reshape(270, 2, 480, 2, 3).mean(axis=(1, 3))
    assert (np.abs(small - halved).max(axis=2) > 60).mean() < 0.01


def test_only_the_wide_picture_follows_the_width_asked_for(show: Showing, lesson: Lesson) -> None:
    outline = Outline(show, lesson, SlideOptions(width=2000))
    content = outline.draw(show, outline.leaves[2], 480, 1)
    body = next(p for p in content.parts if isinstance(p, Picture) and p.name == "Body")
    assert QImage.fromData(body.png).width() == 480
