"""Long measurements, run by hand: `make bench`."""
