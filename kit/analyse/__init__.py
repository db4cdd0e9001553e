"""Pure functions from evidence to figures, AN-01 … AN-25."""
