"""Before any muscle is named: questions about danger, and what a yes means."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Caution
from explorer.anatomy.red_flags import asked, is_general, urgency_words
from explorer.ui.markup import heading, notice, page, record_link, sources, text, title
from explorer.ui.pain_links import PainLink, pain_anchor
from explorer.ui.theme import Theme

__all__ = ["advice_page", "given", "open_keys", "questions_page"]

Answers = Mapping[str, bool]


def given(answers: Answers, caution: Caution, key: str) -> bool | None:
    """The answer to one question: its own, or that for the whole flag."""
    return answers.get(key, answers.get(caution.id))


def open_keys(flags: tuple[Caution, ...], answers: Answers) -> tuple[str, ...]:
    """Keys of the questions that have no answer yet."""
    return tuple(key for c in flags for key in asked(c).keys if given(answers, c, key) is None)


def questions_page(
    theme: Theme,
    flags: tuple[Caution, ...],
    answers: Answers,
    said: frozenset[str],
    line: str,
) -> str:
    """The questions, those about this place first.

    Parameters
    ----------
    said
        Flags that the client's own words sound like.
    line
        What was understood of the pain (HTML).
    """
    left = len(open_keys(flags, answers))
    own = [c for c in flags if c.id not in said and not is_general(c)]
    general = [c for c in flags if c.id not in said and is_general(c)]
    why = (
        "A few pains of this kind are a warning and belong to a doctor first. Muscles are named "
        "once these are answered."
    )
    none = pain_anchor(PainLink("none"), "None of these is true" if left else "Show the sources")
    if left == 0:
        none = pain_anchor(PainLink("review"), "Back to the sources")
    button = f'<p class="lead"><b>{none}</b></p>'
    # The way on stands above and below: the list may be longer than the panel.
    parts = [
        title("First, a few questions"),
        notice(theme, f"<b>Is any of these true?</b> {why}", "danger"),
        button,
        line,
    ]
    for words, some in (
        ("Because of what you said", [c for c in flags if c.id in said]),
        ("With pain in this place", own),
        ("With any pain", general),
    ):
        if some:
            parts += [heading(words), _table(some, answers)]
    parts.append(button)
    if left and left < sum(len(asked(c).questions) for c in flags):
        parts.append(
            f'<p class="sub">{left} of them still open; this answers the rest with no.</p>'
        )
    parts.append('<p class="small">Answers are kept only while the window is open.</p>')
    return page("".join(parts))


def _table(flags: list[Caution], answers: Answers) -> str:
    rows = []
    for caution in flags:
        one = asked(caution)
        for key, question in zip(one.keys, one.questions, strict=True):
            answer = given(answers, caution, key)
            words = escape(question)
            if answer is not None:
                words = f'<span class="soft">{words}</span>'
            rows.append(
                f'<tr><td class="step">{words}</td>'
                f'<td class="answer" align="right">{_choice(key, answer)}</td></tr>'
            )
    return f'<table width="100%" cellspacing="0">{"".join(rows)}</table>'


def _choice(key: str, answer: bool | None) -> str:
    shown = []
    for value, words in ((True, "Yes"), (False, "No")):
        if answer is value:
            shown.append(f"<b>{words}</b>")
        else:
            link = PainLink("answer", key, value="yes" if value else "no")
            shown.append(pain_anchor(link, words))
    return "&nbsp;&nbsp;".join(shown)


def advice_page(
    atlas: Atlas,
    theme: Theme,
    raised: tuple[Caution, ...],
    flags: tuple[Caution, ...],
    answers: Answers,
) -> str:
    """What to do now, for the most urgent flag that was answered with yes, and for the others."""
    first, *others = raised
    parts = [title(urgency_words(first.urgency)), _advice(atlas, theme, first)]
    left = len(open_keys(flags, answers))
    if left:
        again = pain_anchor(PainLink("review"), "answer the others, too")
        count = "One question is" if left == 1 else f"{left} questions are"
        parts.append(f"<p>{count} still open: {again}.</p>")
    for caution in others:
        parts.append(heading(urgency_words(caution.urgency)))
        parts.append(_advice(atlas, theme, caution))
    parts.append(heading("Not so?"))
    for caution in raised:
        for key, question in _yes(caution, answers):
            back = pain_anchor(PainLink("answer", key, value="back"), "Take this answer back")
            parts.append(f"<p>You said yes to: <i>{escape(question)}</i><br>{back}</p>")
    all_questions = pain_anchor(PainLink("review"), "See all questions")
    parts.append(f"<p>{all_questions}</p>")
    parts.append(
        '<p class="small">Sources of this pain among the muscles are not shown while a warning '
        "sign stands: what needs a doctor must not wait for a massage.</p>"
    )
    parts.append(sources(atlas, first.sources))
    return page("".join(parts))


def _advice(atlas: Atlas, theme: Theme, caution: Caution) -> str:
    tone = "danger" if caution.urgency != "soon" else "warning"
    return (
        f'<p class="lead">{record_link(atlas, caution.id)}. {text(atlas, caution.text)}</p>'
        f"{notice(theme, f'<b>What to do.</b> {text(atlas, caution.advice)}', tone)}"
    )


def _yes(caution: Caution, answers: Answers) -> list[tuple[str, str]]:
    one = asked(caution)
    said = [
        (key, question)
        for key, question in zip(one.keys, one.questions, strict=True)
        if answers.get(key)
    ]
    if answers.get(caution.id):
        said.append((caution.id, caution.title))
    return said
