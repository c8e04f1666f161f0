"""An atlas made from end to end: plan, plates, pages. It can be stopped and goes on from there."""

from __future__ import annotations

import hashlib
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.atlas.book import write_book
from explorer.export.atlas.estimate import time_words
from explorer.export.atlas.pages import write_index
from explorer.export.atlas.plan import FORMAT, VERSION, Plan, Plate, is_drawn
from explorer.export.atlas.pool import Group, all_cores, in_processes
from explorer.export.atlas.worker import Setup
from explorer.files import make_folder, read_json, set_aside, write_bytes, write_json
from explorer.packs.cancelling import Cancelled

__all__ = ["BOOK", "INDEX", "PLAN", "Made", "former_plates", "run_atlas"]

PLAN, INDEX, BOOK = "plan.json", "index.html", "atlas.pdf"
#: How much of the progress is the drawing; the rest are the pages.
_DRAWING = 0.9
#: From so many plates on it can be told how long the rest takes.
_TELLING = 4
_ELSEWHERE = "Choose an empty folder, or that of an atlas."


@dataclass(frozen=True, slots=True)
class Made:
    """How many plates were drawn, how many lay there already, and how long the drawing took."""

    drawn: int
    kept: int
    seconds: float = field(default=0.0, compare=False)


def run_atlas(
    atlas: Atlas,
    plan: Plan,
    folder: Path,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    cache: Path | None = None,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """Draw what is missing of a plan, and write its pages.

    Parameters
    ----------
    workers
        Processes of this computer that draw; as many as it has cores when None.
    scheduler
        Address of a Dask scheduler whose workers draw instead.
    cache
        Folder for baked results, or None.

    Raises
    ------
    Cancelled
        When ``cancelled`` says so: finished plates stay, and the same call goes on from there.
    ExplorerError
        When the folder holds something else or cannot be written, or a plate cannot be drawn.
    """
    stop = cancelled or (lambda: False)
    tell = progress or (lambda _share, _words: None)
    if workers is not None and not 1 <= workers <= 1024:
        raise ExplorerError(
            f"{workers} processes cannot draw.", "Give --workers a number from 1 to 1024."
        )
    make_folder(folder)
    require_ours(folder)
    write_json(folder / PLAN, plan.as_json())
    tell(0.0, "Looking at what is there")
    missing = [plate for plate in plan.plates if not is_drawn(folder, plate)]
    kept = total = len(plan.plates)
    kept -= len(missing)
    groups = _groups(missing)
    setup = Setup(_setup_id(atlas), atlas.knowledge, cache)
    done, began = kept, time.monotonic()
    for plates, pngs in _draw(setup, groups, workers, scheduler, stop):
        for plate, png in zip(plates, pngs, strict=True):
            file = folder / plate.file
            make_folder(file.parent)
            write_bytes(file, png)
        done += len(plates)
        words = _left(done - kept, total - done, time.monotonic() - began)
        tell(_DRAWING * done / total, f"{done} of {total} plates{words}")
    if stop():
        raise Cancelled(
            f"Stopped with {done} of {total} plates finished; the same call goes on from there."
        )
    seconds = time.monotonic() - began
    tell(_DRAWING, "Writing the pages")
    write_index(atlas, plan, folder / INDEX, BOOK)

    def booked(share: float, words: str) -> None:
        tell(_DRAWING + (1 - _DRAWING) * share, words)

    write_book(atlas, plan, folder, folder / BOOK, booked, stop)
    tell(1.0, "Done")
    return Made(len(missing), kept, seconds)


def _left(drawn: int, still: int, seconds: float) -> str:
    """How long the rest takes, once enough plates are drawn to tell."""
    if drawn < _TELLING or not still:
        return ""
    return f", {time_words(seconds / drawn * still)} left"


def former_plates(folder: Path) -> frozenset[str] | None:
    """The files of the plates of an atlas that lies in a folder; None where there is none.

    Raises
    ------
    ExplorerError
        When files lie there that no atlas may write over, or one of a newer version.
    ValueError, OSError
        When the plan of the atlas is damaged.
    """
    there = [name for name in (INDEX, BOOK) if (folder / name).exists()]
    try:
        content = read_json(folder / PLAN)
    except FileNotFoundError:
        if there:
            raise ExplorerError(
                f"{folder / there[0]} is there already and belongs to no atlas.", _ELSEWHERE
            ) from None
        return None
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ExplorerError(
            f"{folder / PLAN} is there already and is no plan of an atlas.", _ELSEWHERE
        )
    version = content.get("format_version")
    if isinstance(version, int) and version > VERSION:
        raise ExplorerError(
            f"The atlas in {folder} was made by a newer version of this program.",
            "Install the newer version, or choose another folder.",
        )
    plates = content.get("plates")
    rows = plates if isinstance(plates, list) else []
    return frozenset(str(row["file"]) for row in rows if isinstance(row, dict) and "file" in row)


def require_ours(folder: Path) -> None:
    """Refuse a folder that holds files of these names which no atlas has put there.

    Raises
    ------
    ExplorerError
        When it does, or when its plan was written by a newer version of the program.
    """
    try:
        former_plates(folder)
    except (OSError, ValueError) as error:
        # Damaged, it is no loss: what was drawn is known from the plates themselves.
        if set_aside(folder / PLAN) is None:
            raise ExplorerError(
                f"{folder / PLAN} could not be read: {error}.", _ELSEWHERE
            ) from error


def _groups(plates: Sequence[Plate]) -> list[Group]:
    grouped = itertools.groupby(plates, lambda plate: (plate.figure, plate.id))
    return [tuple(group) for _, group in grouped]


def _setup_id(atlas: Atlas) -> str:
    return hashlib.sha256(repr(atlas.knowledge).encode()).hexdigest()


def _draw(
    setup: Setup,
    groups: Sequence[Group],
    workers: int | None,
    scheduler: str | None,
    cancelled: Callable[[], bool],
) -> Iterator[tuple[Group, tuple[bytes, ...]]]:
    if not groups:
        return iter(())
    if scheduler is not None:
        from explorer.export.atlas.cluster import on_cluster

        return on_cluster(setup, groups, scheduler, cancelled)
    return in_processes(setup, groups, min(workers or all_cores(), len(groups)), cancelled)
