"""Long outputs made in a process of their own, while the window stays alive."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from explorer.errors import ExplorerError
from explorer.packs.cancelling import Cancelled

__all__ = ["Outcome", "run_beside"]

#: A piece of work: called with ``progress=`` and ``cancelled=``, as every ``write_...`` is.
Outcome = Callable[..., Any]
Told = Callable[[float, str], None]

#: How often (s) somebody who wants to stop is heard.
_HEARD = 0.1
#: So long (s) a process that was asked to stop may need: a large picture cannot be left half way.
_PATIENCE = 60.0
#: So long (s) it may need once nobody waits for it any more.
_HURRY = 5.0
#: So long (s) a process goes on whose window has gone, and may take to end after its last word.
_ORPHANED = 10.0
_MEMORY = "There is not enough memory for this."
_SMALLER = "Close other programs, or choose a smaller size, and try again."


def run_beside(
    work: Outcome,
    progress: Told,
    cancelled: Callable[[], bool],
    hurried: Callable[[], bool] = lambda: False,
) -> Any:
    """Do a piece of work in another process; blocks until it has ended.

    Drawing cannot be shared between threads, and a large picture would hold up the window for
    seconds; a process has a graphics context, a memory and a crash of its own.

    Parameters
    ----------
    work
        A function of a module, or a ``partial`` of one, with arguments that can be pickled.
    progress
        Told the share done (0 to 1) and what is being done.
    cancelled
        Asked often whether to stop.
    hurried
        Asked often whether nobody can wait: then a process that does not stop soon is ended.

    Raises
    ------
    ExplorerError
        When the work cannot be done, or the process ends unexpectedly.
    Cancelled
        When it has stopped because it was asked to.
    """
    if cancelled():
        raise Cancelled("It was cancelled before it began.")
    # Not forked: a copy of a process that has a graphics context draws nothing, or crashes.
    context = multiprocessing.get_context("spawn")
    # Packed here and not while the process starts, which would leave it waiting on some systems.
    packed = _packed(work)
    # Each way a pipe of its own: two threads of the other process use them at the same time.
    told, telling = context.Pipe(duplex=False)
    heard, ordering = context.Pipe(duplex=False)
    # No daemon: the atlas draws in processes of its own, which a daemon may not have. It ends by
    # itself when the pipe closes.
    process = context.Process(target=_serve, args=(telling, heard, packed), name="output")
    try:
        try:
            process.start()
        except OSError as error:
            raise ExplorerError(
                f"No process could be started for this: {error.strerror or error}.",
                "Close other programs, and try again.",
            ) from error
        finally:
            # Only the other process holds these now, so that its end is the end of the pipe.
            telling.close()
            heard.close()
        return _followed(process, told, ordering, progress, cancelled, hurried)
    finally:
        told.close()
        ordering.close()
        _end(process)


def _packed(work: Outcome) -> bytes:
    try:
        return pickle.dumps(work)
    except Exception as error:  # which one depends on what cannot be packed
        raise ExplorerError(
            f"This cannot be handed to a process of its own: {error}.", traceback.format_exc()
        ) from error


def _followed(
    process: SpawnProcess,
    told: Connection,
    ordering: Connection,
    progress: Told,
    cancelled: Callable[[], bool],
    hurried: Callable[[], bool],
) -> Any:
    """Pass on what the process tells until it has ended."""
    begun = False
    patience: float | None = None
    while True:
        if cancelled():
            if not begun:  # it is still loading and has touched nothing: _end ends it
                process.kill()
                raise Cancelled("It was cancelled before it began.")
            now = time.monotonic()
            if patience is None:
                patience = now + _PATIENCE
                _order(ordering, "stop")
            if hurried():
                patience = min(patience, now + _HURRY)
            if now > patience:
                process.kill()
                raise Cancelled("It did not stop in time and was ended.")
        if not wait([told, process.sentinel], _HEARD):
            continue
        kind, value = _heard(told)
        match kind:
            case "ready":
                begun = True
                _order(ordering, "go")
            case "progress":
                progress(*value)
            case "done":
                return pickle.loads(value)
            case "cancelled":
                raise Cancelled(value)
            case "failed":
                raise ExplorerError(*value)
            case _:
                raise _gone(process)


def _heard(told: Connection) -> tuple[str, Any]:
    """What the process says, or that it has gone; what it said before lies in the pipe."""
    try:
        if told.poll():
            kind, value = told.recv()
            return kind, value
    except (EOFError, OSError):
        pass
    return "gone", None


def _order(ordering: Connection, word: str) -> None:
    with contextlib.suppress(OSError):  # it has ended: the next look at it says so
        ordering.send(word)


def _gone(process: SpawnProcess) -> ExplorerError:
    """Why a process has ended without a word, as far as that can be known."""
    process.join(_HEARD * 10)
    code = process.exitcode
    if code is not None and -code in (getattr(signal, "SIGKILL", 9), signal.SIGTERM):
        why = "was ended by the system, perhaps for want of memory"
    elif code is not None and code < 0:
        why = f"has crashed (signal {-code}), perhaps in the graphics driver"
    else:
        why = f"has ended unexpectedly (code {code})"
    return ExplorerError(f"The process that made the file {why}.", _SMALLER)


def _end(process: SpawnProcess) -> None:
    """See a process off; one that does not end by itself is ended."""
    if process.pid is None:  # it never started
        return
    process.join(_ORPHANED)
    if process.is_alive():
        process.kill()
        process.join()
    with contextlib.suppress(ValueError):  # somebody else has seen it off
        process.close()


# In the other process --------------------------------------------------------------------------


def _serve(telling: Connection, heard: Connection, packed: bytes) -> None:
    """What runs in the other process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the parent's to hear
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"

    def tell(kind: str, value: Any) -> None:
        # The window may have gone: then the work is stopped, not failed.
        with contextlib.suppress(OSError):
            telling.send((kind, value))

    stop = threading.Event()

    def begun() -> Outcome | None:
        """The work, once somebody still wants it."""
        work: Outcome = pickle.loads(packed)
        tell("ready", None)
        try:
            heard.recv()
        except (EOFError, OSError):
            return None
        threading.Thread(target=_listen, args=(heard, stop), daemon=True, name="listen").start()
        return work

    tell(*_answer(begun, lambda share, words: tell("progress", (share, words)), stop.is_set))


def _answer(
    begun: Callable[[], Outcome | None], progress: Told, cancelled: Callable[[], bool]
) -> tuple[str, Any]:
    """Do the work; kind and value of what is said at its end. Errors travel as words:

    what cannot be unpacked on the other side would be lost there.
    """
    try:
        work = begun()
        if work is None:
            return "cancelled", "Nobody waits for it."
        return "done", pickle.dumps(work(progress=progress, cancelled=cancelled))
    except Cancelled as error:
        return "cancelled", str(error)
    except ExplorerError as error:
        return "failed", (error.message, error.hint)
    except MemoryError:
        return "failed", (_MEMORY, _SMALLER)
    except Exception as error:  # a defect must not vanish in a process
        words = f"{type(error).__name__}: {error}".rstrip(": .")
        return "failed", (f"This failed: {words}.", traceback.format_exc())


def _listen(heard: Connection, stop: threading.Event) -> None:
    """Wait for the word to stop; a closed pipe says the same, with less patience."""
    try:
        heard.recv()
        stop.set()
        heard.recv()
    except (EOFError, OSError):
        stop.set()
        time.sleep(_ORPHANED)
        os._exit(1)
