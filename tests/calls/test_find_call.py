"""``find`` from the command line: its fixed JSON, its words, and what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest

from explorer.cli import main


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(["find", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["find", "--json", *arguments]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_regions_give_sources_with_all_their_keys(capsys: pytest.CaptureFixture[str]) -> None:
    answer = found(capsys, "--regions", "heel_bottom", "--side", "left")
    first = answer["sources"][0]
    assert first["muscle"] in {"soleus", "quadratus_plantae"}
    assert first["side"] == "left"
    for key in ("trigger_point", "muscle", "group", "score", "reasons"):
        assert key in first
    scores = [s["score"] for s in answer["sources"]]
    assert scores == sorted(scores, reverse=True)
    assert "commonly described in the bottom of the heel" in first["reasons"][0]


def test_a_complaint_gives_its_list_and_asks_about_its_dangers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = found(capsys, "--complaint", "complaint_calf_cramp")
    assert answer["sources"][0]["muscle"] == "gastrocnemius"
    flag = next(f for f in answer["red_flags"] if f["id"] == "flag_calf_swelling")
    assert flag["questions"]
    assert flag["advice"]
    assert flag["urgency"] == "today"


@pytest.mark.parametrize(
    ("words", "muscles"),
    [
        ("upper back pain between the shoulder blades", {"rhomboid_major", "middle_trapezius"}),
        ("lower back pain", {"quadratus_lumborum", "longissimus_thoracis", "multifidus_lumborum"}),
        ("headache in the temple", {"upper_trapezius", "temporalis"}),
        ("hand numb at night, like carpal tunnel", {"scalenus_anterior", "pronator_teres"}),
        ("calf cramps at nigth", {"gastrocnemius", "soleus"}),
        ("front of my knee hurts on stairs", {"rectus_femoris", "vastus_medialis"}),
        ("jaw hurts when I chew", {"masseter_superficial", "lateral_pterygoid"}),
        ("heel hurts in the moring", {"soleus", "quadratus_plantae"}),
    ],
)
def test_the_eight_complaints_in_words_lead_to_the_muscles_of_the_literature(
    capsys: pytest.CaptureFixture[str], words: str, muscles: set[str]
) -> None:
    answer = found(capsys, "--words", words)
    assert muscles & {s["muscle"] for s in answer["sources"][:5]}


def test_words_of_danger_come_first(capsys: pytest.CaptureFixture[str]) -> None:
    answer = found(capsys, "--words", "sudden worst headache of my life")
    assert answer["red_flags"][0]["id"] == "flag_thunderclap"
    assert answer["red_flags"][0]["urgency"] == "emergency"


def test_the_side_may_stand_in_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    answer = found(capsys, "--words", "left outer elbow")
    assert {s["side"] for s in answer["sources"][:5]} == {"left"}


def test_text_for_people_names_questions_sources_and_what_speaks_against(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["find", "--regions", "knee_front,knee_inner"]) == 0
    text = capsys.readouterr().out
    assert text.index("a few questions") < text.index("best first")
    assert "no diagnosis" in text
    assert "Rectus femoris TrP1" in text
    assert "would also be expected" in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Nothing was said"),
        (("--words", "   "), "Nothing was said"),
        (("--regions", " , "), "Nothing was said"),
        (("--regions", "head_tempel"), "Did you mean 'head_temple'"),
        (("--regions", "heel_bottom,moon"), "No region is called 'moon'"),
        (("--complaint", "complaint_nowhere"), "No complaint is called"),
        (("--words", "Schmerzen im Knie"), "not understood"),
        (("--words", "qwrtz plmk"), "not understood"),
        (("--words", "left heel", "--side", "right"), "--side says right"),
    ],
)
def test_what_cannot_be_answered_gets_a_helpful_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    message = refused(capsys, *arguments)
    assert sentence in message
    assert len(message.strip().splitlines()) == 1
