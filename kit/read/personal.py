"""Finds what should not stand in free text: civil registration numbers, e-mail addresses, phone numbers."""

from __future__ import annotations

import re

_HINT = re.compile(r"@|\d{2}")
_CPR = re.compile(r"(?<![\d-])(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?![\d-])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PHONE = re.compile(
    r"(?<![\d,.-])"
    r"(?:(?:\+|00)45[ ]?\d{2}[ ]?\d{2}[ ]?\d{2}[ ]?\d{2}|\d{2} \d{2} \d{2} \d{2}|[2-9]\d{7})"
    r"(?![,.-]?\d)"
)
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")


_NAME = re.compile(r"\b[A-ZÆØÅ][a-zæøåéèüöä]+(?:[ -][A-ZÆØÅ][a-zæøåéèüöä]+)+\b")
_FUNCTION = re.compile(
    r"chef|leder|konsulent|direktør|ansvarlig|koordinator|medarbejder|specialist|arkitekt|ejer|rådgiver|"
    r"team|område|distrikt|skole|afdeling|forvaltning|center|gruppe|udvalg|sekretariat|analytiker|forvalter|owner|manager|officer|"
    r"lead|director|head|chief|consultant|advisor|department|group|board|steward|analyst|area|school",
    re.I,
)
"""Parts of words by which a function or a unit is told from a name."""


def maybe_names(text: str) -> tuple[str, ...]:
    """Words that could be a person's name: two or more capitalised ones in a row, none of them a function."""
    return tuple(match[0] for match in _NAME.finditer(text) if not _FUNCTION.search(match[0]))


REMOVED = "[…]"
"""Stands in evidence where a civil registration number or a mail address stood in the return."""


def without_personal_data(text: str) -> str:
    """The text as it may be kept: numbers and addresses that point to one person are taken out.

    Phone numbers stay: eight digits may be a case or an account, and the finding asks.
    """
    return _MAIL.sub(REMOVED, _CPR.sub(REMOVED, text)) if _HINT.search(text) else text


def personal_data(text: str) -> tuple[str, ...]:
    """Finding codes of what the text seems to hold; empty for harmless ones. Never the numbers themselves."""
    if not _HINT.search(text):
        return ()
    found = []
    if _CPR.search(text):
        found.append("personal.cpr")
    if "@" in text and _MAIL.search(text):
        found.append("personal.email")
    if any(not _DAY.match(match[0]) for match in _PHONE.finditer(text)):
        found.append("personal.phone")
    return tuple(found)
