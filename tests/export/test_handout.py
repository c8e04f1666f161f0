"""A handout as a file: never too long, real text, the client's own drawing, nothing half done."""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QGuiApplication, QImage, QPalette

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.client import conditions_of
from explorer.anatomy.pain import Pain, PainStroke, RegionRef, SkinPlace
from explorer.body.placement import resolve_points
from explorer.body.topology import load_topology
from explorer.calls.handout import run_handout
from explorer.errors import ExplorerError
from explorer.export.borrowed_stage import BorrowedStage
from explorer.export.handout import layout
from explorer.export.handout import writing as handout
from explorer.export.handout.content import Handout
from explorer.export.handout.html import PICTURE_SHAPE, Level, pictures_cell, sheet
from explorer.export.handout.pictures import HandoutPictures, own_pictures
from explorer.export.handout.preview import HandoutPreview
from explorer.export.handout.writing import write_handout
from explorer.export.paper import PAPERS, Paper, lay_block
from explorer.export.showing import showing
from explorer.packs.cancelling import Cancelled
from explorer.scene.palette import DARK
from explorer.session.pain_file import PainRecord, write_pain
from explorer.session.view_state import PointRef

needs_pages = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm is not installed")
needs_text = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
ODD = "<i>Hands & Co</i> ../x"


def refs(*points: str) -> list[PointRef]:
    return [PointRef(point, "right") for point in points]


def page_count(file: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes()))


def text_of(file: Path) -> str:
    call = ["pdftotext", "-raw", str(file), "-"]
    words = subprocess.check_output(call, text=True).replace("ﬁ", "fi").replace("ﬂ", "fl")
    return " ".join(words.replace("ﬀ", "ff").split())


def pain_at(atlas: Atlas, *points: str) -> Pain:
    placed = resolve_points(atlas)
    strokes = []
    for point in points:
        vertices, weights = placed[point].vertices, placed[point].weights
        a, b, c = (int(v) for v in vertices)
        u, v, w = (float(x) for x in weights)
        strokes.append(PainStroke((SkinPlace((a, b, c), (u, v, w)),), 34.0, 7))
    return Pain(tuple(strokes), (), "Deep ache, <worse> at night")


class Blank:
    """Takes the place of the pictures: their sizes, and nothing drawn."""

    def __init__(self, atlas: Atlas, figure: str, cache: Path | None = None) -> None:
        self.image = QImage(60, 75, QImage.Format.Format_RGB32)
        self.image.fill(0xCCCCCC)

    def __enter__(self) -> Blank:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def region_of(self, ref: PointRef) -> str:
        return ""

    def source(self, ref: PointRef) -> list[QImage]:
        return [self.image, self.image]

    def drawing(self, pain: Pain) -> list[QImage]:
        return [] if pain.empty else [self.image, self.image]


@pytest.fixture
def blank(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    monkeypatch.setattr(handout, "own_pictures", Blank)


def talkative(atlas: Atlas, count: int) -> list[str]:
    """The points of different muscles about which most is said."""

    def much(id: str) -> int:
        point = atlas.points[id]
        muscle = atlas.muscle_of(point)
        flags = [c for c in (*point.cautions, *muscle.cautions) if c.startswith("flag")]
        words = point.location + point.self_care + muscle.stretch + point.sensation
        return len(words) + sum(len(z.words) for z in point.zones) + 150 * len(flags)

    return sorted(atlas.points, key=much, reverse=True)[:count]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("large", "most"), [(False, 2), (True, 3)])
def test_a_handout_is_never_too_long(
    atlas: Atlas, tmp_path: Path, blank: None, paper: str, large: bool, most: int
) -> None:
    draw = random.Random(7)
    triples = [talkative(atlas, 3)] + [draw.sample(sorted(atlas.points), 3) for _ in range(12)]
    pain = Pain((), (RegionRef("knee_outer", "left"),), "It hurts a lot, mostly at night. " * 4)
    everything = tuple(c.id for c in conditions_of(atlas) if c.limits and not c.limits.nothing)
    for number, points in enumerate(triples):
        record = PainRecord(pain, conditions=everything[:: 6 + number])
        file = tmp_path / f"{number}.pdf"
        written = write_handout(
            atlas,
            record,
            file,
            sources=refs(*points),
            done="Slow pressure and stretching. " * 12,
            practice="A practice with quite a long name, Long Street 100",
            large=large,
            paper=paper,  # type: ignore[arg-type]
        )
        assert page_count(file) == written.pages <= most, points


def test_one_point_and_nothing_else_is_one_page(atlas: Atlas, tmp_path: Path, blank: None) -> None:
    file = tmp_path / "a.pdf"
    assert write_handout(atlas, PainRecord(), file, sources=refs("masseter_deep.trp1")).pages == 1
    assert page_count(file) == 1


@needs_text
def test_everything_is_there_as_text(atlas: Atlas, tmp_path: Path, blank: None) -> None:
    file = tmp_path / "a.pdf"
    points = ("infraspinatus.trp1", "supraspinatus.trp1")
    record = PainRecord(
        Pain((), (RegionRef("shoulder_front", "right"),), "Ache <deep> inside", ("ache",)),
        tried=((PointRef(points[0], "right"), True),),
    )
    written = write_handout(
        atlas,
        record,
        file,
        sources=refs(*points),
        done="Pressed <gently> & stretched",
        practice=ODD,
        on=date(2026, 3, 2),
    )
    assert written.warnings == ()
    text = text_of(file)
    for words in (
        ODD,
        "2 March 2026",
        "“Ache <deep> inside”",
        atlas.regions["shoulder_front"].name,
        "Infraspinatus, right side",
        atlas.points[points[0]].location,
        atlas.points[points[0]].zones[0].words,
        "you felt the pain that you know",
        "What you can do: " + atlas.points[points[0]].self_care[:30],
        "What it may be",
        "What it may not be",
        "Pressed <gently> & stretched",
        "What to expect afterwards",
        "24 to 48 hours",
        "When to see a doctor",
        "Chest pain that may be the heart",
        "call 112, 999 or 911",
        "does not diagnose",
        "MakeHuman",
        f"Page 1 of {written.pages}",
    ):
        assert words in text, words
    assert "[[" not in text


@needs_text
def test_no_handout_diagnoses(atlas: Atlas, tmp_path: Path, blank: None) -> None:
    for number, point in enumerate(sorted(atlas.points)[::16]):
        file = tmp_path / f"{number}.pdf"
        write_handout(atlas, PainRecord(), file, sources=refs(point))
        text = text_of(file).replace("It does not diagnose", "")
        assert not re.search(
            r"diagnos|your condition is|you suffer from|you have a trigger|is caused by", text, re.I
        ), point


@needs_text
def test_a_bad_logo_is_named_and_left_out(atlas: Atlas, tmp_path: Path, blank: None) -> None:
    bad = {
        "bad.png": b"no picture",
        "bad.svg": b"<html/>",
        "cut.svg": b"<svg",
        "empty.jpg": b"",
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    for name in (*bad, "missing.png"):
        file = tmp_path / "a.pdf"
        written = write_handout(
            atlas,
            PainRecord(),
            file,
            sources=refs("soleus.trp1"),
            logo=tmp_path / name,
            practice="Practice",
        )
        assert len(written.warnings) == 1
        assert name in written.warnings[0]
        assert "Practice" in text_of(file)


def test_logos_of_each_kind_are_in_the_file(atlas: Atlas, tmp_path: Path, blank: None) -> None:
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(0x00FF00)
    for ending in ("png", "jpg"):
        assert picture.save(str(tmp_path / f"logo.{ending}"))
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
        '<rect width="40" height="20" fill="lime"/></svg>'
    )
    file = tmp_path / "a.pdf"

    def pictures(logo: Path | None) -> int:
        call = {"sources": refs("soleus.trp1"), "logo": logo}
        assert write_handout(atlas, PainRecord(), file, **call).warnings == ()  # type: ignore[arg-type]
        return file.read_bytes().count(b"/Subtype /Image")

    without = pictures(None)
    for ending in ("png", "jpg", "svg"):
        assert pictures(tmp_path / f"logo.{ending}") > without


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sources": []}, "one to 3"),
        ({"sources": refs("soleus.trp1") * 2}, "twice"),
        ({"sources": refs("a.trp1")}, "a.trp1"),
        ({"sources": refs(*[f"soleus.trp{i}" for i in (1, 2, 3)], "soleus.trp1")}, "4 were chosen"),
        ({"done": "x" * 2000}, "2000"),
        ({"done": "x\n" * 50}, "12 lines"),
        ({"practice": "x" * 500}, "practice"),
        ({"path": Path("a.txt")}, r"\.txt"),
        ({"record": PainRecord(conditions=("nothing",))}, "nothing"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    atlas: Atlas, tmp_path: Path, blank: None, changes: dict[str, object], said: str
) -> None:
    usual: dict[str, object] = {
        "record": PainRecord(),
        "path": Path("a.pdf"),
        "sources": refs("soleus.trp1"),
    }
    call = usual | changes
    call["path"] = tmp_path / str(call["path"])
    with pytest.raises(ExplorerError, match=said):
        write_handout(atlas, **call)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told_and_a_former_file_kept(
    atlas: Atlas, tmp_path: Path, blank: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ExplorerError, match="could not be written"):
        write_handout(atlas, PainRecord(), tmp_path / "no" / "a.pdf", sources=refs("soleus.trp1"))
    file = tmp_path / "a.pdf"
    file.write_bytes(b"former")
    with pytest.raises(Cancelled):
        write_handout(
            atlas, PainRecord(), file, sources=refs("soleus.trp1"), cancelled=lambda: True
        )
    told: list[str] = []
    with pytest.raises(Cancelled):  # at the last moment
        write_handout(
            atlas,
            PainRecord(),
            file,
            sources=refs("soleus.trp1"),
            progress=lambda _share, words: told.append(words),
            cancelled=lambda: "Laying out the pages" in told,
        )
    monkeypatch.setattr(layout, "_LEVELS", ())
    with pytest.raises(ExplorerError, match="does not fit"):
        write_handout(atlas, PainRecord(), file, sources=refs("soleus.trp1"))
    assert [f.name for f in tmp_path.iterdir()] == ["a.pdf"]
    assert file.read_bytes() == b"former"


@pytest.fixture
def pictures(atlas: Atlas, qapp: object) -> Iterator[HandoutPictures]:
    with own_pictures(atlas, "female") as made:
        yield made


def violet(image: QImage) -> int:
    """How many of a picture's pixels are more blue than green by far, as pain is."""
    count = 0
    for x in range(0, image.width(), 3):
        for y in range(0, image.height(), 3):
            colour = image.pixelColor(x, y)
            count += colour.blue() > colour.green() + 25
    return count


def test_the_drawing_is_seen_from_where_it_is(atlas: Atlas, pictures: HandoutPictures) -> None:
    assert pictures.drawing(Pain(words="it hurts")) == []
    front = pictures.drawing(pain_at(atlas, "rectus_femoris.trp1"))
    assert len(front) == 1
    assert violet(front[0]) > 40
    both = pictures.drawing(pain_at(atlas, "rectus_femoris.trp1", "infraspinatus.trp1"))
    assert len(both) == 2
    assert all(violet(image) > 10 for image in both)


@pytest.mark.parametrize("region", ["knee_inner", "thigh_inner_lower", "chest_side", "arm_inner"])
def test_the_other_leg_or_arm_does_not_hide_the_pain(
    atlas: Atlas, pictures: HandoutPictures, region: str
) -> None:
    for side in ("right", "left"):
        shown = pictures.drawing(Pain((), (RegionRef(region, side),), ""))  # type: ignore[arg-type]
        assert max(violet(image) for image in shown) > 15, side


def test_pictures_stand_close_above_their_captions(qapp: object) -> None:
    image = QImage(60, 75, QImage.Format.Format_RGB32)
    level = Level(16.0, 50, 1, stacked=True)
    width = 50 * 0.8
    cell = pictures_cell(("a", "b"), level)
    block = lay_block(
        f"<table><tr>{cell}</tr></table>", 100.0, 16.0, sheet(16.0), {"a": image, "b": image}
    )
    captions = block.height - 2 * width / PICTURE_SHAPE
    assert 2 * 3.5 < captions < 2 * 8.0


def test_a_source_whose_point_is_behind_its_pain_has_two_pictures(
    pictures: HandoutPictures,
) -> None:
    assert len(pictures.source(PointRef("infraspinatus.trp1", "right"))) == 2
    assert len(pictures.source(PointRef("soleus.trp1", "left"))) == 1
    left, right = (pictures.source(PointRef("soleus.trp1", side))[0] for side in ("left", "right"))
    assert left != right


def grey(image: QImage, cells: int) -> npt.NDArray[np.float64]:
    """(rows, cells) how light a page is, each cell some pixels wide: edges are drawn by nobody."""
    step = image.width() // cells
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = image.height() // step
    stride = image.bytesPerLine()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), stride)
    pixels = pixels[: rows * step, : cells * step]
    light: npt.NDArray[np.float64] = pixels.reshape(rows, step, cells, step).mean(axis=(1, 3))
    return light


def rasterised(file: Path, width: int, folder: Path) -> list[QImage]:
    call = ["pdftoppm", "-png", "-scale-to-x", str(width), "-scale-to-y", "-1", str(file)]
    subprocess.check_call([*call, str(folder / "page")])
    return [QImage(str(page)) for page in sorted(folder.glob("page*.png"))]


@needs_pages
@pytest.mark.parametrize(("large", "paper"), [(False, "A4"), (True, "Letter")])
def test_the_preview_is_the_page(
    atlas: Atlas, tmp_path: Path, qapp: QGuiApplication, large: bool, paper: Paper
) -> None:
    record = PainRecord(pain_at(atlas, "infraspinatus.trp1"), (("flag_chest.1", True),))
    sources = refs("infraspinatus.trp1", "soleus.trp1")
    told: dict[str, object] = {"done": "Slow pressure", "practice": ODD, "on": date(2026, 3, 2)}
    told |= {"large": large, "paper": paper}
    file = tmp_path / "a.pdf"
    write_handout(atlas, record, file, sources=sources, **told)  # type: ignore[arg-type]
    width = 640
    printed = rasterised(file, width, tmp_path)
    preview = HandoutPreview(atlas)
    wanted = Handout(record, tuple(sources), **told)  # type: ignore[arg-type]
    with showing(atlas) as on:
        on.stage.set_palette(DARK)
        before = on.stage.palette, on.stage.size
        assert len(preview.missing(wanted)) == 3
        for missing in preview.missing(wanted):
            with BorrowedStage(on.stage, on.state) as lent:
                preview.draw(missing, lent)
        assert (on.stage.palette, on.stage.size) == before
    assert preview.missing(wanted) == ()
    light, dark = qapp.palette(), QPalette(qapp.palette())
    dark.setColor(QPalette.ColorRole.Text, 0xFFFFFFFF)
    qapp.setPalette(dark)  # the window may be dark; paper never is
    try:
        shown = preview.pages(wanted, None, width)
    finally:
        qapp.setPalette(light)
    assert len(shown) == len(printed) > 1
    for seen, page in zip(shown, printed, strict=True):
        assert abs(seen.height() - page.height()) <= 1
        a, b = grey(seen, 80), grey(page, 80)
        rows = min(len(a), len(b))
        assert np.ptp(b) > 100
        # A line that stands one line further, or breaks elsewhere, is off by more than 100.
        assert np.abs(a[:rows] - b[:rows]).max() < 45


def test_the_preview_keeps_pictures_and_text(atlas: Atlas, qapp: object) -> None:
    drawn: list[object] = []

    class Counting(HandoutPictures):
        def source(self, ref: PointRef) -> list[QImage]:
            drawn.append(ref)
            return super().source(ref)

    preview = HandoutPreview(atlas)
    # Short enough that a longer text needs no smaller letters.
    first, second = refs("extensor_carpi_radialis_longus.trp1", "piriformis.trp1")
    wanted = Handout(PainRecord(), (first,), on=date(2026, 3, 2))
    blank = preview.pages(wanted, None, 400)
    with showing(atlas) as on, pytest.MonkeyPatch.context() as patch:
        patch.setattr("explorer.export.handout.preview.HandoutPictures", Counting)
        for handout in (wanted, replace(wanted, done="More"), replace(wanted, sources=(second,))):
            for missing in preview.missing(handout):
                preview.draw(missing, on)
    assert drawn == [first, second]
    full = preview.pages(wanted, None, 400)
    assert [p.size() for p in full] == [p.size() for p in blank]
    assert full != blank
    again = preview.pages(replace(wanted, done="More"), None, 400)
    assert again != full
    assert preview.pages(wanted, None, 400) == full
    kept = {id(b.document) for page in preview.lay_out(wanted, None).pages for b, _ in page}
    typed = preview.lay_out(replace(wanted, done="Much more"), None).pages
    assert len([b for page in typed for b, _ in page if id(b.document) in kept]) >= len(kept) - 1
    sharper = preview.pages(wanted, None, 800)
    assert sharper[0].height() == round(800 * PAPERS["A4"][1] / PAPERS["A4"][0])


def test_a_logo_keeps_to_its_corner(atlas: Atlas, qapp: object) -> None:
    preview, wanted = HandoutPreview(atlas), Handout(PainRecord(), tuple(refs("soleus.trp1")))
    for width, height in ((600, 20), (20, 600), (300, 300)):
        logo = QImage(width, height, QImage.Format.Format_RGB32)
        logo.fill(0xFF00FF00)
        page = preview.pages(wanted, logo, 420)[0]  # two pixels are one millimetre
        green = [
            (x, y)
            for x in range(page.width())
            for y in range(100)
            if page.pixelColor(x, y).green() > page.pixelColor(x, y).red() + 200
        ]
        across = max(x for x, _ in green) - min(x for x, _ in green) + 1
        down = max(y for _, y in green) - min(y for _, y in green) + 1
        assert across <= 121
        assert down <= 30
        assert max(x for x, _ in green) > 380
        wide = min(120, 28.6 * width / height)
        assert abs(across - wide) <= 3
        assert abs(down - across * height / width) <= 3


def test_a_name_given_at_random_is_no_figure(atlas: Atlas, tmp_path: Path, qapp: object) -> None:
    with pytest.raises(ExplorerError):
        write_handout(
            atlas, PainRecord(), tmp_path / "a.pdf", sources=refs("soleus.trp1"), figure="nobody"
        )
    assert not (tmp_path / "a.pdf").exists()


def arguments(file: Path, **changes: object) -> argparse.Namespace:
    usual = {
        "points": ["soleus.trp1"],
        "output": file,
        "pain": None,
        "side": "left",
        "practice": "",
        "logo": None,
        "large": False,
        "done": "",
        "paper": "A4",
        "figure": "female",
    }
    return argparse.Namespace(**usual | changes)


@needs_text
def test_the_call_reads_a_drawing_and_says_what_it_left_out(
    atlas: Atlas, tmp_path: Path, blank: None, capsys: pytest.CaptureFixture[str]
) -> None:
    pain = tmp_path / "my.pain.json"
    record = PainRecord(
        Pain((), (RegionRef("heel_bottom", "left"), RegionRef("tail", "both")), "heel hurts")
    )
    write_pain(pain, record, load_topology().fingerprint())
    file = tmp_path / "a.pdf"
    assert run_handout(arguments(file, pain=pain, logo=tmp_path / "no.png"), atlas) == 0
    said = capsys.readouterr()
    assert said.out.strip() == str(file)
    assert "tail" in said.err
    assert "no.png" in said.err
    text = text_of(file)
    assert "“heel hurts”" in text
    assert "Soleus, left side" in text


def test_the_call_refuses_a_drawing_that_is_none(atlas: Atlas, tmp_path: Path, blank: None) -> None:
    pain = tmp_path / "x.json"
    pain.write_text("{}")
    with pytest.raises(ExplorerError, match="no pain drawing"):
        run_handout(arguments(tmp_path / "a.pdf", pain=pain), atlas)
    assert not (tmp_path / "a.pdf").exists()
