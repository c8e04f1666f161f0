"""How something was last written, kept in the settings."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from explorer.session.settings import SettingsFile

__all__ = ["remember", "remembered"]

T = TypeVar("T")


def remembered(settings: SettingsFile, kind: str, usual: T) -> T:
    """The options that were last used for a kind of output.

    Parameters
    ----------
    usual
        A dataclass with the options that hold when there are none, or when they cannot be read.
    """
    kept = settings.value.outputs.get(kind)
    if not isinstance(kept, dict):
        return usual
    values: dict[str, Any] = dict(msgspec.to_builtins(usual))
    options = usual
    for name in values.keys() & kept.keys():
        # One by one: what was written by hand or by another version costs only itself.
        values_then = {**values, name: kept[name]}
        try:
            options = msgspec.convert(values_then, type(usual))
        except (msgspec.ValidationError, RecursionError):
            continue
        values = values_then
    return options


def remember(settings: SettingsFile, kind: str, options: Any) -> None:
    """Keep the options of a kind of output for the next time."""
    kept = {**settings.value.outputs, kind: msgspec.to_builtins(options)}
    settings.change(outputs=kept)
