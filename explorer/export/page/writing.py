"""Views as one HTML file that turns in any browser: no network, no library, nothing to install."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from explorer import __version__
from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.credits import CREDITS, pack_credit
from explorer.export.page.content import page_cards, page_data, page_notes
from explorer.export.page.look import look
from explorer.export.page.text import Words
from explorer.export.page.views import PageView, left_out, needs_of
from explorer.files import write_bytes
from explorer.packs.progress import Steps

__all__ = ["LARGEST", "PageReport", "PageView", "write_page"]

#: A page beyond this many bytes is refused: it is meant to be mailed.
LARGEST = 6_000_000
#: Parts of the page's script, in the order in which they build on each other.
_SCRIPTS = (
    "mesh.js",
    "rays.js",
    "camera.js",
    "gl.js",
    "shaders.js",
    "spread.js",
    "painter.js",
    "layout.js",
    "ink.js",
    "state.js",
    "showing.js",
    "moving.js",
    "notes.js",
    "hand.js",
    "viewer.js",
)
#: The scene's colours that the style sheet uses: legend and body can never disagree.
_STYLED = (
    "background",
    "skin",
    "essential",
    "spillover",
    "marker_edge",
    "marker_fill",
    "marker_core",
    "halo",
)
_SLOT = re.compile(r"<!--slot:(\w+)-->|/\*slot:(\w+)\*/")
#: What a browser's parser or a UTF-8 file does not bear.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class PageReport:
    """A page that was written.

    Attributes
    ----------
    size
        Bytes.
    left_out
        What the views show and a page cannot, one sentence each.
    """

    size: int
    left_out: tuple[str, ...] = ()


def write_page(
    atlas: Atlas,
    views: Sequence[PageView],
    path: Path,
    *,
    title: str = "",
    all_points: bool = False,
    cache: Path | None = None,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PageReport:
    """Write views into one HTML file, whole or not at all.

    Parameters
    ----------
    title
        Of the whole page; that of the first view when empty.
    all_points
        Whether every point of the atlas is there to be clicked, not only those of the views.
    cache
        Folder for baked results, or None.

    Raises
    ------
    ExplorerError
        When there is no view, the name does not end in .html, a figure is unknown, the page would
        be larger than ``LARGEST``, or the file cannot be written.
    Cancelled
        When ``cancelled`` said so; nothing is left behind.
    """
    if path.suffix.lower() not in (".html", ".htm"):
        raise ExplorerError(
            f"Pages are written as HTML, but {path.name!r} ends otherwise.",
            "Let the name end in .html.",
        )
    if not views:
        raise ExplorerError("There is no view to put on the page.", "Add one view at least.")
    steps = Steps(progress or (lambda _share, _words: None), cancelled or (lambda: False))
    content, notes = _page(atlas, views, title or views[0].title, all_points, cache, steps)
    if len(content) > LARGEST:
        raise ExplorerError(
            f"The page would have {len(content) / 1e6:.1f} MB, and {LARGEST / 1e6:.0f} is the most "
            "that mail and old phones bear.",
            "Take fewer figures, fewer points, or make two pages.",
        )
    steps.at(1.0, "Writing the page")
    write_bytes(path, content)
    return PageReport(len(content), notes)


def _page(
    atlas: Atlas,
    views: Sequence[PageView],
    title: str,
    all_points: bool,
    cache: Path | None,
    steps: Steps,
) -> tuple[bytes, tuple[str, ...]]:
    steps.at(0.0, "Gathering what the views show")
    needs = needs_of(atlas, views, all_points=all_points)
    words = Words(atlas, {point for point, _ in needs.marks})
    data, notes = page_data(atlas, views, needs, cache, steps)
    script = "\n".join(_file(name) for name in _SCRIPTS)
    script = f'(() => {{\n"use strict";\n{script}\n}})();\n'
    style = _file("page.css").replace("/*slot:palettes*/", _palettes())
    credit = " ".join(dict.fromkeys((CREDITS, *filter(None, map(pack_credit, needs.figures)))))
    slots = {
        "policy": _policy(script, style),
        "title": _escaped(title),
        "style": style,
        "script": script,
        "data": _json(data),
        "views": page_notes(words, views),
        "cards": page_cards(words, needs),
        "disclaimer": _escaped(atlas.knowledge.disclaimer),
        "credits": _escaped(credit),
        "made": _escaped(
            f"Made with Trigger Point Explorer {__version__}, content {atlas.knowledge.version}."
        ),
    }
    text = _filled(_file("page.html"), slots)
    return _UNWRITABLE.sub(lambda m: " " if m.group() < "\x80" else "\ufffd", text).encode(), (
        *left_out(views),
        *notes,
    )


def _file(name: str) -> str:
    folder = resources.files("explorer.export.page") / "template"
    return (folder / name).read_text(encoding="utf-8")


def _filled(text: str, slots: Mapping[str, str]) -> str:
    """The template with its slots filled, in one pass: what was filled in is never read again."""
    return _SLOT.sub(lambda match: slots[match.group(1) or match.group(2)], text)


def _escaped(words: str) -> str:
    return html.escape(words)


def _json(data: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _policy(script: str, style: str) -> str:
    """What the page may do: run its own script, wear its own style, and nothing from elsewhere."""

    def hashed(text: str) -> str:
        digest = hashlib.sha256(text.encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    return (
        f"default-src 'none'; script-src {hashed(script)}; style-src {hashed(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _palettes() -> str:
    """The scene's colours for the style sheet, light and dark."""
    palettes = look()["palettes"]

    def rules(name: str) -> str:
        return " ".join(
            f"--{key.replace('_', '-')}: rgb({', '.join(map(str, palettes[name][key]))});"
            for key in _STYLED
        )

    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {rules('dark')} }} }}"
    return f":root {{ {rules('light')} }}\n{dark}"
