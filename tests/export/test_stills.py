from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.arguments import parser
from explorer.errors import ExplorerError
from explorer.export import stills
from explorer.export.plates import plate_image, plate_state, render_plate
from explorer.export.stills import StillOptions, render_still, save_still
from explorer.scene.stage import Stage


@pytest.fixture
def stage(atlas: Atlas, qapp: object) -> Iterator[Stage]:
    state = plate_state(atlas, "infraspinatus.trp1", "right", "male")
    made = Stage(atlas, state)
    made.set_size(400, 300)
    framed = replace(state, camera=made.framing("posterior"))
    made.update(state, framed)
    yield made
    made.close()


def still(stage: Stage, **options: object) -> QImage:
    return render_still(stage, stage._state, StillOptions(**options), (400, 300))  # type: ignore[arg-type]


def test_a_still_has_its_true_size_and_gives_the_stage_back(stage: Stage) -> None:
    palette = stage.palette
    image = still(stage, width=1200, height=800, dark=True)
    assert (image.width(), image.height()) == (1200, 800)
    assert (stage.lens.width, stage.lens.height) == (400, 300)
    assert stage.palette is palette


def test_a_transparent_still_has_no_background_and_a_solid_body(stage: Stage) -> None:
    image = still(stage, width=600, height=600, transparent=True, labels=False, legend=False)
    assert image.pixelColor(5, 5).alpha() == 0
    assert image.pixelColor(300, 200).alpha() == 255
    edge = {image.pixelColor(x, 200).alpha() for x in range(600)}
    assert any(0 < a < 255 for a in edge)  # outlines blend with whatever lies behind
    assert still(stage, width=600, height=600, labels=False).pixelColor(5, 5).alpha() == 255


def test_labels_and_legend_are_drawn_when_asked_for(stage: Stage) -> None:
    bare = still(stage, width=900, height=700, labels=False, legend=False)
    full = still(stage, width=900, height=700, labels=True, legend=True)
    legend = [(x, 640) for x in range(600, 880)]
    assert any(bare.pixel(x, y) != full.pixel(x, y) for x, y in legend)
    no_legend = still(stage, width=900, height=700, labels=True, legend=False)
    differs = [
        (x, y)
        for x in range(0, 900, 3)
        for y in range(0, 560, 3)
        if bare.pixel(x, y) != no_legend.pixel(x, y)
    ]
    assert len(differs) > 20


def test_the_file_carries_title_and_credits(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "plate.png"
    save_still(still(stage, width=320, height=240), file, "Infraspinatus")
    read = QImage(str(file))
    assert read.text("Title") == "Infraspinatus"
    assert "CC0" in read.text("Copyright")
    assert (read.width(), read.height()) == (320, 240)


@pytest.mark.parametrize("size", [(0, 100), (100, 8193), (-5, 5), (15, 15)])
def test_impossible_sizes_are_refused_with_the_limit(stage: Stage, size: tuple[int, int]) -> None:
    with pytest.raises(ExplorerError, match="8192"):
        still(stage, width=size[0], height=size[1])


def test_a_name_that_is_no_png_is_refused(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    with pytest.raises(ExplorerError, match=r"\.png"):
        save_still(still(stage, width=64, height=64), folder / "plate.jpg", "x")
    assert not list(folder.iterdir())


def test_a_failed_save_leaves_the_former_file(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    file = folder / "plate.png"
    file.write_bytes(b"former")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("explorer.files.os.replace", full)
    with pytest.raises(ExplorerError, match="No space left"):
        save_still(still(stage, width=64, height=64), file, "x")
    assert file.read_bytes() == b"former"
    assert [p.name for p in folder.iterdir()] == ["plate.png"]


def test_render_makes_a_plate_of_each_kind(atlas: Atlas, tmp_path: Path, qapp: object) -> None:
    complaint = next(iter(atlas.complaints))
    for id in ("soleus.trp1", "soleus", "calf_upper", complaint):
        file = tmp_path / f"{id}.png"
        render_plate(atlas, id, file, size=(240, 200), labels=True)
        assert QImage(str(file)).width() == 240


def test_render_refuses_what_it_cannot_draw(atlas: Atlas, tmp_path: Path) -> None:
    file = tmp_path / "x.png"
    for arguments, named in (
        ({"id": "nobody"}, "nobody"),
        ({"id": "soleus", "figure": "giant"}, "giant"),
        ({"id": "soleus", "view": "sideways"}, "sideways"),
        ({"id": "soleus", "size": (9000, 10)}, "9000"),
    ):
        with pytest.raises(ExplorerError, match=named):
            render_plate(atlas, output=file, **arguments)  # type: ignore[arg-type]
    assert not file.exists()


def test_largest_side_is_what_the_hint_says() -> None:
    assert stills.LARGEST_SIDE == 8192


@pytest.mark.parametrize("name", ["left-lateral", "left lateral", "Left_Lateral", "left"])
def test_views_may_be_named_as_people_do(name: str) -> None:
    words = ["render", "soleus", "-o", "x.png", "--view", name]
    assert parser().parse_args(words).view == "left-lateral"


def test_a_view_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["render", "soleus", "-o", "x.png", "--view", "sideways"])
    assert ended.value.code == 2
    assert "sideways" in capsys.readouterr().err


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_region_of_either_side_is_framed_and_lit(atlas: Atlas, qapp: object, side: Side) -> None:
    state = plate_state(atlas, "knee_outer", side, "male")
    stage = Stage(atlas, state)
    try:
        options = StillOptions(320, 320, labels=False, legend=False)
        image = plate_image(stage, state, options, None)
    finally:
        stage.close()
    lit = image.pixelColor(160, 160)
    assert lit.blue() > lit.red()
