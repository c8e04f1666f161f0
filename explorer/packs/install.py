"""From a file that the user has downloaded to an anatomy pack."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.body.structures import Structures
from explorer.body.topology import vertex_normals
from explorer.errors import ExplorerError
from explorer.packs.assembly import Piece, assembled, settled
from explorer.packs.decimation import BUDGET, decimated
from explorer.packs.identity import Identity, skipped
from explorer.packs.licences import NOT_STATED
from explorer.packs.mapping_file import mapping_of, read_mapping
from explorer.packs.matching import Matcher
from explorer.packs.mesh_checks import MOST_TRIANGLES, EmptyMesh
from explorer.packs.orientation import Placed, find_frame
from explorer.packs.pack import InstallReport, PackInfo
from explorer.packs.pack_figure import occlusion_of, placed_eyes
from explorer.packs.plain_names import slug
from explorer.packs.progress import Steps
from explorer.packs.raw_body import RawBody
from explorer.packs.reading import open_body, sha256_of
from explorer.packs.reporting import report_of
from explorer.packs.standing import origin_of
from explorer.packs.store import FigureArrays, write_pack

__all__ = ["Body", "install", "pack_name"]

_LONGEST_NAME = 60
_NO_SKIN = (
    "The file holds no skin, so its muscles and bones are shown by themselves, where they lie; "
    "points and zones stay on the built-in figures."
)
#: Folder names that some systems keep for themselves.
_TAKEN = frozenset({"con", "prn", "aux", "nul", "com1", "lpt1"})

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


class _WrappedSkin(Protocol):
    """What a wrap gives back."""

    @property
    def base_vertices(self) -> Floats: ...

    @property
    def fit(self) -> Any: ...


WrapSkin = Callable[..., _WrappedSkin]


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A file's body in the body frame, mm, still with all its triangles."""

    pieces: tuple[Piece, ...]
    skin: tuple[Floats, Ints] | None
    identities: Mapping[str, Identity]
    skipped: Mapping[str, Identity]
    notes: tuple[str, ...]


def install(
    path: Path,
    folder: Path,
    atlas: Atlas,
    *,
    progress: Callable[[float, str], None],
    cancelled: Callable[[], bool],
    mapping: Path | None = None,
    name: str | None = None,
    budget: int = BUDGET,
    wrap_skin: WrapSkin | None = None,
) -> InstallReport:
    """Import a file as a pack; a former pack of its name is replaced when all went well.

    Parameters
    ----------
    folder
        Where packs are kept, see :func:`explorer.packs.store.packs_dir`.
    progress
        Told the share done (0..1) and what is being done.
    cancelled
        Asked several times a second.
    mapping
        A file that says what meshes are, see :mod:`explorer.packs.mapping_file`.
    name
        The pack's name; by default made of the file's.
    budget
        Triangles of all muscles and bones together.
    wrap_skin
        In place of :func:`explorer.packs.wrapping.wrap`.

    Raises
    ------
    ExplorerError
        When the file cannot be used or the pack not be written; nothing has been changed.
    Cancelled
        When ``cancelled`` says so; nothing has been changed.
    """
    begun = time.monotonic()
    steps = Steps(progress, cancelled)
    steps.at(0.0, "Opening the file")
    own = pack_name(name or path.stem)
    with open_body(path, steps.check) as raw:
        body = _read(raw, atlas, mapping, steps.part(0.01, 0.2))
    checksum = sha256_of(path, steps.check)
    found, left_out = assembled(body.pieces, steps.part(0.2, 0.3))
    if not found:
        raise ExplorerError(f"All meshes in {path.name} are empty.", "Export them again.")
    thin = decimated([(v, t) for _, v, t in found], budget, steps.part(0.3, 0.42))
    structures = Structures.merged(
        (item, v, vertex_normals(v, t), t) for (item, _, _), (v, t) in zip(found, thin, strict=True)
    )
    notes = list(body.notes)
    figure, fit = _figure(body.skin, structures, notes, wrap_skin, steps.part(0.42, 0.97))
    steps.at(0.97, "Writing the pack")
    report = report_of(body.pieces, left_out, body.skipped, atlas, _credits(raw, notes))
    kinds = [item.kind for item in structures.items]
    top = structures.vertices[:, 2].max() if body.skin is None else body.skin[0][:, 2].max()
    info = PackInfo(
        own,
        raw.title,
        path.name,
        checksum,
        datetime.now(UTC).isoformat(timespec="seconds"),
        raw.licence or NOT_STATED,
        raw.credit,
        figure is not None,
        len(kinds),
        kinds.count("muscle"),
        len(atlas.muscles) - len(report.missing),
        kinds.count("bone"),
        len(structures.triangles),
        round(float(top), 1),
        fit,
        report,
    )
    steps.check()
    replaced = write_pack(folder, info, structures, figure, mapping_of(body.identities.items()))
    progress(1.0, "Done")
    return InstallReport(info, time.monotonic() - begun, replaced)


def pack_name(text: str) -> str:
    """A folder name made of a title or a file's name."""
    made = slug(text)[:_LONGEST_NAME].strip("_") or "anatomy"
    return f"{made}_pack" if made in _TAKEN else made


def _credits(raw: RawBody, notes: list[str]) -> list[str]:
    if raw.licence:
        return notes
    return [*notes, "The file does not state its licence: ask its makers before you share it."]


def _read(raw: RawBody, atlas: Atlas, mapping: Path | None, steps: Steps) -> Body:
    """Recognise the meshes, load those that are shown, and bring them into the body frame."""
    matcher = Matcher(atlas)
    told = read_mapping(mapping, atlas, {e.key for e in raw.entries}) if mapping else {}
    identities: dict[str, Identity] = {}
    out: dict[str, Identity] = {}
    pieces: list[Piece] = []
    total = 0
    for i, entry in enumerate(raw.entries):
        steps.at(i / len(raw.entries), "Reading the meshes")
        one = told.get(entry.key) or matcher.identify(entry.name, entry.concepts)
        identities[entry.key] = one
        if one.kind == "skip":
            out[entry.key] = skipped(one.name or entry.name, one.how)
            continue
        try:
            vertices, triangles = entry.load(steps.check)
        except EmptyMesh:
            out[entry.key] = skipped(one.name, "is empty")
            continue
        total += len(triangles)
        if total > 5 * MOST_TRIANGLES:
            raise ExplorerError(
                f"{raw.title} has more triangles than any body needs.",
                "Thin out its meshes, or leave some of them out.",
            )
        pieces.append(Piece(entry.key, one, vertices, triangles))
    if not any(p.identity.kind in ("muscle", "bone") for p in pieces):
        raise ExplorerError(
            f"Nothing in {raw.title} is known as a muscle or a bone.",
            "Name the meshes after what they show, or say it in a mapping file.",
        )
    return _in_body_frame(raw, pieces, identities, out)


def _in_body_frame(
    raw: RawBody, pieces: list[Piece], identities: dict[str, Identity], out: dict[str, Identity]
) -> Body:
    usual = {"bodyparts3d": 1.0}.get(raw.kind, None if raw.axes is None else 1000.0)
    frame = find_frame([_placed(p) for p in pieces], raw.axes, usual)
    notes = [*raw.notes, *frame.notes]
    if raw.kind == "bodyparts3d" and frame.unit != "millimetres":
        notes.append(f"The file is in {frame.unit} instead of millimetres; it was scaled.")
    turned = []
    for piece in pieces:
        faces = piece.triangles[:, ::-1] if frame.mirrored else piece.triangles
        vertices = frame.apply(piece.vertices).astype(np.float32)
        turned.append(dataclasses.replace(piece, vertices=vertices, triangles=faces))
    skin = _skin([p for p in turned if p.identity.kind == "skin"])
    origin, note = origin_of([_placed(p) for p in turned], None if skin is None else skin[0])
    notes += [note] if note else []
    shift = origin.astype(np.float32)
    shown: list[Piece] = []
    for piece in turned:
        if piece.identity.kind == "skin":
            continue
        moved = dataclasses.replace(piece, vertices=piece.vertices - shift)
        parts, said = settled(moved)
        shown += parts
        notes += [said] if said else []
        if len(parts) == 1:
            identities[piece.key] = parts[0].identity
    skin = None if skin is None else (skin[0] - shift, skin[1])
    return Body(tuple(shown), skin, identities, out, tuple(notes))


def _placed(piece: Piece) -> Placed:
    vertices = piece.vertices.astype(np.float64)
    middle = vertices[piece.triangles].mean(axis=(0, 1))
    return Placed(piece.identity, middle, vertices.min(axis=0), vertices.max(axis=0))


def _skin(pieces: list[Piece]) -> tuple[Floats, Ints] | None:
    if not pieces:
        return None
    first = np.cumsum([0, *(len(p.vertices) for p in pieces)])
    return (
        np.concatenate([p.vertices for p in pieces]),
        np.concatenate([p.triangles + first[i] for i, p in enumerate(pieces)]).astype(np.int32),
    )


def _figure(
    skin: tuple[Floats, Ints] | None,
    structures: Structures,
    notes: list[str],
    wrap_skin: WrapSkin | None,
    steps: Steps,
) -> tuple[FigureArrays | None, dict[str, Any]]:
    """The base topology on the skin; without a usable skin none, and a note that says so."""
    if skin is None:
        notes.append(_NO_SKIN)
        return None, {}
    from explorer.packs.wrapping import TargetBody, wrap

    inner = steps.part(0.0, 0.85)
    try:
        wrapped = (wrap_skin or wrap)(
            TargetBody(skin[0], skin[1], structures),
            progress=inner.at,
            cancelled=steps.cancelled,
        )
    except ExplorerError as error:
        notes.append(f"The file's skin cannot be used. {error.message}")
        notes.append(_NO_SKIN.replace("holds no skin", "gives no skin that can be used"))
        return None, {}
    base = np.asarray(wrapped.base_vertices, np.float32)
    occlusion = occlusion_of(base, steps.part(0.85, 1.0))
    return FigureArrays(base, occlusion, placed_eyes(base)), _told(wrapped.fit)


def _told(fit: Any) -> dict[str, Any]:
    """The figures of a fit as they stand in JSON."""
    if dataclasses.is_dataclass(fit) and not isinstance(fit, type):
        return dataclasses.asdict(fit)
    return dict(fit)
