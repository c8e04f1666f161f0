"""The words of the command line: every call with its options."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from explorer import __version__

__all__ = ["LISTS", "VIEW_NAMES", "parser", "size"]

LISTS = ("muscles", "points", "regions", "landmarks", "figures", "complaints", "techniques")
VIEW_NAMES = ("anterior", "posterior", "left-lateral", "right-lateral", "superior", "inferior")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence and ends with code 2."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{message[:1].upper()}{message[1:]}. See `{self.prog} --help`.\n")
        raise SystemExit(2)


#: How else people name the views.
_OTHER_NAMES = {
    "front": "anterior",
    "back": "posterior",
    "left": "left-lateral",
    "right": "right-lateral",
    "top": "superior",
    "bottom": "inferior",
}


def _view(text: str) -> str:
    name = text.strip().lower().replace(" ", "-").replace("_", "-")
    return _OTHER_NAMES.get(name, name)


def _depth(text: str) -> float:
    depth = float(text)
    if not 0.0 <= depth <= 3.0:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 (skin) and 3 (bones)")
    return depth


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = _Parser(
        prog="trigger-point-explorer",
        description="An interactive 3D atlas of myofascial trigger points.",
    )
    top.add_argument("--version", action="version", version=__version__)
    top.add_argument("--knowledge-base", type=Path, metavar="FILE", help="use another file")
    calls = top.add_subparsers(dest="call", metavar="CALL", parser_class=_Parser)

    call = calls.add_parser("open", help="open the window (what no call at all does, too)")
    call.add_argument("--point", metavar="ID", help="show this trigger point first")
    call.add_argument("--figure", metavar="NAME", help="show this body")

    call = calls.add_parser("check", help="check a knowledge base")
    call.add_argument("file", nargs="?", type=Path, metavar="FILE")
    call.add_argument("--json", action="store_true", help="print JSON")

    call = calls.add_parser("list", help="ids and names")
    call.add_argument("what", choices=LISTS)
    call.add_argument("--json", action="store_true", help="print JSON")

    call = calls.add_parser("show", help="one record, whole")
    call.add_argument("id", metavar="ID")
    call.add_argument("--figure", metavar="NAME", help="places and areas on this body")
    call.add_argument("--json", action="store_true", help="print JSON")

    call = calls.add_parser("find", help="where a pain may come from")
    call.add_argument("--regions", default="", metavar="A,B", help="region ids where it hurts")
    call.add_argument("--complaint", metavar="ID")
    call.add_argument("--words", default="", metavar="WORDS", help="the pain in words")
    call.add_argument("--side", choices=("left", "right", "both"), default="both")
    call.add_argument("--json", action="store_true", help="print JSON")

    call = calls.add_parser("render", help="a picture of a point, muscle, region or complaint")
    call.add_argument("id", metavar="ID")
    call.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    call.add_argument(
        "--view", type=_view, choices=VIEW_NAMES, help="front, back, left ... are understood, too"
    )
    call.add_argument("--figure", metavar="NAME")
    call.add_argument("--side", choices=("left", "right"), default="right")
    call.add_argument("--size", default="1600x1200", metavar="WxH")
    call.add_argument("--transparent", action="store_true")
    call.add_argument("--labels", action="store_true")
    call.add_argument(
        "--peel", type=_depth, default=0.0, metavar="0-3", help="1 muscles, 2 deep ones, 3 bones"
    )
    call.add_argument("--xray", action="store_true", help="see into the body at the points")

    call = calls.add_parser("slides", help="a lesson, or points, as a PowerPoint deck")
    call.add_argument(
        "what",
        nargs="+",
        metavar="LESSON|ID",
        help="a lesson, points, muscles, regions, complaints",
    )
    call.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    call.add_argument("--figure", metavar="NAME")
    call.add_argument("--side", choices=("left", "right"), default="right")
    call.add_argument("--title", metavar="WORDS")
    call.add_argument("--author", metavar="NAME")
    call.add_argument(
        "--questions",
        action=argparse.BooleanOptionalAction,
        help="a question slide before every view",
    )

    call = calls.add_parser("page", help="a lesson, or points, as one HTML file that turns")
    call.add_argument(
        "ids",
        nargs="+",
        metavar="LESSON|ID",
        help="a lesson, points, muscles, regions, complaints",
    )
    call.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    call.add_argument("--figure", metavar="NAME")
    call.add_argument("--side", choices=("left", "right"), default="right")
    call.add_argument("--title", metavar="WORDS")
    call.add_argument(
        "--all-points", action="store_true", help="every point of the atlas can be clicked"
    )
    call.add_argument("--json", action="store_true", help="print JSON")

    call = calls.add_parser("figure", help="a publication figure as PNG, SVG or PDF")
    call.add_argument("what", metavar="ID|FILE", help="a record, or a figure's own file")
    call.add_argument("-o", "--output", type=Path, metavar="FILE")
    call.add_argument(
        "--save-spec",
        type=Path,
        metavar="FILE",
        help="keep the figure as a file that makes it again",
    )
    call.add_argument("--view", type=_view, choices=VIEW_NAMES)
    call.add_argument("--figure", metavar="NAME")
    call.add_argument("--side", choices=("left", "right"))
    call.add_argument("--size", metavar="WxH", help="in pixels")
    call.add_argument("--mm", metavar="WxH", help="in millimetres, with --dpi")
    call.add_argument("--dpi", type=float, metavar="N")
    for flag in ("transparent", "dark", "certainty", "xray", "json"):
        call.add_argument(f"--{flag}", action="store_true")
    call.add_argument(
        "--labels", metavar="A,B", help="points, muscles, regions, structures, or none"
    )
    call.add_argument("--title", metavar="WORDS")
    call.add_argument("--subtitle", metavar="WORDS")
    call.add_argument("--font-size", type=float, metavar="POINTS")
    call.add_argument("--peel", type=_depth, default=0.0, metavar="0-3")

    call = calls.add_parser("atlas", help="plates of all points, with an index page and a book")
    call.add_argument("--out", type=Path, required=True, metavar="DIR")
    call.add_argument("--points", default="all", metavar="A,B|all", help="points or muscles")
    call.add_argument(
        "--views", default="best", metavar="A,B", help="best, anterior, posterior ..."
    )
    call.add_argument("--figures", default="female", metavar="A,B")
    call.add_argument("--size", default="1000x1250", metavar="WxH")
    call.add_argument("--workers", type=int, metavar="N", help="processes (all cores: none)")
    call.add_argument("--scheduler", metavar="ADDRESS", help="draw on a Dask cluster")
    call.add_argument("--dark", action="store_true")

    call = calls.add_parser("handout", help="one or two pages for a client")
    call.add_argument("points", nargs="+", metavar="POINT_ID", help="one to three points")
    call.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    call.add_argument("--pain", type=Path, metavar="FILE", help="the client's pain drawing")
    call.add_argument("--side", choices=("left", "right"), default="right")
    call.add_argument("--practice", default="", metavar="NAME")
    call.add_argument("--logo", type=Path, metavar="FILE")
    call.add_argument("--large", action="store_true", help="large print, up to three pages")
    call.add_argument("--done", default="", metavar="TEXT", help="what was done")
    call.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    call.add_argument("--figure", default="female", metavar="NAME")

    call = calls.add_parser("sheet", help="many points with their zones on one sheet, for review")
    call.add_argument("points", nargs="*", metavar="ID", help="points or muscles (all: none)")
    call.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    call.add_argument("--figure", default="female", metavar="NAME")
    call.add_argument("--columns", type=int, default=4, choices=range(1, 9), metavar="1-8")

    call = calls.add_parser("landmarks", help="pictures of all landmarks, for judging them by eye")
    call.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    call.add_argument("--figure", default="female", metavar="NAME")

    call = calls.add_parser("model", help="the painted body as a GLB file for 3D programs")
    call.add_argument("id", metavar="ID")
    call.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    call.add_argument("--figure", default="female", metavar="NAME")
    call.add_argument("--side", choices=("left", "right"), default="right")

    call = calls.add_parser("anatomy", help="packs of real muscles and bones")
    actions = call.add_subparsers(
        dest="action", metavar="ACTION", parser_class=_Parser, required=True
    )
    action = actions.add_parser("install", help="install a file that you have downloaded")
    action.add_argument("file", type=Path, metavar="FILE")
    action.add_argument("--name", metavar="NAME", help="call the pack so")
    action.add_argument("--mapping", type=Path, metavar="FILE", help="say what the meshes are")
    action.add_argument("--json", action="store_true", help="print JSON")
    action = actions.add_parser("list", help="what is installed")
    action.add_argument("--json", action="store_true", help="print JSON")
    action = actions.add_parser("remove", help="delete a pack")
    action.add_argument("name", metavar="NAME")
    action.add_argument("--json", action="store_true", help="print JSON")
    action = actions.add_parser("check", help="measure every point against its muscle")
    action.add_argument("name", nargs="?", metavar="NAME", help="one pack (all: none)")
    action.add_argument("--json", action="store_true", help="print JSON")

    call = calls.add_parser("tour", help="render the guided tour into a folder")
    call.add_argument("--out", type=Path, default=Path("out"), metavar="DIR")
    return top


def size(text: str) -> tuple[int, int]:
    """``1600x1200`` -> (1600, 1200); wrong usage ends the program with code 2."""
    parts = text.lower().split("x")
    if len(parts) == 2 and all(p.isdigit() and len(p) < 6 for p in parts):
        return int(parts[0]), int(parts[1])
    sys.stderr.write(f"The size {text!r} is not of the form WxH, such as 1600x1200.\n")
    raise SystemExit(2)
