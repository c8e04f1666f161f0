"""What an atlas is made of: a declarative list of plates, written beside them.

Each plate has a key over everything its pixels depend on; the drawn file carries the same key, so
that a run knows what is still to be drawn, whoever drew the rest.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from explorer import __version__
from explorer.anatomy.atlas import AREA_NAMES, Atlas
from explorer.anatomy.model import Side
from explorer.body.figure import Figure
from explorer.body.landmarks import load_landmarks
from explorer.body.regions import load_region_map
from explorer.errors import ExplorerError
from explorer.export.credits import pack_credit
from explorer.export.png_file import png_texts
from explorer.export.stills import StillOptions
from explorer.packs.cancelling import Cancelled
from explorer.packs.figures import figure_by_id
from explorer.scene.camera import VIEWS

__all__ = [
    "BEST",
    "KEY_WORD",
    "PLATE_SIDE",
    "Plan",
    "Plate",
    "chosen_points",
    "chosen_views",
    "figure_digest",
    "is_drawn",
    "make_plan",
    "plate_key",
    "plate_words",
]

FORMAT = "trigger-point-explorer atlas plan"
VERSION = 1
#: The view that shows most of what a point paints, chosen for each point.
BEST = "best"
#: Under what a plate's file carries its key.
KEY_WORD = "Plate-Key"
#: All plates show this side of the body.
PLATE_SIDE: Side = "right"
#: Raised when plates are drawn in another way, so that old ones are drawn again.
_RECIPE = 1
_OTHER_NAMES = {
    "front": "anterior",
    "back": "posterior",
    "left": "left lateral",
    "right": "right lateral",
    "top": "superior",
    "bottom": "inferior",
}
_PLAIN_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,78}[a-z0-9_])?")


@dataclass(frozen=True, slots=True)
class Plate:
    """One picture of one point.

    Attributes
    ----------
    id
        Of the trigger point.
    file
        Path in the atlas's folder, with ``/``.
    key
        Changes with everything that the pixels depend on.
    """

    id: str
    figure: str
    view: str
    width: int
    height: int
    dark: bool
    file: str
    key: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All plates of an atlas in the order of its pages."""

    title: str
    knowledge_version: str
    plates: tuple[Plate, ...]

    def as_json(self) -> dict[str, Any]:
        """What is written into ``plan.json``."""
        head = {"format": FORMAT, "format_version": VERSION, "program": __version__}
        return head | asdict(self)


def chosen_points(atlas: Atlas, ids: Iterable[str] = ()) -> tuple[str, ...]:
    """Ids of points, in the order of the pages: by area, then as the knowledge base has them.

    Parameters
    ----------
    ids
        Points, and muscles for all of theirs; none means every point.

    Raises
    ------
    ExplorerError
        When an id is neither.
    """
    wanted: set[str] = set()
    for id in ids:
        points = (id,) if id in atlas.points else tuple(p.id for p in atlas.points_of(id))
        if not points:
            raise ExplorerError(
                f"No trigger point and no muscle with points is called {id!r}.",
                "`trigger-point-explorer list points` names them.",
            )
        wanted.update(points)
    areas = list(AREA_NAMES)
    muscles = {muscle.id: number for number, muscle in enumerate(atlas.knowledge.muscles)}

    def place(id: str) -> tuple[int, int]:
        muscle = atlas.muscle_of(atlas.points[id])
        return areas.index(muscle.area) if muscle.area in areas else len(areas), muscles[muscle.id]

    return tuple(sorted((id for id in atlas.points if not wanted or id in wanted), key=place))


def chosen_views(names: Iterable[str]) -> tuple[str, ...]:
    """Names of views as the program has them, each once.

    Raises
    ------
    ExplorerError
        When there is no such view, or none is named.
    """
    views: dict[str, None] = {}
    for name in names:
        view = " ".join(re.split(r"[\s_-]+", name.strip().lower()))
        view = _OTHER_NAMES.get(view, view)
        if view != BEST and view not in VIEWS:
            raise ExplorerError(
                f"No view is called {name!r}.", f"Choose among: {BEST}, {', '.join(VIEWS)}."
            )
        views[view] = None
    if not views:
        raise ExplorerError("No view was named.", f"Choose among: {BEST}, {', '.join(VIEWS)}.")
    return tuple(views)


def make_plan(
    atlas: Atlas,
    points: Sequence[str],
    views: Sequence[str],
    figures: Sequence[str],
    size: tuple[int, int],
    *,
    dark: bool = False,
    cancelled: Callable[[], bool] | None = None,
) -> Plan:
    """The plates of an atlas: every point in every view on every figure.

    Parameters
    ----------
    points, views
        As :func:`chosen_points` and :func:`chosen_views` give them.
    size
        Width and height of each plate in pixels.

    Raises
    ------
    ExplorerError
        When a figure is unknown or damaged, or the size cannot be drawn.
    Cancelled
        When ``cancelled`` says so.
    """
    StillOptions(*size).checked()
    plates = []
    shown = {point: _shown(atlas, point) for point in points}
    for figure in dict.fromkeys(figures):
        digest = figure_digest(figure_by_id(figure))
        for point in points:
            if cancelled is not None and cancelled():
                raise Cancelled("The plan was not finished.")
            for view in views:
                file = f"plates/{_file_name(figure)}/{_file_name(point)}-{_file_name(view)}.png"
                key = _key(shown[point], digest, view, size, dark)
                plates.append(Plate(point, figure, view, *size, dark, file, key))
    return Plan(atlas.knowledge.title, atlas.knowledge.version, tuple(plates))


def figure_digest(figure: Figure) -> str:
    """Changes with the body, and with whose work it is."""
    digest = hashlib.sha256(f"{figure.info!r} {pack_credit(figure.info.id)}".encode())
    for array in (figure.base_vertices, figure.vertices, figure.occlusion, figure.eyes.vertices):
        digest.update(array.tobytes())
    return digest.hexdigest()


def plate_key(
    atlas: Atlas, point: str, figure: str, view: str, size: tuple[int, int], dark: bool
) -> str:
    """A short hash over what a plate shows and how; ``figure`` is the digest of the body.

    Of the knowledge base only what is drawn counts, so that a corrected word about another muscle
    draws nothing again.
    """
    return _key(_shown(atlas, point), figure, view, size, dark)


def _shown(atlas: Atlas, point: str) -> str:
    """All of the knowledge base that is drawn of a point."""
    record = atlas.points[point]
    return repr((record, atlas.muscle_of(record), atlas.knowledge.regions))


def _key(shown: str, figure: str, view: str, size: tuple[int, int], dark: bool) -> str:
    how = f"recipe {_RECIPE} {__version__} {figure} {view} {size} {dark} {PLATE_SIDE}"
    return hashlib.sha256(f"{how} {_geometry_digest()} {shown}".encode()).hexdigest()[:24]


@functools.cache
def _geometry_digest() -> str:
    """Changes with the landmarks and regions that every figure shares."""
    landmarks = repr([(m.id, m.point) for m in load_landmarks().values()])
    digest = hashlib.sha256(landmarks.encode())
    digest.update(load_region_map().label.tobytes())
    return digest.hexdigest()


def plate_words(plate: Plate) -> str:
    """Which body and which view, for people."""
    view = "best view" if plate.view == BEST else f"{plate.view} view"
    return f"{plate.figure} figure, {view}"


def is_drawn(folder: Path, plate: Plate) -> bool:
    """Whether a plate lies there whole, and drawn from what is known now."""
    texts = png_texts(folder / plate.file)
    return texts is not None and texts.get(KEY_WORD) == plate.key


def _file_name(id: str) -> str:
    """An id as a part of a file name that every system takes, different for different ids."""
    if _PLAIN_NAME.fullmatch(id) and ".." not in id:
        return id
    plain = re.sub(r"[^a-z0-9_]+", "-", id.lower()).strip("-")[:40]
    return f"{plain}-{hashlib.sha256(id.encode()).hexdigest()[:8]}".lstrip("-")
