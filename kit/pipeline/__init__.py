"""What each command does: load everything, work, then write. Knows no Click and no file format."""
