"""The menu bar, made from the table of commands."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from explorer.ui.actions import COMMANDS

__all__ = ["fill_menu_bar"]


def fill_menu_bar(bar: QMenuBar, actions: Mapping[str, QAction]) -> None:
    """Put every command into its menu."""
    menus: dict[str, QMenu] = {}
    groups: dict[str, int] = {}
    for spec in COMMANDS:
        menu = menus.get(spec.menu)
        if menu is None:
            menu = menus[spec.menu] = bar.addMenu(f"&{spec.menu}")
            menu.setObjectName(f"menu{spec.menu}")
        elif groups[spec.menu] != spec.group:
            menu.addSeparator()
        groups[spec.menu] = spec.group
        if spec.submenu:
            name = f"{spec.menu}/{spec.submenu}"
            if name not in menus:
                menus[name] = menu.addMenu(spec.submenu)
            menu = menus[name]
        menu.addAction(actions[spec.id])
