"""Faded layers as cross-fades of whole frames: planned, drawn from the inside out, and mixed.

Each layer is drawn solid over the frame of what lies under it, with the depth of that frame kept,
and the two frames are mixed by the layer's opacity. Nothing is sorted, a layer never shows its own
back, and however many layers are faded, every triangle is drawn once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.scene.offscreen import Image, mix
from explorer.session.view_state import Layer

__all__ = ["GONE", "OPAQUE", "Sheet", "draw_sheets", "lay", "mix_by", "over", "plan_sheets"]

#: From this opacity on a layer counts as solid, below the other one as gone.
OPAQUE, GONE = 0.999, 0.001


@dataclass(frozen=True, slots=True)
class Sheet:
    """Layers drawn in one go over what lies under them."""

    layers: tuple[Layer, ...]
    opacity: float


def plan_sheets(layers: Sequence[tuple[Layer, float]]) -> tuple[Sheet, ...]:
    """The sheets that draw layers with their opacities, given and returned from the inside out.

    The first sheet holds the background and every solid layer up to the first that is faded;
    beyond it each layer is a sheet of its own.
    """
    base: list[Layer] = []
    sheets: list[Sheet] = []
    for layer, opacity in layers:
        if opacity <= GONE:
            continue
        solid = opacity >= OPAQUE
        if solid and not sheets:
            base.append(layer)
        else:
            sheets.append(Sheet((layer,), 1.0 if solid else opacity))
    return (Sheet(tuple(base), 1.0), *sheets)


def draw_sheets(sheets: Sequence[Sheet], draw: Callable[[Sheet, bool], Image]) -> Image:
    """The picture of the sheets; ``draw(sheet, over)`` draws one, over the last frame or not."""
    frame = draw(sheets[0], False)
    picture = frame
    for sheet in sheets[1:]:
        before, frame = frame, draw(sheet, True)
        picture = lay(frame, before, picture, sheet.opacity)
    return picture


def lay(frame: Image, before: Image, picture: Image, opacity: float) -> Image:
    """Mix a frame into a picture, which is written to, where it changed something before it.

    Elsewhere the picture stays, so that a faded layer is as faint beside an outer one as behind
    it; and there is nothing to be mixed beside the body.
    """
    changed = (frame.view(np.uint32) != before.view(np.uint32))[..., 0]
    rows, columns = (np.flatnonzero(changed.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return picture
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    mixed = mix(frame[box], picture[box], opacity)
    np.copyto(picture[box], mixed, where=changed[box][..., None])
    return picture


def over(ink: Image, picture: Image) -> Image:
    """Premultiplied ``ink`` laid over a picture with straight alpha; the picture is written to."""
    rows = np.flatnonzero(ink[..., 3].any(axis=1))
    if not len(rows):
        return picture
    part = slice(int(rows[0]), int(rows[-1]) + 1)
    top = ink[part].astype(np.uint16)
    rest = 255 - top[..., 3:]
    base = picture[part].astype(np.uint16)
    alpha = base[..., 3:].copy()
    if alpha.min() < 255:
        base[..., :3] = base[..., :3] * alpha // 255
    mixed = top + (base * rest + 127) // 255
    if alpha.min() < 255:
        whole = np.maximum(mixed[..., 3:], 1)
        mixed[..., :3] = mixed[..., :3] * np.uint16(255) // whole
    picture[part] = np.minimum(mixed, 255)
    return picture


def mix_by(front: Image, behind: Image, weight: npt.NDArray[np.uint16]) -> Image:
    """Mix two pictures; ``weight`` (h, w), 0 to 256, is how much of the front one is left."""
    share = weight[..., None], np.uint16(256) - weight[..., None]
    if front[..., 3].min() == 255 == behind[..., 3].min():
        return np.asarray((front * share[0] + behind * share[1]) >> 8, np.uint8)
    alphas = [f[..., 3:] * s.astype(np.uint32) for f, s in zip((front, behind), share, strict=True)]
    whole = np.maximum(alphas[0] + alphas[1], 1)
    colours = (front[..., :3] * alphas[0] + behind[..., :3] * alphas[1]) // whole
    return np.asarray(np.concatenate([colours, whole >> 8], axis=2), np.uint8)
