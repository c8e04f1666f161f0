"""The pages of an atlas: every link leads somewhere, every name is text, every plate has a page."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from atlas_stand_ins import page_count, stand_in

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.atlas.book import write_book
from explorer.export.atlas.pages import write_index
from explorer.export.atlas.plan import Plan, chosen_points, make_plan
from explorer.packs.cancelling import Cancelled

ODD = '<b>Sol & "eus"</b>../x'


class Links(HTMLParser):
    """What a page links to, shows, and names."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("href", "src"):
                self.targets.append(value or "")
            elif name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words += data


def plan_of(atlas: Atlas, *points: str) -> Plan:
    chosen = chosen_points(atlas, points)
    return make_plan(atlas, chosen, ("anterior", "best"), ("female",), (60, 80))


def drawn(plan: Plan, folder: Path) -> None:
    for plate in plan.plates:
        file = folder / plate.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(stand_in(plate))


def index_of(atlas: Atlas, plan: Plan, folder: Path) -> Links:
    write_index(atlas, plan, folder / "index.html", "atlas.pdf")
    links = Links()
    links.feed((folder / "index.html").read_text(encoding="utf-8"))
    return links


@pytest.fixture
def odd(atlas: Atlas) -> Atlas:
    """An atlas in which a muscle has a name that looks like markup."""
    muscles = tuple(
        replace(m, name=ODD) if m.id == "soleus" else m for m in atlas.knowledge.muscles
    )
    return Atlas(replace(atlas.knowledge, muscles=muscles))


def test_every_link_leads_to_a_file_or_a_place_of_the_page(
    atlas: Atlas, tmp_path: Path, qapp: object
) -> None:
    plan = plan_of(atlas, "soleus", "infraspinatus", "temporalis")
    drawn(plan, tmp_path)
    write_book(atlas, plan, tmp_path, tmp_path / "atlas.pdf")
    links = index_of(atlas, plan, tmp_path)
    for target in links.targets:
        if target.startswith("#"):
            assert unquote(target[1:]) in links.ids
        else:
            assert (tmp_path / unquote(target)).is_file(), target
    assert {p.file for p in plan.plates} <= {unquote(t) for t in links.targets}
    assert len(links.ids) == len(set(links.ids))


def test_the_page_has_areas_muscles_places_patterns_and_credits(
    atlas: Atlas, tmp_path: Path
) -> None:
    links = index_of(atlas, plan_of(atlas, "soleus", "infraspinatus"), tmp_path)
    point = atlas.points["soleus.trp1"]
    for words in (
        "Shoulder and upper back",
        "Leg and foot",
        atlas.point_name("soleus.trp1"),
        point.location,
        point.zones[0].words,
        "MakeHuman",
        "does not diagnose",
        "Travell",
    ):
        assert words in links.words
    assert links.words.index("Infraspinatus") < links.words.index("Soleus")
    assert "[[" not in links.words


def test_a_name_with_markup_is_text(odd: Atlas, tmp_path: Path) -> None:
    links = index_of(odd, plan_of(odd, "soleus"), tmp_path)
    assert ODD in links.words
    assert "<b>Sol" not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_book_has_a_page_for_every_plate(atlas: Atlas, tmp_path: Path, qapp: object) -> None:
    one, three = plan_of(atlas, "infraspinatus.trp1"), plan_of(atlas, "soleus")
    counts = []
    for number, plan in enumerate((one, three)):
        drawn(plan, tmp_path)
        book = tmp_path / f"{number}.pdf"
        pages = write_book(atlas, plan, tmp_path, book)
        assert page_count(book) == pages
        counts.append(pages - len(plan.plates))
    assert counts == [3, 3]  # title, contents, sources


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_the_book_is_text_in_its_order(odd: Atlas, tmp_path: Path, qapp: object) -> None:
    plan = plan_of(odd, "soleus", "infraspinatus.trp1")
    drawn(plan, tmp_path)
    book = tmp_path / "book.pdf"
    write_book(odd, plan, tmp_path, book)

    def page(number: int) -> str:
        limits = ["-f", str(number), "-l", str(number)]
        call = ["pdftotext", "-layout", *limits, str(book), "-"]
        return " ".join(subprocess.check_output(call, text=True).split())

    assert "4 trigger points" in page(1)
    assert "does not diagnose" in page(1)
    contents = page(2)
    assert "Infraspinatus 3" in contents
    assert f"{ODD} 5" in contents
    assert "Infraspinatus TrP1" in page(3)
    assert f"{ODD} TrP1" in page(5)
    assert odd.points["soleus.trp1"].location.split(",")[0] in page(5)
    assert "Travell" in page(11)
    assert "MakeHuman" in page(11)


def test_a_missing_plate_or_a_stop_leaves_no_half_book(
    atlas: Atlas, tmp_path: Path, qapp: object
) -> None:
    plan = plan_of(atlas, "soleus.trp1")
    drawn(plan, tmp_path)
    book = tmp_path / "atlas.pdf"
    with pytest.raises(Cancelled):
        write_book(atlas, plan, tmp_path, book, cancelled=lambda: True)
    (tmp_path / plan.plates[1].file).unlink()
    with pytest.raises(ExplorerError, match="cannot be read"):
        write_book(atlas, plan, tmp_path, book)
    assert [f.name for f in tmp_path.iterdir()] == ["plates"]


def test_a_book_that_cannot_be_written_is_told(atlas: Atlas, tmp_path: Path, qapp: object) -> None:
    plan = plan_of(atlas, "soleus.trp1")
    drawn(plan, tmp_path)
    with pytest.raises(ExplorerError, match="could not be written"):
        write_book(atlas, plan, tmp_path, tmp_path / "nowhere" / "atlas.pdf")
    with pytest.raises(ExplorerError, match="could not be written"):
        write_index(atlas, plan, tmp_path / "nowhere" / "index.html", "atlas.pdf")
