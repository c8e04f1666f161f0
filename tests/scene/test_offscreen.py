from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.scene.offscreen import SUBPIXELS, add_premultiplied, average, mix, straight

frames = arrays(np.uint8, (70, 3, 4))


@given(st.lists(frames, min_size=1, max_size=8))
def test_a_mean_weights_colours_by_alpha(drawn: list[np.ndarray]) -> None:
    total = np.zeros((70, 3, 4), np.uint16)
    for frame in drawn:
        add_premultiplied(total, frame)
    image = straight(total, len(drawn)).astype(float)
    stack = np.array(drawn, float)
    alpha = stack[..., 3:].mean(axis=0)
    colour = (stack[..., :3] * stack[..., 3:] / 255.0).mean(axis=0)
    assert image[..., 3:] == pytest.approx(alpha, abs=0.51)
    dense = alpha[..., 0] > 60  # where next to nothing is left, eight bits cannot hold a colour
    expected = np.clip(colour * 255.0 / np.maximum(alpha, 1e-3), 0, 255)
    assert np.abs(image[..., :3] - expected)[dense].max(initial=0) < 3.0


@given(frames, frames)
def test_a_cross_fade_ends_at_both_pictures(a: np.ndarray, b: np.ndarray) -> None:
    a[..., 3] = b[..., 3] = 255
    assert np.abs(mix(a, b, 1.0).astype(int) - a).max() <= 1
    assert np.abs(mix(a, b, 0.0).astype(int) - b).max() <= 1
    half = (a.astype(float) + b) / 2
    assert np.abs(mix(a, b, 0.5) - half).max() <= 1.01


def test_averaging_draws_each_offset_once() -> None:
    asked: list[tuple[float, float]] = []

    def render(offset: tuple[float, float]) -> np.ndarray:
        asked.append(offset)
        return np.full((4, 4, 4), 255 if len(asked) % 2 else 55, np.uint8)

    image = average(render, 4)
    assert asked == list(SUBPIXELS[:4])
    assert image[0, 0, 3] == 155
    assert abs(np.mean(SUBPIXELS, axis=0)).max() < 0.1  # the picture does not shift as it sharpens
