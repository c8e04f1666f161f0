"""Figures for print and screen: a page composed around one view."""
