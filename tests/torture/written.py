"""What people write into a cell, and what is meant: typed in Calc, which makes of it what it likes.

An edit is ``("type", sheet, heading, which row, text, meaning)``. A meaning of ``""`` says that nobody can tell: a
finding must name the cell. A last 1 says that a finding must name it although it can be read.
"""

from __future__ import annotations

from torture.workbench import Edit

_DAYS: tuple[tuple[str, str], ...] = (
    ("12/10-26", "2026-10-12"), ("12.10.26", "2026-10-12"), ("12-10-2026", "2026-10-12"), ("12/10 2026", "2026-10-12"),
    ("2026-10-12", "2026-10-12"), ("12. oktober 2026", "2026-10-12"), ("d. 1. feb 2027", "2027-02-01"),
    ("man. 1. februar 2027", "2027-02-01"), ("20261012", "2026-10-12"), ("uge 37", ""), ("uge 5 2027", ""),
    ("hurtigst muligt", ""), ("K1 2027", ""), ("31-02-2027", ""), ("12/10", ""), ("1/2", ""), ("1. februar", ""), ("?", ""), ("-", ""), ("n/a", ""),
)  # fmt: skip
_NUMBERS: tuple[tuple[str, float | str], ...] = (
    ("12,5", 12.5), ("12.5", 12.5), ("1.234,5", ""), ("1 2", 12), ("+8", 8), ("40 dage", ""), ("ca. 40", ""), ("40-50", ""),
    ("ti", ""), ("?", ""), ("ved ikke", ""), ("-", ""), ("n/a", ""), ("x", ""), ("0", ""), ("501", ""),
)  # fmt: skip
_MONEY: tuple[tuple[str, float | str], ...] = (
    ("1.234,5", 1234.5), ("1.234", 1234), ("1 234 567", 1234567), ("kr. 50.000", 50000), ("50.000,-", 50000),
    ("50.000 kr.", 50000), ("-5", ""), ("0,1 mio.", ""), ("50 t.kr.", ""),
)  # fmt: skip
_QUARTERS: tuple[tuple[str, str], ...] = (
    ("2027-K1", "2027-K1"), ("K1 2027", "2027-K1"), ("1. kvartal 2027", "2027-K1"), ("q3 2027", "2027-K3"),
    ("2027 Q4", "2027-K4"), ("12-10-2026", "2026-K4"), ("uge 5 2027", "2027-K1"), ("efter ferien", ""), ("K5 2027", ""),
    ("2027", ""), ("?", ""),
)  # fmt: skip
_TICKS: tuple[tuple[str, str], ...] = (
    ("x", "yes"), ("X", "yes"), ("✓", "yes"), ("ja", "yes"), ("JA!", "yes"), ("nej", "no"), ("Yes", "yes"), ("måske", ""),
    ("ved ikke", ""), ("?", ""), ("-", ""), ("1", ""), ("Ja / nej", ""),
)  # fmt: skip
_KINDS: tuple[tuple[str, str], ...] = (
    ("teknisk", "technical"), ("  Teknisk ", "technical"), ("Technical", "technical"), ("Tekniks", ""), ("Ingen af dem", ""),
    ("Teknisk; Juridisk", ""), ("x", ""), ("3", ""),
)  # fmt: skip
_AREAS: tuple[tuple[str, str], ...] = (
    ("SO", "SO"), ("sundhed og aeldre", ""), ("Sundhed & ældre", ""), ("Sundhed og ældre", "SO"), ("Alle", ""), ("Akitv", ""), ("Økonomi/Skole/Social/ældre", ""),
)  # fmt: skip
_AUDIENCES: tuple[tuple[str, str], ...] = (
    ("Medarbejdere; Ledelse", "employees|managers"), ("Medarbejdere, Ledelse", "employees|managers"),
    ("Medarbejdere\nLedelse\n", "employees|managers"), ("Medarbejdere / Ledelse", "employees|managers"),
    ("ledelse", "managers"), ("Medarbejder", ""), ("alle", ""), ("Borgere og medarbejdere", ""),
)  # fmt: skip
_COMPETENCES: tuple[tuple[str, str], ...] = (
    ("K-04; K-05", "K-04|K-05"), ("K-04 Vurdere datakvalitet", "K-04"), ("k-04, K-05 Analysere", "K-04|K-05"), ("K-99", ""),
    ("Excel", ""),
)  # fmt: skip
_PERSONS: tuple[tuple[str, str, int], ...] = (
    ("Digitaliseringschef", "Digitaliseringschef", 0), ("IT-chef (abc)", "IT-chef (abc)", 0),
    ("Anders And", "Anders And", 1), ("Ældrechef, Fætter Højben", "Ældrechef, Fætter Højben", 1),
    ("ring 12 34 56 78", "ring 12 34 56 78", 1), ("010203-1234", "", 1), ("?", "", 0), ("Højben, Fætter", "Højben, Fætter", 1), ("FÆTTER HØJBEN", "FÆTTER HØJBEN", 1),
)  # fmt: skip
_TEXTS: tuple[tuple[str, str], ...] = (
    ("To\nlinjer", "To linjer"), ('Nye "regler"; nu', 'Nye "regler"; nu'), ("'=fælles sprog", "=fælles sprog"), ("100 %", "100 %"),
    ("'- og så videre", "- og så videre"), ("Æblegrød, 50 % – “pæn” €", "Æblegrød, 50 % – “pæn” €"), ("'007", "007"),
    ("SAND", "SAND"), ("12", "12"),
)  # fmt: skip


def _typed(code: str, head: str, cases: tuple[tuple[str | float | int, ...], ...]) -> list[Edit]:
    return [("type", code, head, place % 5, *case) for place, case in enumerate(cases)]


_PLAIN: tuple[Edit, ...] = tuple(
    ("type_in_plain_cell", *case)
    for case in (
        ("B7", "Tiltag", 0, "100 %", "100 %"), ("B7", "Tiltag", 1, "12/10-26", "12/10-26"), ("B7", "Tiltag", 2, "1.234,5", "1234,5"),
        ("B7", "Tiltag", 3, "12:30", "12:30"), ("B7", "Tiltag", 4, "SAND", "SAND"), ("B7", "Afsat beløb (kr.)", 0, "1.234,5", 1234.5),
        ("B7", "Afsat beløb (kr.)", 1, "50 %", ""), ("C2", "Svar senest", 0, "12/10-26", "2026-10-12"),
        ("C2", "Svar senest", 1, "12-10-2026", "2026-10-12"), ("C2", "Svar senest", 2, "12.10.2026", "2026-10-12"),
        ("C2", "Svar senest", 3, "uge 37", ""), ("B4", "Ønsket start", 0, "1-4-2027", "2027-K2"), ("C2", "Blokerer en beslutning?", 0, "SAND", "yes"),
        ("C2", "Blokerer en beslutning?", 1, "=SAND()", "yes"), ("B4", "Indsats i dage", 0, "12,5", 12.5), ("B4", "Indsats i dage", 1, "40 %", ""),
        ("B4", "Prikker", 2, "1/2", ""), ("B4", "Værdi", 3, "3-4", ""), ("B4", "Værdi", 4, "3 til 4", ""),
    )
)  # fmt: skip
"""In a cell without the sheet's own format, as a pasted one is: Calc makes days, shares and times of words."""

WRITTEN: tuple[Edit, ...] = (
    *_typed("C2", "Svar senest", _DAYS), *_typed("B4", "Indsats i dage", _NUMBERS),
    *_typed("B7", "Afsat beløb (kr.)", _MONEY), *_typed("B4", "Ønsket start", _QUARTERS),
    *_typed("C2", "Blokerer en beslutning?", _TICKS), *_typed("B7", "Slags risiko", _KINDS),
    *_typed("C2", "Fagområde", _AREAS), *_typed("B4", "Hvem får det bedre?", _AUDIENCES),
    *_typed("B4", "Kræver kompetence", _COMPETENCES), *_typed("B7", "Ansvarlig", _PERSONS),
    *_typed("B7", "Tiltag", _TEXTS), *_PLAIN, *_typed("B4", "Hvilket problem løser det?", (("To\nlinjer", "To\nlinjer"), _TEXTS[1])),
    ("type", "B1", "Punkt", 0, "Navn", "name"), ("type", "B1", "Punkt", 1, "Vores eget punkt", ""), ("type", "B1", "Punkt", 2, "", ""),
    ("type", "B1", "Punkt", 3, "Medlemskreds og gæster", ""), ("type", "B1", "Enighed", 4, "alle", ""),
    ("type", "B4", "Afhænger af", 1, "B4 1 title", "B4 1 title"), ("type", "B4", "Afhænger af", 2, "Noget helt andet", "Noget helt andet", 1),
    ("type", "B4", "Systemer og data", 3, "Fælles kartotek; Arkivet", "Fælles kartotek|Arkivet"),
)  # fmt: skip
"""Every way of writing, each as an edit of one cell."""
