"""Settings that outlive a run, each declared once with its type, default and meaning."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from explorer.errors import ExplorerError
from explorer.files import read_json, set_aside, write_json

__all__ = ["Settings", "SettingsFile"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the explorer remembers. Field metadata says what each setting means."""

    theme: Literal["system", "light", "dark"] = field(
        default="system", metadata={"text": "Colours of the window"}
    )
    figure: str = field(default="female", metadata={"text": "Body shown at the start"})
    rotation: Literal["turntable", "trackball"] = field(
        default="turntable", metadata={"text": "How the body turns"}
    )
    first_run_done: bool = field(default=False, metadata={"text": "The first hints were closed"})
    text_scale: float = field(
        default=1.0, metadata={"text": "Size of the text on cards", "range": (0.5, 3.0)}
    )
    window_geometry: str = field(default="", metadata={"text": "Place and size of the window"})
    window_state: str = field(default="", metadata={"text": "Arrangement of the panels"})
    picture_folder: str = field(default="", metadata={"text": "Where pictures were last saved"})
    picture_width: int = field(
        default=3840, metadata={"text": "Width of saved pictures", "range": (16, 8192)}
    )
    picture_height: int = field(
        default=2160, metadata={"text": "Height of saved pictures", "range": (16, 8192)}
    )
    picture_transparent: bool = field(
        default=False, metadata={"text": "Saved pictures have no background"}
    )
    picture_labels: bool = field(default=True, metadata={"text": "Saved pictures carry labels"})
    outputs: dict[str, Any] = field(
        default_factory=dict, metadata={"text": "How figures, slides and the like were last made"}
    )


def _accepts(value: Any, default: Any, choices: tuple[str, ...] | None) -> bool:
    if choices is not None:
        return value in choices
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, float):
        return isinstance(value, (int, float))
    return isinstance(value, type(default))


def _within(value: Any, limits: tuple[float, float] | None) -> bool:
    return limits is None or limits[0] <= value <= limits[1]


_CHOICES = {"theme": ("system", "light", "dark"), "rotation": ("turntable", "trackball")}


class SettingsFile:
    """The settings file of one user.

    ``warning`` says in one sentence what went wrong while reading, if anything did; a file that
    could not be read has been set aside under the name the sentence gives. Saving in a read-only
    home is not an error the user must deal with: ``save`` returns False and the run goes on.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.warning: str | None = None
        self.value = Settings()
        self._load()

    def _load(self) -> None:
        try:
            content = read_json(self.path)
            if not isinstance(content, dict):
                raise ValueError("it does not hold settings")
        except FileNotFoundError:
            return
        except (OSError, ValueError, RecursionError) as error:
            kept = set_aside(self.path)
            where = f"it is kept as {kept}" if kept else "it was left where it is"
            self.warning = (
                f"The settings in {self.path} could not be read ({error}); {where}, "
                "and the explorer starts with its defaults."
            )
            return
        known = dataclasses.asdict(Settings())
        ranges = {f.name: f.metadata.get("range") for f in dataclasses.fields(Settings)}
        values = {
            name: value
            for name, value in content.items()
            if name in known
            and _accepts(value, known[name], _CHOICES.get(name))
            and _within(value, ranges[name])
        }
        self.value = Settings(**values)

    def change(self, **values: Any) -> bool:
        """Replace some settings and save; False when they could not be saved."""
        self.value = dataclasses.replace(self.value, **values)
        return self.save()

    def save(self) -> bool:
        """Write the file whole; False when the folder is read-only or the disk full."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_json(self.path, dataclasses.asdict(self.value))
        except (ExplorerError, OSError):
            return False
        return True
