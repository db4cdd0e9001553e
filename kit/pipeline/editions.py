"""The editions that the register knows, with what they say."""

from __future__ import annotations

from kit.errors import UsageError
from kit.model.change import Said
from kit.model.comparison import EditionSaid, Mark, edition_key
from kit.pipeline.folder import Folder
from kit.register import History


def past_editions(history: History) -> tuple[EditionSaid, ...]:
    """The editions of the register with what they say. Of a number compiled more than once
    the register has the last wording."""
    claims: dict[str, dict[str, Said]] = {}
    for edition, id, module, text in history.claims:
        claims.setdefault(str(edition), {})[str(id)] = Said(str(module), str(text))
    marks: dict[str, dict[str, Mark]] = {}
    for edition, subject, value, answers in history.marks:
        marks.setdefault(str(edition), {})[str(subject)] = Mark(float(value or 0), int(answers or 0))
    return tuple(
        EditionSaid(number, str(row[2]), claims.get(number, {}), marks.get(number, {}))
        for row in history.editions
        for number in (str(row[0]),)
    )


def edition_called(folder: Folder, wanted: str, known: tuple[EditionSaid, ...]) -> EditionSaid:
    """The edition of this number; ``UsageError`` with those that are known where it is none of them."""
    for edition in known:
        if edition.number == wanted:
            return edition
    numbers = ", ".join(sorted((edition.number for edition in known), key=edition_key))
    raise UsageError(folder.words("compare")("unknown", wanted=wanted, known=numbers))
