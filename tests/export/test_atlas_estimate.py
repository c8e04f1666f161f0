"""How long and how large an atlas is said to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.atlas.estimate import estimate, measured_pace, size_words, time_words
from explorer.export.atlas.plan import Plan, make_plan
from explorer.export.atlas.run import former_plates
from explorer.ui.output.atlas.look import Look, Wanted, look_at, words_of

SIZE = (1000, 1250)


def test_more_plates_larger_ones_and_slower_computers_take_longer() -> None:
    usual = estimate(258, 258, SIZE, 2)
    assert 30 < usual.seconds < 600
    assert 30e6 < usual.bytes < 500e6
    assert estimate(258, 258, SIZE, 1).seconds > 1.5 * usual.seconds
    assert estimate(258, 100, SIZE, 2).seconds < usual.seconds
    assert estimate(258, 100, SIZE, 2).bytes < usual.bytes
    large = estimate(258, 258, (4000, 5000), 2)
    assert large.seconds > 5 * usual.seconds
    assert large.bytes > 3 * usual.bytes
    assert estimate(258, 258, SIZE, 2, pace=2.0).seconds == pytest.approx(2 * usual.seconds)
    assert estimate(258, 0, SIZE, 2).seconds < estimate(258, 1, SIZE, 2).seconds


def test_more_processes_than_plates_help_nobody() -> None:
    assert estimate(3, 3, SIZE, 64).seconds == estimate(3, 3, SIZE, 3).seconds


def test_what_was_measured_becomes_the_next_estimate() -> None:
    pace = 1.0
    for _ in range(8):  # this computer takes 300 s, however often it is asked
        pace = measured_pace(pace, 258, SIZE, 2, 300.0)
    drawing = estimate(258, 258, SIZE, 2, pace).seconds - pace * 258 * 0.12
    assert drawing == pytest.approx(300.0, rel=0.02)
    assert measured_pace(1.3, 2, SIZE, 2, 300.0) == 1.3  # too few to learn from
    assert measured_pace(1.0, 258, SIZE, 2, 1e9) <= 20
    assert measured_pace(1.0, 258, SIZE, 2, 1e-9) > 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "about 5 seconds"),
        (32, "about 30 seconds"),
        (58, "about a minute"),
        (240, "about 4 minutes"),
        (1500, "about 25 minutes"),
        (3700, "about an hour"),
        (7200, "about 2 hours"),
        (9000, "about 2.5 hours"),
    ],
)
def test_times_are_said_as_people_say_them(seconds: float, words: str) -> None:
    assert time_words(seconds) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (900, "10 kB"),
        (83_000, "80 kB"),
        (2_910_000, "2.9 MB"),
        (133_400_000, "133 MB"),
        (2_340_000_000, "2.3 GB"),
    ],
)
def test_sizes_are_said_as_people_say_them(count: int, words: str) -> None:
    assert size_words(count) == words


@pytest.fixture(scope="module")
def plan(atlas: Atlas) -> Plan:
    points = ("infraspinatus.trp1", "soleus.trp1")
    return make_plan(atlas, points, ("best",), ("female",), (160, 200))


def said(plan: Plan, kept: int = 0, **more: object) -> tuple[str, str]:
    rest: dict[str, object] = {"stray": 0, "problem": "", "free": None}
    look = Look(plan, kept, **{**rest, **more})  # type: ignore[arg-type]
    return words_of(look, estimate(2, 2 - kept, (160, 200), 1), 1, "")


def test_what_will_be_done_is_said_in_one_line(plan: Plan) -> None:
    words, note = said(plan)
    assert words.startswith("2 plates of 2 points: about ")
    assert words.endswith(" kB.")
    assert "on 1 core," in words
    assert note == ""
    assert "1 of 2 plates are already there; they are kept." in said(plan, 1)[0]
    assert said(plan, 2)[0].startswith("All 2 plates of 2 points are already there")


def test_what_stands_in_the_way_comes_first(plan: Plan) -> None:
    assert said(plan, problem="No.", free=1, stray=3)[1] == "No."
    assert said(plan, free=1, stray=3)[1] == "Only 10 kB are free on that disk."
    assert said(plan, free=10**12, stray=3)[1].startswith("3 plates of a former plan stay ")


def test_a_look_changes_nothing_in_a_damaged_folder(atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text('{"format": "trigger')
    wanted = Wanted(("soleus.trp1",), ("best",), ("female",), (160, 200), False, tmp_path)
    look = look_at(atlas, wanted, lambda: False)
    assert (look.kept, look.problem) == (0, "")
    assert [f.name for f in tmp_path.iterdir()] == ["plan.json"]


def test_a_folder_on_the_way_is_not_made_by_looking(atlas: Atlas, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    wanted = Wanted(("soleus.trp1",), ("best",), ("female",), (160, 200), False, folder)
    assert look_at(atlas, wanted, lambda: False).problem == ""
    assert list(tmp_path.iterdir()) == []


def test_former_plates_are_none_in_an_empty_folder(tmp_path: Path) -> None:
    assert former_plates(tmp_path) is None
    (tmp_path / "atlas.pdf").touch()
    with pytest.raises(ExplorerError, match=r"atlas\.pdf"):
        former_plates(tmp_path)
