"""Figures as files, opened again: PNG with alpha, SVG as XML, PDF as text; nothing left over."""

from __future__ import annotations

import base64
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.figures import picture as figure_picture
from explorer.export.figures import writing as figures
from explorer.export.figures.spec import FigureSpec, FreeLabel, PageSize
from explorer.export.figures.writing import figure_preview, write_figure
from explorer.export.plates import plate_state
from explorer.packs.cancelling import Cancelled
from explorer.scene.palette import DARK
from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState

SVG = "{http://www.w3.org/2000/svg}"
TITLE = 'Pain & <b>"more"</b> </svg>'


class Workbench:
    """A stage that is lent for every figure of these tests, as the window's is."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas, self.folder = atlas, Path()
        state = plate_state(atlas, "infraspinatus.trp1", "right", "male")
        self.stage = Stage(atlas, state)
        self.stage.set_size(320, 240)
        self.shown = replace(state, camera=self.stage.framing("posterior"))
        self.stage.update(state, self.shown)
        self.spec = FigureSpec(PageSize(480, 360), self.shown, title=TITLE)

    def write(self, name: str, **changes: object) -> figures.FigureReport:
        spec = replace(self.spec, **changes)  # type: ignore[arg-type]
        path = self.folder / name
        return write_figure(self.atlas, spec, path, stage=self.stage, shown=self.shown)


@pytest.fixture(scope="module")
def made(atlas: Atlas, qapp: object) -> Iterator[Workbench]:
    bench = Workbench(atlas)
    yield bench
    bench.stage.close()


@pytest.fixture
def bench(made: Workbench, tmp_path: Path) -> Workbench:
    made.folder = tmp_path / "out"
    made.folder.mkdir()
    return made


def texts(path: Path) -> list[str]:
    root = ElementTree.parse(path).getroot()
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def test_a_png_has_its_size_true_alpha_and_its_words_inside(bench: Workbench) -> None:
    report = bench.write("a.png", transparent=True, size=PageSize(480, 360, "px", 254))
    image = QImage(str(report.path))
    assert (image.width(), image.height()) == (480, 360)
    assert image.dotsPerMeterX() == 10_000
    assert image.pixelColor(470, 180).alpha() == 0
    seen = {image.pixelColor(x, 180).alpha() for x in range(480)}
    assert 255 in seen
    assert any(0 < alpha < 255 for alpha in seen)
    assert image.text("Title") == TITLE
    assert "CC0" in image.text("Copyright")
    assert "does not diagnose" in image.text("Copyright")


def test_without_transparency_the_background_is_what_was_chosen(bench: Workbench) -> None:
    paper = QImage(str(bench.write("a.png").path))
    assert paper.pixelColor(470, 180).getRgb() == (255, 255, 255, 255)
    blue = QImage(str(bench.write("b.png", background="#102030").path))
    assert blue.pixelColor(470, 180).getRgb() == (16, 32, 48, 255)
    dark = QImage(str(bench.write("c.png", dark=True).path))
    assert dark.pixelColor(470, 180).getRgb()[:3] == DARK.background


def test_nothing_but_the_body_is_the_picture_itself(bench: Workbench) -> None:
    bare = {"labels": (), "legend": False, "compass": False, "credits": False, "title": ""}
    image = QImage(str(bench.write("a.png", transparent=True, **bare).path))
    assert [image.pixelColor(x, y).alpha() for x, y in ((2, 2), (477, 357))] == [0, 0]
    assert image.pixelColor(240, 150).alpha() == 255


def test_an_svg_is_xml_with_real_text_and_a_picture(bench: Workbench) -> None:
    free = (FreeLabel("Spine & <scapula>", "c7_spinous_process", detail="a < b"),)
    path = bench.write("a.svg", free=free, certainty=True).path
    root = ElementTree.parse(path).getroot()
    assert root.get("viewBox") == "0 0 480 360"
    assert root.get("width", "").endswith("mm")
    words = texts(path)
    assert TITLE in words
    assert "Infraspinatus TrP1" in words
    assert "right, grade B" in words
    assert "Spine & <scapula>" in words
    assert "a < b" in words
    assert "Essential zone" in words
    assert "practice tradition" in words
    assert any("does not diagnose" in each for each in words)
    assert len(list(root.iter(f"{SVG}polyline"))) >= 2 * 2
    (picture,) = root.iter(f"{SVG}image")
    head, data = picture.get("{http://www.w3.org/1999/xlink}href", "").split(",")
    assert head == "data:image/png;base64"
    body = QImage.fromData(base64.b64decode(data))
    assert body.pixelColor(0, 0).alpha() == 0
    assert {body.pixelColor(x, body.height() // 2).alpha() for x in range(body.width())} >= {0, 255}


def test_control_characters_do_not_break_an_svg(bench: Workbench) -> None:
    path = bench.write("a.svg", title="one\x00\x0btwo ]]> \ud800 &amp;").path
    (title,) = (words for words in texts(path) if words.startswith("one"))
    assert title.endswith("two ]]> \ufffd &amp;")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_a_pdf_has_text_that_can_be_searched_and_its_true_size(bench: Workbench) -> None:
    path = bench.write("a.pdf", size=PageSize(120, 90, "mm", 150), certainty=True).path
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    for words in (TITLE, "Infraspinatus TrP1", "Essential zone", "look at the red flags first"):
        assert words in " ".join(done.stdout.split())
    info = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
    assert "Pages:           1" in info.stdout
    assert "340 x 255 pts" in info.stdout
    images = subprocess.run(["pdfimages", "-list", str(path)], capture_output=True, text=True)
    assert "smask" in images.stdout  # the body keeps its alpha
    assert "jpeg" not in images.stdout


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.pdf"])
def test_the_same_figure_is_the_same_file_byte_for_byte(bench: Workbench, name: str) -> None:
    changes = {"labels": ("points", "regions"), "certainty": True}
    first = bench.write(name, **changes).path.read_bytes()
    # Another stage, which has never shown anything else.
    other = bench.folder / f"other{Path(name).suffix}"
    write_figure(bench.atlas, replace(bench.spec, **changes), other)  # type: ignore[arg-type]
    assert other.read_bytes() == first
    if name.endswith(".pdf"):
        assert b"(D:20000101000000Z" in first
        assert b'Date="2000-01-01T00:00:00Z' in first


def test_a_lent_stage_is_given_back_as_it_was(bench: Workbench) -> None:
    stage = bench.stage
    stage.set_palette(DARK)
    before = stage.average(1)
    stage.set_hovered(3)
    other = replace(bench.shown, figure="female", shown=(), camera=stage.framing("anterior"))
    bench.write("a.png", view=other)
    assert (stage.size, stage.palette, stage.hovered) == ((320, 240), DARK, 3)
    assert (stage.average(1) == before).all()


def test_cancelled_half_way_nothing_is_written(bench: Workbench) -> None:
    said: list[tuple[float, str]] = []
    path = bench.folder / "a.png"
    path.write_bytes(b"former")
    with pytest.raises(Cancelled):
        write_figure(
            bench.atlas,
            bench.spec,
            path,
            stage=bench.stage,
            shown=bench.shown,
            progress=lambda share, words: said.append((share, words)),
            cancelled=lambda: len(said) > 3,
        )
    assert path.read_bytes() == b"former"
    assert [p.name for p in bench.folder.iterdir()] == ["a.png"]
    assert bench.stage.size == (320, 240)


def test_progress_goes_from_little_to_all(bench: Workbench) -> None:
    shares: list[float] = []
    write_figure(
        bench.atlas,
        bench.spec,
        bench.folder / "a.svg",
        stage=bench.stage,
        shown=bench.shown,
        progress=lambda share, _: shares.append(share),
    )
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a.jpg", "ends in .jpg"),
        ("a", "ends in nothing"),
        ("no/where/a.png", "no such folder"),
        ("folder.png", "it is a folder"),
    ],
)
def test_where_nothing_can_be_written_is_said_before_any_work(
    bench: Workbench, name: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "compose", lambda *_: pytest.fail("work was done"))
    (bench.folder / "folder.png").mkdir()
    with pytest.raises(ExplorerError, match=sentence):
        bench.write(name)
    assert [p.name for p in bench.folder.iterdir()] == ["folder.png"]


def test_a_full_disk_leaves_the_former_file(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bench.folder / "a.svg"
    path.write_bytes(b"former")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("explorer.files.os.replace", full)
    with pytest.raises(ExplorerError, match="No space left"):
        bench.write("a.svg")
    assert path.read_bytes() == b"former"
    assert len(list(bench.folder.iterdir())) == 1


def test_a_png_beyond_the_limit_is_refused_and_a_pdf_is_not(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ExplorerError, match="8192"):
        bench.write("a.png", size=PageSize(8193, 100))
    monkeypatch.setattr(figures, "LARGEST_SIDE", 200)
    report = bench.write("a.pdf")
    assert any("the largest there are" in note for note in report.notes)
    assert report.path.stat().st_size == report.size


def test_too_little_memory_is_said_with_the_limit(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figure_picture, "_free_memory", lambda: 340_000_000)
    with pytest.raises(ExplorerError, match=r"does not fit the memory.* 1 million pixels"):
        bench.write("a.png", size=PageSize(4000, 4000))
    assert not list(bench.folder.iterdir())


def test_a_preview_is_the_figure_made_smaller(bench: Workbench) -> None:
    spec = replace(bench.spec, size=PageSize(2400, 1800), transparent=True)
    small = figure_preview(bench.stage, spec, bench.shown, 480)
    assert (small.width(), small.height()) == (480, 360)
    full = QImage(str(bench.write("a.png", transparent=True).path))
    differ = sum(
        (small.pixelColor(x, y).alpha() > 127) != (full.pixelColor(x, y).alpha() > 127)
        for x in range(0, 480, 4)
        for y in range(60, 300, 4)
    )
    assert differ < 0.03 * 120 * 60
    assert bench.stage.size == (320, 240)


def test_an_unknown_figure_is_refused(bench: Workbench) -> None:
    with pytest.raises(ExplorerError, match="giant"):
        bench.write("a.png", view=ViewState(figure="giant"))
