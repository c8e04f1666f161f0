"""Move many bones at once: each turned, shifted and scaled along its own three axes.

A bone is never bent or sheared; how far its three scales may differ is a matter of `Prior`. What
the bones should do is said in residuals, all linearised and solved together (Gauss-Newton):
`Pull` (points of a bone towards places) and `Bond` (two bones agree at a point).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from skeleton_source import Array

TURN, SCALE, SHIFT = slice(0, 3), slice(3, 6), slice(6, 9)


@dataclass(frozen=True, slots=True, eq=False)
class Pull:
    """Points (n, 3) of one bone, in source mm, towards `goals` (n, 3).

    ``rows`` (n, 3, 3) turns a difference in mm into residuals: rows of unit vectors over the
    tolerance in mm along them; zero rows for directions that do not matter.
    """

    bone: int
    points: Array
    goals: Array
    rows: Array


@dataclass(frozen=True, slots=True, eq=False)
class Bond:
    """Points (n, 3) of bone `a` and of bone `b` that should coincide within `tolerance` mm."""

    a: int
    b: int
    points_a: Array
    points_b: Array
    tolerance: float


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """What to expect of every bone without other evidence.

    ``size`` (b,) is the expected log scale, held within `size_tolerance` (b,); `uneven` (b,) is
    how far (log) a single axis may leave the mean of the three; `turns` (b, 3, 3) the expected
    rotation, held within `turn_tolerance` (b,) radian.
    """

    size: Array
    size_tolerance: Array
    uneven: Array
    turns: Array
    turn_tolerance: Array


@dataclass(slots=True, eq=False)
class Pose:
    """Where the b bones are.

    A bone's point x goes to ``shift + turn @ axes @ diag(exp(scale)) @ axes.T @ (x - centre)``.
    ``axes`` (b, 3, 3) are a bone's own axes as columns; ``free`` (b, 9) says which of turn, scale
    and shift may change (a bone of the midline neither leaves it nor tips sideways).
    """

    turn: Array
    scale: Array
    shift: Array
    centre: Array
    axes: Array
    free: Array

    def matrix(self, bone: int) -> Array:
        """The linear part (3, 3) of a bone's map."""
        axes = self.axes[bone]
        return np.asarray(self.turn[bone] @ (axes * np.exp(self.scale[bone])) @ axes.T)

    def place(self, bone: int, points: Array) -> Array:
        """Points (n, 3) of a bone from source mm to where it is."""
        return np.asarray(self.shift[bone] + (points - self.centre[bone]) @ self.matrix(bone).T)

    def jacobian(self, bone: int, points: Array) -> Array:
        """Change of placed points by turn, scale and shift: (n, 3, 9)."""
        arm = (points - self.centre[bone]) @ self.matrix(bone).T
        x, y, z = arm.T
        result = np.zeros((len(points), 3, 9))
        result[:, 1, 0], result[:, 2, 0] = -z, y
        result[:, 0, 1], result[:, 2, 1] = z, -x
        result[:, 0, 2], result[:, 1, 2] = -y, x
        along = (points - self.centre[bone]) @ self.axes[bone]
        stretched = self.turn[bone] @ self.axes[bone] * np.exp(self.scale[bone])
        result[:, :, SCALE] = along[:, None, :] * stretched[None]
        result[:, [0, 1, 2], [6, 7, 8]] = 1.0
        return result * self.free[bone]

    def copy(self) -> Pose:
        """An independent copy of what changes."""
        return Pose(
            self.turn.copy(), self.scale.copy(), self.shift.copy(),
            self.centre, self.axes, self.free,
        )  # fmt: skip


def step(
    pose: Pose, pulls: Sequence[Pull], bonds: Sequence[Bond], prior: Prior, damping: float = 1.0
) -> float:
    """One Gauss-Newton step, in place; returns the largest move of a bone's middle in mm."""
    from scipy.sparse import csc_matrix
    from scipy.sparse.linalg import splu

    count = len(pose.turn)
    normal = np.zeros((count, 9, count, 9))
    right = np.zeros((count, 9))
    for pull in pulls:
        miss = pull.goals - pose.place(pull.bone, pull.points)
        residual = np.einsum("nij,nj->ni", pull.rows, miss)
        jacobian = np.einsum("nij,njk->nik", pull.rows, pose.jacobian(pull.bone, pull.points))
        normal[pull.bone, :, pull.bone] += np.einsum("nij,nik->jk", jacobian, jacobian)
        right[pull.bone] += np.einsum("nij,ni->j", jacobian, residual)
    for bond in bonds:
        a, b, weight = bond.a, bond.b, 1 / bond.tolerance**2
        miss = pose.place(b, bond.points_b) - pose.place(a, bond.points_a)
        ja, jb = pose.jacobian(a, bond.points_a), pose.jacobian(b, bond.points_b)
        normal[a, :, a] += weight * np.einsum("nij,nik->jk", ja, ja)
        normal[b, :, b] += weight * np.einsum("nij,nik->jk", jb, jb)
        cross = weight * np.einsum("nij,nik->jk", ja, jb)
        normal[a, :, b] -= cross
        normal[b, :, a] -= cross.T
        right[a] += weight * np.einsum("nij,ni->j", ja, miss)
        right[b] -= weight * np.einsum("nij,ni->j", jb, miss)
    _add_prior(normal, right, pose, prior)
    flat = normal.reshape(count * 9, count * 9)
    flat[np.diag_indices_from(flat)] += 1e-6
    change = splu(csc_matrix(flat)).solve(right.ravel()).reshape(count, 9) * pose.free
    change[:, TURN] = np.clip(change[:, TURN], -0.3, 0.3)
    change[:, SCALE] = np.clip(change[:, SCALE], -0.1, 0.1)
    change *= damping
    for bone in range(count):
        pose.turn[bone] = rotation(change[bone, TURN]) @ pose.turn[bone]
    pose.scale += change[:, SCALE]
    pose.shift += change[:, SHIFT]
    return float(np.linalg.norm(change[:, SHIFT], axis=1).max())


def _add_prior(normal: Array, right: Array, pose: Pose, prior: Prior) -> None:
    mean = np.full((3, 3), 1 / 3)
    for bone in range(len(pose.turn)):
        block = normal[bone, :, bone]
        size = mean / prior.size_tolerance[bone] ** 2
        uneven = (np.eye(3) - mean) / prior.uneven[bone] ** 2
        block[SCALE, SCALE] += size + uneven
        off = pose.scale[bone]
        right[bone, SCALE] += size @ (prior.size[bone] - off) - uneven @ off
        weight = 1 / prior.turn_tolerance[bone] ** 2
        block[TURN, TURN] += weight * np.eye(3)
        right[bone, TURN] += weight * vector(prior.turns[bone] @ pose.turn[bone].T)
    right *= pose.free


def rotation(turn: Array) -> Array:
    """Rotation matrix of a rotation vector (radian)."""
    angle = float(np.linalg.norm(turn))
    if angle < 1e-12:
        return np.eye(3)
    x, y, z = turn / angle
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross)


def vector(turn: Array) -> Array:
    """Rotation vector (radian) of a rotation matrix that turns by less than half a turn."""
    skew = np.array([turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]]) / 2
    sine = float(np.linalg.norm(skew))
    angle = float(np.arctan2(sine, (np.trace(turn) - 1) / 2))
    return np.asarray(skew * (angle / sine if sine > 1e-12 else 1.0))
