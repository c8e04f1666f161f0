"""A drawing whose places lie on no triangle of the body is refused before anything shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.pain import Pain, PainStroke, SkinPlace
from explorer.body.topology import load_topology
from explorer.errors import ExplorerError
from explorer.export.pain_drawings import open_pain_drawing
from explorer.session.pain_file import PainRecord, write_pain


def written(path: Path, vertices: tuple[int, int, int]) -> Path:
    stroke = PainStroke((SkinPlace(vertices, (0.2, 0.3, 0.5)),))
    write_pain(path, PainRecord(Pain((stroke,))), load_topology().fingerprint())
    return path


def test_a_drawing_on_the_body_is_opened(tmp_path: Path, atlas: Atlas) -> None:
    corners = tuple(int(v) for v in load_topology().triangles[700])
    record, missing = open_pain_drawing(written(tmp_path / "a.json", corners), atlas)  # type: ignore[arg-type]
    assert record.pain.strokes[0].places[0].vertices == corners
    assert missing == ()


@pytest.mark.parametrize("vertices", [(0, 5000, 13000), (1, 2, 999_999)])
def test_a_drawing_beside_the_body_is_refused(
    tmp_path: Path, atlas: Atlas, vertices: tuple[int, int, int]
) -> None:
    path = written(tmp_path / "a.json", vertices)
    with pytest.raises(ExplorerError, match="no part of the body"):
        open_pain_drawing(path, atlas)
