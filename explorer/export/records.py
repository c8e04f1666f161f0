"""Records as plain JSON values, for the command line and for other programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from explorer.anatomy.atlas import Atlas, Record
from explorer.anatomy.model import TriggerPoint
from explorer.anatomy.question import Finding, Source
from explorer.anatomy.red_flags import asked
from explorer.body.anchors import SkinPoint, direction_vector
from explorer.body.landmarks import load_landmarks
from explorer.body.placement import PlacedAtlas, resolve_points
from explorer.body.topology import load_topology

__all__ = ["finding_record", "full_record", "landmark_rows", "point_rows"]


def _on_topology(point: SkinPoint, *, midline: bool = False) -> dict[str, Any]:
    def one(p: SkinPoint) -> dict[str, Any]:
        return {"vertices": list(p.vertices), "weights": [round(w, 6) for w in p.weights]}

    left = point if midline else point.mirrored(load_topology().mirror)
    return {"right": one(point), "left": one(left)}


def _direction(point: TriggerPoint) -> dict[str, list[float]] | None:
    if point.pressing.direction is None:
        return None
    v = direction_vector(point.pressing.direction)
    return {
        "right": [round(float(c), 6) for c in v],
        "left": [round(float(c), 6) for c in v * np.array([-1.0, 1.0, 1.0])],
    }


def landmark_rows() -> list[dict[str, Any]]:
    """Every landmark with its place on the topology."""
    return [
        {
            "id": mark.id,
            "name": mark.name,
            "area": mark.area,
            "side": mark.side,
            "kind": mark.kind,
            "bone": mark.bone,
            "on_topology": _on_topology(mark.point, midline=mark.side == "midline"),
        }
        for mark in load_landmarks().values()
    ]


def point_rows(atlas: Atlas) -> list[dict[str, Any]]:
    """Every point with its place on the topology, its depth and its pressing direction."""
    placed = resolve_points(atlas)
    return [
        {
            "id": p.id,
            "name": atlas.point_name(p.id),
            "muscle": p.muscle,
            "kind": p.kind,
            "on_topology": _on_topology(placed[p.id]),
            "depth_mm": p.pressing.depth_mm,
            "direction": _direction(p),
        }
        for p in atlas.knowledge.trigger_points
    ]


def _mm(v: np.ndarray[Any, np.dtype[np.float64]]) -> list[float]:
    return [round(float(c), 3) for c in v]


def full_record(atlas: Atlas, record: Record, placed: PlacedAtlas | None = None) -> dict[str, Any]:
    """A record whole; a point also with its places and zones on the figure of ``placed``."""
    values = asdict(record)
    if not isinstance(record, TriggerPoint):
        return values
    values["name"] = atlas.point_name(record.id)
    values["depth_mm"] = record.pressing.depth_mm
    if placed is None:
        return values
    right, left = placed.point(record.id, "right"), placed.point(record.id, "left")
    values["figure"] = placed.figure.info.id
    values["on_topology"] = _on_topology(right.on_topology)
    values["position_mm"] = {"right": _mm(right.position), "left": _mm(left.position)}
    values["target_mm"] = {"right": _mm(right.target), "left": _mm(left.target)}
    values["direction"] = _direction(record)
    words = {z.level: z for z in record.zones}
    values["zones"] = [
        {
            "level": cover.level,
            "area_cm2": cover.area_cm2,
            "regions": dict(cover.regions),
            "words": words[cover.level].words,
            "named_regions": list(words[cover.level].regions),
        }
        for cover in placed.zones.covers(record.id)
    ]
    return values


def finding_record(finding: Finding) -> dict[str, Any]:
    """What ``find`` prints."""
    return {
        "red_flags": [
            {
                "id": f.id,
                "title": f.title,
                "text": f.text,
                "advice": f.advice,
                "urgency": f.urgency,
                "questions": list(asked(f).questions),
            }
            for f in finding.red_flags
        ],
        "sources": [_source_record(s) for s in finding.sources],
        "together": {
            "trigger_points": [s.trigger_point for s in finding.together],
            "explains": finding.together_explains,
        },
    }


def _source_record(source: Source) -> dict[str, Any]:
    return {
        "trigger_point": source.trigger_point,
        "muscle": source.muscle,
        "group": source.group,
        "score": source.score,
        "side": source.side,
        "explains": source.explains,
        "reasons": list(source.reasons),
        "against": list(source.against),
    }
