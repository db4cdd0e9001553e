"""What every stage agrees on: frozen dataclasses without I/O and without third-party code."""
