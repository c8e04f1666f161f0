"""The project around the package: what a wheel carries, and that the documents tell the truth."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import msgspec
import pytest

from explorer import __version__
from explorer.anatomy.model import Muscle, TriggerPoint, Zone
from explorer.arguments import parser as _parser
from explorer.body.landmarks import load_landmarks
from explorer.body.regions import load_region_map

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "data/*.md", "meshes/*.md")
    for path in ROOT.glob(pattern)
)
SCRIPTS = [*sorted(ROOT.glob("scripts/*.sh")), ROOT / ".ci" / "run"]
#: What the program reads when it runs; a wheel without one of them is broken.
BUNDLED = (
    "data/trigger_points.json",
    "data/trigger_points.schema.json",
    "meshes/figures.json",
    "meshes/landmarks.json",
    "meshes/regions.npz",
    "meshes/skeleton.json",
    "meshes/skeleton.npz",
    "meshes/stipple.npz",
    "meshes/topology.npz",
)


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def words_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def examples() -> list[str]:
    """Every command line in the documents that starts with the program's name."""
    found = []
    for document in DOCUMENTS:
        for block in re.findall(r"```sh\n(.*?)```", words_of(document), re.DOTALL):
            for line in block.splitlines():
                if line.startswith("trigger-point-explorer"):
                    found.append(line)
    return found


# The wheel ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BUNDLED)
def test_what_a_wheel_carries_is_in_the_checkout(name: str, project: dict) -> None:
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    path = ROOT / name
    source = next((s for s in included if path.is_relative_to(ROOT / s)), None)
    assert source is not None, f"pyproject.toml does not put {name} into the wheel"
    inside = Path(included[source]) / path.relative_to(ROOT / source)
    assert inside.as_posix() == f"explorer/_bundled/{name}"
    assert path.is_file()


def test_an_unpacked_wheel_finds_its_own_data(tmp_path: Path) -> None:
    builder = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is not installed")
    wheel = Path(next(builder.WheelBuilder(str(ROOT)).build(directory=str(tmp_path / "dist"))))
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    for name in BUNDLED:
        assert (site / "explorer" / "_bundled" / name).is_file()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TRIGGER_POINT_")}
    environment["PYTHONPATH"] = str(site)
    answer = subprocess.run(
        [sys.executable, "-c", "import explorer.body.resources as r; print(r.meshes_dir())"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert Path(answer.stdout.strip()) == site / "explorer" / "_bundled" / "meshes"


def test_licences_are_there_and_whole(project: dict) -> None:
    for name in project["project"]["license-files"]:
        assert (ROOT / name).is_file(), name
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION" in words_of(ROOT / "LICENSE")
    assert "Section 8 -- Interpretation" in words_of(ROOT / "data" / "LICENSE-CC-BY-4.0.md")
    cc0 = words_of(ROOT / "meshes" / "LICENSE-CC0.md")
    assert "explicitly released as CC0 in september 2020" in cc0
    assert "Affirmer" in cc0


def test_the_changelog_knows_the_version() -> None:
    assert __version__ in words_of(ROOT / "CHANGELOG.md")


# The scripts ----------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="shell scripts")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_scripts_run_and_parse(script: Path) -> None:
    assert os.access(script, os.X_OK), f"{script.name} is not executable"
    shell = words_of(script).splitlines()[0].removeprefix("#!").split()[-1].rsplit("/", 1)[-1]
    assert subprocess.run([shell, "-n", str(script)], timeout=30, check=False).returncode == 0


def test_readme_names_commands_that_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", words_of(ROOT / "Makefile"), re.MULTILINE))
    for document in DOCUMENTS:
        named = set(re.findall(r"(?:^|`)make ([a-z]+)", words_of(document), re.MULTILINE))
        assert named <= targets, document.name
    assert {"run", "test"} <= targets


# The documents --------------------------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", words_of(document), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_documented_calls_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    lines = examples()
    assert len(lines) > 15
    for line in lines:
        try:
            _parser().parse_args(shlex.split(line, comments=True)[1:])
        except SystemExit:
            pytest.fail(f"{line}: {capsys.readouterr().err}")


def test_every_call_and_option_is_documented() -> None:
    text = words_of(ROOT / "docs" / "command-line.md")
    calls = next(a for a in _parser()._actions if isinstance(a.choices, dict)).choices
    for name, call in calls.items():
        assert f"\n## {name}\n" in text, name
        for action in call._actions:
            for option in action.option_strings:
                assert f"{option}" in text, f"{name} {option}"


def test_ids_in_examples_exist() -> None:
    from explorer.anatomy.atlas import Atlas
    from explorer.body.resources import data_dir
    from explorer.knowledge.reading import read_knowledge_base

    atlas = Atlas(read_knowledge_base(data_dir() / "trigger_points.json"))
    named: set[str] = set()
    for line in examples():
        values = vars(_parser().parse_args(shlex.split(line, comments=True)[1:]))
        named.update(values[key] for key in ("id", "point", "complaint") if values.get(key))
        named.update(filter(None, (values.get("regions") or "").split(",")))
    assert len(named) > 4
    assert [id for id in sorted(named) if atlas.find(id) is None] == []


@pytest.mark.parametrize(
    ("label", "record"), [("muscle", Muscle), ("trigger point", TriggerPoint), ("zone", Zone)]
)
def test_records_in_the_content_guide_have_the_right_shape(label: str, record: type) -> None:
    text = words_of(ROOT / "docs" / "content.md")
    (block,) = re.findall(rf"```json {label}\n(.*?)```", text, re.DOTALL)
    decoded = msgspec.json.decode(block, type=record)
    keys = set(re.findall(r'"([a-z_]+)":', block))
    known = set(re.findall(r'"([a-z_]+)":', msgspec.json.encode(decoded).decode()))
    assert keys <= known, "the example has keys that no record knows"


def test_landmarks_and_regions_in_the_content_guide_exist() -> None:
    text = words_of(ROOT / "docs" / "content.md")
    marks = set()
    for group in re.findall(r'"landmarks": \{([^}]*)\}', text):
        marks.update(re.findall(r'"([a-z0-9_]+)":', group))
    for group in re.findall(r'"through": \[(.*?)\], "width|"through": \[(.*?)\],\n', text):
        marks.update(re.findall(r'(?:, |^)"([a-z0-9_]+)"', "".join(group)))
    assert len(marks) > 4
    assert marks - {"self"} <= set(load_landmarks())
    regions = {
        r for g in re.findall(r'"(?:regions|fill)": \[([^]]*)\]', text) for r in g.split(",")
    }
    assert {r.strip(' "') for r in regions} <= set(load_region_map().ids)
