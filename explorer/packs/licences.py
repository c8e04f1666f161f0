"""What a file says of its licence and of whom to credit."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

__all__ = ["NOT_STATED", "is_licence_file", "stated"]

#: What is shown where a file is silent.
NOT_STATED = "licence not stated by the file"

_FILES = re.compile(
    r"^(licen[cs]e|copying|copyright|notice|credits?|attribution|readme|about)([._-].*)?$", re.I
)
_KNOWN = re.compile(
    r"(cc[ -]?by(?:[ -](?:sa|nc|nd))*[ -]*[0-9](?:\.[0-9])?(?:\s+(?:japan|international|unported))?"
    r"|cc0(?:[ -]1\.0)?"
    r"|creative commons [a-z0-9 .,\-]{3,60}?(?:[0-9]\.[0-9](?: (?:international|japan|unported))?"
    r"|universal)"
    r"|public domain|apache licen[cs]e,? (?:version )?[0-9.]+|mit licen[cs]e"
    r"|gnu (?:lesser )?general public licen[cs]e(?:,? version [0-9.]+)?)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(©|\(c\)|copyright|attribut|credit)", re.IGNORECASE)
_LONGEST = 300


def is_licence_file(name: str) -> bool:
    """Whether a file of this name is likely to tell the licence."""
    path = PurePosixPath(name)
    return bool(_FILES.match(path.name)) and path.suffix.lower() in (
        "", ".txt", ".md", ".rst", ".html",
    )  # fmt: skip


def stated(text: str) -> tuple[str, str]:
    """Licence and credit line found in a text; both empty where it tells nothing."""
    plain = re.sub(r"<[^>]{0,200}>", " ", text)
    found = _KNOWN.search(" ".join(plain.split()))
    lines = [" ".join(line.split()) for line in plain.splitlines()]
    credit = next((line for line in lines if _CREDIT.search(line)), "")
    licence = found[0].strip(" ,.") if found else ""
    return licence, credit[:_LONGEST].lstrip("#*- ")
