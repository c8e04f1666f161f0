"""What stands at the top of a handout: whose it is, from when, and its title."""

from __future__ import annotations

from datetime import date
from html import escape

from explorer.export.handout.html import Level, pixels

__all__ = ["head"]

#: A logo is as large as fits this (mm).
_LOGO = (60.0, 14.3)
_TITLE = "Your pain, and what you can do"


def head(practice: str, on: date | None, logo: float | None, level: Level) -> str:
    """Practice, date, title and logo as HTML.

    Parameters
    ----------
    logo
        Its width over its height; None where there is none.
    """
    day = f"{on.day}\N{NO-BREAK SPACE}{on:%B}\N{NO-BREAK SPACE}{on.year}" if on is not None else ""
    under = " · ".join(escape(words) for words in (practice.strip(), day) if words)
    sub = f"<p><b>{under}</b></p>" if under else ""
    title = f'<p class="title">{_TITLE}</p>'
    if logo is None:
        return f"{sub}{title}"
    width, height = _LOGO
    width, height = min(width, height * logo), min(height, width / logo)
    picture = (
        f'<td width="{pixels(width)}" align="right" valign="top"><img src="logo" '
        f'width="{pixels(width)}" height="{pixels(height)}"></td>'
    )
    beside, below = (sub, title) if level.stacked else (f"{sub}{title}", "")
    return (
        '<table width="100%" cellspacing="0" cellpadding="0"><tr>'
        f'<td valign="middle">{beside}</td>{picture}</tr></table>{below}'
    )
