"""The parts of a figure's page measured against what is seen in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.export.borrowed_stage import BorrowedStage
from explorer.export.credits import caption, credits_of
from explorer.export.figures.fonts import Fonts
from explorer.export.figures.key import Sample, certainty_samples, legend_samples
from explorer.export.figures.names import Named, Seen, names_in_sight
from explorer.export.figures.page import WIDEST_NAMES, Page, label_text, lay_page
from explorer.export.figures.picture import fitted_pose
from explorer.export.figures.spec import FigureSpec
from explorer.export.ink_style import InkStyle
from explorer.scene.overlay import Overlay
from explorer.scene.palette import DARK, LIGHT
from explorer.scene.stage import Stage

__all__ = ["Layout", "lay_out", "picture_aspect", "said_of"]

#: Names are looked for in a picture no larger than this.
_LOOKED_AT = 2400.0
#: Size of names in logical pixels, by which lines and samples are scaled.
_NAMES = 12.5
#: Signs on the body are at most so many times as large as in a window.
_LARGEST_SIGNS = 1.5


@dataclass(frozen=True, slots=True)
class Layout:
    """A page divided, and what is seen in the body's part of it.

    Attributes
    ----------
    overlay, names
        In pixels of a picture of which one is ``scale`` pixels of the page.
    """

    page: Page
    fonts: Fonts
    style: InkStyle
    overlay: Overlay
    scale: float
    names: tuple[Named, ...]


def lay_out(lent: BorrowedStage, spec: FigureSpec, kept: Seen | None = None) -> Layout:
    """Divide the page and look what is seen in it; the stage then shows that.

    How wide the names are divides the page, and that decides what is seen. Twice round is enough:
    names that are wider the second time are broken into more rows.

    Parameters
    ----------
    kept
        What was found in sight when this figure was last laid out on this stage.

    Raises
    ------
    ExplorerError
        When the texts leave no room for the body.
    """
    layout = _first(lent, spec)
    most = WIDEST_NAMES * spec.size.pixels[0]
    widest = layout.page.room
    if widest and "structures" not in spec.labels:  # those are long, there is nothing to be learnt
        seen = names_in_sight(lent.stage, lent.state, spec, layout.overlay)
        rows = (label_text(layout.fonts, most, n.text, n.detail) for n in seen)
        widest = max((row.size[0] + 0.5 for row in rows), default=0.0)
    kinds = frozenset(marker.kind for marker in layout.overlay.markers)
    layout = _divided(lent, spec, widest, kinds)
    if not widest:
        return layout
    left, top, right, bottom = (width / layout.scale for width in layout.page.soft)
    soft = left, top, right, bottom
    names = names_in_sight(lent.stage, lent.state, spec, layout.overlay, soft, kept)
    return replace(layout, names=names)


def picture_aspect(lent: BorrowedStage, spec: FigureSpec) -> float:
    """About how wide over high the body's part of the page will be, to frame a view for it.

    Raises
    ------
    ExplorerError
        When the texts leave no room for the body.
    """
    _, _, width, height = _first(lent, spec).page.body
    return width / height


def _first(lent: BorrowedStage, spec: FigureSpec) -> Layout:
    """The page with as much room for names and legend as they may need."""
    stage = lent.stage
    stage.set_hovered(None)
    stage.set_palette(DARK if spec.dark else LIGHT, transparent=True)
    lent.show(spec.view)
    most = WIDEST_NAMES * spec.size.pixels[0] if spec.labels or spec.free else 0.0
    return _divided(lent, spec, most, frozenset(("central", "attachment")))


def _divided(lent: BorrowedStage, spec: FigureSpec, widest: float, kinds: frozenset[str]) -> Layout:
    """The page for names of this width, and the view shown in it."""
    stage = lent.stage
    fonts = Fonts(spec.font, spec.name_pixels)
    style = InkStyle(stage.palette, fonts.base / _NAMES, fonts.family)
    # Large letters on a small page: signs on the body grow with them only so far.
    signs = min(style.scale, _LARGEST_SIGNS * spec.window_scale)
    foot = said_of(stage, spec) if spec.credits else ""
    page = lay_page(spec, fonts, style, widest, _key(stage, spec, kinds, style), foot, signs)
    overlay, scale = _look(lent, spec, page, signs)
    return Layout(page, fonts, style, overlay, scale, ())


def _look(lent: BorrowedStage, spec: FigureSpec, page: Page, signs: float) -> tuple[Overlay, float]:
    """Show the view in the body's part of the page: its ink, and from that picture to the page."""
    stage = lent.stage
    _, _, w, h = page.body
    shrunk = max(1.0, max(w, h) / _LOOKED_AT)
    stage.set_size(round(w / shrunk), round(h / shrunk))
    pose = fitted_pose(stage, spec.view.camera, spec.view_aspect, w / h)
    lent.show(replace(spec.view, camera=pose))
    scale = h / stage.size[1]
    return stage.overlay(lambda *_: (1.0, 1.0), signs / scale, True), scale


def _key(
    stage: Stage, spec: FigureSpec, kinds: frozenset[str], style: InkStyle
) -> tuple[tuple[Sample, ...], ...]:
    atlas, view = stage.atlas, spec.view
    has_skin = stage.has_skin
    rows = (
        legend_samples(view, atlas, has_skin, kinds, style) if spec.legend else (),
        certainty_samples(view.shown, atlas, style) if spec.certainty else (),
    )
    return tuple(row for row in rows if row)


def said_of(stage: Stage, spec: FigureSpec) -> str:
    """Credits of what is shown, and the disclaimer."""
    parts = [credits_of(spec.view), stage.atlas.knowledge.disclaimer]
    under = caption(spec.view)
    if under and under not in parts[0]:
        parts.insert(0, f"{under}.")
    return " ".join(filter(None, parts))
