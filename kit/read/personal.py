"""Finds what should not stand in free text: civil registration numbers, e-mail addresses, phone numbers."""

from __future__ import annotations

import re
from itertools import groupby

_EIGHT = re.compile(r"\d(?:[ -]?\d){7}")
"""Digits as all numbers looked for here have them: eight or more, with at most one sign between two."""
_ZEROS = b"0" * 8
_DIGITS_AS_ZEROS = bytes.maketrans(b"123456789", _ZEROS + b"0")
_CPR = re.compile(r"(?<![\d-])(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?![\d-])")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w")
_PHONE = re.compile(
    r"(?<![\d,.-])"
    r"(?:(?:\+|00)45[ ]?\d{2}[ ]?\d{2}[ ]?\d{2}[ ]?\d{2}|\d{2} \d{2} \d{2} \d{2}|[2-9]\d{7})"
    r"(?![,.-]?\d)"
)
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")


_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞŁŚŠŞŽĆČİ", "a-zß-öø-ÿąćčēęěğıłńňőřśšşťůźżžūā"
_WORD = rf"[{_UPPER}][{_LOWER}]+(?:[’'{_UPPER}][{_LOWER}]+)?"
_INITIALS = rf"(?:[{_UPPER}]\.[ ]?)"
_BETWEEN = rf"[ -](?:[{_UPPER}]\.?[ ]){{0,3}}(?:(?:von|van|der|den|de|del|la|al|el|bin|af|zu)[ -]|[dDO][’'])?"
_NAME = re.compile(rf"\b(?:{_INITIALS}{{1,4}}{_WORD}|{_WORD}{_BETWEEN}{_WORD})(?:{_BETWEEN}{_WORD})*\b")
_SURNAME_FIRST = re.compile(rf"{_WORD}(?:-{_WORD})?,[ ]?{_WORD}(?:[ -]{_WORD})?(?:[ ][{_UPPER}]\.?)?")
_SHORTENED = re.compile(rf"\b{_WORD}[ ][{_UPPER}]\.(?![\w-])")
_SHOUTED = re.compile(rf"\b[{_UPPER}]{{3,}}\b")
_PIECES, _WORDS = re.compile(r"[;\n]"), re.compile(r"[ ,-]+|(?<=\.)")
_FUNCTION = re.compile(
    r"(?:chef|leder|konsulent|direktør|ansvarlig|koordinator|medarbejder|specialist|arkitekt|rådgiver|"
    r"analytiker|(?:data|system|proces|gevinst|risiko|produkt|\b)ejer|forvalter|behandler|planlægger|visitator|terapeut|arkivar|tovholder|mester|førende|læge|lærer|plejer|plejerske|"
    r"assistent|sekretær|indkøber|jurist|controller|pædagog|bibliotekar|redaktør|udvikler|formand|fuldmægtig|økonom|"
    r"inspektør|vejleder|ingeniør|holder|støtte|bruger|administrator|vært|master|"
    r"team|område|distrikt|skole|afdeling|forvaltning|center|centre|gruppe|udvalg|sekretariat|service|tilsyn|råd|kontor|"
    r"stab|drift|pleje|handicap|teknik|miljø|økonomi|politik|løn|kommune|museum|bibliotek|tilbud|"
    r"(?:råd|syge|sundheds|kultur|pleje|borger)hus|digital|social|fælles|lokal|intern|\w{3,}isk|fagligt?|"
    r"owner|manager|officer|lead|director|\bhead|chief|consultant|advisor|adviser|department|group|board|steward|analyst|"
    r"area|school|designer|engineer|developer|editor|worker|coordinator|assistant|planner|clerk|champion|teacher|"
    r"architect|librarian|secretary|nurse|council|office|data|home)"
    r"(?:e|en|et|ne|ene|erne|s|es|ens|ets)?$|\w{5,}(?:ning|else|tion|hed|ering|skab|ment)(?:en|er|s)?$",
    re.I,
)
"""Ends of words by which a function or a unit is told from a name: “Skolemose” is none."""


def maybe_names(text: str) -> tuple[str, ...]:
    """Words that could be a person's name: two or more capitalised ones in a row, none of them a function.

    An initial counts as a word: “K. Thorup”, and a surname may come first: “Thorup, Kim”. A function before a
    name does not hide it: “IT-chef Anders And”. What is all in capitals is read as if it were not.
    """
    if text.isupper():
        text = _SHOUTED.sub(lambda match: match[0].title(), text)
    found: list[str] = []
    for match in _NAME.finditer(text):
        runs = [list(run) for is_function, run in groupby(_words(match[0]), _is_function) if not is_function]
        found.extend(" ".join(run) for run in runs if len(run) > 1)
    whole = [piece for piece in map(str.strip, _PIECES.split(text)) if _SURNAME_FIRST.fullmatch(piece)]
    shortened = [match[0] for match in _SHORTENED.finditer(text)]
    found.extend(name for name in (*whole, *shortened) if not any(map(_is_function, _words(name))))
    return tuple(dict.fromkeys(found))


def _words(name: str) -> list[str]:
    return [word for word in _WORDS.split(name) if word]


def _is_function(word: str) -> bool:
    return len(word) > _LONGEST_NAME or bool(_FUNCTION.search(word))


_LONGEST_NAME = 60
"""No name has so many letters; to look for endings in thirty thousand would take a minute."""

REMOVED = "[…]"
"""Stands in evidence where a civil registration number or a mail address stood in the return."""


def without_personal_data(text: str) -> str:
    """The text as it may be kept: numbers and addresses that point to one person are taken out.

    Phone numbers stay: eight digits may be a case or an account, and the finding asks.
    """
    return _MAIL.sub(REMOVED, _CPR.sub(REMOVED, text)) if may_be_personal(text) else text


def may_be_personal(text: str) -> bool:
    """A quick look that passes over harmless texts, which nearly all are."""
    return "@" in text or (_may_have_eight(text) and _EIGHT.search(text) is not None)


def _may_have_eight(text: str) -> bool:
    """``False`` only where there are no eight digits in a row, blanks and hyphens between them left out."""
    try:
        return _ZEROS in text.encode("latin-1").translate(_DIGITS_AS_ZEROS, b" -")
    except UnicodeEncodeError:
        return True


def personal_data(text: str) -> tuple[str, ...]:
    """Finding codes of what the text seems to hold; empty for harmless ones. Never the numbers themselves."""
    if not may_be_personal(text):
        return ()
    found: list[str] = []
    if _CPR.search(text):
        found.append("personal.cpr")
    if "@" in text and _MAIL.search(text):
        found.append("personal.email")
    if any(not _DAY.match(match[0]) for match in _PHONE.finditer(text)):
        found.append("personal.phone")
    return tuple(found)
