"""Slides and pages of a lesson, or of what is shown, with a preview of each."""
