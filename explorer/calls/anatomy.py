"""``anatomy install|list|remove|check``: packs of real muscles and bones, from the command line."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from explorer.anatomy.atlas import Atlas
from explorer.calls.interrupting import ProgressLine, interruptible
from explorer.errors import ExplorerError

__all__ = ["run_anatomy"]

_HOW = "`trigger-point-explorer anatomy install FILE` installs one that you have downloaded."


def run_anatomy(arguments: argparse.Namespace, atlas: Atlas) -> tuple[int, Any]:
    """Carry out one call; returns the exit code and what ``--json`` prints.

    Text is printed here unless JSON is wanted.
    """
    action = {"install": _install, "list": _list, "remove": _remove, "check": _check}
    return action[arguments.action](arguments, atlas)


def _install(arguments: argparse.Namespace, atlas: Atlas) -> tuple[int, Any]:
    from explorer.packs.install import install
    from explorer.packs.store import packs_dir

    with interruptible() as cancelled:
        report = install(
            arguments.file,
            packs_dir(),
            atlas,
            progress=ProgressLine(quiet=arguments.json),
            cancelled=cancelled,
            mapping=arguments.mapping,
            name=arguments.name,
        )
    info = report.info
    if not arguments.json:
        print(f"{'Replaced' if report.replaced else 'Installed'} {info.name}: {info.title}")
        print(
            f"{info.muscles_known} of {len(atlas.muscles)} muscles of the atlas, "
            f"{info.muscles} muscles and {info.bones} bones, {info.triangles} triangles"
        )
        print(f"Licence: {info.licence}. {info.credit}".rstrip())
        for note in info.report.notes:
            print(f"- {note}")
        for row in info.report.skipped:
            print(f"  left out: {row.mesh} ({row.how})")
        if info.report.missing:
            print(f"  not in the file: {', '.join(info.report.missing)}")
        if info.has_skin:
            print(f"Show it: trigger-point-explorer open --figure pack:{info.name}")
    return 0, _row(info)


def _list(arguments: argparse.Namespace, _atlas: Atlas) -> tuple[int, Any]:
    from explorer.packs.store import damaged_packs, list_packs, packs_dir

    damaged = damaged_packs(packs_dir())
    packs = list_packs(packs_dir())
    for error in damaged:
        sys.stderr.write(f"{error}\n")
    if not arguments.json:
        for info in packs:
            skin = "with skin" if info.has_skin else "without skin"
            print(f"{info.name}  {info.title}: {info.muscles} muscles, {info.bones} bones, {skin}")
        if not packs:
            print(f"No anatomy pack is installed. {_HOW}")
    return (1 if damaged else 0), [_row(info) for info in packs]


def _remove(arguments: argparse.Namespace, _atlas: Atlas) -> tuple[int, Any]:
    from explorer.packs.store import packs_dir, remove_pack

    remove_pack(packs_dir(), arguments.name)
    if not arguments.json:
        print(f"Removed {arguments.name}.")
    return 0, {"removed": arguments.name}


def _check(arguments: argparse.Namespace, atlas: Atlas) -> tuple[int, Any]:
    from explorer.body.placement import PlacedAtlas
    from explorer.packs.checking import check_pack, summary
    from explorer.packs.store import list_packs, load_pack, packs_dir

    names = [info.name for info in list_packs(packs_dir())]
    if arguments.name is not None:
        if arguments.name not in names:
            raise ExplorerError(
                f"No anatomy pack is called {arguments.name!r}.",
                "`trigger-point-explorer anatomy list` names those that are installed.",
            )
        names = [arguments.name]
    if not names:
        raise ExplorerError("There is no anatomy pack to check the points on.", _HOW)
    rows: list[dict[str, Any]] = []
    for name in names:
        pack = load_pack(packs_dir(), name)
        if pack.figure is None:
            sys.stderr.write(f"{name} has no skin, so no point can be placed on it.\n")
            continue
        checks = check_pack(atlas, PlacedAtlas(atlas, pack.figure), pack.structures)
        rows += [{"pack": name, **check.as_json()} for check in checks]
        if arguments.json:
            continue
        result = summary(checks)
        print(
            f"{name}: {result.points} points of muscles that it has; the pressing line of "
            f"{result.close:.0%} comes within 5 mm, {result.met:.0%} meet the muscle; "
            f"{result.kind_fits:.0%} lie where their kind belongs, "
            f"{result.order_fits:.0%} are met in a fitting order."
        )
        for check in result.worst[:20]:
            way = " > ".join(check.crossed) or "nothing"
            along = "" if check.along is None else f", at {check.along:.2f} of its length"
            print(
                f"  {check.trigger_point:<38} {check.side:<5} {check.distance_mm:5.1f} mm "
                f"from its muscle{along}; crosses {way}"
            )
    return 0, rows


def _row(info: Any) -> dict[str, Any]:
    import dataclasses

    row = dataclasses.asdict(info)
    row["id"] = info.name
    return row
