from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from small import content, document

from explorer.knowledge.checking import check_content, check_file

Change = Callable[[dict[str, Any]], object]


def faults_after(*changes: Change) -> dict[str, str]:
    damaged = document()
    for change in changes:
        change(damaged)
    return {f.path: f.message for f in check_content(content(damaged))}


def put(*path: str | int, value: Any) -> Change:
    def change(doc: Any) -> None:
        for part in path[:-1]:
            doc = doc[part]
        doc[path[-1]] = value

    return change


def drop(*path: str | int) -> Change:
    def change(doc: Any) -> None:
        for part in path[:-1]:
            doc = doc[part]
        del doc[path[-1]]

    return change


def test_a_sound_file_has_no_fault() -> None:
    assert check_content(content(document())) == ()


P = "trigger_points"
CASES = [
    (drop("muscles", 0, "nerve"), "$.muscles[0].nerve", "missing; expected some words (What"),
    (drop("guide"), "$.guide", "missing; expected a list"),
    (put("muscles", 0, "nerv", value="x"), "$.muscles[0].nerv", "did you mean 'nerve'?"),
    (put("zzz", value=1), "$.zzz", "unknown key; known are format,"),
    (put("muscles", 0, "nerve", value=7), "$.muscles[0].nerve", "expected some words, found 7"),
    (put("muscles", 0, "nerve", value=""), "$.muscles[0].nerve", "found an empty text"),
    (put("muscles", 0, "nerve", value=" \n"), "$.muscles[0].nerve", "expected some words, found"),
    (put("muscles", value={}), "$.muscles", "expected a list, found an object"),
    (put("guide", 0, value=[1, 2]), "$.guide[0]", "expected an object, found a list of 2"),
    (put("muscles", 0, "paired", value="yes"), "$.muscles[0].paired", "expected true or false"),
    (put("muscles", 0, "paired", value=None), "$.muscles[0].paired", "found null"),
    (put("muscles", 0, "layer", value="mid"), "$.muscles[0].layer", "one of superficial, deep"),
    (put("muscles", 0, "ta2_id", value=2.0), "$.muscles[0].ta2_id", "a whole number or null"),
    (put("muscles", 0, "ta2_id", value=0), "$.muscles[0].ta2_id", "1 or more, found 0"),
    (put("muscles", 0, "fma_id", value="32557"), "$.muscles[0].fma_id", "such as FMA32557"),
    (put("guide", 0, "id", value="Guide Start"), "$.guide[0].id", "expected an id: small"),
    (put("muscles", 0, "group", value="a\n"), "$.muscles[0].group", "expected an id: small"),
    (put("references", 0, "year", value="1999"), "$.references[0].year", "a whole number"),
    (put("references", 1, "doi", value="doi:10.1"), "$.references[1].doi", "expected a DOI"),
    (put("version", value="one"), "$.version", "such as 1.0.0"),
    (put("format_version", value="1"), "$.format_version", "expected 1, found '1'"),
    (put("format_version", value=0), "$.format_version", "expected 1, found 0"),
    (put("format", value="another"), "$.format", "found 'another'"),
    (
        put("techniques", 0, "who", value=[]),
        "$.techniques[0].who",
        "expected at least one entry, found nothing",
    ),
    (
        put("techniques", 0, "who", value=["self", "self"]),
        "$.techniques[0].who",
        "'self' stands in the list more than once",
    ),
    (
        put(P, 0, "pressing", "depth_mm", value=0),
        f"$.{P}[0].pressing.depth_mm",
        "1 or more, found 0",
    ),
    (
        put(P, 0, "pressing", "direction", value="inward"),
        f"$.{P}[0].pressing.direction",
        "expected one of anterior,",
    ),
    (
        put(P, 0, "anchor", "landmarks", value={}),
        f"$.{P}[0].anchor.landmarks",
        "at least one entry, found nothing",
    ),
    (
        put(P, 0, "anchor", "landmarks", "c7_spinous_process", value=0),
        f"$.{P}[0].anchor.landmarks.c7_spinous_process",
        "expected a number above 0, found 0",
    ),
    (
        put(P, 0, "anchor", "landmarks", "C7 spine", value=0.5),
        f"$.{P}[0].anchor.landmarks['C7 spine']",
        "the key should be the id of a landmark",
    ),
    (
        put(P, 1, "anchor", "shift", "up", value=4),
        f"$.{P}[1].anchor.shift.up",
        "unknown key; ",
    ),
    (
        put(P, 0, "zones", 0, "strokes", 0, "width_mm", value="wide"),
        f"$.{P}[0].zones[0].strokes[0].width_mm",
        "expected a number or a list, found 'wide'",
    ),
    (
        put(P, 0, "zones", 0, "strokes", 0, "width_mm", 1, value=900),
        f"$.{P}[0].zones[0].strokes[0].width_mm[1]",
        "200 or less, found 900",
    ),
    (
        put(P, 0, "zones", 0, "strokes", 0, "through", 0, value=3),
        f"$.{P}[0].zones[0].strokes[0].through[0]",
        "or an object, found 3",
    ),
    (
        put(P, 1, "zones", 1, "strokes", 0, "through", 1, "landmarks", "acromion_tip", value=9),
        f"$.{P}[1].zones[1].strokes[0].through[1].landmarks.acromion_tip",
        "1 or less, found 9",
    ),
]


@pytest.mark.parametrize(("change", "path", "words"), CASES, ids=[c[1] + c[2] for c in CASES])
def test_one_fault_is_told_once_with_its_place_in_plain_words(
    change: Change, path: str, words: str
) -> None:
    faults = faults_after(change)
    assert list(faults) == [path]
    assert words in faults[path]


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    faults = faults_after(
        drop("muscles", 0, "nerve"),
        put("muscles", 0, "ta2_id", value="many"),
        put("trigger_points", 1, "treatment", 0, "technique", value="hope"),
        put("trigger_points", 0, "muscle", value="lower_trapezius"),
        put("complaints", 0, "points", 0, value="nobody.trp1"),
        put("regions", 2, "points_at", value="head_nowhere"),
        put("guide", 0, "see_also", 0, value="page_none"),
        put("extra", value=[]),
    )
    assert list(faults) == [
        "$.regions[2].points_at",
        "$.muscles[0].nerve",
        "$.muscles[0].ta2_id",
        "$.trigger_points[0].muscle",
        "$.trigger_points[1].treatment[0].technique",
        "$.complaints[0].points[0]",
        "$.guide[0].see_also[0]",
        "$.extra",
    ]


def test_what_stands_in_for_a_fault_makes_no_fault_of_its_own() -> None:
    faults = faults_after(
        put("trigger_points", 0, value=None),
        put("regions", 2, "points_at", value=5),
        put("complaints", value="none"),
    )
    assert set(faults) >= {"$.trigger_points[0]", "$.regions[2].points_at", "$.complaints"}
    # The lost records are still missed elsewhere, but nothing is said about the stand-ins.
    rest = set(faults) - {"$.trigger_points[0]", "$.regions[2].points_at", "$.complaints"}
    assert rest == set()


def test_a_record_without_its_id_is_missed_where_it_is_named() -> None:
    faults = faults_after(put("techniques", 0, "id", value=3))
    assert set(faults) == {
        "$.techniques[0].id",
        "$.trigger_points[0].treatment[0].technique",
        "$.trigger_points[1].treatment[0].technique",
        "$.guide[0].sections[0].text",
    }


@pytest.mark.parametrize("value", [[], "text", 5, None, True])
def test_another_top_level_is_named(value: Any) -> None:
    (fault,) = check_content(content(value))
    assert fault.path == "$"
    assert "a knowledge base is a JSON object" in fault.message


@pytest.mark.parametrize("value", [{}, {"format": "gltf"}, {"format": 3, "nodes": []}])
def test_a_foreign_file_is_called_so_and_nothing_else_is_said(value: Any) -> None:
    (fault,) = check_content(content(value))
    assert fault.path == "$.format"
    assert "another kind of file" in fault.message


@pytest.mark.parametrize("version", [2, 10**30])
def test_a_file_of_a_newer_explorer_is_called_so_and_nothing_else_is_said(version: int) -> None:
    faults = faults_after(put("format_version", value=version), drop("muscles"))
    assert list(faults) == ["$.format_version"]
    assert "made by a newer explorer" in faults["$.format_version"]


def test_a_long_value_is_shortened() -> None:
    faults = faults_after(put("muscles", 0, "layer", value="x" * 5000))
    assert len(faults["$.muscles[0].layer"]) < 200


def test_a_report_counts_what_the_file_holds(tmp_path: Any) -> None:
    file = tmp_path / "kb.json"
    file.write_bytes(content(document()))
    report = check_file(file)
    assert report.complete
    assert report.knowledge is not None
    assert report.as_json() == {
        "muscles": 1,
        "trigger_points": 2,
        "regions": 3,
        "landmarks": 0,
        "problems": [],
    }


def test_a_report_of_a_damaged_file_still_counts_and_is_not_complete(tmp_path: Any) -> None:
    damaged = document()
    del damaged["muscles"][0]["nerve"]
    file = tmp_path / "kb.json"
    file.write_bytes(content(damaged))
    report = check_file(file)
    assert not report.complete
    assert (report.muscles, report.trigger_points, report.regions) == (1, 2, 3)
    assert report.as_json()["problems"] == [
        {
            "path": "$.muscles[0].nerve",
            "message": "missing; expected some words (What supplies it.)",
        }
    ]


def test_what_the_body_says_joins_unless_it_only_follows_from_a_known_fault(tmp_path: Any) -> None:
    damaged = document()
    damaged["trigger_points"][0]["anchor"] = 5
    file = tmp_path / "kb.json"
    file.write_bytes(content(damaged))
    report = check_file(file).with_body(
        338,
        [
            ("$.trigger_points[0].anchor.landmarks", "expected at least one landmark"),
            ("$.regions[1].id", "no such patch"),
        ],
    )
    assert report.landmarks == 338
    assert [p.path for p in report.problems] == ["$.regions[1].id", "$.trigger_points[0].anchor"]
