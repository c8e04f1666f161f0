"""The plan of an atlas: what is drawn, under which names, and what draws it again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from atlas_stand_ins import stand_in

from explorer.anatomy.atlas import AREA_NAMES, Atlas
from explorer.errors import ExplorerError
from explorer.export.atlas.plan import (
    Plan,
    Plate,
    chosen_points,
    chosen_views,
    is_drawn,
    make_plan,
)


def plan_of(atlas: Atlas, *points: str, size: tuple[int, int] = (40, 50)) -> Plan:
    return make_plan(atlas, chosen_points(atlas, points), ("best",), ("female",), size)


def with_point(atlas: Atlas, id: str, **changes: object) -> Atlas:
    points = tuple(
        replace(p, **changes) if p.id == id else p  # type: ignore[arg-type]
        for p in atlas.knowledge.trigger_points
    )
    return Atlas(replace(atlas.knowledge, trigger_points=points))


def test_all_points_come_by_area_from_head_to_foot(atlas: Atlas) -> None:
    points = chosen_points(atlas)
    assert set(points) == set(atlas.points)
    areas = [atlas.muscle_of(atlas.points[p]).area for p in points]
    firsts = list(dict.fromkeys(areas))
    assert firsts == [a for a in AREA_NAMES if a in firsts]
    assert [a for i, a in enumerate(areas) if i == 0 or areas[i - 1] != a] == firsts


def test_a_muscle_stands_for_its_points_and_nobody_for_none(atlas: Atlas) -> None:
    chosen = chosen_points(atlas, ["soleus", "soleus.trp1"])
    assert chosen == tuple(p.id for p in atlas.points_of("soleus"))
    with pytest.raises(ExplorerError, match="nobody"):
        chosen_points(atlas, ["soleus", "nobody"])


def test_views_may_be_named_as_people_do(atlas: Atlas) -> None:
    assert chosen_views(["Front", "best", "left-lateral", "anterior"]) == (
        "anterior",
        "best",
        "left lateral",
    )
    for wrong in (["sideways"], []):
        with pytest.raises(ExplorerError, match="view"):
            chosen_views(wrong)


def test_every_plate_has_a_file_of_its_own(atlas: Atlas) -> None:
    views = chosen_views(["front", "back", "best"])
    plan = make_plan(atlas, chosen_points(atlas), views, ("female", "male"), (40, 50))
    assert len(plan.plates) == 6 * len(atlas.points)
    files = {plate.file.lower() for plate in plan.plates}
    assert len(files) == len(plan.plates)
    assert len({plate.key for plate in plan.plates}) == len(plan.plates)


@pytest.mark.parametrize("odd", ["../../etc/passwd", "a b/<c>.trp1", "con:1", "ÄÖ", "a..b", "."])
def test_odd_names_stay_in_the_folder(atlas: Atlas, odd: str) -> None:
    knowledge = atlas.knowledge
    first = replace(knowledge.trigger_points[0], id=odd)
    other = replace(knowledge.trigger_points[0], id=odd + " ")
    strange = Atlas(replace(knowledge, trigger_points=(first, other)))
    one, two = plan_of(strange, odd, odd + " ").plates
    assert one.file != two.file
    for plate in (one, two):
        folder, figure, name = plate.file.split("/")
        assert (folder, figure) == ("plates", "female")
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-.")
        assert not name.startswith(".")
        assert ".." not in name


def test_a_key_changes_with_what_is_drawn_and_with_nothing_else(atlas: Atlas) -> None:
    id, other = "soleus.trp1", "infraspinatus.trp1"
    key = plan_of(atlas, id).plates[0].key
    assert plan_of(atlas, id).plates[0].key == key
    moved = with_point(atlas, id, anchor=replace(atlas.points[id].anchor, shift={"medial": 30.0}))
    assert plan_of(moved, id).plates[0].key != key
    elsewhere = with_point(atlas, other, location="Somewhere else.")
    assert plan_of(elsewhere, id).plates[0].key == key
    assert plan_of(elsewhere, other).plates[0].key != plan_of(atlas, other).plates[0].key
    assert plan_of(atlas, id, size=(40, 51)).plates[0].key != key
    points = chosen_points(atlas, [id])
    for plan in (
        make_plan(atlas, points, ("anterior",), ("female",), (40, 50)),
        make_plan(atlas, points, ("best",), ("male",), (40, 50)),
        make_plan(atlas, points, ("best",), ("female",), (40, 50), dark=True),
    ):
        assert plan.plates[0].key != key


def test_unknown_figures_and_impossible_sizes_are_refused(atlas: Atlas) -> None:
    with pytest.raises(ExplorerError, match="giant"):
        make_plan(atlas, ("soleus.trp1",), ("best",), ("giant",), (40, 50))
    with pytest.raises(ExplorerError, match="9000"):
        plan_of(atlas, "soleus.trp1", size=(9000, 50))


@pytest.fixture
def plate(atlas: Atlas) -> Plate:
    return plan_of(atlas, "soleus.trp1").plates[0]


def test_a_whole_plate_with_its_key_is_drawn(plate: Plate, tmp_path: Path) -> None:
    file = tmp_path / plate.file
    assert not is_drawn(tmp_path, plate)
    file.parent.mkdir(parents=True)
    file.write_bytes(stand_in(plate))
    assert is_drawn(tmp_path, plate)
    assert not is_drawn(tmp_path, replace(plate, key="0" * 24))


def test_damage_anywhere_is_found(plate: Plate, tmp_path: Path) -> None:
    file = tmp_path / plate.file
    file.parent.mkdir(parents=True)
    whole = stand_in(plate)
    for place in range(0, len(whole), 7):
        changed = bytearray(whole)
        changed[place] ^= 0x40
        file.write_bytes(changed)
        assert not is_drawn(tmp_path, plate), place
    for length in (0, 4, 8, 20, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length])
        assert not is_drawn(tmp_path, plate), length
    file.write_bytes(whole + b"more")
    assert not is_drawn(tmp_path, plate)
    file.unlink()
    file.mkdir()
    assert not is_drawn(tmp_path, plate)
