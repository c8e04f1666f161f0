from __future__ import annotations

from collections.abc import Iterator

import pytest
from balls_inside import BallScene

from explorer.anatomy.atlas import Atlas


@pytest.fixture
def inside(atlas: Atlas) -> Iterator[BallScene]:
    """The female figure with balls inside, seen from in front, solid skin."""
    made = BallScene(atlas)
    yield made
    made.stage.close()
