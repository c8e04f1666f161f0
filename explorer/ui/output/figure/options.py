"""How a figure is made, without what it shows: remembered from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from explorer.export.figures.spec import FigureSpec, LabelKind, PageSize

__all__ = [
    "KIND",
    "PRESETS",
    "FigureOptions",
    "Framing",
    "Ground",
    "Preset",
    "Tone",
    "name_scale",
    "options_of",
    "preset_of",
]

#: Under this name the options are remembered.
KIND = "figure"

Tone = Literal["window", "light", "dark"]
Framing = Literal["width", "height"]
Ground = Literal["plain", "transparent", "colour"]
_POINTS_PER_INCH = 72.0
#: As if the view came from a picture so narrow that any page is wide enough for it.
_NARROWEST = 0.05


@dataclass(frozen=True, slots=True)
class Preset:
    """A usual size of page; on a slide names are read from the last row, so they are larger."""

    name: str
    size: PageSize
    names: float = 1.0


#: On screens so many dots that the page is as large as a slide of PowerPoint or Impress.
_SLIDE = 144.0
PRESETS: tuple[Preset, ...] = (
    Preset("Slide 16:9, 1920 x 1080", PageSize(1920, 1080, "px", _SLIDE), 1.6),
    Preset("4K, 3840 x 2160", PageSize(3840, 2160, "px", 2 * _SLIDE), 1.6),
    Preset("Square, 2000 x 2000", PageSize(2000, 2000, "px", 300), 1.4),
    Preset("Journal column, 85 mm, 300 dpi", PageSize(85, 110, "mm", 300)),
    Preset("Journal column, 85 mm, 600 dpi", PageSize(85, 110, "mm", 600)),
    Preset("Two columns, 180 mm, 300 dpi", PageSize(180, 120, "mm", 300)),
    Preset("Two columns, 180 mm, 600 dpi", PageSize(180, 120, "mm", 600)),
    Preset("A4 portrait", PageSize(210, 297, "mm", 300)),
    Preset("A4 landscape", PageSize(297, 210, "mm", 300)),
)


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """Everything but view and words.

    Attributes
    ----------
    tone
        Light, dark, or as the window is.
    ground, colour
        What lies behind the body; the colour (``#rrggbb``) is kept while another ground is chosen.
    framing
        Whether a narrow page shows all of the view's width, or all of its height and cuts the
        sides.
    markers
        Whether other points are marked, too, where some are shown and the view marks them.
    names
        Size of names, as times what is usual on a page of this size.
    ending
        Of the file that was last saved.
    """

    width: float = 1920.0
    height: float = 1080.0
    unit: Literal["px", "mm"] = "px"
    dpi: float = _SLIDE
    tone: Tone = "window"
    ground: Ground = "plain"
    colour: str = "#e4edf2"
    framing: Framing = "width"
    points: bool = True
    muscles: bool = True
    regions: bool = False
    structures: bool = False
    legend: bool = True
    certainty: bool = False
    compass: bool = True
    credits: bool = True
    markers: bool = False
    names: float = PRESETS[0].names
    ending: str = ".png"

    @property
    def size(self) -> PageSize:
        """The page."""
        return PageSize(self.width, self.height, self.unit, self.dpi)

    @property
    def labels(self) -> tuple[LabelKind, ...]:
        """What is named."""
        kinds: tuple[LabelKind, ...] = ("points", "muscles", "regions", "structures")
        return tuple(kind for kind in kinds if getattr(self, kind))

    def is_dark(self, window_dark: bool) -> bool:
        """Whether the figure is dark in a window that is or is not."""
        return window_dark if self.tone == "window" else self.tone == "dark"

    def on(self, spec: FigureSpec, window_dark: bool) -> FigureSpec:
        """A figure with these options; what it shows, its words and its font stay."""
        view = spec.view
        figure = replace(
            spec,
            view=replace(view, markers=view.markers and (self.markers or not view.shown)),
            view_aspect=spec.view_aspect if self.framing == "width" else _NARROWEST,
            size=self.size,
            labels=self.labels,
            legend=self.legend,
            certainty=self.certainty,
            compass=self.compass,
            credits=self.credits,
            dark=self.is_dark(window_dark),
            transparent=self.ground == "transparent",
            background=self.colour if self.ground == "colour" else None,
            font_size=None,
        )
        if self.names == 1.0:
            return figure
        return replace(figure, font_size=round(self.names * _usual_points(figure), 3))


def options_of(spec: FigureSpec, ending: str, colour: str) -> FigureOptions:
    """The options with which a figure was made.

    Parameters
    ----------
    ending, colour
        Kept where the figure does not tell.
    """
    size = spec.size
    plain = "plain" if spec.background is None else "colour"
    named = {kind: kind in spec.labels for kind in ("points", "muscles", "regions", "structures")}
    return FigureOptions(
        width=size.width,
        height=size.height,
        unit=size.unit,
        dpi=size.dpi,
        tone="dark" if spec.dark else "light",
        ground="transparent" if spec.transparent else plain,  # type: ignore[arg-type]
        colour=spec.background or colour,
        legend=spec.legend,
        certainty=spec.certainty,
        compass=spec.compass,
        credits=spec.credits,
        framing="width" if spec.view_aspect > _NARROWEST else "height",
        markers=spec.view.markers,
        names=name_scale(spec),
        ending=ending,
        **named,
    )


def name_scale(spec: FigureSpec) -> float:
    """How many times as large as usual the names of a figure are."""
    if spec.font_size is None:
        return 1.0
    return spec.font_size / _usual_points(spec)


def preset_of(size: PageSize) -> int | None:
    """The number of the preset of this size, or None; dots do not matter on a screen."""
    for number, preset in enumerate(PRESETS):
        same = replace(preset.size, dpi=size.dpi) if size.unit == "px" else preset.size
        if size == same:
            return number
    return None


def _usual_points(spec: FigureSpec) -> float:
    usual = replace(spec, font_size=None)
    return usual.name_pixels * _POINTS_PER_INCH / spec.size.dpi
