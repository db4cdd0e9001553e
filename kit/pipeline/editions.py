"""The editions that the register knows, with what they say."""

from __future__ import annotations

from kit.model.change import Said
from kit.model.comparison import EditionSaid
from kit.register import History


def past_editions(history: History) -> tuple[EditionSaid, ...]:
    """The editions of the register with what they say. Of a number compiled more than once
    the register has the last wording."""
    claims: dict[str, dict[str, Said]] = {}
    for edition, id, module, text in history.claims:
        claims.setdefault(str(edition), {})[str(id)] = Said(str(module), str(text))
    return tuple(
        EditionSaid(str(row[0]), str(row[2]), claims.get(str(row[0]), {})) for row in history.editions
    )
