"""Without the guard a Qt binding that miscounts ends Python after some thousand calls."""

from __future__ import annotations

import os
import subprocess
import sys

_WORK = """
from explorer.export.qt_guard import keep_none_alive
if {guarded}:
    keep_none_alive()
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(300_000):
    thing.setObjectName("")
print("alive")
"""


def run(guarded: bool) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _WORK.format(guarded=guarded)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )


def test_python_survives_many_calls_of_qt() -> None:
    done = run(guarded=True)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr


def test_the_guard_acts_only_where_python_would_die() -> None:
    from explorer.export.qt_guard import none_is_lost

    # In this process the guard has added references, but each call still takes one away.
    assert (run(guarded=False).returncode != 0) == none_is_lost()
