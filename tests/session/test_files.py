from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import ExplorerError
from explorer.files import read_json, set_aside, write_bytes, write_json


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_file_is_written_over_whatever_was_there(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "a.bin"
    file.parent.mkdir()
    write_bytes(file, b"first, and longer")
    write_bytes(file, b"second")
    assert file.read_bytes() == b"second"
    assert names(file.parent) == ["a.bin"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_former_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"former")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(ExplorerError, match="No space left on device") as caught:
        write_bytes(file, b"new")
    assert caught.value.hint
    assert file.read_bytes() == b"former"
    assert names(tmp_path) == ["a.bin"]


def test_the_former_file_stands_until_the_new_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"former")
    seen: list[tuple[bytes, bytes]] = []
    true_replace = os.replace

    def watch(source: str, target: Path) -> None:
        seen.append((Path(source).read_bytes(), Path(target).read_bytes()))
        true_replace(source, target)

    monkeypatch.setattr(os, "replace", watch)
    write_bytes(file, b"new")
    assert seen == [(b"new", b"former")]
    assert file.read_bytes() == b"new"


def test_a_folder_that_cannot_be_written_to_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(ExplorerError, match=r"a\.bin could not be written: Permission denied"):
        write_bytes(tmp_path / "a.bin", b"new")


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(ExplorerError, match="could not be written"):
        write_bytes(tmp_path / "file" / "a.bin", b"new")


@pytest.mark.skipif(os.name != "posix", reason="modes as on POSIX systems")
def test_a_written_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    write_bytes(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == plain.stat().st_mode


KILLED = """
import os, sys
from pathlib import Path
from explorer.files import write_bytes
setattr(os, sys.argv[2], lambda *_: os._exit(9))
write_bytes(Path(sys.argv[1]), b"new" * 1000)
"""


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_process_killed_while_saving_leaves_the_former_file(tmp_path: Path, step: str) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"former")
    root = str(Path(__file__).resolve().parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(file), step], env=environment, check=False
    )
    assert killed.returncode == 9
    assert file.read_bytes() == b"former"
    write_bytes(file, b"next")
    assert file.read_bytes() == b"next"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.just("k"), inner),
    max_leaves=5,
)


@given(VALUES)
def test_json_reads_back_as_it_was_written(value: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.json"
        write_json(file, value)
        assert read_json(file) == value
        assert file.read_bytes().endswith(b"\n")


def test_a_file_set_aside_keeps_its_content_and_never_meets_another(tmp_path: Path) -> None:
    file = tmp_path / "s.json"
    kept = []
    for content in (b"one", b"two", b"three"):
        file.write_bytes(content)
        kept.append(set_aside(file))
        assert not file.exists()
    assert len(set(kept)) == 3
    assert [p.read_bytes() for p in kept if p is not None] == [b"one", b"two", b"three"]
    assert all(p is not None and p.name.startswith("s.json.unreadable-") for p in kept)


def test_a_file_that_cannot_be_moved_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "s.json"
    file.write_bytes(b"x")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    assert set_aside(file) is None
    assert file.read_bytes() == b"x"
