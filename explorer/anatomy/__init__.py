"""The field itself: muscles, trigger points, regions and how pain is referred."""
