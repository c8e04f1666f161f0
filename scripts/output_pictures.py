"""The pictures of docs/outputs.md: one of everything that the explorer hands out.

``python scripts/output_pictures.py docs/images`` makes them anew. The slide, the handout and the
atlas plate are painted by the code that writes the deck, the PDF and the book; the page is a
screenshot of the file in Chromium, and stays as it was where there is none.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

if sys.platform.startswith("linux"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import Pain, RegionRef
from explorer.body.resources import data_dir
from explorer.export.atlas.plan import chosen_points, chosen_views, make_plan
from explorer.export.atlas.run import run_atlas
from explorer.export.figures.spec import FigureSpec, PageSize
from explorer.export.figures.writing import write_figure
from explorer.export.handout.content import Handout
from explorer.export.handout.preview import HandoutPreview
from explorer.export.lesson_making import lesson_of
from explorer.export.page.views import PageView
from explorer.export.page.writing import write_page
from explorer.export.plates import plate_state
from explorer.export.showing import Showing, showing
from explorer.export.slides.outline import ASPECT, Outline, SlideOptions
from explorer.export.slides.painting import paint_slide
from explorer.knowledge.reading import read_knowledge_base
from explorer.session.pain_file import PainRecord
from explorer.session.settings import SettingsFile
from explorer.session.view_state import PointRef
from explorer.ui.application import application
from explorer.ui.main_window import MainWindow

POINTS = (
    "upper_trapezius.trp1",
    "infraspinatus.trp1",
    "extensor_carpi_radialis_longus.trp1",
    "gluteus_minimus.trp1",
    "soleus.trp1",
)
WIDTH = 1200


def main() -> None:
    """Make every picture that can be made here."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    atlas = Atlas(read_knowledge_base(data_dir() / "trigger_points.json"))
    application()
    with showing(atlas, "female") as show:
        figure(atlas, folder)
        slides(show, folder)
        handout(atlas, show, folder)
        page(atlas, show, folder)
    plates(atlas, folder)
    windows(atlas, folder)


def keep(image: QImage, path: Path, width: int = WIDTH) -> None:
    """Save a picture as wide as a page of documentation shows it."""
    small = image
    if image.width() > width:
        small = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    # Few colours are as good to the eye here, and a third of the bytes in a repository.
    if not small.convertToFormat(QImage.Format.Format_RGB888).save(str(path), "png", 0):
        raise SystemExit(f"{path} could not be written")
    print(path)


def beside(images: list[QImage], gap: int = 24) -> QImage:
    """Pictures of one height in a row on a quiet ground."""
    width = sum(image.width() for image in images) + gap * (len(images) + 1)
    row = QImage(width, images[0].height() + 2 * gap, QImage.Format.Format_RGB32)
    row.fill(QColor("#d9dcdf"))
    painter = QPainter(row)
    x = gap
    for image in images:
        painter.drawImage(x, gap, image)
        x += image.width() + gap
    painter.end()
    return row


def figure(atlas: Atlas, folder: Path) -> None:
    """A figure with names, legend and the scale of certainty."""
    state = plate_state(atlas, "complaint_headache", "right", "female")
    spec = FigureSpec(PageSize(1600, 1200), state, labels=("points",), certainty=True)
    spec = replace(spec, title="Tension-type headache: commonly described sources")
    with showing(atlas, "female") as show:
        framed = show.framed(state, 0.9)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "figure.png"
        write_figure(atlas, replace(spec, view=framed, view_aspect=0.9), path)
        keep(QImage(str(path)), folder / "output-figure.png")


def slides(show: Showing, folder: Path) -> None:
    """A question and its answer."""
    lesson = lesson_of(show, POINTS[1:2], aspect=ASPECT, title="The shoulder")
    outline = Outline(show, lesson, SlideOptions(questions=True))
    pictures = []
    for number, leaf in enumerate(outline.leaves, 1):
        if leaf.kind not in ("question", "view") or len(pictures) == 2:
            continue
        image = QImage(960, 540, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_slide(painter, outline.draw(show, leaf, 1920), number, image.width())
        painter.end()
        pictures.append(image)
    keep(beside(pictures), folder / "output-slides.png", 1500)


def handout(atlas: Atlas, show: Showing, folder: Path) -> None:
    """Two pages for a client."""
    pain = Pain(
        words="a dull ache deep in the shoulder, worse at night",
        regions=(RegionRef("shoulder_front", "right"), RegionRef("shoulder_joint_deep", "right")),
    )
    content = Handout(
        PainRecord(pain=pain),
        (PointRef("infraspinatus.trp1", "right"), PointRef("upper_trapezius.trp1", "right")),
        done="Steady pressure on both points, a minute each, then the stretches.",
        practice="Practice at the Bridge",
        on=date(2026, 1, 15),
    )
    preview = HandoutPreview(atlas)
    for wanted in preview.missing(content):
        preview.draw(wanted, show)
    pages = preview.pages(content, None, 700)
    keep(beside(pages), folder / "output-handout.png", 1500 if len(pages) > 1 else 740)


def plates(atlas: Atlas, folder: Path) -> None:
    """Plates of the atlas."""
    views = chosen_views(["best"])
    plan = make_plan(atlas, chosen_points(atlas, POINTS[::2]), views, ["female"], (560, 700))
    with tempfile.TemporaryDirectory() as place:
        run_atlas(atlas, plan, Path(place) / "atlas", workers=1)
        files = [Path(place) / "atlas" / plate.file for plate in plan.plates]
        keep(beside([QImage(str(file)) for file in files]), folder / "output-atlas.png", 1500)


def page(atlas: Atlas, show: Showing, folder: Path) -> None:
    """The page as Chromium shows it."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    browser = next((found for name in names if (found := shutil.which(name))), None)
    if browser is None:
        print("No Chromium is installed: the picture of the page stays as it was.")
        return
    states = [plate_state(atlas, id, "right", "female") for id in POINTS]
    views = [
        PageView(atlas.point_name(id), "", replace(show.framed(state, 1.2), markers=True))
        for id, state in zip(POINTS, states, strict=True)
    ]
    with tempfile.TemporaryDirectory() as place:
        file, shot = Path(place) / "page.html", Path(place) / "page.png"
        write_page(atlas, views, file, title="Five points", all_points=True)
        flags = ("--headless=new", "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader")
        more = ("--enable-unsafe-swiftshader", "--hide-scrollbars", "--virtual-time-budget=8000")
        subprocess.run(
            [browser, *flags, *more, f"--user-data-dir={place}/profile"]
            + ["--window-size=1440,900", f"--screenshot={shot}", file.as_uri()],
            check=True,
            capture_output=True,
            timeout=120,
        )
        keep(QImage(str(shot)), folder / "output-page.png")


def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Let the window live until something holds."""
    loop, clock, last = QEventLoop(), QTimer(), QTimer()
    clock.timeout.connect(lambda: loop.quit() if holds() else None)
    clock.start(30)
    last.setSingleShot(True)
    last.timeout.connect(loop.quit)
    last.start(round(seconds * 1000))
    loop.exec()


def rest(seconds: float) -> None:
    """Let the window live for a while."""
    until(lambda: False, seconds)


def windows(atlas: Atlas, folder: Path) -> None:
    """The lesson's page, the composer and a view that is played."""
    with tempfile.TemporaryDirectory() as place:
        settings = SettingsFile(Path(place) / "settings.json")
        settings.change(first_run_done=True, theme="light")
        window = MainWindow(atlas, settings, None)
        window.resize(1440, 900)
        window.show()
        with showing(atlas, "female") as show:
            lesson = lesson_of(show, POINTS, aspect=1.2, title="Five referral patterns")
        window.lessons.begin(lesson, None)
        window.run("lesson_page")
        window.lessons.choose(lesson.views[2].id)
        window.lessons.show(lesson.views[2].id)
        rest(6.0)
        window.viewport.finish_picture()
        keep(window.grab().toImage(), folder / "window-lesson.png")
        window.lessons.show(lesson.views[0].id)
        rest(2.0)
        window.run("export_figure")
        rest(4.0)
        for dialog in QApplication.topLevelWidgets():
            if dialog.objectName() and "igure" in dialog.objectName() and dialog.isVisible():
                dialog.resize(1240, 760)
                rest(2.0)
                keep(dialog.grab().toImage(), folder / "window-figure.png")
                dialog.close()
        window.lessons.let_go()
        window.close()
        window.deleteLater()
        rest(0.2)


if __name__ == "__main__":
    main()
