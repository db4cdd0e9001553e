"""What people do to worksheets: at least sixty single edits, and random pairs and triples of them."""

from __future__ import annotations

import random

from torture.workbench import Edit

HEADS = {
    "B4": ("Titel", "Hvilket problem løser det?", "Værdi"),
    "B7": ("Hvad kan gå galt?", "Slags risiko", "Sandsynlighed"),
    "C2": ("Spørgsmål", "Fagområde", "Hvem finder svaret?"),
}
"""Three headings of each sheet: its main text, another column, and a third one."""


def _of_each_sheet(code: str) -> list[Edit]:
    first, second, third = HEADS[code]
    return [
        ("rows_above", code, 3), ("rows_within", code, 2), ("rows_below_header", code, 1),
        ("column_before", code, second, "Vores kolonne"), ("column_before", code, first, ""),
        ("delete_column", code, second), ("delete_first_column", code),
        ("swap_columns", code, first, second), ("swap_below_header", code, second, third),
        ("delete_row_of", code, first), ("delete_keys", code), ("clear_keys", code), ("delete_top", code, 1),
        ("hide_rows", code), ("hide_column", code, second),
        ("rename", code, f"Ark {code[1]}"), ("move", code, 0), ("copy", code), ("add_tab", code, "husk kage"),
        ("values_to_new_tab", code, f"Kopi {code[1]}"), ("table_to_new_tab", code, f"Tabel {code[1]}"),
        ("rows_to_new_tab", code, f"Rækker {code[1]}"),
        ("sort", code, first, 0), ("sort", code, second, 0), ("sort", code, first, 1), ("sort", code, first, 2),
        ("cut_table", code, 0, 9), ("cut_table", code, 4, 12), ("move_row_up", code), ("move_row_down", code, 40),
        ("write", code, first, "Overskrift"), ("write", code, second, "My own words"), ("write", code, third, ""),
        ("enter", code, second, 1, "=1/0"), ("enter", code, first, 2, '="en"&"to"'), ("enter", code, third, 0, "=400+4"),
        ("merge_down", code, second), ("merge_across", code, first), ("merge_headings", code, second),
        ("repeat_headings", code), ("over_example", code), ("blanks", code), ("numbers_as_text", code),
    ]  # fmt: skip


SINGLE: tuple[Edit, ...] = (
    *(edit for code in HEADS for edit in _of_each_sheet(code)),
    ("delete_tab", "B4", "Vejledning"), ("delete_tab", "B4", "Lister"), ("delete_tab", "B4", "B1"),
    ("drop_names", "B4"), ("onto", "C2", "B7", 3), ("onto", "B7", "B4", 2), ("beside", "C2", "B7"), ("beside", "B4", "C2"),
)  # fmt: skip


def combinations(count: int) -> tuple[tuple[Edit, ...], ...]:
    """Random pairs and triples, the same in every run; most of a combination on one sheet."""
    chance = random.Random(20270118)
    found = []
    for number in range(count):
        code = chance.choice(list(HEADS))
        near = [edit for edit in SINGLE if edit[1] == code]
        found.append(
            tuple(chance.choice(near if chance.random() < 0.8 else SINGLE) for _ in range(2 + number % 2))
        )
    return tuple(found)
