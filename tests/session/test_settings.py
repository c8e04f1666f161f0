from __future__ import annotations

import dataclasses
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.session.settings import Settings, SettingsFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def written(path: Path, value: Any) -> SettingsFile:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return SettingsFile(path)


def test_without_a_file_there_are_defaults_no_warning_and_nothing_is_written(path: Path) -> None:
    settings = SettingsFile(path)
    assert settings.value == Settings()
    assert settings.warning is None
    assert not path.parent.exists()


@given(
    st.builds(
        Settings,
        theme=st.sampled_from(["system", "light", "dark"]),
        figure=st.text(st.characters(exclude_categories=("Cs",))),
        rotation=st.sampled_from(["turntable", "trackball"]),
        first_run_done=st.booleans(),
        text_scale=st.floats(0.5, 3),
        picture_width=st.integers(16, 8192),
        picture_labels=st.booleans(),
    )
)
def test_what_is_saved_is_there_at_the_next_start(value: Settings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.json"
        assert SettingsFile(path).change(**dataclasses.asdict(value))
        again = SettingsFile(path)
    assert again.value == value
    assert again.warning is None


def test_changing_one_setting_keeps_the_others(path: Path) -> None:
    settings = SettingsFile(path)
    settings.change(theme="dark", picture_width=800)
    settings.change(theme="light")
    assert SettingsFile(path).value == Settings(theme="light", picture_width=800)


@pytest.mark.parametrize("text", ["", "{", "[1]", '"x"', "null", "{'a': 1}", "[" * 100_000])
def test_an_unreadable_file_is_kept_under_the_name_the_warning_gives(path: Path, text: str) -> None:
    settings = written(path, text)
    assert settings.value == Settings()
    assert settings.warning is not None
    (kept,) = path.parent.iterdir()
    assert str(kept) in settings.warning
    assert str(path) in settings.warning
    assert kept.read_text(encoding="utf-8") == text
    assert settings.change(theme="dark")
    assert kept.read_text(encoding="utf-8") == text
    assert SettingsFile(path).value.theme == "dark"


def test_bytes_that_are_no_text_are_kept_too(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\x00{")
    settings = SettingsFile(path)
    assert settings.warning is not None
    (kept,) = path.parent.iterdir()
    assert kept.read_bytes() == b"\xff\xfe\x00{"


def test_an_unreadable_file_that_cannot_be_moved_is_left_and_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    settings = written(path, "{")
    assert settings.warning is not None
    assert "left where it is" in settings.warning
    assert path.read_text(encoding="utf-8") == "{"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("theme", ["dark"]),
        ("theme", None),
        ("rotation", 3),
        ("figure", 5),
        ("first_run_done", 1),
        ("first_run_done", "true"),
        ("picture_width", True),
        ("picture_width", 12.5),
        ("picture_width", "3840"),
        ("text_scale", "big"),
        ("text_scale", False),
        ("window_geometry", {"x": 1}),
    ],
)
def test_a_value_of_the_wrong_type_is_ignored_and_the_others_are_taken(
    path: Path, name: str, value: Any
) -> None:
    settings = written(path, {"picture_height": 123, name: value})
    assert settings.value == Settings(picture_height=123)
    assert settings.warning is None


def test_a_setting_of_another_version_is_ignored(path: Path) -> None:
    settings = written(path, {"theme": "dark", "from_the_future": 1})
    assert settings.value == Settings(theme="dark")


def test_a_whole_number_does_for_a_scale(path: Path) -> None:
    assert written(path, {"text_scale": 2}).value.text_scale == 2


def test_a_read_only_folder_is_no_error_and_the_change_holds_for_this_run(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    settings = SettingsFile(path)
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    assert settings.change(theme="dark") is False
    assert settings.value.theme == "dark"
    assert not path.exists()


def test_a_home_that_is_no_folder_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    settings = SettingsFile(tmp_path / "home" / "settings.json")
    assert settings.value == Settings()
    assert settings.save() is False


def test_a_failure_while_saving_keeps_the_former_settings(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = SettingsFile(path)
    settings.change(theme="dark")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", fail)
        assert settings.change(theme="light") is False
    assert SettingsFile(path).value.theme == "dark"
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


def test_every_setting_says_what_it_means() -> None:
    texts = [f.metadata.get("text", "") for f in dataclasses.fields(Settings)]
    assert all(len(text) > 5 for text in texts)
    assert len(set(texts)) == len(texts)
