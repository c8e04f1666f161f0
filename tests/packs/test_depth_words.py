from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from explorer.anatomy.atlas import Atlas
from explorer.body.structures import Structure, Structures
from explorer.packs.checking import PointCheck
from explorer.packs.depth_words import depth_sentence

STRANGE = Structure(
    "muscle:strange_slip:right", "Strange slip", "", "muscle", "right", "deep", (), "pack"
)
NOTHING: Any = np.zeros((0, 3), np.float32)
STRUCTURES = Structures.merged([(STRANGE, NOTHING, NOTHING, np.zeros((0, 3), np.int32))])


def check(depth: float | None, *over: str, distance: float = 0.0) -> PointCheck:
    own = ("piriformis",) if depth is not None else ()
    return PointCheck(
        "piriformis.trp1",
        "piriformis",
        "right",
        "central",
        distance,
        depth,
        (*over, *own),
        (),
        0.5,
        True,
        None,
        True,
        np.zeros(3),
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (check(0.4), "On this body the muscle lies directly under the skin."),
        (check(12.4), "On this body the muscle begins 12 mm under the skin."),
        (
            check(45.0, "gluteus_maximus"),
            "On this body the muscle begins 45 mm under the skin, through gluteus maximus.",
        ),
        (
            check(45.0, "gluteus_maximus", STRANGE.id, "gluteus_medius"),
            "On this body the muscle begins 45 mm under the skin, through gluteus maximus, "
            "strange slip and gluteus medius.",
        ),
        (
            check(None, "gluteus_maximus", distance=7.2),
            "On this body the pressing line passes 7 mm from the muscle, through gluteus maximus.",
        ),
        (check(None, distance=0.2), "On this body the pressing line passes 1 mm from the muscle."),
    ],
)
def test_the_card_says_how_deep_and_through_what(
    found: PointCheck, words: str, atlas: Atlas
) -> None:
    assert depth_sentence(found, atlas, STRUCTURES) == words
