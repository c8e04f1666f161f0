"""What a slide holds, as plain data: a deck is written from it, and a preview painted.

All places are in points from the upper left corner of the slide.
"""

from __future__ import annotations

from dataclasses import dataclass

from explorer.export.slides.template import Box

__all__ = [
    "COVER",
    "LEADER",
    "PANEL_ALPHA",
    "PANEL_EDGE",
    "PLAIN",
    "Colour",
    "Group",
    "Leader",
    "Line",
    "Panel",
    "Part",
    "Picture",
    "Place",
    "Rule",
    "SlideContent",
    "Text",
]

#: Names of layouts: that of the title slide, and of all others.
COVER, PLAIN = "Title Slide", "Title Only"
#: How solid a panel is; width (points) and strength of its edge, and of a leader line.
PANEL_ALPHA, PANEL_EDGE, LEADER = 0.92, (0.75, 0.22), (1.0, 0.85)

Place = tuple[float, float]
Colour = tuple[int, int, int]
#: A line of text: words, size, bold, colour.
Line = tuple[str, float, bool, Colour]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG; ``words`` say what is on it to those who cannot see it."""

    png: bytes
    box: Box
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A box of words, one paragraph a line, broken at its width; ``gap`` points between them."""

    box: Box
    lines: tuple[Line, ...]
    name: str
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Panel:
    """A light panel with round corners; its words stand in the middle, ``pad`` from its edges."""

    box: Box
    name: str
    corner: float
    ground: Colour
    edge: Colour
    lines: tuple[Line, ...] = ()
    pad: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Leader:
    """A line from a panel to what it names, with a ``dot`` at its end where no ring is there.

    ``site`` is the side of the panel that it holds on to, as office programs count them.
    """

    start: Place
    end: Place
    name: str
    colour: Colour
    dot: bool
    panel: Panel
    site: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A quiet bar in the colour of the zones."""

    box: Box


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that are moved together."""

    parts: tuple[Picture | Text | Panel, ...]
    name: str


Part = Picture | Text | Panel | Leader | Rule | Group


@dataclass(frozen=True, slots=True)
class SlideContent:
    """One slide.

    Attributes
    ----------
    layout
        The name of its layout: that of the title slide, or of all others.
    size
        Of the title, in points.
    below
        What stands below the title of the title slide.
    notes
        What the speaker reads.
    """

    layout: str
    title: str
    size: float
    foot: str = ""
    below: str = ""
    parts: tuple[Part, ...] = ()
    notes: str = ""

    @property
    def is_cover(self) -> bool:
        """Whether it is the title slide."""
        return self.layout == COVER
