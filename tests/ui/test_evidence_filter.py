"""The filter by evidence as a user meets it: the menu, the markers, the lists, the words."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.support import left_out
from explorer.session.view_state import PointRef
from explorer.ui.links import Link
from explorer.ui.main_window import MainWindow
from explorer.ui.markup import GRADES_PAGE
from explorer.ui.rows import FAINT, KIND, LINK
from explorer.ui.trees import AtlasTree

LEFT = Qt.MouseButton.LeftButton
OUT, KEPT = "rectus_femoris.trp1", "gluteus_medius.trp1"


def lone_marker(window: MainWindow, out: frozenset[str]) -> tuple[PointRef, QPoint]:
    """A marker of a point that the filter leaves out, with none it leaves in within reach."""
    stage = window.viewport.stage
    index, pixels = stage.visible()
    refs = [stage.ref(int(i)) for i in index]
    stay = np.array([r.point not in out for r in refs])
    ratio = window.viewport.devicePixelRatioF()
    for ref, place in zip(refs, pixels, strict=True):
        near = np.hypot(*(pixels[stay] - place).T).min(initial=np.inf)
        if ref.point in out and near > 20 * ratio:
            return ref, QPoint(*(round(float(v) / ratio) for v in place))
    pytest.fail("no such marker")


def test_a_click_where_a_marker_was_left_out_selects_the_skin_and_not_the_point(
    window: MainWindow, qtbot: QtBot
) -> None:
    out = left_out(window.atlas, "studied")
    ref, spot = lone_marker(window, out)
    window.run("support_studied")
    assert window.viewport.marker_position(ref) is None
    qtbot.mouseClick(window.viewport, LEFT, pos=spot)
    subject = window.session.state.subject
    assert subject is None or subject.kind != "point"
    assert window.session.state.shown == ()
    window.run("support_all")
    qtbot.mouseClick(window.viewport, LEFT, pos=spot)
    subject = window.session.state.subject
    assert subject is not None
    assert subject.kind == "point"
    assert subject.id in out


def test_the_menu_has_three_choices_of_which_one_holds_and_undo(window: MainWindow) -> None:
    actions = {s: window.actions_by_id[f"support_{s}"] for s in ("all", "sure", "studied")}

    def chosen() -> list[str]:
        return [s for s, action in actions.items() if action.isChecked()]

    assert chosen() == ["all"]
    actions["sure"].trigger()
    assert (chosen(), window.session.state.support) == (["sure"], "sure")
    actions["studied"].trigger()
    actions["studied"].trigger()
    assert (chosen(), window.session.state.support) == (["studied"], "studied")
    window.run("undo")
    assert (chosen(), window.session.state.support) == (["sure"], "sure")
    window.run("undo")
    assert (chosen(), window.session.state.support) == (["all"], "all")


def test_the_status_line_says_how_many_points_are_left(window: MainWindow) -> None:
    hint = window.panels.findChild(type(window.status), "hint")
    assert hint is not None
    usual = hint.text()
    window.run("support_studied")
    left = len(window.atlas.points) - len(left_out(window.atlas, "studied"))
    assert f"Only points studied in people: {left} of {len(window.atlas.points)}" in hint.text()
    window.run("support_all")
    assert hint.text() == usual


def hidden(tree: AtlasTree, kind: str, id: str) -> bool:
    """Whether a row cannot be seen, were all rows above it open."""
    item = tree.item_of(kind, id)
    assert item is not None
    while item is not None:
        if item.isHidden():
            return True
        item = item.parent()
    return False


def test_muscles_without_a_point_left_are_hidden_and_other_points_turn_faint(
    window: MainWindow,
) -> None:
    tree = window.navigator.muscles
    heading = tree.topLevelItem(0)
    assert heading is not None
    window.run("support_studied")
    out = left_out(window.atlas, "studied")
    for muscle in window.atlas.muscles:
        points = window.atlas.points_of(muscle)
        left = [p for p in points if p.id not in out]
        assert hidden(tree, "muscle", muscle) == (not left), muscle
        for point in points:
            item = tree.item_of("point", point.id)
            assert item is not None
            assert item.data(0, FAINT) == (point.id in out)
    assert hidden(tree, "muscle", "rectus_femoris")
    assert not hidden(tree, "muscle", "gluteus_medius")
    assert heading.isHidden()
    window.run("support_all")
    assert not any(hidden(tree, "muscle", muscle) for muscle in window.atlas.muscles)
    assert not any(item.data(0, FAINT) for item in tree._items.values())


def test_what_is_selected_keeps_its_row(window: MainWindow) -> None:
    window.run("support_studied")
    window.navigation.open(Link("point", OUT))
    tree = window.navigator.muscles
    assert tree.current == ("point", OUT)
    assert not hidden(tree, "point", OUT)
    assert window.viewport.stage.visible()[0].size
    window.navigation.open(Link("point", KEPT))
    assert window.navigator.muscles.current == ("point", KEPT)
    assert hidden(tree, "point", OUT)


def test_the_next_point_is_one_of_those_left(window: MainWindow) -> None:
    out = left_out(window.atlas, "studied")
    window.run("support_studied")
    seen = []
    for _ in range(len(window.atlas.points) - len(out)):
        window.run("next_point")
        seen.append(window.session.state.shown[0].point)
    assert set(seen) == set(window.atlas.points) - out
    assert len(seen) == len(set(seen))


def test_a_search_finds_all_points_and_tells_their_grade(window: MainWindow, qtbot: QtBot) -> None:
    window.run("support_studied")
    qtbot.keyClicks(window.navigator.search, "rectus femoris")
    rows = [window.navigator.results.item(i) for i in range(window.navigator.results.count())]
    row = next(r for r in rows if r.data(LINK) == ("point", OUT))
    grade = window.atlas.points[OUT].evidence.grade
    assert row.data(KIND) == f"Point · grade {grade}"
    assert row.data(FAINT)
    window.run("support_all")
    assert not row.data(FAINT)


def test_each_grade_on_a_card_leads_to_the_page_that_explains_it(
    window: MainWindow, atlas: Atlas
) -> None:
    text = " ".join(s.text for s in atlas.guide[GRADES_PAGE].sections)
    assert all(f"{grade}: " in text for grade in "ABC")
    assert "Confidence" in text
    records = (atlas.points[KEPT], atlas.points[OUT], atlas.muscles["soleus"])
    for kind, record in zip(("point", "point", "muscle"), records, strict=True):
        window.navigation.open(Link(kind, record.id))  # type: ignore[arg-type]
        grade = f"Evidence {record.evidence.grade}"
        assert grade in window.card.plain_text
        found = window.card.browser.document().find(grade)
        assert found.charFormat().anchorHref() == Link("guide", GRADES_PAGE).url
