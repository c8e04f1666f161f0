"""A figure whose muscles and bones are balls at known places, and a stage that shows it.

Seen from in front, three balls lie behind one another under the first point of rectus abdominis:
a superficial muscle, a deep one, a bone. Others stand beside them, each free to be seen.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.anatomy.atlas import Atlas
from explorer.body.figure import Figure
from explorer.body.structures import Structure, Structures
from explorer.scene.camera import Lens, focus_on
from explorer.scene.interior import Interior
from explorer.scene.stage import Stage
from explorer.session.view_state import ViewState

SIZE = (480, 480)

RECTUS = "muscle:rectus_abdominis:right"
RECTUS_LEFT = "muscle:rectus_abdominis:left"
PSOAS = "muscle:psoas_major:right"
OBLIQUE = "muscle:external_oblique:right"
LONGISSIMUS = "muscle:longissimus_thoracis:right"
SPINE = "bone:lumbar_spine"
RIB = "bone:rib:right"

#: id -> centre, radius (mm), layer, muscles of the knowledge base.
BALLS = {
    SPINE: ((-26.0, 30.0, 1138.0), 20.0, "bones", ()),
    RIB: ((-80.0, -30.0, 1200.0), 16.0, "bones", ()),
    PSOAS: ((-26.0, -25.0, 1138.0), 25.0, "deep", ("psoas_major",)),
    LONGISSIMUS: ((-85.0, 15.0, 1080.0), 20.0, "deep", ("longissimus_thoracis",)),
    RECTUS: ((-26.0, -85.0, 1138.0), 28.0, "superficial", ("rectus_abdominis",)),
    RECTUS_LEFT: ((40.0, -85.0, 1138.0), 28.0, "superficial", ("rectus_abdominis",)),
    OBLIQUE: ((-100.0, -40.0, 1138.0), 24.0, "superficial", ("external_oblique",)),
}


def ball(
    centre: tuple[float, ...], radius: float, rows: int = 24
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vertices, normals and outward triangles of a sphere."""
    columns = 2 * rows
    polar, around = np.meshgrid(
        np.linspace(0, np.pi, rows + 1), np.linspace(0, 2 * np.pi, columns + 1), indexing="ij"
    )
    normals = np.stack(
        [np.sin(polar) * np.cos(around), np.sin(polar) * np.sin(around), np.cos(polar)], axis=2
    ).reshape(-1, 3)
    number = np.arange((rows + 1) * (columns + 1)).reshape(rows + 1, columns + 1)
    a, b = number[:-1, :-1].ravel(), number[1:, :-1].ravel()
    c, d = number[1:, 1:].ravel(), number[:-1, 1:].ravel()
    triangles = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    vertices = np.asarray(centre) + radius * normals
    return vertices.astype(np.float32), normals.astype(np.float32), triangles.astype(np.int32)


def balls() -> Structures:
    """All of them as one set."""
    parts = []
    for id, (centre, radius, layer, muscles) in BALLS.items():
        kind, name, *side = id.split(":")
        structure = Structure(
            id,
            name.replace("_", " ").capitalize(),
            "",
            kind,
            *(side or [None]),
            layer,
            muscles,
            "pack",
        )  # type: ignore[arg-type]
        parts.append((structure, *ball(centre, radius)))
    return Structures.merged(parts)


class BallInterior(Interior):
    """Counts how often the inside is asked for; the skin may be left out."""

    def __init__(self, atlas: Atlas, *, skin: bool = True) -> None:
        super().__init__(atlas, self._count)
        self.asked: list[str] = []
        self.has = skin

    def _count(self, figure: str) -> Structures:
        self.asked.append(figure)
        return balls()

    def skin(self, figure: str) -> Figure | None:
        return super().skin(figure) if self.has else None


class BallScene:
    """A stage over the balls and the state it shows."""

    def __init__(self, atlas: Atlas, *, skin: bool = True) -> None:
        self.state = ViewState(figure="female", markers=False)
        self.interior = BallInterior(atlas, skin=skin)
        self.stage = Stage(atlas, self.state, interior=self.interior)
        self.stage.set_size(*SIZE)
        self.show(camera=self.stage.framing("anterior"))
        self.look_at((-40.0, -60.0, 1138.0))

    def show(self, **changes: object) -> None:
        new = replace(self.state, **changes)  # type: ignore[arg-type]
        self.stage.update(self.state, new)
        self.state = new

    def look_at(self, place: tuple[float, ...], distance: float = 1500.0) -> None:
        camera = focus_on(self.state.camera, np.asarray(place), np.array([0.0, -1, 0]), distance)
        self.show(camera=camera)

    def pixel(self, place: tuple[float, ...] | np.ndarray) -> tuple[float, float]:
        pixels, _ = Lens(self.state.camera, *SIZE).project(np.asarray(place, float)[None])
        return float(pixels[0, 0]), float(pixels[0, 1])

    def colour(self, place: tuple[float, ...] | np.ndarray) -> np.ndarray:
        x, y = self.pixel(place)
        return self.stage.render()[round(y), round(x), :3].astype(float)

    def at(self, id: str) -> tuple[float, float]:
        """The pixel of a ball's middle."""
        return self.pixel(BALLS[id][0])

    def colour_of(self, id: str) -> np.ndarray:
        """What is seen where a ball's middle is."""
        return self.colour(BALLS[id][0])

    def hit(self, place: tuple[float, ...] | np.ndarray) -> str | None:
        found = self.stage.structure_at(*self.pixel(place))
        return None if found is None else found.id


def fleshy(colour: np.ndarray) -> bool:
    """Red-brown."""
    return bool(colour[0] > 1.35 * colour[1] and colour[0] > 1.35 * colour[2])


def bony(colour: np.ndarray) -> bool:
    """Ivory: light, warm, hardly coloured."""
    return bool(colour.min() > 130 and colour[0] >= colour[2] and colour[0] < 1.3 * colour[2])


def background(scene: BallScene) -> np.ndarray:
    return np.asarray(scene.stage.palette.background, float)
