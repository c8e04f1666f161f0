"""A knowledge base as small as one can be and still use every kind of record and reference."""

from __future__ import annotations

import json
from typing import Any

EVIDENCE = {"grade": "C", "confidence": "high", "sources": ["ref_manual"]}


def document() -> dict[str, Any]:
    """A fresh, valid document that a test may damage."""
    return json.loads(json.dumps(_DOCUMENT))


def content(value: Any) -> bytes:
    """A document as the bytes of a file."""
    return json.dumps(value).encode("utf-8")


def _point(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"upper_trapezius.trp{number}",
        "muscle": "upper_trapezius",
        "label": f"TrP{number}",
        "kind": "central",
        "location": f"Place {number} on the free edge.",
        "anchor": {"landmarks": {"c7_spinous_process": 0.5, "acromion_tip": 0.5}},
        "pressing": {"depth_mm": 10},
        "palpation": {"position": "Sitting.", "search": "Roll the edge.", "sign": "It aches."},
        "zone_kind": "pain",
        "zones": [
            {
                "level": "essential",
                "words": "Up the side of the neck.",
                "regions": ["neck_side"],
                "strokes": [{"through": ["self", "mastoid_tip"], "width_mm": [30, 20.5]}],
            }
        ],
        "sensation": "A dull ache.",
        "treatment": [
            {"technique": "pincer", "tool": "fingers", "dose": "60 s", "how": "Lift the edge."}
        ],
        "self_care": "Pinch it yourself.",
        "cautions": ["caution_carotid"],
        "evidence": EVIDENCE,
        **changes,
    }


_DOCUMENT: dict[str, Any] = {
    "format": "trigger-point-explorer knowledge base",
    "format_version": 1,
    "title": "A small atlas",
    "version": "1.0.0",
    "licence": "CC BY 4.0",
    "disclaimer": "It does not diagnose.",
    "regions": [
        {
            "id": "neck_side",
            "name": "side of the neck",
            "area": "neck",
            "view": "side",
            "paired": True,
            "depth": "surface",
        },
        {
            "id": "head_temple",
            "name": "temple",
            "area": "head",
            "view": "side",
            "paired": True,
            "depth": "surface",
            "points_at": None,
            "latin": "Regio temporalis",
            "other_words": ["temporal"],
        },
        {
            "id": "face_behind_eye",
            "name": "behind the eye",
            "area": "face",
            "view": "front",
            "paired": True,
            "depth": "deep",
            "points_at": "head_temple",
        },
    ],
    "muscles": [
        {
            "id": "upper_trapezius",
            "name": "Upper trapezius",
            "latin": "Musculus trapezius, pars descendens",
            "group": "trapezius",
            "area": "shoulder_upper_back",
            "layer": "superficial",
            "paired": True,
            "origin": "The skull.",
            "insertion": "The collarbone.",
            "nerve": "Accessory nerve.",
            "action": "Lifts the shoulder.",
            "summary": "It carries the arm.",
            "overload": "Raised shoulders.",
            "stretch": "Tilt the head for 20 s.",
            "prevention": "Armrests.",
            "press_class": "open",
            "press_note": "Anyone may press it.",
            "cautions": ["caution_carotid"],
            "evidence": {**EVIDENCE, "note": "Studied most."},
            "ta2_id": 2227,
            "fma_id": "FMA32557",
        }
    ],
    "trigger_points": [
        _point(1, complaints=["tension_headache"]),
        _point(
            2,
            anchor={
                "landmarks": {"c7_spinous_process": 0.25, "acromion_tip": 0.75},
                "shift": {"along": -5, "superior": 4.5},
                "facing": "posterior",
            },
            pressing={"depth_mm": 12.5, "direction": "anteromedial"},
            zones=[
                {
                    "level": "essential",
                    "words": "The temple.",
                    "regions": ["head_temple", "face_behind_eye"],
                    "fill": ["head_temple"],
                },
                {
                    "level": "spillover",
                    "words": "The neck.",
                    "regions": ["neck_side"],
                    "strokes": [
                        {
                            "through": ["mastoid_tip", {"landmarks": {"acromion_tip": 1}}],
                            "width_mm": 24,
                        }
                    ],
                },
            ],
        ),
    ],
    "techniques": [
        {
            "id": "pincer",
            "name": "Pincer grip",
            "family": "pressure",
            "what": "A pinch.",
            "how": "Lift and hold.",
            "tool": "Fingers.",
            "dose": "60 s.",
            "good_for": "Free edges.",
            "not_for": "Flat muscles.",
            "who": ["self", "therapist"],
            "evidence": EVIDENCE,
        }
    ],
    "complaints": [
        {
            "id": "tension_headache",
            "name": "Tension headache",
            "also_called": ["tight band"],
            "summary": "A band round the head.",
            "regions": ["head_temple"],
            "points": ["upper_trapezius.trp2", "upper_trapezius.trp1"],
            "red_flags": ["flag_thunderclap"],
            "first_steps": "Rest.",
            "evidence": EVIDENCE,
        }
    ],
    "cautions": [
        {
            "id": "caution_carotid",
            "kind": "danger_area",
            "title": "Carotid artery",
            "text": "It lies in front.",
            "advice": "Never press a pulse.",
            "regions": ["neck_side"],
            "sources": ["ref_manual"],
        },
        {
            "id": "flag_thunderclap",
            "kind": "red_flag",
            "title": "Sudden headache",
            "text": "The worst ever.",
            "advice": "Call for help.",
        },
    ],
    "guide": [
        {
            "id": "guide_start",
            "title": "How to begin",
            "lead": "Start here.",
            "sections": [{"heading": "First", "text": "Read [[pincer]] and [[neck_side|neck]]."}],
            "see_also": ["upper_trapezius", "caution_carotid"],
            "sources": ["ref_manual", "ref_trial"],
        }
    ],
    "references": [
        {"id": "ref_manual", "citation": "A manual.", "year": 1999, "seen": False},
        {
            "id": "ref_trial",
            "citation": "A trial.",
            "year": 2018,
            "seen": True,
            "doi": "10.1093/pm/pnx207",
        },
    ],
}
