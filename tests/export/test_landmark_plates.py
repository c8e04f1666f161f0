from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from explorer.body.figure import list_figures, load_figure
from explorer.body.landmarks import load_landmarks
from explorer.cli import main
from explorer.errors import ExplorerError
from explorer.export import landmark_plates as plates
from explorer.export.landmark_plates import PLATES, LandmarkScene, landmark_plates
from explorer.export.painting import InkStyle
from explorer.scene.camera import Lens
from explorer.scene.overlay import Overlay
from explorer.scene.palette import LIGHT

SIZE = (1600, 1200)
STYLE = InkStyle(LIGHT, 1.07)
NAMES = {mark.name: id for id, mark in load_landmarks().items()}


@pytest.fixture(scope="module", params=[figure.id for figure in list_figures()])
def scene(request: pytest.FixtureRequest) -> LandmarkScene:
    return LandmarkScene(load_figure(request.param))


def boxes_overlap(overlay: Overlay) -> bool:
    boxes = np.array([label.box for label in overlay.labels])
    low, high = boxes[:, :2], boxes[:, :2] + boxes[:, 2:]
    cross = (low[:, None] < high[None] - 1e-6).all(axis=2)
    return bool((cross & cross.T)[~np.eye(len(boxes), dtype=bool)].any())


def test_every_landmark_is_named_and_no_name_covers_another(
    scene: LandmarkScene, qapp: object
) -> None:
    named: set[str] = set()
    for plate in PLATES:
        _, overlay, _ = scene.compose(plate, SIZE, STYLE)
        assert overlay.labels, plate.id
        assert not boxes_overlap(overlay), plate.id
        for label in overlay.labels:
            x, y, width, height = label.box
            assert x >= 0, plate.id
            assert y >= 0, plate.id
            assert x + width <= SIZE[0], plate.id
            assert y + height <= SIZE[1], plate.id
            assert 0 < label.anchor[0] < SIZE[0], (plate.id, label.text)
            assert 0 < label.anchor[1] < SIZE[1], (plate.id, label.text)
            named.add(NAMES[label.text])
    assert named == set(NAMES.values())


def test_a_plate_names_its_area_and_only_skin_that_faces_the_eye(
    scene: LandmarkScene, qapp: object
) -> None:
    for plate in PLATES:
        pose, overlay, _ = scene.compose(plate, SIZE, STYLE)
        lens = Lens(pose, *SIZE)
        towards = np.subtract(pose.position, pose.focal_point)
        towards /= np.linalg.norm(towards)
        for label in overlay.labels:
            number = [mark.name for mark in scene.landmarks].index(label.text)
            assert scene.landmarks[number].area in plate.areas
            assert scene.normals[number] @ towards > 0.25
            pixel = lens.project(scene.places[number][None])[0][0]
            assert label.anchor == pytest.approx(tuple(pixel))


def test_what_another_part_covers_is_hollow_or_left_out(qapp: object) -> None:
    scene = LandmarkScene(load_figure("female"))
    by_id = {plate.id: plate for plate in PLATES}
    _, side, hollow = scene.compose(by_id["trunk_side"], SIZE, STYLE)
    assert "4th rib on the midaxillary line" in hollow  # behind the arm
    assert hollow < {label.text for label in side.labels}
    aslant = by_id["trunk_side_front"]
    _, front, hollow = scene.compose(aslant, SIZE, STYLE)
    assert not hollow
    number = [mark.id for mark in scene.landmarks].index("rib4_midaxillary")
    assert scene.facing(aslant)[number]
    assert scene.landmarks[number].name not in {label.text for label in front.labels}


@pytest.fixture
def two_plates(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = tuple(plate for plate in PLATES if plate.id in ("knee_front", "arm_inner"))
    monkeypatch.setattr(plates, "PLATES", chosen)


@pytest.mark.usefixtures("two_plates")
def test_the_pictures_show_dots_where_the_landmarks_are(tmp_path: Path, qapp: object) -> None:
    files = landmark_plates(tmp_path, "male", (1200, 900))
    assert [file.name for file in files] == ["male_arm_inner.png", "male_knee_front.png"]
    image = QImage(str(files[1]))
    assert (image.width(), image.height()) == (1200, 900)
    scene = LandmarkScene(load_figure("male"))
    style = InkStyle(LIGHT, 0.85)
    plate = plates.PLATES[1]
    _, overlay, hollow = scene.compose(plate, (1200, 900), style)
    assert not hollow
    for label in overlay.labels:
        colour = image.pixelColor(*(round(c) for c in label.anchor))
        assert colour.red() > colour.green() + 80, label.text


@pytest.mark.usefixtures("two_plates")
def test_the_call_writes_into_the_folder_and_names_the_files(
    tmp_path: Path, qapp: object, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "folder"
    assert main(["landmarks", "-o", str(out), "--figure", "male_lean"]) == 0
    files = sorted(out.iterdir())
    assert [file.name for file in files] == ["male_lean_arm_inner.png", "male_lean_knee_front.png"]
    assert str(files[0]) in capsys.readouterr().out


def test_what_cannot_be_drawn_is_refused_before_anything_is_written(
    tmp_path: Path, qapp: object
) -> None:
    with pytest.raises(ExplorerError, match="giant"):
        landmark_plates(tmp_path, "giant")
    with pytest.raises(ExplorerError, match="8192"):
        landmark_plates(tmp_path, "male", (9000, 100))
    with pytest.raises(ExplorerError, match="do not fit"):
        landmark_plates(tmp_path, "male", (1600, 400))
    with pytest.raises(ExplorerError, match="do not fit"):
        landmark_plates(tmp_path, "male", (600, 1200))
    assert not list(tmp_path.glob("*.png"))
