from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import load_figure
from explorer.body.placement import PlacedAtlas
from explorer.cli import main
from explorer.errors import ExplorerError
from explorer.export.models import write_model


def test_a_model_opens_with_named_parts_and_a_red_zone(atlas: Atlas, tmp_path: Path) -> None:
    trimesh = pytest.importorskip("trimesh")
    file = tmp_path / "knee.glb"
    write_model(atlas, "rectus_femoris.trp1", file, figure="male")
    scene = trimesh.load(file, process=False)
    assert set(scene.geometry) == {"skin", "eyes", "rectus_femoris.trp1 right"}
    skin = scene.geometry["skin"]
    assert skin.vertices.shape == (53514, 3)
    assert np.ptp(skin.vertices[:, 1]) == pytest.approx(1.78, abs=0.02)  # metres, y up
    placed = PlacedAtlas(atlas, load_figure("male"))
    field = placed.zones.field("rectus_femoris.trp1", "right", "essential")
    assert field is not None
    colours = skin.visual.vertex_attributes["color"].astype(int)
    inside, far = int(np.argmin(field)), field >= 16
    assert colours[inside, 0] > 8 * colours[inside, 1]
    assert (colours[far, 0] < 4 * colours[far, 1]).all()
    knee = skin.vertices[inside]
    assert knee[0] < 0 < knee[2]  # the right side, in front


def test_the_call_writes_a_model_and_refuses_other_kinds(
    atlas: Atlas, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "calf.glb"
    assert main(["model", "soleus", "-o", str(file), "--figure", "female_lean"]) == 0
    assert file.read_bytes()[:4] == b"glTF"
    with pytest.raises(ExplorerError, match="GLB"):
        write_model(atlas, "soleus", tmp_path / "calf.obj")
    assert main(["model", "nobody", "-o", str(file)]) == 1
    assert "nobody" in capsys.readouterr().err
