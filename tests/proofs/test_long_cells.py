"""A cell as long as Excel allows is read at once, whatever stands in it."""

from __future__ import annotations

import time

import pytest
from read_world import context_of

from kit.model.catalogue import Catalogue
from kit.read import limits
from kit.read.answers import Answers
from kit.read.text import plain, unified
from kit.read.values import number_inside

SECONDS = 0.5
"""One cell of the three seconds that a whole file has."""
PIECES = (
    "a", "1", "1 ", "Aa ", "Aa-", "Aa'", "A. ", "Aa A. af ", "a@", "a.", "a;", "a/b,", "1,", "kr.", "é", "a\u0301", "_x000", "\n", " ", "\n ",
    "=", "-", "uge ", "K1 ",
)  # fmt: skip
TEXTS = {piece: (piece * limits.LONGEST_TEXT)[: limits.LONGEST_TEXT] for piece in PIECES}
TEXTS |= {f"{piece}…@": text[:-1] + "@" for piece, text in TEXTS.items()}
TEXTS["two names"] = f"A{'a' * 16_000} B{'b' * 16_000}"


@pytest.mark.parametrize("piece", TEXTS)
def test_a_long_cell_of_any_type_is_read_at_once(piece: str, catalogue: Catalogue) -> None:
    context = context_of(catalogue)
    answers = Answers(context)
    columns = {(c.type, c.source): c for sheet in catalogue.sheets.values() for c in sheet.columns}
    kinds = {type: column for (type, _), column in columns.items()}
    assert {"text", "longtext", "person", "number", "date", "quarter", "choice", "reflist"} <= kinds.keys()
    for column in kinds.values():
        start = time.process_time()
        answers.read(column, TEXTS[piece])
        assert time.process_time() - start < SECONDS, (column.type, column.source)
    start = time.process_time()
    for function in (plain, unified, number_inside):
        function(TEXTS[piece])
    assert time.process_time() - start < SECONDS
