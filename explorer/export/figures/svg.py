"""A figure as SVG: the body as a picture in it, all else as lines and real text."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QImage, QPainter

from explorer.export.figures.shapes import Drawing, Ink, Line, Words
from explorer.export.stills import encode_png

__all__ = ["figure_svg"]

#: Fonts as wide as ours where ours is missing.
_FALLBACKS = ("DejaVu Sans", "Verdana", "Arial", "Helvetica")
#: What XML does not bear even escaped.
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS = ("title", "label", "legend", "certainty", "credits")


def figure_svg(drawing: Drawing, body: QImage, millimetres: tuple[float, float]) -> bytes:
    """The figure as the bytes of an SVG file.

    Parameters
    ----------
    millimetres
        Width and height on paper.
    """
    width, height = drawing.width, drawing.height
    families = ", ".join(dict.fromkeys((drawing.family, *_FALLBACKS)))
    family = ", ".join(f"'{_clean(name)}'" for name in families.split(", ")) + ", sans-serif"
    picture = base64.b64encode(encode_png(body, drawing.title)).decode("ascii")
    x, y, w, h = drawing.picture
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'version="1.1" width="{_number(millimetres[0])}mm" height="{_number(millimetres[1])}mm" '
        f'viewBox="0 0 {width} {height}">',
        f"<title>{_text(drawing.title)}</title>",
        f"<desc>{_text(drawing.said)}</desc>",
    ]
    if drawing.background is not None:
        rows.append(
            f'<rect id="background" width="{width}" height="{height}" '
            f"{_paint('fill', drawing.background)}/>"
        )
    rows.append(
        f'<image id="body" x="{_number(x)}" y="{_number(y)}" width="{_number(w)}" '
        f'height="{_number(h)}" preserveAspectRatio="none" '
        f'xlink:href="data:image/png;base64,{picture}"/>'
    )
    rows += ['<g id="leaders" fill="none" stroke-linejoin="round">']
    rows += [row for line in drawing.lines for row in _line(line)]
    rows += ["</g>", '<g id="signs">', _signs(drawing), "</g>"]
    for part in _PARTS:
        words = [each for each in drawing.words if each.part == part]
        if words:
            rows.append(f'<g id={quoteattr(part + "s" if part == "label" else part)} '
                        f"font-family={quoteattr(family)}>")  # fmt: skip
            rows += [_words(each) for each in words]
            rows.append("</g>")
    rows.append("</svg>\n")
    return "\n".join(rows).encode("utf-8")


def _line(line: Line) -> Iterable[str]:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in line.points)
    (x, y), *_ = line.points
    for tone, width, dot in (
        (line.halo, 3 * line.width, line.dot + line.width),
        (line.ink, line.width, line.dot),
    ):
        yield (
            f'<polyline points="{points}" {_paint("stroke", tone)} '
            f'stroke-width="{_number(width)}"/>'
        )
        if line.dot:
            yield (
                f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(dot)}" '
                f"{_paint('fill', tone)}/>"
            )


def _words(words: Words) -> str:
    x = _number(words.x)
    weight = ' font-weight="600"' if words.bold else ""
    anchor = "" if words.align == "start" else f' text-anchor="{words.align}"'
    head = (
        f'<text x="{x}" y="{_number(words.y)}" font-size="{words.size}"{weight}{anchor} '
        f"{_paint('fill', words.ink)}>"
    )
    if len(words.lines) == 1:
        return f"{head}{_text(words.lines[0])}</text>"
    # A blank between rows, so that words do not run together where the text is read out; on the
    # side where it moves nothing.
    before, after = ("", " ") if words.align == "start" else (" ", "")
    last = len(words.lines) - 1
    rows = [
        f'<tspan x="{x}" y="{_number(words.y + i * words.leading)}">'
        f"{before if i else ''}{_text(line)}{after if i < last else ''}</tspan>"
        for i, line in enumerate(words.lines)
    ]
    return f"{head}{''.join(rows)}</text>"


def _signs(drawing: Drawing) -> str:
    """What is painted by code that the window shares, as Qt writes it in SVG."""
    from PySide6.QtSvg import QSvgGenerator

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(drawing.width, drawing.height))
    generator.setViewBox(QRect(0, 0, drawing.width, drawing.height))
    painter = QPainter(generator)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for sign in drawing.signs:
        painter.save()
        sign(painter)
        painter.restore()
    painter.end()
    text = bytes(content.data()).decode("utf-8")
    first = text.find("<defs>")
    return text[first : text.rfind("</svg>")].strip() if first >= 0 else ""


def _paint(what: str, ink: Ink) -> str:
    colour = f'{what}="#{ink[0]:02x}{ink[1]:02x}{ink[2]:02x}"'
    return colour if ink[3] >= 1.0 else f'{colour} {what}-opacity="{_number(ink[3])}"'


def _number(value: float) -> str:
    """A number without noise: three decimals are a thousandth of a pixel."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text).replace("'", "")


def _text(text: str) -> str:
    return escape(_UNWRITABLE.sub("\ufffd", text))
