"""How much of a foreign file is looked at, and the one exception by which a file is refused."""

from __future__ import annotations

MEGABYTE = 2**20

FILE_BYTES = 20 * MEGABYTE
ZIP_PARTS = 2_000
ZIP_TOTAL = 256 * MEGABYTE
ZIP_PART = 64 * MEGABYTE
MEMBERS = 200
"""Files in one zip or mail."""
SHEETS = 64
CELLS = 200_000
"""Cells of one sheet of a return, empty formatted ones included."""
CELLS_IN_IMPORT = 2_000_000
"""The same where another register is brought in: one long list is the usual case there."""
SHARED_STRINGS = 500_000
MERGES = 10_000
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
HEADING_ROWS = 400
"""A table's headings are looked for in that many rows."""
LONGEST_CONSTANT = 255
"""What Excel takes as a text in a formula, and so in a defined name that stands for no cell."""
LONG_TEXT = 4_000
LONGEST_TEXT = 32_767
"""What Excel holds in one cell."""

WORKER_MEMORY = 512 * MEGABYTE
WORKER_SECONDS = 30.0


class RefusedError(Exception):
    """A file that is not read any further; ``code`` is the finding that says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
