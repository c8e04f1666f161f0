"""Zip archives from anywhere, read without trusting anything they say about themselves."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType

from explorer.errors import ExplorerError

__all__ = ["Archive", "Limits"]

_CHUNK = 1 << 18
_TAIL = 66_000  # the end record and the longest comment
_ANOTHER = "Download the file again from its own site."
_UNSAFE = "Such an archive is not made by an honest tool; nothing of it was unpacked."


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read from one archive; generous for any body there is.

    ``ratio`` is how many times larger a member may be than what it takes up in the archive,
    measured while it is read; text of coordinates packs three to ten times smaller.
    """

    members: int = 20_000
    directory_bytes: int = 8 << 20
    member_bytes: int = 400 << 20
    total_bytes: int = 3 << 30
    ratio: float = 100.0
    ratio_from: int = 1 << 20


class Archive:
    """A zip archive that has been looked over; its members are read into memory, never unpacked.

    Raises
    ------
    ExplorerError
        When the file is no archive, is cut short or encrypted, or holds links, absolute or
        climbing names, two members of one name, too many members, or overlapping ones.
    """

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self.path = path
        self.limits = limits or Limits()
        self._read = 0
        try:
            size = path.stat().st_size
            _look_at_end(path, size, self.limits)
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise ExplorerError(
                f"{path} could not be read: {error.strerror or error}.",
                "Check the name, and that you may read the file.",
            ) from error
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            raise ExplorerError(
                f"{path.name} is no zip archive, or was cut short while downloading.", _ANOTHER
            ) from error
        try:
            self._members = self._looked_over(size)
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the files inside, with ``/`` between folders."""
        return tuple(self._members)

    def read(self, name: str, check: Callable[[], None] = lambda: None) -> bytes:
        """One whole member; ``check`` is called between pieces and may raise.

        Raises
        ------
        ExplorerError
            When it is damaged, or grows beyond the limits.
        """
        limits = self.limits
        info = self._members[name]
        packed = max(info.compress_size, 1)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as member:
                while piece := member.read(_CHUNK):
                    check()
                    size += len(piece)
                    self._read += len(piece)
                    swollen = size > limits.ratio_from and size > limits.ratio * packed
                    if swollen or size > limits.member_bytes or self._read > limits.total_bytes:
                        raise ExplorerError(
                            f"{name!r} in {self.path.name} unpacks to far more than a body needs.",
                            _UNSAFE,
                        )
                    pieces.append(piece)
        except ExplorerError:
            raise
        except (
            OSError,
            EOFError,
            RuntimeError,
            ValueError,
            struct.error,
            zipfile.BadZipFile,
            zlib.error,
        ) as error:
            raise self._damaged(name) from error
        except Exception as error:
            if type(error).__name__ != "LZMAError":  # the module may be missing in this Python
                raise
            raise self._damaged(name) from error
        return b"".join(pieces)

    def head(self, name: str, count: int) -> bytes:
        """The first ``count`` bytes of a member.

        Raises
        ------
        ExplorerError
            When it is damaged.
        """
        try:
            with self._zip.open(self._members[name]) as member:
                return member.read(count)
        except (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error) as e:
            raise self._damaged(name) from e

    def _damaged(self, name: str) -> ExplorerError:
        return ExplorerError(f"{name!r} in {self.path.name} is damaged.", _ANOTHER)

    def _looked_over(self, size: int) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        seen: set[str] = set()
        infos = self._zip.infolist()
        if len(infos) > self.limits.members:
            raise self._unsafe("holds too many files")
        if sum(info.compress_size for info in infos) > size:
            raise self._unsafe("has members that overlap")
        for info in infos:
            name = info.filename
            _refuse_place(name, info.orig_filename, self._unsafe)
            mode = info.external_attr >> 16
            if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
                raise self._unsafe(f"holds a link or a device, {name!r}")
            if info.is_dir():
                continue
            if info.flag_bits & 0x1:
                raise ExplorerError(
                    f"{self.path.name} is encrypted.", "Unpack it with its password first."
                )
            if name.casefold() in seen:
                raise self._unsafe(f"holds two files of the name {name!r}")
            seen.add(name.casefold())
            members[name] = info
        return members

    def _unsafe(self, what: str) -> ExplorerError:
        return ExplorerError(f"{self.path.name} {what}.", _UNSAFE)


def _refuse_place(name: str, stored: str, unsafe: Callable[[str], ExplorerError]) -> None:
    """Refuse a name that would leave the folder it were unpacked into, if it ever were."""
    if "\\" in stored or "\0" in stored:
        raise unsafe(f"holds a file with a strange name, {stored!r}")
    path = PurePosixPath(name)
    if path.is_absolute() or (len(name) > 1 and name[1] == ":"):
        raise unsafe(f"holds a file with an absolute name, {name!r}")
    if ".." in path.parts:
        raise unsafe(f"holds a file that climbs out of its folder, {name!r}")


def _look_at_end(path: Path, size: int, limits: Limits) -> None:
    """Refuse a directory too large before Python's reader takes it all into memory.

    Raises ``ValueError`` where there is none.
    """
    with path.open("rb") as file:
        file.seek(max(size - _TAIL, 0))
        tail = file.read(_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        raise ValueError("no end record")
    directory = struct.unpack_from("<I", tail, at + 12)[0]
    large = tail.rfind(b"PK\x06\x06", 0, at)
    if directory == 0xFFFFFFFF and large >= 0:
        directory = struct.unpack_from("<Q", tail, large + 40)[0]
    if directory > limits.directory_bytes:
        raise ExplorerError(f"{path.name} holds too many files.", _UNSAFE)
