"""The mean of frames over clear ground is the same as that of whole frames."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from explorer.export.crisp import CrispSum, pixels_of
from explorer.scene.offscreen import average


@pytest.mark.parametrize("kind", ["solid", "films", "full", "empty"])
def test_it_is_the_mean_of_all_frames(kind: str) -> None:
    draw = np.random.default_rng(3)
    frames = []
    for shift in range(4):
        frame = np.zeros((200, 700, 4), np.uint8)
        if kind == "full":
            frame[:] = draw.integers(0, 256, frame.shape)
        elif kind != "empty":
            # Later frames reach over the lower and the right border of tiles.
            part = frame[60 + shift : 127 + shift, 250 + shift : 510 + shift]
            part[:] = draw.integers(0, 256, part.shape)
            if kind == "solid":
                part[..., 3] = 255
        frames.append(frame)
    wanted = average(dict(zip(((0.0, 0.0), (-0.25, 0.167), (0.25, -0.389), (-0.375, -0.056)),
                              frames, strict=True)).__getitem__, 4)  # fmt: skip
    total = CrispSum(frames[0])
    for frame in frames[1:]:
        total.add(frame)
    mean = np.zeros_like(frames[0])
    total.mean_into(mean)
    clear = wanted[..., 3] == 0
    assert (mean[~clear] == wanted[~clear]).all()
    assert (mean[clear][:, 3] == 0).all()


def test_a_picture_can_be_written_to() -> None:
    image = QImage(5, 3, QImage.Format.Format_RGBA8888)
    image.fill(0)
    pixels_of(image)[1, 2] = (1, 2, 3, 255)
    assert image.pixelColor(2, 1).getRgb() == (1, 2, 3, 255)
