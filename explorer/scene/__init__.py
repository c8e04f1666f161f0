"""What is drawn: skin, zones, markers, labels, camera and picking. VTK and NumPy, never Qt."""
