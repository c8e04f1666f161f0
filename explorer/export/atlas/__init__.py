"""Plates of all points, with an index page and a book."""
