"""What a knowledge base file is called inside, and its bytes."""

from __future__ import annotations

from pathlib import Path

from explorer.errors import ExplorerError

__all__ = ["FORMAT", "FORMAT_VERSION", "read_bytes"]

FORMAT = "trigger-point-explorer knowledge base"
FORMAT_VERSION = 1

#: A knowledge base is text of a few megabytes; what is far beyond that is another file.
SIZE_LIMIT = 64 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """The content of a knowledge base file.

    Raises
    ------
    ExplorerError
        When the file is missing, a folder, unreadable or absurdly large.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise ExplorerError(
                f"{path} is larger than a knowledge base can be (64 MB).",
                "Choose a trigger_points.json.",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ExplorerError(
            f"There is no knowledge base at {path}.",
            "Check the name, or leave it out to use the built-in one.",
        ) from error
    except OSError as error:
        raise ExplorerError(
            f"The knowledge base {path} could not be read: {error.strerror or error}.",
            "Check that it is a file you may read.",
        ) from error
