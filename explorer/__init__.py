"""Trigger Point Explorer: an interactive 3D atlas of myofascial trigger points."""

from __future__ import annotations

__version__ = "0.1.0"
