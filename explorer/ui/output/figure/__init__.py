"""Composing a figure, and copying a picture for a slide."""
