"""A PNG as a file: whether it is whole, and the words written in it. Nothing is decoded."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

__all__ = ["png_texts"]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png_texts(path: Path) -> dict[str, str] | None:
    """The words in a PNG by their keywords; None where there is no file, or it is damaged.

    Every chunk carries a checksum and the last one is known by name, so a file that was cut off,
    or in which a single byte has changed, is found out without drawing it.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if not content.startswith(_SIGNATURE):
        return None
    texts: dict[str, str] = {}
    place = len(_SIGNATURE)
    try:
        while True:
            length, kind = struct.unpack_from(">I4s", content, place)
            end = place + 8 + length
            (checksum,) = struct.unpack_from(">I", content, end)
            if zlib.crc32(memoryview(content)[place + 4 : end]) != checksum:
                return None
            _read_text(kind, content[place + 8 : end], texts)
            place = end + 4
            if kind == b"IEND":
                return texts if place == len(content) else None
    except (struct.error, ValueError, zlib.error):
        return None


def _read_text(kind: bytes, data: bytes, texts: dict[str, str]) -> None:
    if kind == b"tEXt":
        keyword, _, words = data.partition(b"\0")
        texts[keyword.decode("latin-1")] = words.decode("latin-1")
    elif kind == b"zTXt":
        keyword, _, rest = data.partition(b"\0")
        texts[keyword.decode("latin-1")] = zlib.decompress(rest[1:]).decode("latin-1")
