"""Proposing, previewing and printing a handout."""
