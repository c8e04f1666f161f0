"""Pictures that leave the program. QtGui paints text here; no widgets."""
