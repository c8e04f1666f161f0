"""Knowledge base file -> :class:`explorer.anatomy.model.KnowledgeBase`.

The quick way is a typed decode (msgspec, a few milliseconds). Only when that fails, or when a
cross reference does not resolve, the slow and thorough check lists every fault: a start with a
sound file pays nothing for it, and a half-loaded atlas never exists.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from explorer.anatomy.model import KnowledgeBase
from explorer.knowledge.faults import Fault, KnowledgeBaseError
from explorer.knowledge.file_format import FORMAT, FORMAT_VERSION, read_bytes

__all__ = ["read_knowledge_base"]


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
