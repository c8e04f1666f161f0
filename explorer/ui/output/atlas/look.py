"""What an atlas would be: its plan, and what of it lies in the folder already."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.export.atlas.estimate import Estimate, size_words, time_words
from explorer.export.atlas.plan import Plan, is_drawn, make_plan
from explorer.export.atlas.run import former_plates
from explorer.packs.cancelling import Cancelled

__all__ = ["Look", "Wanted", "look_at", "words_of"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the arguments of a plan, and the folder."""

    points: tuple[str, ...]
    views: tuple[str, ...]
    figures: tuple[str, ...]
    size: tuple[int, int]
    dark: bool
    folder: Path

    @property
    def plates(self) -> int:
        """How many plates that are."""
        return len(self.points) * len(self.views) * len(self.figures)


@dataclass(frozen=True, slots=True)
class Look:
    """A plan and its folder.

    Attributes
    ----------
    kept, stray
        How many plates of the plan are drawn already, and how many of another plan lie there too.
    problem
        Why the folder cannot be used; empty when it can.
    free
        Bytes that are left on the disk; None where nobody tells.
    """

    plan: Plan
    kept: int
    stray: int
    problem: str
    free: int | None


def look_at(atlas: Atlas, wanted: Wanted, cancelled: Callable[[], bool]) -> Look:
    """Make the plan and look into the folder; nothing is changed there.

    Raises
    ------
    ExplorerError
        When a body is damaged, or the size cannot be drawn.
    Cancelled
        When ``cancelled`` says so.
    """
    plan = make_plan(
        atlas,
        wanted.points,
        wanted.views,
        wanted.figures,
        wanted.size,
        dark=wanted.dark,
        cancelled=cancelled,
    )
    folder, kept, stray = wanted.folder, 0, 0
    problem = ""
    try:
        former = former_plates(folder)
    except ExplorerError as error:
        former, problem = None, str(error)
    except (OSError, ValueError):
        former = frozenset()  # damaged; what is drawn is known from the plates themselves
    if not problem:
        problem = _refusal(folder)
    if former is not None:
        stray = len(former - {plate.file for plate in plan.plates})
        for plate in plan.plates:
            if cancelled():
                raise Cancelled("The folder was not looked through.")
            kept += is_drawn(folder, plate)
    return Look(plan, kept, stray, problem, _free(folder))


def _refusal(folder: Path) -> str:
    """Why nothing can be written there, as far as that can be known beforehand."""
    there = _nearest(folder)
    if not there.is_dir():
        return f"{there} is no folder. Choose another place."
    if not os.access(there, os.W_OK | os.X_OK):
        return f"You may not write in {there}. Choose another folder."
    return ""


def _nearest(folder: Path) -> Path:
    """The folder, or what there is of the way to it."""
    return next((p for p in (folder, *folder.parents) if p.exists()), Path(folder.anchor or "."))


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(_nearest(folder)).free
    except OSError:
        return None


def words_of(look: Look, estimate: Estimate, workers: int, cluster: str) -> tuple[str, str]:
    """What will be done, and what stands in the way or is worth knowing; either may be empty."""
    total = len(look.plan.plates)
    points = len({plate.id for plate in look.plan.plates})
    plates = "1 plate" if total == 1 else f"{total} plates"
    of = "1 point" if points == 1 else f"{points} points"
    cores = "1 core" if workers == 1 else f"{workers} cores"
    missing = total - look.kept
    if not missing:
        done = f"All {plates} of {of} are already there; the pages are written anew."
    else:
        where = "on the cluster" if cluster else f"on {cores}"
        time = "as fast as its workers are" if cluster else time_words(estimate.seconds)
        done = f"{plates} of {of}: {time} {where}, about {size_words(estimate.bytes)}."
        if look.kept:
            done += f" {look.kept} of {total} plates are already there; they are kept."
    if look.problem:
        return done, look.problem
    if look.free is not None and estimate.bytes > look.free:
        return done, f"Only {size_words(look.free)} are free on that disk."
    if look.stray:
        many = "plate of a former plan stays" if look.stray == 1 else "plates of a former plan stay"
        return done, f"{look.stray} {many} in the folder, but not on its pages."
    return done, ""
