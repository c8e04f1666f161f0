"""What is on the slides of a deck: on its cover, and on that of each view."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.anatomy.atlas import Atlas
from explorer.export.showing import Showing
from explorer.export.slides.content import (
    COVER,
    PLAIN,
    Part,
    Picture,
    Rule,
    SlideContent,
    Text,
)
from explorer.export.slides.labels import label_parts, label_size
from explorer.export.slides.legend import legend_parts, legend_place, rows_of
from explorer.export.slides.notes import answer_words, question_words, speaker_notes
from explorer.export.slides.pictures import (
    LOGICAL,
    SlidePicture,
    compass_picture,
    concealed,
    take_picture,
)
from explorer.export.slides.template import COVER_TITLE, TITLE, Box
from explorer.export.slides.text import clean, fitted, shortened
from explorer.scene.overlay import COMPASS_CENTRE
from explorer.scene.palette import LIGHT
from explorer.scene.stage import MeasureText
from explorer.session.lesson import Lesson, LessonView
from explorer.session.view_state import PointRef, ViewState

__all__ = ["PICTURE", "cover_slide", "view_slide"]

#: Where the picture of a view is on its slide (points).
PICTURE: Box = (0, 88, 960, 424)
_COMPASS_SIDE = 2 * COMPASS_CENTRE * LOGICAL
_COMPASS: Box = (32, PICTURE[1] + PICTURE[3] - _COMPASS_SIDE, _COMPASS_SIDE, _COMPASS_SIDE)
_SUBTITLE: Box = (40, 65, 880, 20)
_HERO: Box = (620, 24, 300, 492)
_SENTENCE: Box = (56, 470, 500, 44)
_RULE: Box = (56, 290, 56, 3)
_TITLE_SIZES = (28.0, 25.0, 22.0, 20.0, 18.0)
_COVER_SIZES = (40.0, 34.0, 28.0, 24.0)
#: Pixels to a point on the cover.
_COVER_PIXELS = 3.0
_FOOT = "Commonly described pattern, no diagnosis."


def cover_slide(show: Showing, lesson: Lesson, figure: str, subpixels: int = 8) -> SlideContent:
    """The title slide: title, author, what the deck is not, and the body it is about."""
    knowledge = show.stage.atlas.knowledge
    words = clean(lesson.title.strip() or "Lesson")
    title, size = fitted(words, _COVER_SIZES, *COVER_TITLE[2:], True)
    author = clean(lesson.author.strip())
    state = ViewState(figure=figure, markers=False, labels=False)
    show.show(show.whole(state, _HERO[2] / _HERO[3], "anterior"))
    picture = _take(show, show.state, _HERO, _COVER_PIXELS, (), subpixels)
    parts = (
        Rule(_RULE),
        Text(_SENTENCE, ((knowledge.disclaimer, 11.0, False, LIGHT.text_soft),), "Disclaimer"),
        Picture(picture.png, _HERO, "Body", "The whole body from in front"),
    )
    below = shortened(author, 18.0, COVER_TITLE[2], 2) if author else ""
    return SlideContent(COVER, title, size, below=below, parts=parts)


def view_slide(
    show: Showing, view: LessonView, width: int, *, question: bool = False, subpixels: int = 8
) -> SlideContent:
    """The slide of one view, its pictures ``width`` pixels wide.

    A ``question`` shows neither names nor zones, and asks for them in its title.
    """
    atlas = show.stage.atlas
    state = concealed(view.state) if question else view.state
    show.show(state)
    rows = rows_of(show.stage, state)
    legend = legend_place(rows, PICTURE)
    per_point = width / PICTURE[2]
    taken = [_COMPASS] if legend is None else [_COMPASS, legend]
    picture = _take(show, state, PICTURE, per_point, taken, subpixels)
    asked = question_words(atlas, view, picture.seen)
    words = asked if question else view.title.strip() or "View"
    title, size = fitted(clean(words).replace("\n", " "), _TITLE_SIZES, *TITLE[2:], True)
    parts: list[Part] = []
    below = "Question" if question else _subtitle(atlas, state, picture.seen)
    if below:
        parts.append(Text(_SUBTITLE, ((below, 14.0, False, LIGHT.text_soft),), "Subtitle"))
    parts.append(Picture(picture.png, PICTURE, "Body", _seen(picture, title)))
    compass = compass_picture(picture.overlay.compass, LOGICAL * per_point)
    parts.append(Picture(compass, _COMPASS, "Compass", "From where the body is seen"))
    parts += _labels(picture, per_point)
    if legend is not None:
        parts.append(legend_parts(legend, rows))
    notes = speaker_notes(atlas, view)
    if question:
        notes = f"Question: {asked}\n\nThe next slide answers: {answer_words(atlas, view)}"
    foot = f"{_FOOT} {picture.caption}".strip()
    return SlideContent(PLAIN, title, size, foot, parts=tuple(parts), notes=clean(notes))


def _take(
    show: Showing,
    state: ViewState,
    box: Box,
    per_point: float,
    taken: Sequence[Box],
    subpixels: int,
) -> SlidePicture:
    """The picture for a box of a slide, its names clear of other boxes of the slide."""
    pixels = [
        ((x - box[0]) * per_point, (y - box[1]) * per_point, w * per_point, h * per_point)
        for x, y, w, h in taken
    ]
    size = round(box[2] * per_point), round(box[3] * per_point)
    scale = LOGICAL * per_point
    return take_picture(show.stage, state, size, _measure(per_point), scale, pixels, subpixels)


def _measure(per_point: float) -> MeasureText:
    def measure(title: str, detail: str) -> tuple[float, float]:
        width, height = label_size(title, detail)
        return width * per_point, height * per_point

    return measure


def _labels(picture: SlidePicture, per_point: float) -> list[Part]:
    markers = {(m.x, m.y): m for m in picture.overlay.markers}
    parts: list[Part] = []
    for label in picture.overlay.labels:
        marker = markers.get(label.anchor)
        parts += label_parts(label, marker, PICTURE[:2], 1 / per_point, LOGICAL)
    return parts


def _subtitle(atlas: Atlas, state: ViewState, seen: Sequence[PointRef]) -> str:
    """The muscle and side that a view is about, and whether its point is out of sight."""
    subject = state.subject
    if subject is None:
        return ""
    point = atlas.points.get(subject.id)
    muscle = atlas.muscles.get(subject.id) if point is None else atlas.muscle_of(point)
    if muscle is None:
        return ""
    words = f"{muscle.latin}, {subject.side if muscle.paired else 'midline'}"
    hidden = point is not None and PointRef(subject.id, subject.side) not in seen
    return f"{words}; the point itself is out of sight from here" if hidden else words


def _seen(picture: SlidePicture, title: str) -> str:
    """What is on the picture, for those who cannot see it."""
    names = ", ".join(f"{label.text} ({label.detail})" for label in picture.overlay.labels)
    return f"The body. {title}" + (f" Named: {names}." if names else "")
