"""Files that are broken, hostile or unlucky: one sentence each, and the former pack untouched."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import stat
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_anatomy import (
    STRUCTURES,
    box,
    glb,
    glb_document,
    moved,
    obj,
    parts,
    put_in,
    tiny_glb,
    tiny_zip,
    zipped,
)

from explorer.anatomy.atlas import Atlas
from explorer.errors import ExplorerError
from explorer.packs import leftovers
from explorer.packs.cancelling import Cancelled
from explorer.packs.store import damaged_packs, list_packs, load_pack, remove_pack

_V, _T = box((0, 0, 0), (1, 1, 1))
GOOD = obj(_V, _T)


@pytest.fixture(scope="module")
def good_store(tmp_path_factory: pytest.TempPathFactory, atlas: Atlas) -> Path:
    """A folder with one pack in it."""
    folder = tmp_path_factory.mktemp("store")
    put_in(tiny_zip(folder / "body.zip"), folder / "packs", atlas)
    return folder / "packs"


@pytest.fixture
def store(good_store: Path, tmp_path: Path) -> Path:
    """A copy of that folder to be ill-treated."""
    return Path(shutil.copytree(good_store, tmp_path / "packs"))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def refused(path: Path, store: Path, atlas: Atlas, sentence: str, **options: Any) -> ExplorerError:
    """Installing fails with that sentence, and the former pack is byte for byte as it was."""
    before = contents(store)
    with pytest.raises(ExplorerError) as caught:
        put_in(path, store, atlas, name="body", **options)
    assert re.search(sentence, caught.value.message), caught.value.message
    assert caught.value.message.endswith(".")
    assert "\n" not in str(caught.value)
    assert caught.value.hint
    untouched(store, before)
    return caught.value


def untouched(store: Path, before: dict[str, bytes]) -> None:
    assert contents(store) == before
    assert [p.name for p in store.iterdir()] == ["body"]
    assert len(load_pack(store, "body").structures.items) == STRUCTURES


# --- archives ---------------------------------------------------------------------------------


def as_text(tmp: Path) -> Path:
    path = tmp / "body.zip"
    path.write_text("This is no archive.\n" * 50)
    return path


def other_suffix(tmp: Path) -> Path:
    path = tmp / "body.txt"
    path.write_text("left infraspinatus\n")
    return path


def empty_file(tmp: Path) -> Path:
    path = tmp / "body.zip"
    path.write_bytes(b"")
    return path


def cut_in_half(tmp: Path) -> Path:
    path = tiny_zip(tmp / "body.zip")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def cut_at_end(tmp: Path) -> Path:
    path = tiny_zip(tmp / "body.zip")
    path.write_bytes(path.read_bytes()[:-15])
    return path


def bad_checksum(tmp: Path) -> Path:
    path = tmp / "body.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("left infraspinatus.obj", GOOD)
    data = path.read_bytes()
    at = data.index(b"v -1")
    path.write_bytes(data[:at] + b"v -9" + data[at + 4 :])
    return path


def encrypted(tmp: Path) -> Path:
    path = tiny_zip(tmp / "body.zip")
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    path.write_bytes(bytes(data))
    return path


def named(*names: str) -> Callable[[Path], Path]:
    def build(tmp: Path) -> Path:
        path = tmp / "body.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                info = zipfile.ZipInfo("x")
                info.filename = name
                archive.writestr(info, GOOD)
        return path

    return build


def backslashes(tmp: Path) -> Path:
    path = zipped(tmp / "body.zip", [("..!evil!left infraspinatus.obj", GOOD)])
    path.write_bytes(path.read_bytes().replace(b"..!evil!", b"..\\evil\\"))
    return path


def of_mode(mode: int) -> Callable[[Path], Path]:
    def build(tmp: Path) -> Path:
        path = tmp / "body.zip"
        with zipfile.ZipFile(path, "w") as archive:
            info = zipfile.ZipInfo("left infraspinatus.obj")
            info.create_system = 3
            info.external_attr = (mode | 0o777) << 16
            archive.writestr(info, b"/etc/passwd")
        return path

    return build


def bomb(tmp: Path) -> Path:
    path = tmp / "body.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("left infraspinatus.obj", "w") as member,
    ):
        for _ in range(64):
            member.write(b"\n" * (1 << 20))
    assert path.stat().st_size * 900 < 64 << 20
    return path


def lying_bomb(tmp: Path) -> Path:
    """A bomb that says it is small: its sizes are set to 1000 in the directory and before it."""
    path = bomb(tmp)
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    path.write_bytes(bytes(data))
    return path


def overlapping(tmp: Path) -> Path:
    """Two members of which each says that it takes up the whole archive."""
    path = zipped(tmp / "body.zip", [("left infraspinatus.obj", GOOD), ("b.obj", GOOD)])
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 20 : at + 24] = struct.pack("<I", len(data) - 10)
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(bytes(data))
    return path


def too_many(tmp: Path) -> Path:
    path = tmp / "body.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for i in range(20_001):
            archive.writestr(f"{i}.obj", b"")
    return path


def huge_directory(tmp: Path) -> Path:
    path = tiny_zip(tmp / "body.zip")
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<I", 1 << 30)
    path.write_bytes(bytes(data))
    return path


def unknown_method(tmp: Path) -> Path:
    path = zipped(tmp / "body.zip", [("left infraspinatus.obj", GOOD)])
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        at = data.index(mark)
        data[at + offset : at + offset + 2] = struct.pack("<H", 77)
    path.write_bytes(bytes(data))
    return path


def no_meshes(tmp: Path) -> Path:
    return zipped(tmp / "body.zip", [("holiday.jpg", b"\xff\xd8"), ("LICENSE", b"CC BY 4.0")])


def a_folder(tmp: Path) -> Path:
    (tmp / "body.zip").mkdir()
    return tmp / "body.zip"


def nothing_there(tmp: Path) -> Path:
    return tmp / "nowhere.zip"


ARCHIVES = [
    (as_text, "is no zip archive"),
    (other_suffix, "neither a zip archive nor a GLB"),
    (empty_file, "is no zip archive"),
    (cut_in_half, "no zip archive, or was cut short"),
    (cut_at_end, "no zip archive, or was cut short"),
    (bad_checksum, "'left infraspinatus.obj' in body.zip is damaged"),
    (encrypted, "is encrypted"),
    (named("../left infraspinatus.obj"), "climbs out of its folder"),
    (named("meshes/../../left infraspinatus.obj"), "climbs out of its folder"),
    (named("/etc/left infraspinatus.obj"), "absolute name"),
    (named("C:/left infraspinatus.obj"), "absolute name"),
    (backslashes, "strange name"),
    (of_mode(stat.S_IFLNK), "a link or a device"),
    (of_mode(stat.S_IFIFO), "a link or a device"),
    (bomb, "unpacks to far more"),
    (lying_bomb, "is damaged"),
    (overlapping, "members that overlap"),
    (too_many, "too many files"),
    (huge_directory, "too many files"),
    (named("left soleus.obj", "left soleus.obj"), "two files of the name"),
    (named("left soleus.obj", "Left Soleus.OBJ"), "two files of the name"),
    (unknown_method, "is damaged|cut short"),
    (no_meshes, "holds no meshes"),
    (a_folder, "is a folder"),
    (nothing_there, "could not be read"),
]


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize(("build", "sentence"), ARCHIVES)
def test_archives(
    build: Callable[[Path], Path], sentence: str, tmp_path: Path, store: Path, atlas: Atlas
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    refused(build(made), store, atlas, sentence)


def test_a_bomb_takes_no_more_memory_than_it_may(tmp_path: Path, store: Path, atlas: Atlas) -> None:
    path = bomb(tmp_path)
    tracemalloc.start()
    try:
        refused(path, store, atlas, "far more")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 40 << 20


# --- meshes -----------------------------------------------------------------------------------


def in_obj(text: str) -> Callable[[Path], Path]:
    def build(tmp: Path) -> Path:
        members = [(f"{n}.obj", obj(v, t)) for n, v, t in parts()[1:]]
        return zipped(tmp / "body.zip", [("left infraspinatus.obj", text.encode()), *members])

    return build


def in_file(kind: str, data: bytes) -> Callable[[Path], Path]:
    def build(tmp: Path) -> Path:
        return zipped(tmp / "body.zip", [(f"left infraspinatus.{kind}", data)])

    return build


_THREE = "v 0 0 0\nv 1 0 0\nv 0 1 0\n"
_LYING_PLY = (
    b"ply\nformat binary_little_endian 1.0\nelement vertex 999999999999\nproperty float x\n"
    b"property float y\nproperty float z\nelement face 1\n"
    b"property list uchar int vertex_indices\nend_header\n" + b"\0" * 64
)
_CUT_PLY = (
    b"ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\n"
    b"property float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n"
)

MESHES = [
    (in_obj(_THREE + "v nan 0 0\nf 1 2 4\n"), "no numbers"),
    (in_obj(_THREE + "v inf 0 0\nf 1 2 4\n"), "no numbers"),
    (in_obj(_THREE + "v 1e12 0 0\nf 1 2 4\n"), "absurdly large"),
    (in_obj(_THREE + "f 1 2 9\n"), "names vertex 8 of only 3"),
    (in_obj(_THREE + "f 1 2 900000000000000000000000\n"), "no vertex or no face"),
    (in_obj(_THREE + "f 1 2 4000000000\n"), "names vertex 3999999999"),
    (in_obj(_THREE + "f -1 -2 -9\n"), "names vertex -6"),
    (in_obj(_THREE + "f 0 1 2\n"), "names vertex 0"),
    (in_obj(_THREE + "f 0 -1 -2\n"), "names vertex"),
    (in_obj(_THREE + "f one two three\n"), "no vertex or no face"),
    (in_obj(_THREE + "f 1 2\n"), "fewer than three corners"),
    (in_obj("v 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"), "no vertex or no face"),
    (in_obj("v a b c\nf 1 1 1\n"), "no vertex or no face"),
    (in_file("ply", _LYING_PLY), "says that it is larger than it is"),
    (in_file("ply", _CUT_PLY), "is damaged"),
    (in_file("ply", b"holiday"), "is damaged"),
    (in_file("stl", b"\0" * 80 + struct.pack("<I", 4_000_000_000) + b"\0" * 50), "is damaged"),
    (in_file("stl", b"solid x\nfacet normal nonsense\n"), "damaged|empty|Nothing"),
]


@pytest.mark.parametrize(("build", "sentence"), MESHES)
def test_meshes(
    build: Callable[[Path], Path], sentence: str, tmp_path: Path, store: Path, atlas: Atlas
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    refused(build(made), store, atlas, sentence)


def changed(change: Callable[[dict[str, Any]], None]) -> bytes:
    document, binary = glb_document(parts())
    change(document)
    return glb(document, binary)


def _circle(document: dict[str, Any]) -> None:
    document["nodes"][0]["children"] = [1]
    document["nodes"][1]["children"] = [0]


def _set(*keys: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        place: Any = document
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = value

    return change


def _nan() -> bytes:
    rows = parts()
    rows[0][1][0, 0] = np.nan
    return glb(*glb_document(rows))


_WHOLE = glb(*glb_document(parts()))

SCENES = [
    (_WHOLE[: len(_WHOLE) // 2], "is cut short"),
    (_WHOLE[:10], "no GLB file, or is damaged"),
    (b"glTF" + struct.pack("<I", 1) + _WHOLE[8:], "no GLB file, or is damaged"),
    (_WHOLE[:20] + b"{{{" + _WHOLE[23:], "no GLB file, or is damaged"),
    (changed(_set("accessors", 1, "count", value=10**9)), "cut short"),
    (changed(_set("accessors", 1, "count", value=-5)), "does not fit"),
    (changed(_set("bufferViews", 1, "byteOffset", value=10**9)), "cut short"),
    (changed(_set("accessors", 1, "componentType", value=77)), "is damaged"),
    (changed(_set("accessors", 1, "type", value="MAT4")), "is damaged"),
    (changed(_set("nodes", 0, "mesh", value=10**6)), "does not exist"),
    (changed(_set("nodes", 0, "matrix", value=[1, 2, 3])), "is damaged"),
    (changed(_set("nodes", 0, "scale", value=[float("nan")] * 3)), "lies nowhere"),
    (changed(_circle), "run in a circle"),
    (changed(_set("extensionsRequired", value=["KHR_draco_mesh_compression"])), "compressed"),
    (changed(_set("nodes", value="none")), "is damaged"),
    (changed(_set("scenes", 0, "nodes", value=[])), "holds no meshes"),
    (_nan(), "no numbers"),
]


@pytest.mark.parametrize(("data", "sentence"), SCENES)
def test_scenes(data: bytes, sentence: str, tmp_path: Path, store: Path, atlas: Atlas) -> None:
    path = tmp_path / "body.glb"
    path.write_bytes(data)
    refused(path, store, atlas, sentence)


def test_many_nodes_of_one_mesh_are_bounded(tmp_path: Path, store: Path, atlas: Atlas) -> None:
    """A small file that would fill the memory: each of its nodes shows the same large mesh."""
    corners = np.zeros((200_000, 3))
    document, binary = glb_document([("left soleus", corners, np.arange(199_998).reshape(-1, 3))])
    document["nodes"] = [{"name": f"left soleus {i}", "mesh": 0} for i in range(2000)]
    document["scenes"] = [{"nodes": list(range(2000))}]
    path = tmp_path / "body.glb"
    path.write_bytes(glb(document, binary))
    refused(path, store, atlas, "more triangles than any body needs")


def test_one_mesh_beyond_all_measure(
    tmp_path: Path, store: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.packs.mesh_checks.MOST_TRIANGLES", 11)
    refused(tiny_zip(tmp_path / "body.zip"), store, atlas, "far more triangles")


def test_too_many_meshes_beyond_all_measure(
    tmp_path: Path, store: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.packs.install.MOST_TRIANGLES", 12)
    refused(tiny_zip(tmp_path / "body.zip"), store, atlas, "more triangles than any body needs")


def test_numbers_in_another_file_are_not_fetched(tmp_path: Path, store: Path, atlas: Atlas) -> None:
    def elsewhere(document: dict[str, Any]) -> None:
        document["buffers"].append({"uri": "/etc/passwd", "byteLength": 10})
        document["bufferViews"][1]["buffer"] = 1

    path = tmp_path / "body.glb"
    path.write_bytes(changed(elsewhere))
    refused(path, store, atlas, "keeps its numbers in another file")


# --- bodies -----------------------------------------------------------------------------------

_TILT = np.array(
    [[np.cos(0.7), -np.sin(0.7), 0], [np.sin(0.7), np.cos(0.7), 0], [0, 0, 1]]
) @ np.array([[np.cos(0.7), 0, -np.sin(0.7)], [0, 1, 0], [np.sin(0.7), 0, np.cos(0.7)]])


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("holiday", _V, _T)], "Nothing in .* is known"),
        ([("left infraspinatus", _V, _T)], "cannot be told which way"),
        (moved(parts(), _TILT), "stands askew"),
        (moved(parts(), np.eye(3) * 40), "no human body"),
        (moved(parts(), np.eye(3) / 40_000), "no human body"),
        ([(n, v, np.zeros((0, 3), int)) for n, v, t in parts()], "Nothing in .* is known"),
        ([(n, v, t[:, [0, 0, 0]]) for n, v, t in parts()], "are empty"),
    ],
)
def test_bodies(rows: Any, sentence: str, tmp_path: Path, store: Path, atlas: Atlas) -> None:
    refused(tiny_zip(tmp_path / "body.zip", rows=rows), store, atlas, sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "is no JSON file"),
        ("[1, 2]", "is not a list of meshes"),
        ('{"left infraspinatus": {"muscle": "infraspinatuss"}}', "'infraspinatuss', which is no"),
        ('{"left infraspinatus": {"muscle": []}}', "which is no muscle id"),
        ('{"left hologram": {"skip": true}}', "no mesh called 'left hologram'"),
        ('{"left soleus": {"muscle": "soleus", "side": "port"}}', "neither 'left' nor 'right'"),
        ('{"left soleus": {"muscle": "soleus", "bone": "Femur"}}', "needs one of"),
        ('{"left soleus": {"bone": ""}}', "has no name"),
        ('{"left soleus": {"skip": "yes"}}', "can only be true"),
        ('{"left soleus": {"muscle": "soleus", "colour": "red"}}', "'colour', which means nothing"),
        ("[" * 20000, "is no JSON file"),
    ],
)
def test_mappings(text: str, sentence: str, tmp_path: Path, store: Path, atlas: Atlas) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text(text)
    refused(tiny_zip(tmp_path / "body.zip"), store, atlas, sentence, mapping=mapping)


def test_every_fault_of_a_mapping_is_told(tmp_path: Path, store: Path, atlas: Atlas) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text('{"left soleus": {"muscle": "a"}, "right soleus": {"muscle": "b"}}')
    said = refused(tiny_zip(tmp_path / "b.zip"), store, atlas, "'a', which", mapping=mapping)
    assert "'right soleus' is said to be 'b'" in said.message


def test_a_mapping_that_is_not_there(tmp_path: Path, store: Path, atlas: Atlas) -> None:
    path = tiny_zip(tmp_path / "body.zip")
    refused(path, store, atlas, "could not be read", mapping=tmp_path / "none.json")


# --- the disk ---------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["pack.json", "meshes.npz", "mapping.json"])
def test_a_full_disk(
    file: str, tmp_path: Path, store: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = leftovers.write_file

    def full(path: Path, content: bytes) -> None:
        if path.name == file:
            path.write_bytes(content[: len(content) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, content)

    monkeypatch.setattr(leftovers, "write_file", full)
    refused(tiny_zip(tmp_path / "body.zip"), store, atlas, "No space left on device")


def test_the_last_step_fails(
    tmp_path: Path, store: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def fails(self: Path, target: Any) -> Path:
        if self.name.startswith(".new-"):
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    refused(tiny_zip(tmp_path / "body.zip"), store, atlas, "Input/output error")


def test_a_folder_that_may_not_be_written(
    tmp_path: Path, store: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(self: Path, *args: Any, **kwargs: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    path = tiny_zip(tmp_path / "body.zip")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", forbidden)
        refused(path, store, atlas, "Permission denied")


def test_a_file_where_the_folder_should_be(tmp_path: Path, atlas: Atlas) -> None:
    (tmp_path / "packs").write_text("mine")
    with pytest.raises(ExplorerError, match="could not be written"):
        put_in(tiny_zip(tmp_path / "body.zip"), tmp_path / "packs", atlas)
    assert (tmp_path / "packs").read_text() == "mine"


# --- stopped ----------------------------------------------------------------------------------

STAGES = (
    "Opening",
    "Reading",
    "Cleaning",
    "Thinning",
    "Fitting",
    "Shading",
    "Writing",
)


@pytest.mark.parametrize("stage", STAGES)
def test_cancelled(stage: str, tmp_path: Path, store: Path, atlas: Atlas) -> None:
    before = contents(store)
    seen: list[str] = []
    after: list[bool] = []

    def cancelled() -> bool:
        stop = any(words.startswith(stage) for words in seen)
        after.append(stop)
        return stop

    with pytest.raises(Cancelled):
        put_in(
            tiny_zip(tmp_path / "body.zip", rows=parts(skin=True)),
            store,
            atlas,
            name="body",
            progress=lambda *told: seen.append(told[1]),
            cancelled=cancelled,
        )
    assert after.count(True) == 1
    untouched(store, before)


def test_killed_while_writing(tmp_path: Path, store: Path, atlas: Atlas) -> None:
    """A process that dies between two files leaves the former pack, and the next start cleans."""
    before = contents(store)
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom explorer.packs import leftovers\n"
        "write = leftovers.write_file\n"
        "def die(path, content):\n"
        "    if path.name == 'second': os._exit(9)\n"
        "    write(path, content)\n"
        "leftovers.write_file = die\n"
        "leftovers.write_folder(Path(sys.argv[1]), {'first': b'1', 'second': b'2'})\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(store / "body")], check=False)
    assert done.returncode == 9
    assert any(p.name.startswith(".new-body-") for p in store.iterdir())
    assert [p.name for p in list_packs(store)] == ["body"]
    untouched(store, before)


def test_killed_between_the_two_renames(store: Path, atlas: Atlas) -> None:
    before = contents(store)
    (store / "body").rename(store / f".old-body-{_dead_pid()}-00000000")
    (store / f".new-body-{_dead_pid()}-00000000").mkdir()
    assert [p.name for p in list_packs(store)] == ["body"]
    untouched(store, before)


def test_killed_after_the_two_renames(store: Path) -> None:
    before = contents(store)
    shutil.copytree(store / "body", store / f".old-body-{_dead_pid()}-00000000")
    list_packs(store)
    untouched(store, before)


def test_what_another_running_import_writes_is_left_alone(store: Path) -> None:
    other = store / f".new-body-{os.getppid()}-00000000"
    other.mkdir()
    list_packs(store)
    assert other.is_dir()


def _dead_pid() -> int:
    done = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    return int(done.stdout)


# --- damaged packs ----------------------------------------------------------------------------


def _edited(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    def apply(place: Path) -> None:
        content = json.loads((place / "pack.json").read_text())
        change(content)
        (place / "pack.json").write_text(json.dumps(content))

    return apply


def _arrays(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    def apply(place: Path) -> None:
        with np.load(place / "meshes.npz") as file:
            table = {name: file[name].copy() for name in file.files}
        change(table)
        buffer = io.BytesIO()
        np.savez_compressed(buffer, **table)
        (place / "meshes.npz").write_bytes(buffer.getvalue())

    return apply


def _cut(name: str) -> Callable[[Path], None]:
    def apply(place: Path) -> None:
        data = (place / name).read_bytes()
        (place / name).write_bytes(data[: len(data) // 2])

    return apply


def _write(name: str, data: bytes) -> Callable[[Path], None]:
    def apply(place: Path) -> None:
        (place / name).write_bytes(data)

    return apply


DAMAGE = [
    _cut("pack.json"),
    _write("pack.json", b""),
    _write("pack.json", b'{"format": "something else"}'),
    _write("pack.json", b"[]"),
    _edited(lambda c: c["pack"].pop("sha256")),
    _edited(lambda c: c["pack"].update(name="other")),
    _edited(lambda c: c["structures"][0].update(kind="ghost")),
    _edited(lambda c: c["structures"].pop()),
    _edited(lambda c: c["pack"].update(has_skin=True)),
    lambda place: (place / "meshes.npz").unlink(),
    lambda place: (place / "pack.json").unlink(),
    _cut("meshes.npz"),
    _write("meshes.npz", b"PK"),
    _arrays(lambda t: t.update(vertices=t["vertices"][:-1])),
    _arrays(lambda t: t.update(triangles=t["triangles"] + 60000)),
    _arrays(lambda t: t.update(low=t["low"] * np.nan)),
    _arrays(lambda t: t.pop("size")),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_packs_are_told_and_set_aside(damage: Callable[[Path], None], store: Path) -> None:
    shutil.copytree(store / "body", store / "second")
    _edited(lambda c: c["pack"].update(name="second"))(store / "second")
    damage(store / "second")
    kept = contents(store / "second")
    with pytest.raises(ExplorerError, match="'second' is damaged") as caught:
        load_pack(store, "second")
    aside = [p for p in store.iterdir() if p.name.startswith("second.unreadable-")]
    assert len(aside) == 1
    assert aside[0].name in caught.value.hint
    assert contents(aside[0]) == kept
    assert [p.name for p in list_packs(store)] == ["body"]
    assert len(load_pack(store, "body").structures.items) == STRUCTURES


def test_a_damaged_pack_is_listed_as_such(store: Path) -> None:
    (store / "body" / "pack.json").write_text("{")
    assert list_packs(store) == ()
    (told,) = damaged_packs(store)
    assert told.message.startswith("The anatomy pack 'body' is damaged")
    assert (store / "body").is_dir()


def test_a_pack_of_a_newer_version_is_left_where_it_is(store: Path) -> None:
    _edited(lambda c: c.update(format_version=99))(store / "body")
    with pytest.raises(ExplorerError, match="newer version"):
        load_pack(store, "body")
    assert (store / "body").is_dir()


@pytest.mark.parametrize("name", ["", "..", "../body", "nothing", "body/../body", ".", "BODY"])
def test_names_that_are_no_pack(name: str, store: Path) -> None:
    before = contents(store)
    for use in (load_pack, remove_pack):
        with pytest.raises(ExplorerError, match="no anatomy pack called"):
            use(store, name)
    assert contents(store) == before


def test_a_pack_that_cannot_be_removed(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(store)

    def forbidden(self: Path, target: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", forbidden)
        with pytest.raises(ExplorerError, match="could not be removed: Permission denied"):
            remove_pack(store, "body")
    assert contents(store) == before


# --- handled, with a word ---------------------------------------------------------------------

_PLAIN = parts()


@pytest.mark.parametrize("unit", [1000.0, 100.0, 10.0, 1.0])
@pytest.mark.parametrize("kind", ["zip", "glb"])
def test_units(unit: float, kind: str, tmp_path: Path, good_store: Path, atlas: Atlas) -> None:
    if kind == "zip":
        path = tiny_zip(tmp_path / "body.zip", rows=moved(_PLAIN, np.eye(3) / unit))
    else:  # a GLB file is written in metres, so this one is too large by as much
        path = tiny_glb(tmp_path / "body.glb", moved(_PLAIN, np.eye(3) * 1000 / unit))
    put_in(path, tmp_path / "packs", atlas)
    ours = load_pack(tmp_path / "packs", "body").structures
    whole = load_pack(good_store, "body").structures
    assert [i.id for i in ours.items] == [i.id for i in whole.items]
    np.testing.assert_allclose(ours.vertices, whole.vertices, atol=0.05)


@pytest.mark.parametrize(
    "matrix",
    [
        np.diag([-1.0, 1, 1]),  # mirrored
        np.diag([-1.0, -1, 1]),  # facing the other way
        np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]]),  # y up
        np.array([[0.0, 1, 0], [-1, 0, 0], [0, 0, 1]]),  # facing along x
        np.array([[1.0, 0, 0], [0, -1, 0], [0, 0, -1]]),  # head down
        np.array([[0.0, 0, 1], [1, 0, 0], [0, 1, 0]]) @ np.diag([-1.0, 1, 1]),  # mirrored, turned
    ],
)
def test_axes(matrix: Any, tmp_path: Path, good_store: Path, atlas: Atlas) -> None:
    path = tiny_zip(tmp_path / "body.zip", rows=moved(_PLAIN, matrix, (50, 70, 90)))
    report = put_in(path, tmp_path / "packs", atlas).report
    ours = load_pack(tmp_path / "packs", "body").structures
    whole = load_pack(good_store, "body").structures
    np.testing.assert_allclose(ours.vertices.min(axis=0), whole.vertices.min(axis=0), atol=0.1)
    np.testing.assert_allclose(ours.vertices.max(axis=0), whole.vertices.max(axis=0), atol=0.1)
    mirrored = np.linalg.det(matrix) < 0
    assert any("mirror image" in note for note in report.notes) == mirrored
    for i, item in enumerate(ours.items):
        vertices, triangles = ours.mesh(i)
        assert item.side is None or (vertices[:, 0].mean() > 0) == (item.side == "left")
        a, b, c = (vertices[triangles[:, k]] - vertices.mean(axis=0) for k in range(3))
        assert np.einsum("ij,ij->i", a, np.cross(b, c)).sum() > 0


def test_no_licence_is_told(tmp_path: Path, atlas: Atlas) -> None:
    done = put_in(tiny_zip(tmp_path / "body.zip"), tmp_path / "packs", atlas)
    assert done.info.licence == "licence not stated by the file"
    assert any("does not state its licence" in note for note in done.report.notes)


def test_one_name_twice_in_a_scene_is_one_structure(tmp_path: Path, atlas: Atlas) -> None:
    rows = parts()
    name, vertices, triangles = rows[0]
    rows.append((name, vertices + [0, 0, 60], triangles))
    put_in(tiny_glb(tmp_path / "body.glb", rows), tmp_path / "packs", atlas)
    structures = load_pack(tmp_path / "packs", "body").structures
    found = structures.of_muscle("infraspinatus", "left")
    assert len(found) == 1
    assert len(structures.mesh(found[0])[1]) == 24


def test_a_mesh_stored_twice_is_taken_once(tmp_path: Path, atlas: Atlas) -> None:
    rows = parts()
    rows.append((rows[0][0], rows[0][1] + 0.1, rows[0][2]))
    done = put_in(tiny_glb(tmp_path / "body.glb", rows), tmp_path / "packs", atlas)
    structures = load_pack(tmp_path / "packs", "body").structures
    assert len(structures.mesh(structures.of_muscle("infraspinatus", "left")[0])[1]) == 12
    assert "left infraspinatus (2)" in {row.mesh for row in done.report.skipped}


def test_one_empty_mesh_is_left_out(tmp_path: Path, atlas: Atlas) -> None:
    path = in_obj("# nothing\n")(tmp_path)
    done = put_in(path, tmp_path / "packs", atlas)
    assert ("left infraspinatus", "is empty") in {(r.mesh, r.how) for r in done.report.skipped}
    assert done.info.structures == STRUCTURES - 1


def test_a_muscle_on_the_wrong_side_is_told(tmp_path: Path, atlas: Atlas) -> None:
    rows = parts()
    (left, *mesh), (right, *other) = rows[0], rows[1]
    rows[0], rows[1] = (right, *mesh), (left, *other)
    done = put_in(tiny_zip(tmp_path / "body.zip", rows=rows), tmp_path / "packs", atlas)
    structures = load_pack(tmp_path / "packs", "body").structures
    for side, sign in (("left", 1), ("right", -1)):
        (number,) = structures.of_muscle("infraspinatus", side)  # type: ignore[arg-type]
        assert sign * structures.mesh(number)[0][:, 0].mean() > 0
    assert sum("is named" in note for note in done.report.notes) == 2


def test_a_skin_that_cannot_be_used_leaves_the_rest(tmp_path: Path, atlas: Atlas) -> None:
    def fails(*args: Any, **options: Any) -> Any:
        raise ExplorerError("The skin is a box.", "Give a better one.")

    path = tiny_zip(tmp_path / "body.zip", rows=parts(skin=True))
    done = put_in(path, tmp_path / "packs", atlas, wrap_skin=fails)
    assert not done.info.has_skin
    assert any("The skin is a box." in note for note in done.report.notes)
    assert load_pack(tmp_path / "packs", "body").figure is None
