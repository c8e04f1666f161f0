"""Lessons in the window: the list of views, and playing them."""
