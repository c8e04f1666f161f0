"""The human body: figures, landmarks, regions, and the atlas resolved onto them."""
