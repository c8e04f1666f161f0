"""The colours of the atlas plate, in one place, so that legend and body can never disagree."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DARK", "LIGHT", "Palette"]

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme, 8-bit sRGB.

    Essential and spillover share their red: texture, not hue, tells them apart. What is lit under
    the skin differs in lightness too: a synergist is lighter than the selected muscle, an
    antagonist darker. ``quiet`` is what the other muscles are faded towards while one is lit.
    The ``compared`` colours are a dark, a middle and a light one that the colour-blind tell apart.
    """

    background: Colour
    skin: Colour
    skin_shadow: Colour
    essential: Colour
    spillover: Colour
    region: Colour
    pain: Colour
    pain_ink: Colour
    compared: tuple[Colour, Colour, Colour]
    compared_shared: Colour
    danger: Colour
    eye_white: Colour
    eye_iris: Colour
    text: Colour
    text_soft: Colour
    halo: Colour
    marker_edge: Colour
    marker_fill: Colour
    marker_core: Colour
    selected: Colour
    muscle: Colour
    tendon: Colour
    bone: Colour
    cartilage: Colour
    lit: Colour
    synergist: Colour
    antagonist: Colour
    quiet: Colour


LIGHT = Palette(
    background=(244, 245, 244),
    skin=(236, 214, 197),
    skin_shadow=(150, 112, 98),
    essential=(196, 34, 40),
    spillover=(196, 34, 40),
    region=(58, 124, 165),
    pain=(112, 76, 190),
    pain_ink=(58, 34, 118),
    compared=((0, 92, 110), (214, 98, 12), (92, 168, 214)),
    compared_shared=(52, 40, 46),
    danger=(226, 150, 0),
    eye_white=(238, 234, 228),
    eye_iris=(96, 82, 70),
    text=(33, 37, 41),
    text_soft=(98, 105, 112),
    halo=(255, 255, 255),
    marker_edge=(60, 44, 40),
    marker_fill=(255, 252, 246),
    marker_core=(178, 38, 40),
    selected=(20, 108, 148),
    muscle=(182, 98, 82),
    tendon=(236, 218, 194),
    bone=(243, 231, 209),
    cartilage=(222, 228, 222),
    lit=(226, 92, 48),
    synergist=(240, 192, 104),
    antagonist=(58, 84, 148),
    quiet=(206, 190, 180),
)

DARK = Palette(
    background=(34, 38, 43),
    skin=(222, 198, 181),
    skin_shadow=(104, 76, 68),
    essential=(205, 38, 44),
    spillover=(190, 30, 38),
    region=(92, 160, 205),
    pain=(118, 82, 200),
    pain_ink=(60, 36, 126),
    compared=((0, 98, 116), (220, 104, 16), (98, 176, 222)),
    compared_shared=(50, 38, 44),
    danger=(236, 160, 10),
    eye_white=(226, 221, 214),
    eye_iris=(84, 70, 60),
    text=(236, 238, 240),
    text_soft=(168, 175, 182),
    halo=(24, 27, 31),
    marker_edge=(48, 34, 31),
    marker_fill=(255, 252, 246),
    marker_core=(178, 38, 40),
    selected=(92, 186, 230),
    muscle=(170, 82, 68),
    tendon=(216, 194, 168),
    bone=(228, 215, 191),
    cartilage=(200, 208, 204),
    lit=(236, 98, 52),
    synergist=(240, 194, 108),
    antagonist=(74, 104, 176),
    quiet=(122, 108, 102),
)
