"""What a figure is: its size, its view, what is named in it and what stands around it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Literal

from explorer.anatomy.model import Side
from explorer.errors import ExplorerError
from explorer.session.view_faults import view_fault
from explorer.session.view_state import ViewState

__all__ = ["LABEL_KINDS", "LARGEST_PAGE", "FigureSpec", "FreeLabel", "LabelKind", "PageSize"]

LabelKind = Literal["points", "muscles", "regions", "structures"]
LABEL_KINDS: tuple[LabelKind, ...] = ("points", "muscles", "regions", "structures")

MM_PER_INCH, POINTS_PER_INCH = 25.4, 72.0
#: Longest side of a page in pixels; text and lines have no limit of their own, but rulers have.
LARGEST_PAGE, SMALLEST_PAGE = 40_000, 64
_DPI = (30.0, 2400.0)
_POINTS = (1.0, 144.0)
#: Longer texts are no titles.
_LONGEST_TEXT, _MOST_FREE = 600, 40
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
#: Names are this large (points) on paper that is measured in mm; a picture's grow with it.
_PAPER_POINTS = 8.0
#: Size of names in a window of so many logical pixels, which a picture imitates.
_WINDOW_NAMES, _WINDOW_HEIGHT = 12.5, 900.0


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height in pixels or millimetres, and how many pixels are printed on an inch."""

    width: float = 1920.0
    height: float = 1080.0
    unit: Literal["px", "mm"] = "px"
    dpi: float = 300.0

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in pixels."""
        scale = self.dpi / MM_PER_INCH if self.unit == "mm" else 1.0
        return round(self.width * scale), round(self.height * scale)

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height on paper."""
        scale = 1.0 if self.unit == "mm" else MM_PER_INCH / self.dpi
        return self.width * scale, self.height * scale

    def __str__(self) -> str:
        return f"{self.width:g} x {self.height:g} {self.unit}"


@dataclass(frozen=True, slots=True)
class FreeLabel:
    """Words of one's own at a landmark; ``side`` does not matter on the midline."""

    text: str
    landmark: str
    side: Side = "right"
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """A figure, whole: the same one makes the same picture.

    Attributes
    ----------
    view_aspect
        Width over height of the picture that the view was made in: a narrower figure still shows
        what of the body was seen there.
    labels
        What is named: the shown points, the lit muscles, the regions that are painted, or all
        muscles and bones that can be seen.
    certainty
        Whether it is told how well the patterns of shown points are supported.
    compass
        Whether the directions of the body are drawn.
    credits
        Whether credits and disclaimer are printed; they always stand in the file.
    font, font_size
        Family, and size of names in points at ``size.dpi``; empty and None for what is usual.
    transparent
        Nothing behind the body; then ``background`` (``#rrggbb``, or None for paper) does not
        matter.
    """

    size: PageSize = field(default_factory=PageSize)
    view: ViewState = field(default_factory=ViewState)
    view_aspect: float = 1.0
    labels: tuple[LabelKind, ...] = ("points",)
    free: tuple[FreeLabel, ...] = ()
    legend: bool = True
    certainty: bool = False
    compass: bool = True
    credits: bool = True
    title: str = ""
    subtitle: str = ""
    font: str = ""
    font_size: float | None = None
    dark: bool = False
    transparent: bool = False
    background: str | None = None

    @property
    def name_pixels(self) -> float:
        """Size of names in pixels of the page."""
        if self.font_size is not None or self.size.unit == "mm":
            return (self.font_size or _PAPER_POINTS) * self.size.dpi / POINTS_PER_INCH
        return _WINDOW_NAMES * self.window_scale

    @property
    def window_scale(self) -> float:
        """Pixels of the page to a pixel of a window that shows the same."""
        width, height = self.size.pixels
        return min(height, 0.9 * width) / _WINDOW_HEIGHT

    def checked(self) -> FigureSpec:
        """Itself, when it can be drawn.

        Raises
        ------
        ExplorerError
            When a size, a colour, the view or a text cannot be; it says which and what could.
        """
        self._check_size()
        if self.background is not None and not _COLOUR.fullmatch(self.background):
            raise ExplorerError(
                f"The background {self.background!r} is no colour.", "Write it as #rrggbb."
            )
        unknown = [kind for kind in self.labels if kind not in LABEL_KINDS]
        if unknown:
            raise ExplorerError(
                f"A figure cannot name {unknown[0]!r}.", f"It can name {', '.join(LABEL_KINDS)}."
            )
        texts = [
            self.title,
            self.subtitle,
            *(text for f in self.free for text in (f.text, f.detail)),
        ]
        if max(map(len, texts)) > _LONGEST_TEXT:
            raise ExplorerError(
                f"A text of the figure has {max(map(len, texts))} letters.",
                f"Keep titles and names below {_LONGEST_TEXT}.",
            )
        if len(self.free) > _MOST_FREE:
            raise ExplorerError(
                f"The figure has {len(self.free)} names of its own.", f"{_MOST_FREE} is the limit."
            )
        if not (math.isfinite(self.view_aspect) and 0.05 <= self.view_aspect <= 20):
            raise ExplorerError(
                f"No view is {self.view_aspect:g} times as wide as it is high.",
                "Choose 0.05 to 20.",
            )
        fault = view_fault(self.view)
        if fault:
            raise ExplorerError(
                f"The view of the figure cannot be shown: {fault}.", "Save it anew."
            )
        return self

    def _check_size(self) -> None:
        size = self.size
        if not (math.isfinite(size.dpi) and _DPI[0] <= size.dpi <= _DPI[1]):
            raise ExplorerError(
                f"A figure cannot have {size.dpi:g} dpi.",
                f"Choose {_DPI[0]:g} to {_DPI[1]:g} dpi.",
            )
        limits = f"Each side may have {SMALLEST_PAGE} to {LARGEST_PAGE} pixels"
        if not (math.isfinite(size.width) and math.isfinite(size.height)):
            raise ExplorerError("A figure needs a width and a height.", f"{limits}.")
        if not all(SMALLEST_PAGE <= side <= LARGEST_PAGE for side in size.pixels):
            if size.unit == "mm":
                limits += f", here {size.pixels[0]} x {size.pixels[1]} at {size.dpi:g} dpi"
            raise ExplorerError(f"A figure of {size} cannot be made.", f"{limits}.")
        points = self.font_size
        if points is not None and not (
            math.isfinite(points) and _POINTS[0] <= points <= _POINTS[1]
        ):
            raise ExplorerError(
                f"Names cannot be {points:g} points large.",
                f"Choose {_POINTS[0]:g} to {_POINTS[1]:g} points.",
            )
