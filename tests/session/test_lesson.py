"""Lessons and how they are edited: pure changes, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.anatomy.pain import Pain, RegionRef
from explorer.session.lesson import (
    Lesson,
    LessonView,
    add_view,
    change_view,
    duplicate_view,
    move_view,
    new_view,
    remove_view,
    rename_lesson,
    rename_view,
    replace_view,
    sign_lesson,
)
from explorer.session.lesson_editor import LessonEdit, LessonEditor
from explorer.session.view_state import PointRef, ViewState

STATE = ViewState(shown=(PointRef("a.trp1", "left"),))


def lesson(*titles: str) -> Lesson:
    made = Lesson("Lesson", "Author")
    for title in titles:
        made = add_view(made, new_view(made, title, STATE))
    return made


def titles(lesson: Lesson) -> str:
    return "".join(view.title for view in lesson.views)


def ids(lesson: Lesson) -> list[str]:
    return [view.id for view in lesson.views]


def test_views_are_added_at_the_end_or_at_a_place() -> None:
    abc = lesson("a", "b", "c")
    assert titles(abc) == "abc"
    assert titles(add_view(abc, LessonView("x", "x"), 1)) == "axbc"
    assert titles(add_view(abc, LessonView("x", "x"), -3)) == "xabc"
    assert titles(add_view(abc, LessonView("x", "x"), 99)) == "abcx"


def test_every_view_has_a_name_of_its_own() -> None:
    abc = lesson("a", "b", "c")
    assert len(set(ids(abc))) == 3
    removed = remove_view(abc, ids(abc)[0])
    again = add_view(removed, new_view(removed, "d", STATE))
    assert len(set(ids(again))) == 3
    twice = add_view(abc, abc.views[0])
    assert len(set(ids(twice))) == 4
    assert twice.views[0] == abc.views[0]


@given(st.integers(1, 6), st.data())
def test_moving_keeps_all_views_and_puts_one_where_it_was_wanted(
    count: int, data: st.DataObject
) -> None:
    made = lesson(*"abcdef"[:count])
    which = data.draw(st.integers(0, count - 1))
    to = data.draw(st.integers(0, count - 1))
    moved = move_view(made, ids(made)[which], to)
    assert sorted(ids(moved)) == sorted(ids(made))
    assert moved.views[to] == made.views[which]
    others = [view for view in made.views if view != made.views[which]]
    assert [view for view in moved.views if view != made.views[which]] == others


def test_a_copy_stands_right_after_its_view_with_all_its_words() -> None:
    abc = lesson("a", "b", "c")
    abc = change_view(abc, ids(abc)[1], lambda v: replace(v, notes="n", question="q?"))
    doubled = duplicate_view(abc, ids(abc)[1])
    assert titles(doubled) == "abbc"
    first, second = doubled.views[1:3]
    assert replace(second, id=first.id) == first
    assert second.id != first.id


def test_words_and_views_are_replaced_one_by_one() -> None:
    abc = lesson("a", "b", "c")
    b = ids(abc)[1]
    assert titles(rename_view(abc, b, "x")) == "axc"
    other = ViewState(figure="male")
    changed = replace_view(rename_view(abc, b, "x"), b, other)
    assert changed.view(b) == LessonView(b, "x", state=other)
    assert ids(change_view(abc, b, lambda v: replace(v, id="stolen"))) == ids(abc)
    assert rename_lesson(abc, "New").title == "New"
    assert sign_lesson(abc, "Her").author == "Her"
    assert titles(abc) == "abc"  # nothing was changed in place


def test_an_unknown_view_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        remove_view(lesson("a"), "gone")


def test_a_view_asks_when_it_has_a_question_or_hides_its_answer() -> None:
    assert not LessonView("a", "a", question="  ").asks
    assert LessonView("a", "a", question="What?").asks
    assert LessonView("a", "a", hides_answer=True).asks


def test_what_a_client_said_does_not_go_into_a_lesson() -> None:
    pain = Pain(regions=(RegionRef("temple", "left"),), words="since my divorce")
    state = replace(
        STATE,
        pain=pain,
        answers=(("flag", True),),
        tried=((PointRef("a.trp1", "left"), True),),
        conditions=("caution_pregnancy",),
    )
    kept = new_view(Lesson(), "v", state).state
    assert kept.pain == Pain(regions=pain.regions)
    assert (kept.answers, kept.tried, kept.conditions) == ((), (), ())
    assert kept.shown == STATE.shown


def added(title: str, merge: str | None = None) -> LessonEdit:
    return LessonEdit(
        f"Add {title}", lambda made: add_view(made, new_view(made, title, STATE)), merge
    )


def test_edits_are_taken_back_and_brought_again() -> None:
    editor = LessonEditor()
    for title in "ab":
        editor.do(added(title))
    assert (titles(editor.lesson), editor.undo_text, editor.redo_text) == ("ab", "Add b", None)
    assert editor.undo()
    assert (titles(editor.lesson), editor.redo_text) == ("a", "Add b")
    assert editor.redo()
    assert titles(editor.lesson) == "ab"
    assert editor.undo()
    editor.do(added("c"))
    assert titles(editor.lesson) == "ac"
    assert not editor.redo()
    assert editor.undo()
    assert editor.undo()
    assert not editor.undo()
    assert editor.lesson == Lesson()


def test_an_edit_that_changes_nothing_leaves_no_step() -> None:
    editor = LessonEditor(lesson("a"))
    editor.do(LessonEdit("Nothing", lambda made: rename_lesson(made, made.title)))
    assert editor.undo_text is None


def test_typing_is_one_step_and_begins_anew_after_undo() -> None:
    editor = LessonEditor(Lesson("T"))

    def typed(text: str) -> LessonEdit:
        return LessonEdit("Type", lambda made: rename_lesson(made, text), "title")

    for text in ("Ti", "Tit", "Titl"):
        editor.do(typed(text))
    assert editor.undo()
    assert editor.lesson.title == "T"
    assert editor.redo()
    editor.do(typed("Title"))
    assert editor.undo()
    assert editor.lesson.title == "Titl"


def test_typing_after_another_undo_does_not_join_what_was_typed_before() -> None:
    editor = LessonEditor(Lesson("T"))
    editor.do(LessonEdit("Type", lambda made: rename_lesson(made, "Ti"), "title"))
    editor.do(added("a"))
    editor.undo()
    editor.do(LessonEdit("Type", lambda made: rename_lesson(made, "Tix"), "title"))
    editor.undo()
    assert editor.lesson.title == "Ti"


def test_listeners_are_told_and_must_not_edit() -> None:
    editor = LessonEditor()
    told: list[tuple[str, str]] = []
    stop = editor.subscribe(lambda old, new: told.append((titles(old), titles(new))))
    editor.do(added("a"))
    stop()
    editor.do(added("b"))
    assert told == [("", "a")]
    editor.subscribe(lambda *_: editor.do(added("c")))
    with pytest.raises(RuntimeError):
        editor.undo()


def test_it_knows_what_is_not_saved() -> None:
    editor = LessonEditor()
    assert not editor.unsaved
    editor.do(added("a"))
    assert editor.unsaved
    written = editor.lesson
    editor.do(added("b"))
    editor.mark_saved(written)
    assert editor.unsaved
    editor.undo()
    assert not editor.unsaved
    editor.open(lesson("x"))
    assert not editor.unsaved
    assert editor.undo_text is None
    assert not editor.redo()
