"""The page about an anatomy pack: its origin, how it fits, what was recognised."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from explorer.packs.store import packs_dir
from explorer.ui.markup import heading, page, title

if TYPE_CHECKING:
    from explorer.packs.pack import PackInfo

__all__ = ["pack_page"]


def pack_page(info: PackInfo, muscles: int) -> str:
    """What is known of a pack, as HTML: its origin, what matched, what did not."""
    report = info.report
    where = "with a skin of its own" if info.has_skin else "without a skin"
    parts = [
        title(info.title),
        f'<p class="sub">{escape(info.source_file)} · installed {escape(info.installed[:10])}</p>',
        f"<p>{info.muscles} muscles and {info.bones} bones, {where}, "
        f"{info.triangles:,} triangles. {info.muscles_known} of the {muscles} muscle records of "
        "the atlas are among them.</p>",
        heading("Licence"),
        f"<p>{escape(info.licence[:1].upper() + info.licence[1:])}. {escape(info.credit)}</p>",
    ]
    if info.fit:
        median, p95 = info.fit.get("median_mm"), info.fit.get("p95_mm")
        if median is not None and p95 is not None:
            parts += [
                heading("How well the points are fitted"),
                f"<p>The body surface that carries points and zones lies {median:.1f} mm from this "
                f"skin in the median, and 95 % of it within {p95:.1f} mm.</p>",
            ]
            if not info.fit.get("landmarks"):
                parts.append(
                    "<p>The file has no bones to find landmarks on, so the fit went by the outline "
                    "alone: places on the limbs may be off by three centimetres.</p>"
                )
    mapping = packs_dir() / info.name / "mapping.json"
    parts += [
        heading("Taken for the wrong thing?"),
        f"<p>What each mesh was taken for stands in {escape(str(mapping))}. Copy it, correct it, "
        "and install the file again with <i>anatomy install FILE --mapping COPY</i>.</p>",
    ]
    if report.notes:
        parts += [heading("Notes"), *(f"<p>{escape(note)}</p>" for note in report.notes)]
    if report.missing:
        names = ", ".join(escape(m.replace("_", " ")) for m in report.missing)
        parts += [heading(f"Not in the file ({len(report.missing)})"), f"<p>{names}</p>"]
    for words, rows in (
        ("Muscles of the atlas", report.muscles),
        ("Other muscles", report.other_muscles),
        ("Left out", report.skipped),
    ):
        if rows:
            lines = "".join(
                f"<li>{escape(row.mesh)}: {escape(row.name)} "
                f'<span class="soft">({escape(row.how)})</span></li>'
                for row in rows
            )
            parts += [heading(f"{words} ({len(rows)})"), f"<ul>{lines}</ul>"]
    return page("".join(parts))
