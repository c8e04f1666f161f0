"""Choosing what goes into a 3D model."""
