"""`licet screen`: files of shipments in, files of verdicts out. Needs Arrow and NumPy; knows no terminal."""
