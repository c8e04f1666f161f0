"""What is shown, how it changes, and how it is undone. No Qt, no VTK."""
