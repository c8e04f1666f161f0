"""What a figure names, and that its real pages hold what the layout promises."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.borrowed_stage import BorrowedStage
from explorer.export.figures import fonts as figure_fonts
from explorer.export.figures.drawing import Composed, compose
from explorer.export.figures.fonts import Fonts
from explorer.export.figures.picture import fitted_pose
from explorer.export.figures.shapes import Drawing, Words
from explorer.export.figures.spec import FigureSpec, FreeLabel, PageSize
from explorer.export.plates import plate_state
from explorer.scene.stage import Stage
from explorer.session.layer_commands import peel
from explorer.session.view_state import PointRef, ViewState


@pytest.fixture(scope="module")
def stage(atlas: Atlas, qapp: object) -> Iterator[Stage]:
    made = Stage(atlas, ViewState())
    made.set_size(640, 480)
    yield made
    made.close()


def composed(stage: Stage, spec: FigureSpec) -> Composed:
    with BorrowedStage(stage, ViewState()) as lent:
        return compose(lent, spec)


def view_of(stage: Stage, id: str, view: str = "posterior") -> ViewState:
    state = plate_state(stage.atlas, id, "right", "female")
    return replace(state, camera=stage.framing(view))  # type: ignore[arg-type]


def labels(drawing: Drawing) -> list[str]:
    return [
        " ".join(words.lines) for words in drawing.words if words.part == "label" and words.bold
    ]


def box(words: Words, fonts: Fonts) -> tuple[float, float, float, float]:
    width = max(fonts.width(line, words.size, words.bold) for line in words.lines)
    left = words.x - {"start": 0.0, "middle": width / 2, "end": width}[words.align]
    top = words.y - fonts.ascent(words.size, words.bold)
    return left, top, left + width, top + words.leading * len(words.lines)


@pytest.mark.parametrize(
    "size", [PageSize(1600, 900), PageSize(85, 120, "mm"), PageSize(180, 180, "mm", 150)]
)
def test_no_words_of_a_page_overlap_or_leave_it(stage: Stage, size: PageSize) -> None:
    shown = tuple(
        PointRef(p.id, side)
        for p in stage.atlas.knowledge.trigger_points[:120:9]
        for side in ("right", "left")
    )
    view = replace(view_of(stage, "infraspinatus"), shown=shown)
    spec = FigureSpec(
        size,
        view,
        labels=("points", "regions"),
        certainty=True,
        title="A title",
        subtitle="and more",
    )
    drawing = composed(stage, spec).drawing
    assert len(labels(drawing)) > 4
    fonts = Fonts(drawing.family, spec.name_pixels)
    boxes = [box(words, fonts) for words in drawing.words]
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= drawing.width
        assert bottom <= drawing.height
    for a, b in itertools.combinations(boxes, 2):
        apart = a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
        assert apart


def test_points_regions_and_own_names_are_named_where_they_are_seen(stage: Stage) -> None:
    view = view_of(stage, "infraspinatus.trp1")
    free = (FreeLabel("Seventh", "c7_spinous_process"), FreeLabel("Nose", "nasion"))
    made = composed(stage, FigureSpec(view=view, labels=("points",), free=free))
    assert set(labels(made.drawing)) == {"Infraspinatus TrP1", "Seventh"}
    assert any("Nose" in note for note in made.notes)
    front = replace(view, camera=stage.framing("anterior"))
    made = composed(stage, FigureSpec(view=front, labels=("points", "regions"), free=free))
    assert "Nose" in labels(made.drawing)
    assert "Front of the shoulder" in labels(made.drawing)
    assert any("Infraspinatus TrP1" in note for note in made.notes)


def test_a_name_at_a_landmark_may_stand_on_the_left(stage: Stage) -> None:
    def place(side: str) -> float:
        free = (FreeLabel("Here", "patella_center", side),)  # type: ignore[arg-type]
        view = view_of(stage, "soleus", "anterior")
        (line,) = composed(stage, FigureSpec(view=view, labels=(), free=free)).drawing.lines
        return line.points[0][0]

    assert place("right") < 960 < place("left")


def test_muscles_and_bones_that_are_seen_are_named(stage: Stage) -> None:
    view = peel(1.0).apply(view_of(stage, "gluteus_medius"))
    made = composed(stage, FigureSpec(view=view, labels=("structures",)))
    found = labels(made.drawing)
    assert {"Gluteus maximus", "Latissimus dorsi"} <= set(found)
    assert len(found) == len(set(found)) <= 40
    solid = composed(stage, FigureSpec(view=view_of(stage, "soleus"), labels=("structures",)))
    assert labels(solid.drawing) == []
    assert any("No muscle or bone" in note for note in solid.notes)


def test_the_lit_muscle_is_named_in_an_x_ray(stage: Stage) -> None:
    view = replace(view_of(stage, "infraspinatus.trp1"), xray=True)
    assert labels(composed(stage, FigureSpec(view=view, labels=("muscles",))).drawing) == [
        "Infraspinatus"
    ]


def test_the_legend_explains_only_signs_that_are_there(stage: Stage) -> None:
    def legend(id: str) -> set[str]:
        words = composed(stage, FigureSpec(view=view_of(stage, id))).drawing.words
        return {line for each in words if each.part == "legend" for line in each.lines}

    assert "Point near an attachment" not in legend("infraspinatus.trp1")
    assert {"Point in a muscle belly", "Essential zone"} <= legend("infraspinatus.trp1")


def test_a_missing_font_is_replaced_and_told(stage: Stage) -> None:
    spec = FigureSpec(view=view_of(stage, "soleus"), font="No Such Font")
    made = composed(stage, spec)
    assert any("'No Such Font' is not installed" in note for note in made.notes)
    assert made.drawing.family != "No Such Font"
    here = Fonts("", 12.0).family
    assert composed(stage, replace(spec, font=here.upper())).notes == ()


def test_letters_that_no_font_has_are_told(stage: Stage) -> None:
    made = composed(stage, FigureSpec(view=view_of(stage, "soleus"), title="a \U0010fffd b"))
    assert any("No installed font" in note for note in made.notes)


def test_without_any_font_nothing_is_drawn(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_fonts.QFontDatabase, "families", lambda *_: [])
    with pytest.raises(ExplorerError, match="no font"):
        composed(stage, FigureSpec(view=view_of(stage, "soleus")))


def test_texts_that_leave_no_room_are_refused(stage: Stage) -> None:
    spec = FigureSpec(PageSize(200, 150), view_of(stage, "soleus"), font_size=12)
    with pytest.raises(ExplorerError, match="no room for the body"):
        composed(stage, spec)


def test_a_long_word_is_broken_and_not_cut_off() -> None:
    fonts = Fonts("", 12.0)
    rows = fonts.wrapped("Sternocleidomastoideus und", 12, 60.0)
    assert "".join(rows).replace(" ", "") == "Sternocleidomastoideusund"
    assert len(rows) > 2
    assert all(fonts.width(row, 12) <= 60.0 for row in rows)


def test_a_narrow_picture_still_shows_what_was_seen(stage: Stage) -> None:
    pose = stage.framing("anterior")
    assert fitted_pose(stage, pose, 2.0, 1.5) == pose  # the body is slender
    narrow = fitted_pose(stage, pose, 2.0, 0.2)
    assert narrow.view_angle > pose.view_angle
    assert narrow.position == pose.position
    assert fitted_pose(stage, pose, 0.2, 0.2) == pose  # no more than was seen is asked for
