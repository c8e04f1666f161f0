"""What is wrong in a knowledge base file, and where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from explorer.errors import ExplorerError

__all__ = ["Fault", "KnowledgeBaseError", "shorten"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: JSON path (``$.muscles[3].nerve``) and what was found and expected."""

    path: str
    message: str


class KnowledgeBaseError(ExplorerError):
    """A knowledge base that cannot be used, with every fault found in it."""

    def __init__(self, file: Path, faults: tuple[Fault, ...]) -> None:
        first = faults[0]
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        super().__init__(
            f"{file} is not a usable knowledge base: at {first.path}: {first.message}{more}.",
            "Run `trigger-point-explorer check FILE` for the whole list, "
            "or open the built-in knowledge base.",
        )
        self.file = file
        self.faults = faults


def shorten(value: object, limit: int = 60) -> str:
    """A value as it may stand in a message."""
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
