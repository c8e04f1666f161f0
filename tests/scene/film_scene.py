"""A stage to look at what lies over the skin: colours at landmarks, windows of the picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from balls_inside import SIZE, BallScene

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import PainStroke, SkinPlace
from explorer.body.landmarks import load_landmarks
from explorer.body.topology import load_topology
from explorer.scene.camera import focus_on
from explorer.scene.palette import DARK, LIGHT


def place_of(landmark: str, side: str = "right") -> SkinPlace:
    point = load_landmarks()[landmark].point
    if side == "left":
        point = point.mirrored(load_topology().mirror)
    return SkinPlace(point.vertices, point.weights)


def dab(landmark: str, side: str = "right", **how: object) -> PainStroke:
    """One touch of the brush."""
    return PainStroke((place_of(landmark, side),), **how)  # type: ignore[arg-type]


class FilmScene(BallScene):
    """Balls inside; markers, names and legend are away."""

    def __init__(self, atlas: Atlas, figure: str = "female", *, dark: bool = False) -> None:
        super().__init__(atlas)
        self.stage.set_palette(DARK if dark else LIGHT)
        self.show(figure=figure, labels=False, legend=False)

    def paint(self, *strokes: PainStroke) -> None:
        self.show(pain=replace(self.state.pain, strokes=strokes))

    def where(self, landmark: str, side: str = "right") -> tuple[np.ndarray, np.ndarray]:
        """The place of a landmark and its outward normal."""
        point, normal = self.stage.placed.skin_point(place_of(landmark, side))  # type: ignore[arg-type]
        return np.asarray(point, float), np.asarray(normal, float)

    def face(self, landmark: str, side: str = "right", distance: float = 900.0) -> None:
        """Look straight at a landmark."""
        self.face_place(*self.where(landmark, side), distance)

    def face_place(self, place: np.ndarray, normal: np.ndarray, distance: float = 900.0) -> None:
        self.show(camera=focus_on(self.state.camera, place, normal, distance))

    def picture(self) -> np.ndarray:
        return self.stage.render()[..., :3].astype(int).copy()

    def middle(self, half: int = 3) -> np.ndarray:
        """The mean colour in the middle of the picture."""
        return self.window(half).reshape(-1, 3).mean(axis=0)

    def window(self, half: int) -> np.ndarray:
        x, y = SIZE[0] // 2, SIZE[1] // 2
        return self.picture()[y - half : y + half + 1, x - half : x + half + 1].astype(float)


def violet(colour: np.ndarray) -> bool:
    """More blue than red, more red than green."""
    r, g, b = colour
    return bool(b > 1.02 * r and b > 1.15 * g)


def room(title: str, detail: str) -> tuple[float, float]:
    """What a label takes."""
    return 150.0, 30.0
