"""A plate is a function of its entry in the plan, whatever was drawn before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.atlas.plan import KEY_WORD, Plate, chosen_points, make_plan
from explorer.export.atlas.plates import MARKER_WORD, PlatePainter

POINTS = ("infraspinatus.trp1", "soleus.trp1")


@pytest.fixture(scope="module")
def painter(atlas: Atlas) -> Iterator[PlatePainter]:
    made = PlatePainter(atlas.knowledge)
    yield made
    made.close()


def plates(atlas: Atlas, *views: str, dark: bool = False, figure: str = "female") -> list[Plate]:
    points = chosen_points(atlas, POINTS)
    return list(make_plan(atlas, points, views, (figure,), (160, 200), dark=dark).plates)


def test_the_same_entry_gives_the_same_bytes_after_anything_else(
    atlas: Atlas, qapp: object, painter: PlatePainter
) -> None:
    first, other = plates(atlas, "best")
    before = painter.draw(first)
    painter.draw(other)
    painter.draw(plates(atlas, "posterior", figure="male", dark=True)[0])
    assert painter.draw(first) == before
    fresh = PlatePainter(atlas.knowledge)
    try:
        assert fresh.draw(other) == painter.draw(other)
        assert fresh.draw(first) == before
    finally:
        fresh.close()


def test_a_plate_has_its_size_its_key_and_its_credits(
    atlas: Atlas, qapp: object, painter: PlatePainter
) -> None:
    plate = plates(atlas, "best")[0]
    image = QImage.fromData(painter.draw(plate))
    assert (image.width(), image.height()) == (160, 200)
    assert image.text(KEY_WORD) == plate.key
    assert "CC0" in image.text("Copyright")
    assert atlas.point_name(plate.id) in image.text("Title")


def test_a_plate_says_when_its_point_is_on_the_far_side(
    atlas: Atlas, qapp: object, painter: PlatePainter
) -> None:
    front, back = plates(atlas, "anterior", "posterior")[:2]
    assert front.id == "infraspinatus.trp1"
    assert QImage.fromData(painter.draw(front)).text(MARKER_WORD) == "hidden"
    assert QImage.fromData(painter.draw(back)).text(MARKER_WORD) == "seen"


def test_a_dark_plate_has_a_dark_ground(atlas: Atlas, qapp: object, painter: PlatePainter) -> None:
    light, dark = (
        QImage.fromData(painter.draw(plates(atlas, "best", dark=d)[0])).pixelColor(1, 100)
        for d in (False, True)
    )
    assert light.lightness() > 200
    assert dark.lightness() < 80


def test_a_plan_of_another_version_is_refused_and_the_next_plate_is_right(
    atlas: Atlas, qapp: object, painter: PlatePainter
) -> None:
    plate = plates(atlas, "best")[0]
    good = painter.draw(plate)
    with pytest.raises(ExplorerError, match="another version"):
        painter.draw(replace(plate, key="0" * 24))
    assert painter.draw(plate) == good
