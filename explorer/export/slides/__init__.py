"""Lessons as PowerPoint decks whose text can be edited."""
