"""Word files in the prescribed form: set from a neutral structure, marked where changed."""
