"""Records of the field with as few words as they need, for tests of the indexes over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import (
    Anchor,
    Caution,
    Complaint,
    Evidence,
    GuidePage,
    KnowledgeBase,
    Muscle,
    Palpation,
    Pressing,
    Reference,
    Region,
    Technique,
    Treatment,
    TriggerPoint,
    Zone,
)

EVIDENCE = Evidence("C", "high", ())


def region(id: str) -> Region:
    return Region(id, id.replace("_", " "), "area", "front", True, "surface")


def muscle(id: str, group: str) -> Muscle:
    return Muscle(
        id=id,
        name=id.replace("_", " ").capitalize(),
        latin="Musculus",
        group=group,
        area="head_neck",
        layer="superficial",
        paired=True,
        origin="",
        insertion="",
        nerve="",
        action="",
        summary="",
        overload="",
        stretch="",
        prevention="",
        press_class="open",
        press_note="",
        cautions=(),
        evidence=EVIDENCE,
    )


def point(
    id: str,
    essential: Sequence[str] = (),
    spillover: Sequence[str] = (),
    techniques: Sequence[str] = (),
    zone_kind: Any = "pain",
) -> TriggerPoint:
    zones = [Zone("essential", "", tuple(essential))] if essential else []
    zones += [Zone("spillover", "", tuple(spillover))] if spillover else []
    return TriggerPoint(
        id=id,
        muscle=id.split(".")[0],
        label=id.split(".")[1].replace("trp", "TrP"),
        kind="central",
        location="",
        anchor=Anchor({"c7_spinous_process": 1.0}),
        pressing=Pressing(10.0),
        palpation=Palpation("", "", ""),
        zone_kind=zone_kind,
        zones=tuple(zones),
        sensation="",
        treatment=tuple(Treatment(t, "", "", "") for t in techniques),
        self_care="",
        cautions=(),
        evidence=EVIDENCE,
    )


def complaint(
    id: str, points: Sequence[str], red_flags: Sequence[str] = (), regions: Sequence[str] = ()
) -> Complaint:
    return Complaint(
        id,
        id.replace("_", " ").capitalize(),
        (),
        "",
        tuple(regions),
        tuple(points),
        tuple(red_flags),
        "",
        EVIDENCE,
    )


def caution(id: str, kind: Any = "red_flag", regions: Sequence[str] = ()) -> Caution:
    return Caution(id, kind, id, "", "", tuple(regions))


def technique(id: str) -> Technique:
    return Technique(id, id, "pressure", "", "", "", "", "", "", ("self",), EVIDENCE)


def atlas(
    points: Sequence[TriggerPoint],
    complaints: Sequence[Complaint] = (),
    cautions: Sequence[Caution] = (),
    groups: dict[str, str] | None = None,
) -> Atlas:
    """An atlas of these records, and of the muscles, regions and techniques they name."""
    regions = dict.fromkeys(r for p in points for z in p.zones for r in z.regions)
    regions |= dict.fromkeys(r for c in (*complaints, *cautions) for r in c.regions)
    muscles = dict.fromkeys([*(p.muscle for p in points), *(groups or {})])
    techniques = dict.fromkeys(t.technique for p in points for t in p.treatment)
    return Atlas(
        KnowledgeBase(
            format="",
            format_version=1,
            title="",
            version="",
            licence="",
            disclaimer="",
            regions=tuple(region(r) for r in regions),
            muscles=tuple(muscle(m, (groups or {}).get(m, m)) for m in muscles),
            trigger_points=tuple(points),
            techniques=tuple(technique(t) for t in techniques),
            complaints=tuple(complaints),
            cautions=tuple(cautions),
            guide=(GuidePage("guide_start", "Start", "", ()),),
            references=(Reference("ref_manual", "A manual", 1999, False),),
        )
    )
