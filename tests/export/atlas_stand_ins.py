"""Plates that cost nothing, for tests of everything around the drawing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtGui import QImage

from explorer.export.atlas.plan import KEY_WORD, Plate
from explorer.export.atlas.pool import Group
from explorer.export.atlas.worker import Setup
from explorer.export.stills import encode_png

__all__ = ["Drawer", "page_count", "stand_in"]


def stand_in(plate: Plate) -> bytes:
    """A grey picture with a plate's key."""
    image = QImage(plate.width, plate.height, QImage.Format.Format_RGB32)
    image.fill(0x888888)
    image.setText(KEY_WORD, plate.key)
    return encode_png(image, plate.id)


class Drawer:
    """Takes the place of the processes and remembers what it was asked for."""

    def __init__(self, after: Callable[[], None] = lambda: None) -> None:
        self.files: list[str] = []
        self._after = after

    def __call__(
        self, setup: Setup, groups: Sequence[Group], workers: int, cancelled: Callable[[], bool]
    ) -> Iterator[tuple[Group, tuple[bytes, ...]]]:
        for group in groups:
            if cancelled():
                return
            self.files += [plate.file for plate in group]
            yield group, tuple(stand_in(plate) for plate in group)
            self._after()


def page_count(file: Path) -> int:
    """How many pages a PDF has, by its own page objects."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes()))
