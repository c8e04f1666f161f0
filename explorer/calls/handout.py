"""``handout``: one or two pages for a client, from the command line."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from explorer.anatomy.atlas import Atlas
from explorer.calls.interrupting import interruptible

__all__ = ["run_handout"]


def run_handout(arguments: argparse.Namespace, atlas: Atlas) -> int:
    """Carry out one call; returns the exit code.

    Raises
    ------
    ExplorerError
        When a name is unknown, or a file cannot be read or written.
    """
    from explorer.export.handout.writing import write_handout
    from explorer.export.pain_drawings import open_pain_drawing
    from explorer.session.pain_file import PainRecord
    from explorer.session.view_state import PointRef

    record = PainRecord()
    if arguments.pain is not None:
        record, missing = open_pain_drawing(arguments.pain, atlas)
        if missing:
            names = ", ".join(missing)
            sys.stderr.write(f"Left out of {arguments.pain.name}, not known here: {names}.\n")
    with interruptible() as cancelled:
        written = write_handout(
            atlas,
            record,
            arguments.output,
            sources=[PointRef(point, arguments.side) for point in arguments.points],
            done=arguments.done,
            practice=arguments.practice,
            logo=arguments.logo,
            on=date.today(),
            large=arguments.large,
            paper=arguments.paper,
            figure=arguments.figure,
            cancelled=cancelled,
        )
    for warning in written.warnings:
        sys.stderr.write(f"{warning}\n")
    print(arguments.output)
    return 0
