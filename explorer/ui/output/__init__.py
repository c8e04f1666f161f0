"""From what is seen to files: composing, previews, progress."""
