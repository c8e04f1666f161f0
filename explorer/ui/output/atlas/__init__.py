"""Choosing what goes into an atlas of plates."""
