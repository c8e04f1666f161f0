"""What stands in the place of the sources while there are none, and what was understood."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from explorer.anatomy.atlas import Atlas
from explorer.ui.guide_html import FIRST_COMPLAINTS
from explorer.ui.markup import heading, link_list, page, title
from explorer.ui.pain_links import PainLink, pain_anchor

__all__ = [
    "CLOSING",
    "empty_sources_page",
    "nothing_found_page",
    "understood_html",
    "waiting_page",
]

#: What every page of sources ends with.
CLOSING = (
    "This is a list of common sources of such a pain, not a diagnosis. It knows only what you "
    "showed and said. If pain stays, grows or worries you, see a doctor."
)


def understood_html(line: str, notes: Iterable[str] = ()) -> str:
    """The line of what was understood, and what was not."""
    parts = [f'<p class="sub"><b>Understood:</b> {escape(line)}</p>'] if line else []
    parts += [f"<p>{escape(note)}</p>" for note in notes]
    return "".join(parts)


def empty_sources_page(atlas: Atlas) -> str:
    """What to do when nothing has been shown or said yet."""
    words = [
        pain_anchor(PainLink("words", c.id), c.name)
        for c in (atlas.complaints[i] for i in FIRST_COMPLAINTS if i in atlas.complaints)
    ]
    return page(
        title("Where does it hurt?")
        + '<p class="lead">Show it, and its likely sources stand here, best first, with '
        "reasons.</p>"
        "<ul><li>Say it in your own words on the left, such as “behind my right eye”.</li>"
        "<li>Or take the brush and paint it on the body.</li>"
        "<li>Or choose Places and click where it hurts.</li></ul>"
        "<p>All three work together, and every step can be undone.</p>"
        + (heading("Or begin with one of these") + link_list(words) if words else "")
        + f'<p class="small">{escape(CLOSING)}</p>'
    )


def waiting_page(line: str) -> str:
    """While the zones of the body are laid out for the first time."""
    return page(
        title("Getting ready…")
        + understood_html(line)
        + '<p class="lead">The pain patterns are laid over this body. That is done once for each '
        "body and takes some seconds; you can go on painting.</p>"
    )


def nothing_found_page(line: str, notes: Iterable[str]) -> str:
    """Nothing can be ranked, and what to try."""
    told = tuple(notes)
    tries = (
        "Paint the place on the body, somewhat wider than it hurts.",
        "Name the place as you would to a friend: “inside of the knee”, “between the ribs”.",
        "Say first where it hurts, then how it feels and when.",
    )
    lead = "".join(f'<p class="lead">{escape(note)}</p>' for note in told) or (
        '<p class="lead">No point of this atlas is commonly described to send pain just there.</p>'
    )
    return page(
        title("No source found yet")
        + lead
        + understood_html(line)
        + heading("What you can try")
        + "<ul>"
        + "".join(f"<li>{escape(words)}</li>" for words in tries)
        + "</ul>"
        + f'<p class="small">{escape(CLOSING)}</p>'
    )
