"""Anatomy packs: muscles and bones that the user has downloaded."""
