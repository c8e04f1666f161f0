"""Several pains, few causes: a small set of points that explains all that hurts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["smallest_set"]

Array = npt.NDArray[np.float64]

#: No more points than this: a longer list explains everything, and nothing.
MOST = 4
#: Once so much is explained no further point is added, nor one that adds less than ``WORTH``.
ENOUGH, WORTH = 0.9, 0.1


def smallest_set(cover: Array, weight: Array, score: Array) -> tuple[list[int], float]:
    """A few points that together explain a pain.

    At each step the point is taken that explains most of what is still unexplained, a likelier one
    before an unlikelier. This greedy choice covers at least 63 % of what the best set of that size
    covers (Nemhauser, Wolsey and Fisher, 1978), likelihood aside.

    Parameters
    ----------
    cover
        (k, m) how much of each part of the pain each point explains, 0..1.
    weight
        (m,) how much each part counts.
    score
        (k,) how likely each point is, 0..1.

    Returns
    -------
    chosen, share
        Numbers of the points in the order they were taken, and the share of the pain explained.
    """
    total = float(weight.sum())
    if total <= 0 or not len(cover):
        return [], 0.0
    left, chosen = np.ones(len(weight)), list[int]()
    likely = 0.5 + 0.5 * score
    while len(chosen) < MOST and float(left @ weight) > (1 - ENOUGH) * total:
        gain = np.minimum(cover, left) @ weight / total
        gain[chosen] = 0.0
        best = int(np.argmax(gain * likely))
        if gain[best] < WORTH:
            break
        chosen.append(best)
        left = np.maximum(0.0, left - cover[best])
    return chosen, 1.0 - float(left @ weight) / total
