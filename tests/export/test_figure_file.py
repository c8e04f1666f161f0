"""The file of a figure: what it keeps, what it leaves out, and what it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import Pain, PainStroke, SkinPlace
from explorer.errors import ExplorerError
from explorer.export.figures.file import is_figure_file, read_figure, write_figure_file
from explorer.export.figures.spec import FigureSpec, FreeLabel, PageSize
from explorer.session.view_state import PointRef, Subject, ViewState

LANDMARKS = ("acromion_tip",)
VIEW = ViewState(
    figure="male",
    subject=Subject("point", "soleus.trp1"),
    shown=(PointRef("soleus.trp1", "right"),),
    skin_opacity=0.5,
)
SPEC = FigureSpec(
    PageSize(180, 120, "mm", 600),
    VIEW,
    1.3,
    ("points", "regions"),
    (FreeLabel("Here <&> there", "acromion_tip", "left", "ä"),),
    legend=False,
    certainty=True,
    title='He said "</svg>"',
    font_size=7.5,
    transparent=True,
    background="#fafafa",
)


def read(path: Path, atlas: Atlas, topology: str = "t") -> tuple[FigureSpec, tuple[str, ...]]:
    return read_figure(path, atlas.ids, LANDMARKS, topology)


def changed(path: Path, **values: Any) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(record | values), encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "one.figure.json"
    write_figure_file(path, SPEC, "t")
    return path


def test_a_figure_comes_back_as_it_was(file: Path, atlas: Atlas) -> None:
    assert read(file, atlas) == (SPEC, ())


def test_the_same_figure_is_the_same_file(file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.figure.json"
    write_figure_file(again, SPEC, "t")
    assert again.read_bytes() == file.read_bytes()
    text = file.read_text(encoding="utf-8")
    assert '"ä"' in text  # readable
    assert "20" not in text.split('"topology"')[0]  # no date in the head


def test_what_is_not_known_is_left_out_and_named(file: Path, atlas: Atlas) -> None:
    record = json.loads(file.read_text(encoding="utf-8"))
    record["view"]["shown"].append({"point": "tail.trp1", "side": "left"})
    record["view"]["glow"] = True
    record["free"].append({"text": "Tail", "landmark": "tail_tip"})
    changed(file, view=record["view"], free=record["free"], frame="gold")
    spec, missing = read(file, atlas)
    assert spec == SPEC
    assert set(missing) == {"tail.trp1", "glow", "tail_tip", "frame"}


def test_pain_of_another_mesh_is_left_out(tmp_path: Path, atlas: Atlas) -> None:
    stroke = PainStroke((SkinPlace((0, 1, 2), (1.0, 0.0, 0.0)),), 10.0, 5, "ache", False, False)
    path = tmp_path / "pain.figure.json"
    write_figure_file(path, replace(SPEC, view=replace(VIEW, pain=Pain((stroke,)))), "other")
    spec, missing = read(path, atlas)
    assert spec.view.pain.strokes == ()
    assert missing == ("pain that was painted on another body mesh",)
    assert read(path, atlas, "other")[0].view.pain.strokes == (stroke,)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"format": "something else"}, "is no figure"),
        ({"format_version": 2}, "newer version"),
        ({"size": {"width": "wide"}}, "damaged"),
        ({"labels": ["bones"]}, "damaged"),
        ({"size": {"width": 0, "height": 10, "unit": "px"}}, "0 x 10 px cannot be made"),
        ({"size": {"width": 1e9, "height": 10, "unit": "mm"}}, "cannot be made"),
        ({"size": {"width": 100, "height": 100, "unit": "px", "dpi": 0}}, "0 dpi"),
        ({"background": "red"}, "no colour"),
        ({"font_size": 9999}, "9999 points"),
        ({"view_aspect": 0}, "times as wide"),
        ({"view": {"camera": {"position": [0, 0, 0], "focal_point": [0, 0, 0],
                              "view_up": [0, 0, 1]}}}, "the eye is where it looks"),
        ({"title": "x" * 1000}, "1000 letters"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_in_a_sentence(
    file: Path, atlas: Atlas, values: dict[str, Any], sentence: str
) -> None:
    changed(file, **values)
    with pytest.raises(ExplorerError, match=sentence):
        read(file, atlas)


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 5000])
def test_what_is_no_figure_is_refused(tmp_path: Path, atlas: Atlas, content: bytes) -> None:
    path = tmp_path / "x.figure.json"
    path.write_bytes(content)
    with pytest.raises(ExplorerError, match="is no figure"):
        read(path, atlas)
    with pytest.raises(ExplorerError, match="was not written over"):
        write_figure_file(path, SPEC, "t")
    assert path.read_bytes() == content


def test_a_missing_file_is_named(tmp_path: Path, atlas: Atlas) -> None:
    with pytest.raises(ExplorerError, match=r"nowhere\.json could not be read"):
        read(tmp_path / "nowhere.json", atlas)


def test_numbers_that_json_does_not_know_are_refused_before_writing(tmp_path: Path) -> None:
    for spec in (
        replace(SPEC, size=PageSize(float("nan"), 100)),
        replace(SPEC, size=PageSize(100, float("inf"), "mm")),
        replace(SPEC, font_size=float("nan")),
        replace(SPEC, view_aspect=float("inf")),
    ):
        with pytest.raises(ExplorerError):
            write_figure_file(tmp_path / "x.figure.json", spec, "t")
    assert not list(tmp_path.iterdir())


def test_sizes_in_millimetres_and_pixels() -> None:
    assert PageSize(25.4, 50.8, "mm", 300).pixels == (300, 600)
    assert PageSize(300, 600, "px", 300).millimetres == (25.4, 50.8)


def test_ids_and_files_are_told_apart() -> None:
    assert is_figure_file("a.figure.json")
    assert is_figure_file("./x")
    assert not is_figure_file("soleus.trp1")
