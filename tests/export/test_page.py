"""The file of a page: what it weighs, says and lets in."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import Pain, RegionRef
from explorer.body.figure import load_figure
from explorer.body.placement import PlacedAtlas
from explorer.body.topology import load_topology
from explorer.errors import ExplorerError
from explorer.export.credits import CREDITS
from explorer.export.page import writing as page_module
from explorer.export.page.writing import PageView, write_page
from explorer.export.plates import plate_state
from explorer.packs.cancelling import Cancelled
from explorer.session.view_state import PointRef, Subject, ViewState

NASTY = '</script><img src=x onerror="window.hacked=1"> & "quotes" </template> <!--slot:data-->'


def views_of(atlas: Atlas, *ids: str, notes: str = "", figure: str = "female") -> list[PageView]:
    states = [replace(plate_state(atlas, id, "right", figure), markers=True) for id in ids]
    return [PageView(id, notes, state) for id, state in zip(ids, states, strict=True)]


class Reader(HTMLParser):
    """What a browser would find: elements with attributes, and the text of each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, str] = {}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style", "title"):
            self._open = dict(attrs).get("id") or tag
            self.inside[self._open] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "title"):
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inside[self._open] += data

    @property
    def data(self) -> Any:
        return json.loads(self.inside["data"])


@pytest.fixture(scope="module")
def written(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Reader]:
    path = tmp_path_factory.mktemp("page") / "neck.html"
    views = views_of(atlas, "upper_trapezius.trp1", "complaint_headache", "infraspinatus")
    write_page(atlas, views, path, title="Neck and head")
    return path, Reader(path.read_text(encoding="utf-8"))


def whole(text: str, bits: int) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), f"<u{bits // 8}").astype(int)


def places(text: str, box: dict[str, list[float]]) -> np.ndarray:
    return np.array(box["low"]) + whole(text, 16).reshape(-1, 3) * np.array(box["step"])


# What it weighs and lets in --------------------------------------------------------------------


def test_a_page_is_small_and_names_nothing_outside_itself(written: tuple[Path, Reader]) -> None:
    path, reader = written
    text = path.read_text(encoding="utf-8")
    assert 200_000 < path.stat().st_size < 1_500_000
    assert not re.search(r"https?:|wss?:|//[a-z]+\.[a-z]", text.replace("\\/", "/"))
    assert not re.search(r"@import|url\(|\bfetch\(|XMLHttpRequest|importScripts|\bimport\(", text)
    for tag, attributes in reader.elements:
        assert "src" not in attributes, tag
        assert (attributes.get("href") or "data:,").startswith(("data:,", "#")), attributes
        assert not [a for a in attributes if a.startswith("on") or a == "style"], attributes


def test_the_policy_allows_this_script_and_this_style_and_nothing_else(
    written: tuple[Path, Reader],
) -> None:
    _, reader = written
    policy = next(
        a["content"] or ""
        for tag, a in reader.elements
        if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for name, part in (("script-src", "script"), ("style-src", "style")):
        digest = hashlib.sha256(reader.inside[part].encode()).digest()
        assert rules[name] == f"'sha256-{base64.b64encode(digest).decode()}'"
    assert "unsafe" not in policy


def test_the_whole_atlas_keeps_below_the_limit(atlas: Atlas, tmp_path: Path) -> None:
    few = Atlas(replace(atlas.knowledge, trigger_points=atlas.knowledge.trigger_points[:40]))
    path = tmp_path / "all.html"
    write_page(few, views_of(few, few.knowledge.trigger_points[0].id), path, all_points=True)
    reader = Reader(path.read_text(encoding="utf-8"))
    assert len(reader.data["marks"]) == 80
    base = 600_000
    every = base + (path.stat().st_size - base) * len(atlas.points) / 40
    assert every < page_module.LARGEST


def test_a_page_beyond_the_limit_is_refused(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "LARGEST", 300_000)
    with pytest.raises(ExplorerError, match="MB"):
        write_page(atlas, views_of(atlas, "soleus.trp1"), tmp_path / "a.html")
    assert not list(tmp_path.glob("*.*"))


# Numbers ---------------------------------------------------------------------------------------


def test_the_body_comes_back_within_a_fifth_of_a_millimetre(written: tuple[Path, Reader]) -> None:
    packed = written[1].data
    figure = load_figure("female")
    body = packed["figures"]["female"]
    found = places(body["places"], body["box"])
    assert np.abs(found - figure.base_vertices).max() < 0.02
    eyes = places(body["eyes"], body["eyeBox"])
    assert np.abs(eyes - figure.eyes.vertices).max() < 0.01
    topology = load_topology()
    assert (whole(packed["topology"]["triangles"], 16) == topology.triangles.ravel()).all()
    assert (whole(packed["topology"]["mirror"], 16) == topology.mirror).all()
    openness = whole(body["openness"], 8) / 255
    assert np.abs(openness - np.clip(figure.occlusion[: len(openness)], 0, 1)).max() < 0.003


def test_points_and_zones_come_back(atlas: Atlas, written: tuple[Path, Reader]) -> None:
    packed = written[1].data
    placed = PlacedAtlas(atlas, load_figure("female"))
    body, inner, outer = packed["figures"]["female"], -28.0, 16.0
    assert (packed["look"]["zone"]["inner"], packed["look"]["zone"]["outer"]) == (inner, outer)
    for (point, side), row in zip(packed["marks"], body["marks"], strict=True):
        there = placed.point(point, side)
        assert row[:3] == pytest.approx(there.position, abs=0.01)
        assert row[3:] == pytest.approx(there.normal, abs=0.001)
    for point, levels in body["zones"].items():
        for level, zone in levels.items():
            field = placed.zones.field(point, "right", level)
            if field is None:
                assert zone is None
                continue
            found = np.full(len(field), outer)
            found[whole(zone["where"], 16)] = inner + whole(zone["steps"], 8) / 255 * 44.0
            assert np.abs(found - np.clip(field, inner, outer)).max() < 0.26


def test_fibres_keep_their_places_and_directions(
    atlas: Atlas, written: tuple[Path, Reader]
) -> None:
    from explorer.body.courses import skin_fibres

    body = written[1].data["figures"]["female"]
    course = body["courses"]["infraspinatus right"]
    lines = skin_fibres(atlas, load_figure("female"), "infraspinatus", "right")
    assert course["lengths"] == [len(line.points) for line in lines]
    wanted = np.concatenate([line.points for line in lines])
    assert np.abs(places(course["places"], body["box"]) - wanted).max() < 0.2
    flat = whole(course["normals"], 8).reshape(-1, 2) / 255 * 2 - 1
    n = np.column_stack([flat, 1 - np.abs(flat).sum(axis=1)])
    below = n[:, 2] < 0
    sign = np.where(n[below, :2] < 0, -1, 1)
    n[below, :2] = (1 - np.abs(n[below][:, [1, 0]])) * sign
    n /= np.linalg.norm(n, axis=1)[:, None]
    normals = np.concatenate([line.normals for line in lines])
    cosine = np.einsum("ij,ij->i", n, normals)
    assert cosine.min() > np.cos(np.radians(1.5))


def test_spillover_dots_lie_where_the_zone_may_be(
    atlas: Atlas, written: tuple[Path, Reader]
) -> None:
    packed = written[1].data
    corners = whole(packed["stipple"]["corners"], 16).reshape(-1, 3)
    weights = whole(packed["stipple"]["weights"], 8).reshape(-1, 2) / 255
    assert (weights.sum(axis=1) < 1.01).all()
    placed = PlacedAtlas(atlas, load_figure("female"))
    field = placed.zones.merged([(p, s) for p, s in packed["marks"]], "spillover")
    assert field is not None
    assert (field[corners[:, 0]] < 8.0).all()
    inside = (field[corners].mean(axis=1) < 0).sum()
    area = placed.zones.vertex_area[field < 0].sum()
    assert 0.5 < inside * 25.0 / area < 2.0  # about one on 5 x 5 mm


# Words -----------------------------------------------------------------------------------------


def test_markup_in_names_stays_text(atlas: Atlas, tmp_path: Path) -> None:
    point = atlas.points["soleus.trp1"]
    muscle = replace(atlas.muscles["soleus"], name=f"Soleus {NASTY}", summary=NASTY)
    knowledge = replace(
        atlas.knowledge,
        muscles=tuple(muscle if m.id == "soleus" else m for m in atlas.knowledge.muscles),
        trigger_points=(replace(point, sensation=NASTY, label=NASTY),),
        disclaimer=NASTY,
    )
    bad = Atlas(knowledge)
    views = [
        PageView(NASTY, f"{NASTY}\n\n- {NASTY} \x00\ud800", v.state)
        for v in views_of(bad, "soleus.trp1", "soleus")
    ]
    path = tmp_path / "a.html"
    write_page(bad, views, path, title=NASTY)
    reader = Reader(path.read_text(encoding="utf-8"))
    tags = [tag for tag, _ in reader.elements]
    assert tags.count("script") == 2
    assert "img" not in tags
    assert reader.inside["title"] == NASTY
    assert reader.data["views"][0]["title"] == NASTY
    assert NASTY in reader.data["points"]["soleus.trp1"]["name"]
    text = path.read_text(encoding="utf-8")
    assert text.count("<template") == text.count("</template>") == 4
    assert "\x00" not in text


def test_a_card_says_what_the_atlas_says_in_its_order(
    atlas: Atlas, written: tuple[Path, Reader]
) -> None:
    text = written[0].read_text(encoding="utf-8")
    card = text[text.index('<template id="card-upper_trapezius.trp1">') :]
    card = card[: card.index("</template>")]
    order = [
        "Commonly described pattern",
        "Where it is",
        "Before you press",
        "Self-care",
        "Sources",
    ]
    assert [card.index(words) for words in order] == sorted(card.index(words) for words in order)
    assert "See a doctor instead" in card
    about = text[text.index('<template id="about-0">') :]
    assert (
        about.index("see a doctor if") < about.index("First steps") < about.index("likeliest first")
    )
    assert CREDITS.split(".")[0] in text
    assert atlas.knowledge.disclaimer in text


def test_a_licensed_muscle_is_never_offered_for_self_care(atlas: Atlas, tmp_path: Path) -> None:
    point = next(
        p for p in atlas.knowledge.trigger_points if atlas.muscle_of(p).press_class == "licensed"
    )
    path = tmp_path / "a.html"
    write_page(atlas, views_of(atlas, point.id), path)
    text = path.read_text(encoding="utf-8")
    after = text[text.index("<h4>Self-care</h4>") :]
    assert after.startswith("<h4>Self-care</h4><p><b>For licensed clinicians only")


def test_links_lead_only_to_points_of_the_page(atlas: Atlas, written: tuple[Path, Reader]) -> None:
    points = set(written[1].data["points"])
    linked = {a["data-point"] for _, a in written[1].elements if "data-point" in a}
    assert linked
    assert linked <= points


def test_what_a_page_cannot_show_is_said(atlas: Atlas, tmp_path: Path) -> None:
    state = ViewState(
        shown=(PointRef("soleus.trp1", "left"), PointRef("gone.trp1", "left")),
        subject=Subject("point", "gone.trp1"),
        skin_opacity=0.4,
        compared=(PointRef("soleus.trp1", "left"), PointRef("gone.trp1", "left")),
        danger=True,
        pain=Pain(regions=(RegionRef("low_back", "both"),)),
    )
    path = tmp_path / "a.htm"
    report = write_page(atlas, [PageView("Calf", "", state)], path)
    assert len(report.left_out) == 4
    assert report.size == path.stat().st_size
    data = Reader(path.read_text(encoding="utf-8")).data
    assert data["marks"] == [["soleus.trp1", "left"]]
    assert data["views"][0]["selected"] == -1


# Bad input -------------------------------------------------------------------------------------


def test_wrong_names_folders_and_figures_are_told(atlas: Atlas, tmp_path: Path) -> None:
    views = views_of(atlas, "soleus.trp1")
    with pytest.raises(ExplorerError, match="HTML"):
        write_page(atlas, views, tmp_path / "a.pdf")
    with pytest.raises(ExplorerError, match="no view"):
        write_page(atlas, [], tmp_path / "a.html")
    with pytest.raises(ExplorerError, match="written"):
        write_page(atlas, views, tmp_path / "missing" / "a.html")
    with pytest.raises(ExplorerError, match="nobody"):
        write_page(atlas, views_of(atlas, "soleus.trp1", figure="nobody"), tmp_path / "a.html")
    assert not list(tmp_path.glob("*.*"))


def test_a_cancelled_page_leaves_the_former_one(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("former", encoding="utf-8")
    told: list[float] = []

    def cancelled() -> bool:
        return len(told) > 4

    with pytest.raises(Cancelled):
        write_page(
            atlas,
            views_of(atlas, "infraspinatus"),
            path,
            progress=lambda share, _: told.append(share),
            cancelled=cancelled,
        )
    assert path.read_text(encoding="utf-8") == "former"
    assert [p.name for p in tmp_path.glob("*.*")] == ["a.html"]


def test_progress_runs_from_nothing_to_all(atlas: Atlas, tmp_path: Path) -> None:
    told: list[float] = []
    write_page(
        atlas,
        views_of(atlas, "soleus"),
        tmp_path / "a.html",
        progress=lambda share, words: told.append(share) if words else None,
    )
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert len(told) > 4


# The template ----------------------------------------------------------------------------------


def test_every_part_of_the_template_is_used_and_travels_in_the_wheel() -> None:
    folder = Path(page_module.__file__).parent / "template"
    there = {p.name for p in folder.iterdir()}
    assert there == {*page_module._SCRIPTS, "page.html", "page.css"}
    wheel = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is not installed")
    root = folder.parents[3]
    if not (root / "pyproject.toml").is_file():
        pytest.skip("this is no checkout")
    files = wheel.WheelBuilder(str(root)).recurse_included_files()
    carried = {Path(f.distribution_path).as_posix() for f in files}
    assert {f"explorer/export/page/template/{name}" for name in there} <= carried


def test_the_page_wears_the_colours_of_the_window() -> None:
    from explorer.ui.theme import DARK, LIGHT

    css = (Path(page_module.__file__).parent / "template" / "page.css").read_text()
    light, dark = css.split("@media (prefers-color-scheme: dark)")[:2]
    for theme, sheet in ((LIGHT, light), (DARK, dark)):
        rules = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", sheet))
        assert len(rules) >= 15
        for name, value in rules.items():
            assert value == getattr(theme, name.replace("-", "_")), name
