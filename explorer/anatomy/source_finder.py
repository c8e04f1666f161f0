"""From where it hurts to where that may come from.

A :class:`SourceFinder` ranks every trigger point of an atlas for one pain, in milliseconds, and
says for each what speaks for it and what against. The formula stands in
:mod:`explorer.anatomy.scoring`, the words in :mod:`explorer.anatomy.reasons`. Neither Qt nor VTK is
needed, nor a body: a pain that is named in regions or words is ranked from the atlas alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from explorer.anatomy.atlas import Atlas
from explorer.anatomy.hints import Hints
from explorer.anatomy.model import Caution, Side
from explorer.anatomy.pain import RegionRef
from explorer.anatomy.question import Finding, Painted, Question, Source, SourceSide
from explorer.anatomy.reasons import against_words, reason_words
from explorer.anatomy.red_flags import questions_for
from explorer.anatomy.scoring import SPILLOVER_EXPLAINS, fit, joined, weighed
from explorer.anatomy.together import smallest_set
from explorer.anatomy.zone_table import Explained

__all__ = ["Finding", "Painted", "Question", "Source", "SourceFinder", "find_sources"]

Array = npt.NDArray[np.float64]

#: Below this a point is not worth naming.
LEAST_SCORE = 0.05
#: A point that was pressed and brought the client's own pain, or did not.
CONFIRMED, DENIED = 0.7, 0.35
#: A complaint is meant, and its red flags are asked about, from this match on.
NAMED = 0.5
#: Among so many of the best rows a set that explains the whole pain is looked for.
CANDIDATES = 40


class SourceFinder:
    """Ranks the points of one atlas; made once, used for every question.

    Parameters
    ----------
    neighbours
        Regions that share a border with a region, where known: a pain is seldom named to the
        border.
    """

    def __init__(
        self, atlas: Atlas, neighbours: Mapping[str, frozenset[str]] | None = None
    ) -> None:
        self.atlas = atlas
        self._hints = Hints(atlas, neighbours or {})
        self._rows: tuple[tuple[str, Side], ...] = tuple(
            (p.id, side) for p in atlas.knowledge.trigger_points for side in ("right", "left")
        )

    def find(self, question: Question, limit: int | None = None) -> Finding:
        """Rank all points for a pain.

        Parameters
        ----------
        limit
            How many sources are given at most; all above ``LEAST_SCORE`` when None.
        """
        explained = self._explained(question)
        fitting = self._hints.fitting(question)
        likely = fit(explained) * self._hints.common * self._hints.quality(question)
        shown = bool(question.regions) or question.painted is not None
        scores = weighed(likely, self._hints.listed(question, fitting), shown=shown)
        for (point, side), brought in question.tried.items():
            row = self._hints.row(point, side)
            score = scores[row]
            scores[row] = 1 - (1 - score) * (1 - CONFIRMED) if brought else score * DENIED
        scores = np.round(scores, 4)
        ranked = _ranked(scores, self._rows)
        made: dict[int, Source] = {}

        def source(row: int, side: SourceSide) -> Source:
            if row not in made:
                made[row] = self._source(
                    row, side, float(scores[row]), explained, question, fitting
                )
            return made[row]

        sources = tuple(source(row, side) for row, side in ranked[:limit])
        chosen, share = self._together(question, ranked[:CANDIDATES], scores)
        return Finding(
            self._flags(question),
            sources,
            tuple(source(*ranked[i]) for i in chosen),
            round(share, 4),
        )

    def _explained(self, question: Question) -> Explained:
        weight, by_region = self._hints.explained(question)
        painted = question.painted
        if painted is None:
            return by_region
        if painted.table.rows != self._rows:
            raise ValueError("the table does not hold the points of this atlas in their order")
        by_area = painted.table.explain(painted.pain)
        if weight <= 0:
            return replace(by_area, painted=by_area)
        parts = [(painted.weight, by_area), (weight, by_region)]
        return replace(joined(parts), painted=by_area)

    def _together(
        self, question: Question, ranked: list[tuple[int, SourceSide]], scores: Array
    ) -> tuple[list[int], float]:
        rows = np.array([row for row, _ in ranked], np.int64)
        covers, weights = [], []
        if question.painted is not None:
            cover, mass = question.painted.table.coverage(
                rows, question.painted.pain, SPILLOVER_EXPLAINS
            )
            covers.append(cover)
            weights.append(mass * question.painted.weight)
        if question.regions:
            cover, weight = self._hints.cover(rows, question)
            covers.append(cover)
            weights.append(weight)
        if not covers or not len(rows):
            return [], 0.0
        return smallest_set(np.concatenate(covers, axis=1), np.concatenate(weights), scores[rows])

    def _source(
        self,
        row: int,
        side: SourceSide,
        score: float,
        explained: Explained,
        question: Question,
        fitting: Mapping[str, float],
    ) -> Source:
        id, on = self._rows[row]
        point = self.atlas.points[id]
        shares = float(explained.essential[row]), float(explained.spillover[row])
        area = explained.painted or explained
        painted = float(area.essential[row]), float(area.spillover[row])
        return Source(
            id,
            point.muscle,
            self.atlas.muscles[point.muscle].group,
            score,
            reason_words(self.atlas, question, point, on, shares, painted, fitting),
            against_words(self.atlas, question, point, on, shares),
            side,
            round(sum(shares), 4),
            question.tried.get((id, on)),
        )

    def _flags(self, question: Question) -> tuple[Caution, ...]:
        """Red flags to ask about: first those whose words were said, then those of the pain."""
        named = [c for c, match in question.complaints.items() if match >= NAMED]
        asked = questions_for(self.atlas, question.places, named, question.qualities)
        said = tuple(self.atlas.cautions[f] for f in question.flags if f in self.atlas.cautions)
        return tuple({flag.id: flag for flag in (*said, *asked)}.values())


def _ranked(scores: Array, rows: tuple[tuple[str, Side], ...]) -> list[tuple[int, SourceSide]]:
    """Rows worth naming, best first; both sides as one where nothing tells them apart."""
    kept: list[tuple[int, SourceSide]] = []
    for row in np.argsort(-scores, kind="stable").tolist():
        if scores[row] < LEAST_SCORE:
            break
        if scores[row ^ 1] != scores[row]:
            kept.append((row, rows[row][1]))
        elif row % 2 == 0:
            kept.append((row, "both"))
    return kept


def find_sources(
    atlas: Atlas,
    regions: Iterable[str] = (),
    complaints: Iterable[str] = (),
) -> Finding:
    """Rank the points that may be behind pain in some regions, or behind complaints.

    Parameters
    ----------
    regions
        Region ids where it hurts, on no side in particular.
    complaints
        Complaint ids; their red flags are asked about.

    Returns
    -------
    Finding
        Sources with a score in 0..1, best first; ties in the order of the knowledge base.
    """
    question = Question({RegionRef(r): 1.0 for r in regions}, dict.fromkeys(complaints, 1.0))
    return SourceFinder(atlas).find(question)
