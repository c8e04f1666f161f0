"""The small file in which a user says what a mesh is where its name does not.

A JSON object with one member per mesh of the file, by the name that the file gives it::

    {"left latissimus dorsi": {"muscle": "latissimus_dorsi", "side": "left"},
     "Femur.r": {"bone": "Femur", "side": "right"},
     "lens": {"skip": true}}

``muscle`` is an id of the knowledge base or a list of them; ``other_muscle`` names a muscle that
it does not know; ``{"skin": true}`` is the skin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.model import Side
from explorer.errors import ExplorerError
from explorer.files import read_json
from explorer.packs.bone_names import bone_slug, is_midline
from explorer.packs.identity import Identity, skipped
from explorer.packs.plain_names import slug

__all__ = ["mapping_of", "read_mapping"]

_SHOWN = 8
_KINDS = ("muscle", "other_muscle", "bone", "skin", "skip")
_HINT = "Correct the mapping file; what it leaves out is told by its name."


def read_mapping(path: Path, atlas: Atlas, keys: Collection[str]) -> dict[str, Identity]:
    """What the user says of the meshes called ``keys``.

    Raises
    ------
    ExplorerError
        When the file cannot be read, or with one sentence for each fault in it.
    """
    try:
        content = read_json(path)
    except OSError as error:
        raise ExplorerError(
            f"The mapping {path} could not be read: {error.strerror or error}.",
            "Check its name, and that you may read it.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise ExplorerError(
            f"The mapping {path} is no JSON file: {' '.join(str(error).split())}.", _HINT
        ) from error
    if not isinstance(content, dict):
        raise ExplorerError(f"The mapping {path} is not a list of meshes by their names.", _HINT)
    known = set(keys)
    found: dict[str, Identity] = {}
    faults = []
    for key, row in content.items():
        if key not in known:
            faults.append(f"There is no mesh called {key!r} in the file.")
            continue
        fault = _fault(key, row, atlas)
        if fault:
            faults.append(fault)
        else:
            found[key] = _identity(row, atlas)
    if faults:
        more = len(faults) - _SHOWN
        rest = [f"And {more} more."] if more > 0 else []
        raise ExplorerError(
            f"The mapping {path.name} cannot be used. " + " ".join(faults[:_SHOWN] + rest), _HINT
        )
    return found


def mapping_of(rows: Iterable[tuple[str, Identity]]) -> dict[str, Any]:
    """The mapping that says of each mesh what it has been taken for."""
    return {key: _row(identity) for key, identity in rows}


def _row(identity: Identity) -> dict[str, Any]:
    side = {} if identity.side is None else {"side": identity.side}
    if identity.kind == "skip":
        return {"skip": True}
    if identity.kind == "skin":
        return {"skin": True}
    if identity.kind == "bone":
        return {"bone": identity.name, **side}
    if not identity.muscles:
        return {"other_muscle": identity.name, **side}
    one = identity.muscles[0] if len(identity.muscles) == 1 else list(identity.muscles)
    return {"muscle": one, **side}


def _fault(key: str, row: Any, atlas: Atlas) -> str:
    if not isinstance(row, dict) or sum(kind in row for kind in _KINDS) != 1:
        return f"{key!r} needs one of {', '.join(_KINDS)}."
    extra = [str(word) for word in row if word not in (*_KINDS, "side")]
    if extra:
        return f"{key!r} has {extra[0]!r}, which means nothing here."
    if row.get("side", "left") not in ("left", "right"):
        return f"The side of {key!r} is neither 'left' nor 'right'."
    if "muscle" in row:
        ids = _ids(row["muscle"])
        wrong = [id for id in ids if not isinstance(id, str) or id not in atlas.muscles]
        if wrong or not ids:
            return f"{key!r} is said to be {wrong[0] if wrong else None!r}, which is no muscle id."
    for word in ("bone", "other_muscle"):
        if word in row and not (isinstance(row[word], str) and slug(row[word])):
            return f"The {word} of {key!r} has no name."
    for word in ("skin", "skip"):
        if word in row and row[word] is not True:
            return f"The {word} of {key!r} can only be true."
    return ""


def _ids(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _identity(row: Mapping[str, Any], atlas: Atlas) -> Identity:
    side: Side | None = row.get("side")
    if "skip" in row:
        return skipped("", "the mapping leaves it out")
    if "skin" in row:
        return Identity("skin", "skin", "Skin", "", None, True, "deep", (), "mapping")
    if "bone" in row:
        name = row["bone"].strip()
        return Identity(
            "bone", bone_slug(name), name, "", side, is_midline(name), "bones", (), "mapping"
        )
    if "other_muscle" in row:
        name = row["other_muscle"].strip()
        return Identity("muscle", slug(name), name, "", side, False, "deep", (), "mapping")
    ids = tuple(dict.fromkeys(_ids(row["muscle"])))
    first = atlas.muscles[ids[0]]
    return Identity(
        "muscle",
        first.id,
        first.name,
        first.latin,
        side,
        not first.paired,
        first.layer,
        ids,
        "mapping",
    )
