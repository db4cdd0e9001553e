"""What people do to worksheets: single edits, and random pairs and triples of them."""

from __future__ import annotations

import random

from kit.model.process import Unit
from kit.model.sheet import SCHEMA, Identity
from torture.workbench import Edit
from torture.written import WRITTEN

HEADS = {
    "B4": ("Titel", "Hvilket problem løser det?", "Værdi"),
    "B7": ("Hvad kan gå galt?", "Slags risiko", "Sandsynlighed"),
    "C2": ("Spørgsmål", "Fagområde", "Hvem finder svaret?"),
    "B1": ("Det er vi enige om", "Punkt", "Enighed"),
}
"""Three headings of each sheet: its main text, another column, and a third one."""

ENGLISH = {
    "B4": (
        "Titel|Title", "Hvilket problem løser det?|Which problem does it solve?", "Fagområde|Service area",
        "Værdi|Value", "Kan gennemføres|Can be done", "Indsats i dage|Effort in days", "Ejer|Owner",
    ),
    "B7": (
        "Hvad kan gå galt?|What can go wrong?", "Slags risiko|Kind of risk", "Sandsynlighed|Probability",
        "Konsekvens|Impact", "Tiltag|Action", "Ansvarlig|Responsible",
    ),
    "C2": (
        "Spørgsmål|Question", "Fagområde|Service area", "Blokerer en beslutning?|Blocks a decision?",
        "Hvem finder svaret?|Who finds the answer?", "Svar senest|Answer due", "Svar|Answer",
    ),
    "B1": ("Punkt|Point", "Det er vi enige om|What we agree on", "Enighed|Agreement"),
}  # fmt: skip
GERMAN = {
    "B4": (
        "Titel|Überschrift",
        "Hvilket problem løser det?|Welches Problem löst es?",
        "Værdi|Wert",
        "Ejer|Besitzer",
    ),
    "B7": ("Hvad kan gå galt?|Was kann schiefgehen?", "Sandsynlighed|Wahrscheinlichkeit", "Konsekvens|Folge"),
    "C2": ("Spørgsmål|Frage", "Fagområde|Bereich", "Svar senest|Antwort bis", "Svar|Antwort"),
    "B1": ("Punkt|Punkt", "Det er vi enige om|Darin sind wir uns einig", "Enighed|Einigkeit"),
}


def _of_each_sheet(code: str) -> list[Edit]:
    first, second, third = HEADS[code]
    return [
        ("rows_above", code, 3), ("rows_within", code, 2), ("rows_below_header", code, 1),
        ("column_before", code, second, "Vores kolonne"), ("column_before", code, first, ""),
        ("delete_column", code, second), ("delete_first_column", code), ("delete_answer", code),
        ("swap_columns", code, first, second), ("swap_below_header", code, second, third),
        ("delete_row_of", code, first), ("delete_keys", code), ("clear_keys", code), ("delete_top", code, 1),
        ("hide_rows", code), ("hide_column", code, second), ("filter", code, second), ("delete_example", code),
        ("rename", code, f"Ark {code[1]}"), ("move", code, 0), ("copy", code), ("add_tab", code, "husk kage"),
        ("values_to_new_tab", code, f"Kopi {code[1]}"), ("table_to_new_tab", code, f"Tabel {code[1]}"),
        ("rows_to_new_tab", code, f"Rækker {code[1]}"), ("new_workbook", code), ("values_to_new_workbook", code),
        ("sort", code, first, 0), ("sort", code, second, 0), ("sort", code, first, 1), ("sort", code, first, 2),
        ("cut_table", code, 0, 9), ("cut_table", code, 4, 12), ("move_row_up", code), ("move_row_down", code, 40),
        ("write", code, first, "Overskrift"), ("write", code, second, "My own words"), ("write", code, third, ""),
        ("headings", code, *ENGLISH[code]), ("headings", code, *GERMAN[code]),
        ("type_in_plain_cell", code, second, 1, "=1/0", ""), ("type_in_plain_cell", code, first, 2, '="en"&"to"', "ento"),
        ("type_in_plain_cell", code, third, 0, "=400+4", "404" if code == "C2" else ""),
        ("merge_down", code, second), ("merge_across", code, first), ("merge_headings", code, second),
        ("repeat_headings", code), ("over_example", code, 1), ("over_example", code, 0), ("paste_again", code),
        ("blanks", code), ("numbers_as_text", code),
        ("text_above", code, "Udfyldt af os ved bordet"), ("text_below", code, "Husk: Vi når ikke mere i dag"),
    ]  # fmt: skip


def _beside_the_answers(code: str) -> list[Edit]:
    first, second, _ = HEADS[code]
    return [
        ("note_in_heading", code, second, "Spørg chefen først"), ("note_in_heading", code, first, "Vores egne ord"),
        ("note_in_keys", code, "Husk kontrakten"), ("number_over", code, 2, "2027"), ("number_over", code, 0, "7"),
        ("note_in_tab", code, "Lister", "Et nyt system"), ("note_in_tab", code, "Vejledning", "Vi mangler en rolle"),
    ]  # fmt: skip


def _sideways(code: str) -> list[Edit]:
    """Answers that leave their headings behind."""
    first, second, third = HEADS[code]
    return [
        ("push_answers", code, 1), ("push_answers", code, 3), ("push_answers", code, -1), ("push_answers", code, 20),
        ("insert_cells", code, first), ("insert_cells", code, second), ("insert_cells", code, third),
        ("delete_cells", code, first), ("delete_cells", code, second), ("delete_cells", code, third),
    ]  # fmt: skip


def version(number: int) -> Edit:
    """The same worksheet with another schema version in its token."""
    old, new = (Identity("PROE27", "NET", Unit("group", "3"), schema).token for schema in (SCHEMA, number))
    return ("replace", "B4", old, new)


SINGLE: tuple[Edit, ...] = (
    *(edit for code in HEADS for edit in _of_each_sheet(code)),
    ("delete_tab", "B4", "Vejledning"), ("delete_tab", "B4", "Lister"), ("delete_tab", "B4", "C2"),
    ("drop_names", "B4"), ("onto", "C2", "B7", 3), ("onto", "B7", "B4", 2), ("beside", "C2", "B7"), ("beside", "B4", "C2"),
    version(0), version(7), ("replace", "B4", "KIT-PROE27-NET-G3", "KIT-PROE27-NET-G4"), ("replace", "C2", "KIT-", ""),
    ("days_from_1904", "C2"), ("shown_as", "C2", "Svar senest", "D. MMMM YYYY"), ("shown_as", "C2", "Svar senest", "DD/MM-YY"),
    ("shown_as", "C2", "Svar senest", "YYYY-MM-DD"), ("shown_as", "C2", "Svar senest", "NN DD/MM"),
    ("shown_as", "B7", "Afsat beløb (kr.)", '#.##0,00" kr."'), ("shown_as", "B4", "Indsats i dage", "0,0"),
    ("shown_as", "B4", "Prikker", "000"), ("shown_as", "B7", "Konsekvens", '0" af 5"'),
    ("over_given", "B1", "Punkt", "Vores eget punkt"), ("over_given", "B1", "Punkt", "Formål"), ("over_given", "B1", "Punkt", "7"),
    *WRITTEN, *(edit for code in HEADS for edit in _beside_the_answers(code)), *(edit for code in HEADS for edit in _sideways(code)),
    ("long_text", "B4", "Hvilket problem løser det?", 50), ("long_text", "B7", "Tiltag", 150), ("long_text", "B4", "Titel", 30),
    ("type_in_plain_cell", "C2", "Svar senest", 4, "'03/25/2027", "2027-03-25", 1),
)  # fmt: skip


SLID: tuple[tuple[Edit, ...], ...] = tuple(
    (("rows_below_header", code, 1), ("cut_table", code, right, 9)) for code in HEADS for right in (1, 4, 9)
)
"""A row is inserted below the headings, and then the table goes sideways without them."""


def combinations(count: int) -> tuple[tuple[Edit, ...], ...]:
    """Random pairs and triples of all edits, the same in every run, no two alike; most of one on one sheet.

    Without those of which nobody can tell what was meant: in a sheet that somebody sorted, a small number over
    the printed one may be a row's own.
    """
    chance = random.Random(20270118)
    found: dict[tuple[Edit, ...], None] = {}
    while len(found) < count:
        code = chance.choice(list(HEADS))
        near = [edit for edit in SINGLE if edit[1] == code]
        size = 2 + len(found) % 2
        found[tuple(chance.choice(near if chance.random() < 0.8 else SINGLE) for _ in range(size))] = None
    return tuple(edits for edits in found if not _is_anybodys_guess(edits))


def _is_anybodys_guess(edits: tuple[Edit, ...]) -> bool:
    sorted_sheets = {edit[1] for edit in edits if edit[0] == "sort"}
    return any(edit[0] == "number_over" and edit[3] == "7" and edit[1] in sorted_sheets for edit in edits)
