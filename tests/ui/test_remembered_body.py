"""A body that was shown last time, and what happens when it has gone since."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tiny_anatomy import parts, put_in, tiny_glb, tiny_zip

from explorer.anatomy.atlas import Atlas
from explorer.packs.store import packs_dir, remove_pack
from explorer.session.settings import SettingsFile
from explorer.ui.main_window import MainWindow

Make = Callable[[SettingsFile], MainWindow]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIGGER_POINT_ANATOMY", str(tmp_path / "anatomy"))


@pytest.mark.parametrize("skin", [True, False])
def test_a_pack_that_was_shown_is_shown_again(
    make_window: Make, settings: SettingsFile, atlas: Atlas, tmp_path: Path, skin: bool
) -> None:
    if skin:
        put_in(tiny_zip(tmp_path / "Body.zip", rows=parts(skin=True)), packs_dir(), atlas)
    else:
        put_in(tiny_glb(tmp_path / "body.glb"), packs_dir(), atlas)
    settings.change(figure="pack:body")
    window = make_window(settings)
    assert window.session.state.figure == "pack:body"
    assert window.viewport.stage.has_skin is skin
    window.bodies.greet()
    assert window.toolbar.figures.currentData() == "pack:body"


def test_a_pack_that_has_gone_gives_way_to_a_built_in_body(
    make_window: Make, settings: SettingsFile, atlas: Atlas, tmp_path: Path
) -> None:
    put_in(tiny_zip(tmp_path / "Body.zip", rows=parts(skin=True)), packs_dir(), atlas)
    remove_pack(packs_dir(), "body")
    settings.change(figure="pack:body")
    assert make_window(settings).session.state.figure == "female"


def test_a_damaged_pack_is_named_and_nothing_else_suffers(
    make_window: Make, settings: SettingsFile, atlas: Atlas, tmp_path: Path, qtbot: QtBot
) -> None:
    put_in(tiny_zip(tmp_path / "Body.zip", rows=parts(skin=True)), packs_dir(), atlas)
    (packs_dir() / "body" / "pack.json").write_bytes(b"{ cut short")
    window = make_window(settings)
    window.bodies.greet()
    assert window.messages.isVisible()
    assert any(p.name.startswith("body") for p in packs_dir().iterdir())  # never deleted
    assert window.bodies.packs == ()
    assert window.session.state.figure == "male"


def test_a_pack_damaged_while_it_is_shown_says_so_when_one_looks_inside(
    make_window: Make, settings: SettingsFile, atlas: Atlas, tmp_path: Path, qtbot: QtBot
) -> None:
    put_in(tiny_zip(tmp_path / "Body.zip", rows=parts(skin=True)), packs_dir(), atlas)
    settings.change(figure="pack:body")
    window = make_window(settings)
    (packs_dir() / "body" / "meshes.npz").write_bytes(b"cut short")
    window.run("peel_more")
    qtbot.waitUntil(lambda: window.messages.isVisible())
    assert window.viewport.stage.structures is not None
    assert len(window.viewport.stage.structures.items) == 0


def test_a_start_with_a_built_in_body_reads_nothing_of_packs() -> None:
    code = (
        "import sys, explorer.ui.application, explorer.ui.main_window\n"
        "print([m for m in sys.modules if m.startswith('explorer.packs.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "['explorer.packs.figure_ids']"
