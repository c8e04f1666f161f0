"""The painted zones of an atlas on one figure, resolved when asked for and baked for later."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Anchor, Side, Zone
from explorer.body.bake import content_key, load_baked, save_baked
from explorer.body.figure import Figure
from explorer.body.regions import load_region_map
from explorer.body.surface_distance import SurfaceGraph, surface_graph
from explorer.body.topology import load_topology
from explorer.body.zones import (
    FIELD_LIMIT,
    covered_regions,
    patch_field,
    spread_labels,
    zone_field,
)

__all__ = ["Field", "Level", "ZoneCover", "ZoneFields"]

Array = npt.NDArray[np.float64]
Field = npt.NDArray[np.float32]
Level = Literal["essential", "spillover"]
#: (waypoint, point it belongs to) -> its place on the skin, mm (3,), and a vertex beside it.
Place = Callable[[str | Anchor, str], tuple[Array, int]]


@dataclass(frozen=True, slots=True)
class ZoneCover:
    """What a zone covers on one figure: area and the fraction of each region."""

    level: Level
    area_cm2: float
    regions: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class _Stored:
    """A field near its zone: vertex numbers and quarter millimetres from 47.5 mm inside."""

    index: npt.NDArray[np.uint16]
    value: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, field: Field) -> _Stored:
        index = np.flatnonzero(field < FIELD_LIMIT - 0.25)
        steps = np.clip(np.round((field[index] + 47.5) * 4.0), 0, 255)
        return cls(index.astype(np.uint16), steps.astype(np.uint8))

    def field(self, count: int) -> Field:
        field = np.full(count, FIELD_LIMIT, np.float32)
        field[self.index] = self.value * np.float32(0.25) - np.float32(47.5)
        return field


class ZoneFields:
    """Signed distance fields of all zones on one figure.

    A zone is resolved when first asked for (about 15 ms) and kept; :meth:`fill` does all of them,
    for a background thread, and bakes them. All methods may be called from any thread.

    Parameters
    ----------
    place
        Resolves a stroke's waypoint on the right side of this figure.
    geometry_key
        Bytes that change with all that places depend on.
    """

    def __init__(
        self,
        atlas: Atlas,
        figure: Figure,
        place: Place,
        geometry_key: Callable[[], bytes],
        cache: Path | None,
    ) -> None:
        self._atlas = atlas
        self._figure = figure
        self._place = place
        self._geometry_key = geometry_key
        self._cache = cache
        self._subdivision = load_topology().subdivision
        self._fields: dict[tuple[str, Level], _Stored] = {}
        self._lock = threading.RLock()
        self._graph: SurfaceGraph | None = None
        self._baked_loaded = False

    def field(self, point: str, side: Side, level: Level) -> Field | None:
        """Signed distance (mm) of a point's zone over the shown skin (n,), or None without one.

        Negative inside; ``FIELD_LIMIT`` is far outside.
        """
        stored = self._stored(point, level)
        if stored is None:
            return None
        field = stored.field(self._subdivision.vertex_count)
        return field if side == "right" else field[self._subdivision.mirror]

    def near(self, point: str, level: Level) -> tuple[npt.NDArray[np.int64], Array] | None:
        """The right side's zone where it is, or None without one.

        Returns
        -------
        vertices, field
            (k,) numbers of the vertices inside and within ``FIELD_LIMIT``, and their signed
            distance, mm.
        """
        stored = self._stored(point, level)
        if stored is None:
            return None
        return stored.index.astype(np.int64), stored.value / 4.0 - 47.5

    def _stored(self, point: str, level: Level) -> _Stored | None:
        zone = next((z for z in self._atlas.points[point].zones if z.level == level), None)
        if zone is None:
            return None
        with self._lock:
            self._load_baked()
            stored = self._fields.get((point, level))
            if stored is None:
                stored = _Stored.of(self._resolve(point, zone))
                self._fields[(point, level)] = stored
        return stored

    def merged(self, points: Iterable[tuple[str, Side]], level: Level) -> Field | None:
        """The zones of one level of several points as one field, or None where none has one."""
        merged: Field | None = None
        for point, side in points:
            field = self.field(point, side, level)
            if field is not None:
                merged = field if merged is None else np.minimum(merged, field)
        return merged

    def covers(self, point: str, side: Side = "right") -> tuple[ZoneCover, ...]:
        """Area and covered regions of each zone of a point."""
        covers = []
        for zone in self._atlas.points[point].zones:
            field = self.field(point, side, zone.level)
            if field is None:
                continue
            area, fractions = covered_regions(
                field,
                self.vertex_area,
                self.vertex_label,
                self._side_mask(side),
                load_region_map().ids,
            )
            covers.append(ZoneCover(zone.level, round(area, 2), fractions))
        return tuple(covers)

    def fill(self, stop: threading.Event | None = None) -> None:
        """Resolve every zone not yet resolved and bake them; what is done when stopped is kept."""
        with self._lock:
            self._load_baked()
        missing = False
        for name in self._names():
            if stop is not None and stop.is_set():
                break
            if name not in self._fields:
                missing = True
                self.field(name[0], "right", name[1])
        if missing:
            self._save_baked()

    @property
    def graph(self) -> SurfaceGraph:
        """The skin as a graph for surface distance, made when first needed."""
        with self._lock:
            if self._graph is None:
                figure = self._figure
                self._graph = surface_graph(
                    np.asarray(figure.vertices, float),
                    np.asarray(figure.normals, float),
                    self._subdivision.triangles,
                )
            return self._graph

    @functools.cached_property
    def vertex_area(self) -> Array:
        """Skin area that belongs to each vertex (n,), mm2."""
        v = np.asarray(self._figure.vertices, float)
        t = self._subdivision.triangles
        area = np.linalg.norm(np.cross(v[t[:, 1]] - v[t[:, 0]], v[t[:, 2]] - v[t[:, 0]]), axis=1)
        return np.asarray(np.bincount(t.ravel(), np.repeat(area / 6.0, 3), minlength=len(v)))

    @functools.cached_property
    def vertex_label(self) -> npt.NDArray[np.int64]:
        """Region number of each vertex of the shown skin (n,)."""
        return spread_labels(load_region_map().label, self._subdivision)

    def region_mask(self, region: str, side: Side) -> npt.NDArray[np.bool_]:
        """Vertices of the shown skin in a region, on one side where it has two (n,)."""
        regions = load_region_map()
        record = self._atlas.regions.get(region)
        name = record.points_at if record is not None and record.points_at else region
        inside = self.vertex_label == regions.ids.index(name)
        if record is None or record.paired:
            inside = inside & self._side_mask(side)
        return np.asarray(inside)

    def region_field(self, region: str, side: Side | None = None) -> Field:
        """Signed distance (n,) mm to a region of one side, or of both, with an even border."""
        sides: tuple[Side, ...] = ("right", "left") if side is None else (side,)
        inside = np.logical_or.reduce([self.region_mask(region, s) for s in sides])
        field = np.clip(patch_field(self.graph, inside), -30, FIELD_LIMIT)
        return np.asarray(self.graph.smooth(field, 3), np.float32)

    def _side_mask(self, side: Side) -> npt.NDArray[np.bool_]:
        x = self._figure.vertices[:, 0]
        return np.asarray(x <= 0.05 if side == "right" else x >= -0.05)

    def _resolve(self, point: str, zone: Zone) -> Field:
        def place(waypoint: str | Anchor) -> tuple[Array, int]:
            return self._place(waypoint, point)

        return zone_field(zone, self.graph, place, lambda r: self.region_mask(r, "right"))

    # Baked fields ------------------------------------------------------------------------------

    def _names(self) -> list[tuple[str, Level]]:
        points = self._atlas.knowledge.trigger_points
        return [(p.id, z.level) for p in points for z in p.zones]

    def _key(self) -> str:
        points = self._atlas.knowledge.trigger_points
        return content_key(
            [
                repr([(p.id, p.anchor, p.zones) for p in points]).encode(),
                self._geometry_key(),
                self._figure.base_vertices.tobytes(),
            ]
        )

    def _load_baked(self) -> None:
        if self._baked_loaded:
            return
        self._baked_loaded = True
        baked = load_baked(self._cache, f"zones-{self._figure.info.id}", self._key())
        names = self._names()
        if baked is None or baked["which"].max(initial=-1) >= len(names):
            return
        start = baked["start"].tolist()
        index, value = baked["index"].astype(np.uint16), baked["value"].astype(np.uint8)
        for i, which in enumerate(baked["which"].tolist()):
            part = slice(start[i], start[i + 1])
            self._fields.setdefault(names[which], _Stored(index[part], value[part]))

    def _save_baked(self) -> None:
        """Keep what has been resolved so far; ``which`` numbers the zones of the atlas."""
        present = [(i, self._fields[n]) for i, n in enumerate(self._names()) if n in self._fields]
        if not present:
            return
        stored = [s for _, s in present]
        save_baked(
            self._cache,
            f"zones-{self._figure.info.id}",
            self._key(),
            {
                "which": np.array([i for i, _ in present], np.int32),
                "start": np.cumsum([0, *(len(s.index) for s in stored)]).astype(np.int64),
                "index": np.concatenate([s.index for s in stored]),
                "value": np.concatenate([s.value for s in stored]),
            },
        )
