"""The call that writes a page."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.calls.page import run_page
from explorer.errors import ExplorerError


def call(output: Path, *ids: str, **more: object) -> argparse.Namespace:
    usual: dict[str, object] = {
        "ids": list(ids),
        "output": output,
        "figure": None,
        "side": "right",
        "title": None,
        "all_points": False,
        "json": True,
    }
    return argparse.Namespace(**{**usual, **more})


def test_a_view_for_each_id_and_one_more_where_points_lie_behind(
    atlas: Atlas, tmp_path: Path
) -> None:
    file = tmp_path / "a.html"
    code, value = run_page(call(file, "soleus.trp1", "infraspinatus", side="left"), atlas)
    assert code == 0
    assert value["bytes"] == file.stat().st_size
    assert value["views"] == ["Soleus TrP1", "Infraspinatus", "Infraspinatus: the points"]
    assert '"left"' in file.read_text(encoding="utf-8")


def test_it_says_what_it_wrote(
    atlas: Atlas, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.html"
    run_page(call(file, "soleus.trp1", json=False, figure="male", title="Calf"), atlas)
    assert str(file) in capsys.readouterr().out
    assert "<title>Calf</title>" in file.read_text(encoding="utf-8")


def test_unknown_names_are_told(atlas: Atlas, tmp_path: Path) -> None:
    with pytest.raises(ExplorerError, match="nobody"):
        run_page(call(tmp_path / "a.html", "nobody"), atlas)
    with pytest.raises(ExplorerError, match="nobody"):
        run_page(call(tmp_path / "a.html", "soleus", figure="nobody"), atlas)
    assert not list(tmp_path.glob("*.html"))
