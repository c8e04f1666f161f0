"""Knowledge base file -> :class:`explorer.anatomy.model.KnowledgeBase`.

The quick way is a typed decode (msgspec, a few milliseconds). Only when that fails, or when a
cross reference does not resolve, the slow and thorough check lists every fault: a start with a
sound file pays nothing for it, and a half-loaded atlas never exists.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from explorer.anatomy.model import KnowledgeBase
from explorer.errors import ExplorerError
from explorer.knowledge.faults import Fault, KnowledgeBaseError

__all__ = ["FORMAT", "FORMAT_VERSION", "read_bytes", "read_knowledge_base"]

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


def read_knowledge_base(path: Path) -> KnowledgeBase:
    """Read and verify a knowledge base.

    Raises
    ------
    KnowledgeBaseError
        With every fault found, each with its JSON path.
    ExplorerError
        When the file cannot be read at all.
    """
    content = read_bytes(path)
    from explorer.knowledge.references import unresolved
    from explorer.knowledge.shape import has_the_shape

    try:
        knowledge = msgspec.json.decode(content, type=KnowledgeBase)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        knowledge = None
    if (
        knowledge is not None
        and knowledge.format == FORMAT
        and knowledge.format_version == FORMAT_VERSION
        and has_the_shape(content)
        and not unresolved(knowledge)
    ):
        return knowledge
    from explorer.knowledge.checking import check_content

    faults = check_content(content)
    if not faults:  # the quick way is never stricter than the thorough one; say so if it ever is
        faults = (Fault("$", "the file does not have the shape of a knowledge base"),)
    raise KnowledgeBaseError(path, faults)
