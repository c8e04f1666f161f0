"""Light and dark: one set of colours for widgets, cards and the 3D view."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from explorer.scene import palette as scene_palette

__all__ = ["DARK", "LIGHT", "Theme", "ThemeChoice", "apply_theme", "resolve_theme"]

ThemeChoice = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of the window, as ``#rrggbb``.

    ``surface`` is what text stands on, ``window`` what surrounds it; ``accent`` marks what can be
    pressed or is selected, ``warning`` and ``danger`` mark cautions and red flags.
    """

    name: Literal["light", "dark"]
    window: str
    surface: str
    raised: str
    hover: str
    line: str
    text: str
    soft: str
    accent: str
    accent_text: str
    accent_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    good: str
    scene: scene_palette.Palette


LIGHT = Theme(
    name="light",
    window="#eceeef",
    surface="#fbfbf9",
    raised="#ffffff",
    hover="#e6ebee",
    line="#d5d9dc",
    text="#1f2428",
    soft="#5b646c",
    accent="#146c94",
    accent_text="#ffffff",
    accent_soft="#d9e9f0",
    warning="#8a5a00",
    warning_soft="#fbf1dc",
    danger="#b3261e",
    danger_soft="#fbe9e7",
    good="#2f6f4a",
    scene=scene_palette.LIGHT,
)

DARK = Theme(
    name="dark",
    window="#1d2024",
    surface="#24282d",
    raised="#2c3136",
    hover="#343a41",
    line="#3d444b",
    text="#e9ecee",
    soft="#a5adb5",
    accent="#5cbae6",
    accent_text="#0f1c24",
    accent_soft="#24414f",
    warning="#e6b45a",
    warning_soft="#3a3222",
    danger="#ff8f86",
    danger_soft="#402827",
    good="#7fc69d",
    scene=scene_palette.DARK,
)


def resolve_theme(choice: ThemeChoice) -> Theme:
    """The colours for a choice; ``system`` asks the desktop."""
    if choice == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Dress the whole program in a theme."""
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    sheet = _sheet(theme)
    if application.styleSheet() == sheet:  # polishing every widget anew takes a tenth of a second
        return
    application.setPalette(_palette(theme))
    application.setStyleSheet(sheet)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.window),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.soft),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.danger),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.accent_text),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Light, theme.raised),
        (role.Midlight, theme.hover),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
        (role.Shadow, theme.line),
    ):
        palette.setColor(which, QColor(colour))
    faded = QColor(theme.soft)
    faded.setAlphaF(0.55)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, faded)
    return palette


_SHEET = """
QMainWindow, QDialog {{ background: {window}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QMenuBar {{ background: {window}; padding: 1px 4px; }}
QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {raised}; border: 1px solid {line}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {soft}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 5px 8px; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px 7px; }}
QToolBar {{ background: {window}; border: none; border-bottom: 1px solid {line};
  spacing: 2px; padding: 3px 8px; }}
QToolBar::separator {{ width: 1px; background: {line}; margin: 8px 7px; }}
QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 3px 6px;
  color: {text}; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed {{ background: {line}; }}
QToolButton:checked {{ background: {accent_soft}; color: {text}; }}
QToolBar > QToolButton {{ color: {soft}; }}
QToolButton#qt_toolbar_ext_button {{ padding: 0; }}
QToolBar QFrame#segments QToolButton {{ padding: 4px 7px; }}
QToolBar > QToolButton:checked {{ background: transparent; color: {accent};
  border-bottom: 2px solid {accent}; border-bottom-left-radius: 0;
  border-bottom-right-radius: 0; }}
QToolBar > QToolButton:hover {{ background: {hover}; }}
QToolButton:focus {{ border: 1px solid {accent}; }}
QToolButton:disabled {{ color: {soft}; }}
QFrame#segments {{ background: {hover}; border-radius: 7px; }}
QFrame#segments QToolButton {{ border-radius: 5px; padding: 4px 9px; margin: 2px; }}
QWidget#navigator QFrame#segments QToolButton {{ padding: 4px 1px; margin: 2px 1px; }}
QFrame#segments QToolButton:checked {{ background: {raised}; color: {accent};
  border: 1px solid {line}; }}
QFrame#segments QToolButton:focus {{ border: 1px solid {accent}; }}
QPushButton {{ background: {raised}; border: 1px solid {line}; border-radius: 6px;
  padding: 6px 14px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:default {{ background: {accent}; color: {accent_text}; border-color: {accent}; }}
QPushButton:disabled {{ color: {soft}; background: {window}; border-color: {line}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 5px 13px; }}
QPushButton:default:focus {{ border: 2px solid {text}; }}
QCheckBox::indicator:unchecked, QTreeView::indicator:unchecked,
QListView::indicator:unchecked {{
  border: 1px solid {soft}; border-radius: 3px;
  background: {raised}; width: 11px; height: 11px; margin: 1px; }}
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked,
QTreeView::indicator:indeterminate {{
  border: 1px solid {accent}; border-radius: 3px;
  background: {accent}; width: 11px; height: 11px; margin: 1px; }}
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {{
  image: url("{signs}/tick-{name}.svg"); }}
QTreeView::indicator:indeterminate {{ image: url("{signs}/some-{name}.svg"); }}
QCheckBox::indicator:checked:disabled {{ background: {soft}; border-color: {soft}; }}
QLineEdit {{ background: {raised}; border: 1px solid {line};
  border-radius: 6px; padding: 5px 8px; selection-background-color: {accent};
  selection-color: {accent_text}; }}
QLineEdit#search {{ padding: 7px 10px; }}
QLineEdit:focus {{ border: 1px solid {accent}; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {line};
  selection-background-color: {accent_soft}; selection-color: {text}; outline: none; }}
QTreeView, QListView {{ background: {window}; border: 1px solid transparent; outline: none;
  show-decoration-selected: 0; }}
QTreeView:focus, QListView:focus {{ border: 1px solid {accent}; border-radius: 4px; }}
QTextBrowser {{ background: {surface}; border: 1px solid transparent; }}
QTextBrowser:focus {{ border: 1px solid {accent}; }}
QWidget#card, QWidget#cardHeader {{ background: {surface}; }}
QWidget#navigator {{ background: {window}; }}
QLabel#kind {{ color: {soft}; }}
QLabel#status, QLabel#hint {{ color: {soft}; }}
QLabel#heading {{ font-weight: 600; }}
QToolButton#fold {{ font-weight: 600; text-align: left; padding: 5px 4px; }}
QPushButton#small {{ padding: 5px 8px; }}
QPushButton#small:focus {{ padding: 4px 7px; }}
QLabel#field {{ color: {soft}; }}
QWidget#centre {{ background: {window}; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:hover {{ background: {accent}; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 4px; margin: 2px; min-height: 28px;
  min-width: 28px; }}
QScrollBar::handle:hover {{ background: {soft}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSlider::groove:horizontal {{ height: 4px; background: {line}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ background: {raised}; border: 1px solid {soft}; width: 14px;
  height: 14px; margin: -6px 0; border-radius: 8px; }}
QSlider::handle:horizontal:focus {{ border: 2px solid {accent}; }}
QFrame#viewButtons {{ background: {raised}; border: 1px solid {line}; border-radius: 8px; }}
QFrame#viewButtons QToolButton {{ padding: 2px 6px; border-radius: 5px; font-size: 12px;
  color: {soft}; }}
QFrame#viewButtons QToolButton:hover {{ color: {text}; }}
QFrame#dropArea {{ border: 1.5px dashed {soft}; border-radius: 10px; background: {surface}; }}
QProgressBar {{ background: {hover}; border: none; border-radius: 4px; max-height: 8px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 4px; }}
QScrollArea#layersPage, QWidget#layersContent {{ background: {window}; }}
QTableView {{ background: {surface}; border: 1px solid {line}; gridline-color: {hover}; }}
QFrame#messageBar {{ background: {warning_soft}; border-bottom: 1px solid {line}; }}
QFrame#messageBar QLabel {{ color: {text}; }}
QFrame#outputBar {{ background: {raised}; border-top: 1px solid {line}; }}
QScrollArea#lessonPage, QWidget#lessonContent {{ background: {window}; }}
QLineEdit#lessonTitle {{ font-weight: 600; }}
QLineEdit#lessonTitle, QLineEdit#lessonAuthor {{ background: transparent; padding: 2px 6px;
  border: 1px solid transparent; }}
QLineEdit#lessonAuthor {{ color: {soft}; }}
QLineEdit#lessonTitle:hover, QLineEdit#lessonAuthor:hover {{ border: 1px solid {line}; }}
QLineEdit#lessonTitle:focus, QLineEdit#lessonAuthor:focus {{ background: {raised};
  border: 1px solid {accent}; }}
QPlainTextEdit#lessonNotes {{ background: {raised}; border: 1px solid {line};
  border-radius: 6px; padding: 2px 4px; selection-background-color: {accent};
  selection-color: {accent_text}; }}
QPlainTextEdit#lessonNotes:focus {{ border: 1px solid {accent}; }}
QFrame#lessonOffer {{ background: {accent_soft}; border-top: 1px solid {line}; }}
QFrame#hintsCard {{ background: {raised}; border: 1px solid {line}; border-radius: 12px; }}
QHeaderView::section {{ background: {window}; border: none; border-bottom: 1px solid {line};
  padding: 5px 8px; }}
"""


def _sheet(theme: Theme) -> str:
    names = (n for n in Theme.__dataclass_fields__ if n != "scene")
    signs = (Path(__file__).parent / "signs").as_posix()
    return _SHEET.format(signs=signs, **{n: getattr(theme, n) for n in names})
