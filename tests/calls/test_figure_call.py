"""``figure`` from the command line: what it writes, what it keeps, and what it refuses."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from explorer.anatomy.atlas import Atlas
from explorer.calls.figure import run_figure
from explorer.errors import ExplorerError

NOTHING: dict[str, Any] = {
    "output": None, "save_spec": None, "view": None, "figure": None, "side": None, "size": None,
    "mm": None, "dpi": None, "transparent": False, "dark": False, "certainty": False,
    "labels": None, "title": None, "subtitle": None, "font_size": None, "peel": 0.0, "xray": False,
    "json": True,
}  # fmt: skip


def call(atlas: Atlas, what: str, **given: Any) -> tuple[int, Any]:
    return run_figure(argparse.Namespace(**{**NOTHING, "what": what, **given}), atlas)


def test_a_figure_of_an_id_comes_again_from_its_file(
    atlas: Atlas, tmp_path: Path, qapp: object, capsys: pytest.CaptureFixture[str]
) -> None:
    first, again, spec = tmp_path / "a.png", tmp_path / "b.png", tmp_path / "a.figure.json"
    code, value = call(
        atlas,
        "infraspinatus.trp1",
        output=first,
        save_spec=spec,
        mm="100x80",
        dpi=200.0,
        view="posterior",
        labels="points, regions",
        title="One",
        transparent=True,
    )
    assert code == 0
    assert value["bytes"] == first.stat().st_size
    assert capsys.readouterr().out == ""
    image = QImage(str(first))
    assert (image.width(), image.height()) == (787, 630)
    assert image.hasAlphaChannel()
    record = json.loads(spec.read_text(encoding="utf-8"))
    assert record["labels"] == ["points", "regions"]
    assert record["title"] == "One"
    call(atlas, str(spec), output=again)
    assert again.read_bytes() == first.read_bytes()


def test_options_change_what_a_file_says(atlas: Atlas, tmp_path: Path, qapp: object) -> None:
    spec, new = tmp_path / "a.figure.json", tmp_path / "b.figure.json"
    call(atlas, "soleus", save_spec=spec, size="320x240", title="Old")
    call(atlas, str(spec), save_spec=new, title="New", dark=True, labels="none", figure="male")
    former, changed = (json.loads(p.read_text(encoding="utf-8")) for p in (spec, new))
    assert (changed["title"], changed["dark"], changed["labels"]) == ("New", True, [])
    assert changed["view"]["figure"] == "male"
    assert changed["size"] == former["size"]
    assert changed["view"]["camera"] == former["view"]["camera"]


def test_text_for_people_names_the_files_and_says_what_is_missing(
    atlas: Atlas, tmp_path: Path, qapp: object, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.svg"
    call(atlas, "infraspinatus.trp1", output=file, size="320x240", view="anterior", json=False)
    said = capsys.readouterr()
    assert said.out == f"{file}\n"
    assert "Not seen from here" in said.err


@pytest.mark.parametrize(
    ("what", "given", "sentence"),
    [
        ("soleus", {}, "Nothing would be written"),
        ("nobody", {"output": "a.png"}, "'nobody'"),
        ("soleus", {"output": "a.gif"}, "PNG, SVG or PDF"),
        ("soleus", {"output": "a.png", "size": "10x10"}, "cannot be made"),
        ("soleus", {"output": "a.png", "size": "9000x900"}, "8192"),
        ("soleus", {"output": "a.png", "size": "90x90", "mm": "9x9"}, "not both"),
        ("soleus", {"output": "a.png", "mm": "9"}, "180x120"),
        ("soleus", {"output": "a.png", "mm": "nanx9"}, "width and a height"),
        ("soleus", {"output": "a.png", "dpi": 1.0}, "1 dpi"),
        ("soleus", {"output": "a.png", "labels": "points,toes"}, "'toes'"),
        ("soleus", {"output": "a.png", "view": "sideways"}, "'sideways'"),
        ("soleus", {"output": "a.png", "figure": "giant"}, "giant"),
        ("missing.figure.json", {"output": "a.png"}, "could not be read"),
        ("missing.figure.json", {"output": "a.png", "view": "anterior"}, "--view cannot be given"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    atlas: Atlas, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch,
    what: str, given: dict[str, Any], sentence: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    given = given | ({"output": Path(given["output"])} if "output" in given else {})
    with pytest.raises(ExplorerError) as error:
        call(atlas, what, **given)
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)
    assert [p.name for p in tmp_path.iterdir() if p.name != "home"] == []
