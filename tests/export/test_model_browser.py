"""GLB files opened by another program: three.js in a real browser, as trimesh ships it."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browser import Browser, find_chromium
from PySide6.QtGui import QImage

from explorer.anatomy.atlas import Atlas
from explorer.export.models import write_model, write_view_model
from explorer.export.plates import plate_state
from explorer.session.view_state import ViewState

pytestmark = pytest.mark.skipif(find_chromium() is None, reason="no Chromium is installed here")

#: Where the viewer of trimesh takes its file from, and where it starts.
_HERE, _START = '"$B64GLTF"', "init();</script>"
#: It looks through the camera of the file; how it is done is left to it.
_WATCH = """
window.explorerPage = { ready: () => typeof controls === "object" && controls !== null,
  failed: "" };
window.addEventListener("error", (event) => { explorerPage.failed = event.message; });
"""


def viewer(glb: bytes) -> str:
    """The page of trimesh's viewer with our file in it, byte for byte."""
    trimesh = pytest.importorskip("trimesh")
    zipped = trimesh.resources.get_bytes("templates/viewer.zip")
    page = trimesh.util.decompress(io.BytesIO(zipped), file_type="zip")["viewer.html.template"]
    html = str(page.read().decode("utf-8"))
    assert html.count(_HERE) == 1
    assert html.count(_START) == 1
    html = html.replace(_START, _WATCH + _START)
    return html.replace(_HERE, json.dumps(base64.b64encode(glb).decode()))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    made = Browser(tmp_path_factory.mktemp("profile"))
    yield made
    made.close()


@pytest.fixture
def look(browser: Browser, tmp_path: Path) -> Callable[[Path], dict[str, Any]]:
    """Open a GLB and tell what is in the scene and on the screen."""

    def open_model(file: Path) -> dict[str, Any]:
        page = tmp_path / "viewer.html"
        page.write_text(viewer(file.read_bytes()), encoding="utf-8")
        browser.events.clear()
        browser.open(page.as_uri(), 500, 900)
        assert browser.run("explorerPage.failed") == ""
        found: dict[str, Any] = browser.run(
            """(() => { render(); const nodes = {};
            scene.traverse((o) => { const name = o.userData.name || o.name;
              if (name) nodes[name] = { mesh: !!o.isMesh, parent: o.parent && o.parent.name,
                label: o.userData.label || "", blended: !!(o.material && o.material.transparent),
                opacity: o.material ? o.material.opacity : 1 }; });
            return { nodes, revision: THREE.REVISION }; })()"""
        )
        found["picture"] = pixels(browser.picture())
        asked = [e for e in browser.events if e.get("method") == "Network.requestWillBeSent"]
        urls = [e["params"]["request"]["url"] for e in asked]
        found["network"] = [u for u in urls if not u.startswith(("file:", "data:", "blob:"))]
        return found

    return open_model


def pixels(png: bytes) -> np.ndarray[Any, Any]:
    """The picture as (height, width, 3)."""
    image = QImage.fromData(png).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), -1, 3).astype(int)


def share(mask: np.ndarray[Any, Any]) -> float:
    return float(mask.mean())


def red(picture: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Where zones are: as red as nothing else of a body is."""
    r, g, b = np.moveaxis(picture, 2, 0)
    return np.asarray((r > 90) & (r > 2.2 * g) & (r > 2.2 * b))


def skin(picture: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    r, g, b = np.moveaxis(picture, 2, 0)
    return np.asarray((r > 100) & (r > g + 8) & (g > b) & (r < 2 * b) & ~red(picture))


def test_a_viewer_finds_skin_points_and_red_zones(
    atlas: Atlas, tmp_path: Path, look: Callable[[Path], dict[str, Any]]
) -> None:
    file = tmp_path / "knee.glb"
    write_model(atlas, "rectus_femoris.trp1", file, figure="male")
    seen = look(file)
    meshes = {name for name, node in seen["nodes"].items() if node["mesh"]}
    assert meshes == {"skin", "eyes", "rectus_femoris.trp1 right"}
    assert seen["nodes"]["skin"]["parent"] == "body"
    assert seen["nodes"]["rectus_femoris.trp1 right"]["parent"] == "points"
    assert seen["nodes"]["rectus_femoris.trp1 right"]["label"].startswith("Rectus femoris")
    assert "camera" in seen["nodes"]
    assert seen["network"] == []
    picture = seen["picture"]
    assert 0.05 < share(skin(picture)) < 0.9, "no body in the picture"
    assert 0.0005 < share(red(picture)) < 0.1, "no zone in the picture"
    assert share((picture > 250).all(axis=2)) > 0.1  # the viewer's own background
    # The zone of this point lies on the knee, in the lower half, on the body's right: our left.
    ys, xs = np.nonzero(red(picture))
    assert 0.5 < ys.mean() / len(picture) < 0.9
    assert xs.mean() < picture.shape[1] / 2


def test_without_points_nothing_is_red(
    atlas: Atlas, tmp_path: Path, look: Callable[[Path], dict[str, Any]]
) -> None:
    file = tmp_path / "body.glb"
    write_view_model(atlas, ViewState(), file)
    seen = look(file)
    assert {n for n, node in seen["nodes"].items() if node["mesh"]} == {"skin", "eyes"}
    assert share(skin(seen["picture"])) > 0.05
    assert share(red(seen["picture"])) == 0


def test_muscles_and_bones_come_as_the_view_shows_them(
    atlas: Atlas, tmp_path: Path, look: Callable[[Path], dict[str, Any]]
) -> None:
    file = tmp_path / "inside.glb"
    state = plate_state(atlas, "infraspinatus.trp1", "right", "female")
    hidden = "muscle:upper_trapezius:left"
    state = replace(state, skin_opacity=0.25, hidden=(hidden,))
    write_view_model(atlas, state, file)
    seen = look(file)
    nodes = seen["nodes"]
    assert nodes["muscle infraspinatus right"]["label"] == "Infraspinatus, right"
    assert nodes["muscle infraspinatus right"]["parent"] == "muscles"
    assert nodes["bone sternum"]["parent"] == "bones"
    assert "muscle upper_trapezius right" in nodes
    assert hidden.replace(":", " ") not in nodes
    assert nodes["skin"]["blended"]
    assert nodes["skin"]["opacity"] == pytest.approx(0.25)
    assert nodes["zones"]["blended"]
    assert not nodes["muscle infraspinatus right"]["blended"]
    assert share(red(seen["picture"])) > 0.001  # the zone in front of the shoulder, see-through
    assert 0.1 < share((seen["picture"] < 200).any(axis=2)) < 0.8
