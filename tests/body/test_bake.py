from __future__ import annotations

from pathlib import Path

import numpy as np

from explorer.body.bake import content_key, load_baked, save_baked


def test_what_was_saved_is_loaded_under_the_same_key(tmp_path: Path) -> None:
    assert save_baked(tmp_path, "zones", "k1", {"a": np.arange(5)})
    loaded = load_baked(tmp_path, "zones", "k1")
    assert loaded is not None
    assert loaded["a"].tolist() == [0, 1, 2, 3, 4]


def test_another_key_finds_nothing_and_replaces_the_stale_file(tmp_path: Path) -> None:
    save_baked(tmp_path, "zones", "old", {"a": np.zeros(3)})
    assert load_baked(tmp_path, "zones", "new") is None
    save_baked(tmp_path, "zones", "new", {"a": np.ones(3)})
    assert [p.name for p in tmp_path.iterdir()] == ["zones-new.npz"]


def test_a_damaged_file_is_ignored(tmp_path: Path) -> None:
    save_baked(tmp_path, "zones", "k", {"a": np.arange(500)})
    file = tmp_path / "zones-k.npz"
    file.write_bytes(file.read_bytes()[:200])
    assert load_baked(tmp_path, "zones", "k") is None
    file.write_bytes(b"not an archive")
    assert load_baked(tmp_path, "zones", "k") is None


def test_an_unwritable_folder_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert not save_baked(blocked, "zones", "k", {"a": np.zeros(1)})
    assert load_baked(blocked, "zones", "k") is None
    assert not save_baked(None, "zones", "k", {"a": np.zeros(1)})


def test_keys_depend_on_every_part_and_its_borders() -> None:
    assert content_key([b"ab", b"c"]) != content_key([b"a", b"bc"])
    assert content_key([b"ab"]) == content_key([b"ab"])
