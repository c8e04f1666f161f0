"""A lesson as slides, opened again: what is where, what is said, and what can go wrong."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QImage
from slide_reading import box, named, notes, points, words

from explorer.anatomy.atlas import Atlas
from explorer.export.lesson_making import lesson_of
from explorer.export.showing import Showing, showing
from explorer.export.slides.notes import citation, sources_of
from explorer.export.slides.pages import PICTURE
from explorer.export.slides.writing import ASPECT, SlideOptions, write_slides
from explorer.scene.camera import Lens
from explorer.session.lesson import Lesson, change_view

pptx = pytest.importorskip("pptx", reason="python-pptx, which writes slides, is not installed")

POINT, MUSCLE = "upper_trapezius.trp1", "gluteus_medius"
SMALL = SlideOptions(width=800)
#: Points of a slide that a name's line may be off, beside the ring it ends at.
NEAR = 3.0
#: Radius of the largest ring with its halo, points.
RING = 12.0


@dataclass
class Made:
    path: Path
    lesson: Lesson
    show: Showing
    slides: list[Any]
    told: list[float]


@pytest.fixture(scope="module")
def made(atlas: Atlas, qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    path = tmp_path_factory.mktemp("slides") / "deck.pptx"
    with showing(atlas) as show:
        lesson = lesson_of(
            show, [POINT, MUSCLE], aspect=ASPECT, title="<b>A</b> & \x1bB", author="An Author"
        )
        lesson = change_view(lesson, lesson.views[1].id, lambda v: replace(v, notes="Say hello."))
        told: list[float] = []
        done = write_slides(
            atlas,
            lesson,
            path,
            replace(SMALL, questions=True),
            progress=lambda share, _: told.append(share),
            show=show,
        )
        slides = list(pptx.Presentation(str(path)).slides)
        assert done.slides == len(slides)
        yield Made(path, lesson, show, slides, told)


def picture(slide: Any) -> QImage:
    (body,) = named(slide, "Body")
    return QImage.fromData(body.image.blob)


def red(image: QImage) -> int:
    """How many pixels are as red as zones are."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(-1, 4).astype(int)
    r, g, b, a = pixels.T
    return int(((r > 150) & (g < 90) & (b < 90) & (a > 200)).sum())


def test_it_is_wide_with_a_cover_pairs_and_credits(made: Made) -> None:
    deck = pptx.Presentation(str(made.path))
    assert deck.slide_width * 9 == deck.slide_height * 16
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert titles[0] == "<b>A</b> & B"
    assert titles[1].startswith("Which trigger point is this")
    assert titles[2] == "Upper trapezius TrP1"
    assert titles[3].startswith("Which trigger points are these")
    assert titles[4] == "Gluteus medius"
    assert titles[5].startswith("Credits")
    assert "An Author" in words(made.slides[0])
    assert deck.core_properties.author == "An Author"


@pytest.mark.parametrize(("slide", "view", "count"), [(2, 0, 1), (4, 1, 2)])
def test_names_stand_beside_their_markers_and_their_lines_end_there(
    made: Made, atlas: Atlas, slide: int, view: int, count: int
) -> None:
    state = made.lesson.views[view].state
    made.show.show(state)
    lens = Lens(state.camera, 960, round(960 / ASPECT))
    labels, leaders = named(made.slides[slide], "Label"), named(made.slides[slide], "Leader")
    assert len(labels) == len(leaders) == count
    for label, leader in zip(labels, leaders, strict=True):
        first, side = (p.text for p in label.text_frame.paragraphs)
        ref = next(r for r in state.shown if atlas.point_name(r.point) == first)
        assert side == ref.side
        place = made.show.stage.placed.point(ref.point, ref.side).position
        ((x, y),) = lens.project(place[None])[0]
        marker = np.array([x, y]) + PICTURE[:2]
        start = np.array(points(leader.begin_x, leader.begin_y))
        end = np.array(points(leader.end_x, leader.end_y))
        assert np.linalg.norm(end - marker) < RING
        # ... and points straight at its middle.
        way, rest = end - start, marker - start
        assert abs(way[0] * rest[1] - way[1] * rest[0]) / np.linalg.norm(way) < NEAR
        left, top, width, height = box(label)
        assert start[1] == pytest.approx(top + height / 2, abs=0.5)
        assert min(abs(start[0] - left), abs(start[0] - left - width)) < 0.5
        assert abs(start - marker).max() < 400


def test_lines_hold_on_to_their_names(made: Made) -> None:
    for slide in (made.slides[2], made.slides[4]):
        ids = {s.name.removeprefix("Label "): s.shape_id for s in named(slide, "Label")}
        for leader in named(slide, "Leader"):
            start = leader._element.find(".//{*}stCxn")
            assert int(start.get("id")) == ids[leader.name.removeprefix("Leader ")]


def test_nothing_overlaps_or_leaves_the_slide(made: Made) -> None:
    for slide in made.slides:
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))
        boxes = [box(s) for start in ("Label", "Legend", "Compass") for s in named(slide, start)]
        for number, (x, y, w, h) in enumerate(boxes):
            assert x >= 0
            assert y >= 0
            assert x + w <= 960
            assert y + h <= 540
            for ox, oy, ow, oh in boxes[:number]:
                assert x + w <= ox or ox + ow <= x or y + h <= oy or oy + oh <= y


def test_the_marker_is_on_the_picture_where_the_line_ends(made: Made) -> None:
    """The ring under a line's end is drawn: the picture there is not what it is without."""
    (leader,) = named(made.slides[2], "Leader")
    image = picture(made.slides[2])
    scale = image.width() / PICTURE[2]
    x, y = (points(leader.end_x, leader.end_y) - np.array(PICTURE[:2])) * scale
    near = {image.pixel(int(x) + i, int(y) + j) for i in range(-9, 10) for j in range(-9, 10)}
    assert len(near) > 30


def test_a_question_shows_neither_names_nor_zones_and_does_not_tell(made: Made) -> None:
    for number in (1, 3):
        asked, answered = made.slides[number], made.slides[number + 1]
        assert not named(asked, "Label")
        assert not named(asked, "Leader")
        assert not named(asked, "Legend")
        assert red(picture(asked)) * 20 < red(picture(answered))
        answer = answered.shapes.title.text_frame.text
        assert answer not in words(asked)
        assert all(answer not in s._element.xml for s in asked.shapes)
        assert named(answered, "Legend")
        assert answer in notes(asked)


def test_the_body_of_question_and_answer_is_seen_from_the_same_place(made: Made) -> None:
    a, b = (picture(made.slides[n]).convertToFormat(QImage.Format.Format_RGBA8888) for n in (1, 2))
    one, two = (np.frombuffer(i.constBits(), np.uint8).reshape(-1, 4)[:, 3] for i in (a, b))
    assert (np.abs(one.astype(int) - two) > 60).mean() < 0.01


def test_speaker_notes_hold_what_is_known_with_its_sources(made: Made, atlas: Atlas) -> None:
    said = notes(made.slides[2])
    point = atlas.points[POINT]
    for text in (
        point.location,
        *(zone.words for zone in point.zones),
        point.palpation.search,
        point.sensation,
        point.evidence.note,
        atlas.knowledge.disclaimer,
    ):
        assert text in said
    order = [said.index(f"{atlas.techniques[t.technique].name} (") for t in point.treatment]
    assert order == sorted(order)
    for id in (*point.evidence.sources, *atlas.muscle_of(point).evidence.sources):
        assert citation(atlas.references[id]) in said
    assert notes(made.slides[4]).startswith("Say hello.")


def test_the_credits_name_all_sources_licences_and_what_it_is_not(made: Made, atlas: Atlas) -> None:
    said = "\n".join(words(slide) for slide in made.slides[5:])
    for text in (atlas.knowledge.disclaimer, "CC BY 4.0", "CC0 1.0", "CC BY 3.0", "Apache-2.0"):
        assert text in said
    sources = sources_of(atlas, [view.state for view in made.lesson.views])
    assert sources
    for reference in sources:
        assert citation(reference) in said


def test_every_slide_says_that_it_is_no_diagnosis(made: Made) -> None:
    for slide in made.slides[1:5]:
        assert "no diagnosis" in words(slide)
    assert "does not diagnose" in words(made.slides[0])


def test_pictures_have_no_ground_and_say_what_they_show(made: Made) -> None:
    image = picture(made.slides[2])
    assert image.pixelColor(3, 3).alpha() == 0
    (body,) = named(made.slides[2], "Body")
    assert "Upper trapezius TrP1 (right)" in body._element.nvPicPr.cNvPr.get("descr")


def test_progress_grows_to_the_end(made: Made) -> None:
    assert made.told == sorted(made.told)
    assert made.told[-1] == 1.0
    assert len(made.told) > len(made.lesson.views)


def test_an_office_program_opens_it_with_all_its_pages(made: Made, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(made.path),
        ],
        check=True,
        capture_output=True,
        timeout=110,
    )
    pdf = (tmp_path / "deck.pdf").read_bytes()
    assert pdf.count(b"/Type/Page/") == len(made.slides)


def test_samples_of_the_legend_are_those_of_pictures(made: Made) -> None:
    (legend,) = named(made.slides[2], "Legend")
    texts = [s for s in legend.shapes if s.has_text_frame and s.text_frame.text]
    said = [s.text_frame.text for s in texts]
    assert said[:2] == ["Essential zone", "Spillover zone"]
    sample = next(s for s in legend.shapes if s.name == "Sample Essential zone")
    image = QImage.fromData(sample.image.blob)
    colour = image.pixelColor(image.width() // 2, image.height() // 2)
    assert colour.red() > 150
    assert colour.green() < 100
