"""Free text in cells: as it stands, without what points to one person."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kit.model.sheet import Column
from kit.read import limits
from kit.read.answer import Answer, Problem, as_text
from kit.read.entries import Entries
from kit.read.grid import Raw
from kit.read.personal import may_be_personal, maybe_names, personal_data, without_personal_data
from kit.read.text import is_tidy, one_line

_LOGICAL = (("FALSE", "TRUE"), ("FALSK", "SAND"))
"""What a spreadsheet makes of these words, and shows, in English and in Danish."""
_FUNCTIONS = "functions"
_KNOWN_NAMES = ("roles", "areas", "scopes", "systems", "initiatives", "groups")
"""Lists whose entries are no people. What returns brought as functions may be a name that nobody mended."""
_FREE_TEXT = frozenset({"text", "longtext", "person"})
_SENTENCES = frozenset({"text", "longtext"})
_BETWEEN = "|"


class Worded:
    """Reads free text; ``entries`` are the lists of the process, ``lang`` is its language."""

    def __init__(self, entries: Mapping[str, Entries], lang: str) -> None:
        self._entries = entries
        self._lang = lang

    def text(self, column: Column, raw: Raw) -> Answer:
        if isinstance(raw, bool):
            raw = _LOGICAL[self._lang == "da"][raw]
        if isinstance(raw, float) and self._lang == "da":
            raw = as_text(raw).replace(".", ",")
        text = raw if isinstance(raw, str) else as_text(raw)
        if column.type != "longtext" and not text.isprintable():
            text = one_line(text)
        problems = []
        if column.type in _FREE_TEXT and may_be_personal(text):
            problems = [Problem(code) for code in personal_data(text)]
            text = without_personal_data(text)
        if _names_a_function(column) and self._strangers(text):
            problems.append(Problem("personal.maybe-name"))
        if len(text) > limits.LONGEST_TEXT:
            problems.append(Problem("cell.too-long"))
            return Answer(text[: limits.LONGEST_TEXT], tuple(problems), whole=False)
        if len(text) > limits.LONG_TEXT:
            problems.append(Problem("cell.long-text"))
        return Answer(text, tuple(problems))

    def _strangers(self, text: str) -> list[str]:
        """What could be names of people: of no role, area, unit or system that is known."""
        lists = [entries for name in _KNOWN_NAMES if (entries := self._entries.get(name))]
        return [name for name in maybe_names(text) if not any(e.find(text) or e.find(name) for e in lists)]


def _names_a_function(column: Column) -> bool:
    """Whether a column asks for a function, never a name."""
    return column.type == "person" or column.source == _FUNCTIONS


def are_sentences(column: Column, texts: Collection[str]) -> bool:
    """Whether each of these long texts of that column is its own value, with nothing to say of it.

    A quick look at all of them together; where it says no, they have to be read one by one.
    """
    if column.type not in _SENTENCES or _names_a_function(column):
        return False
    joined = _BETWEEN.join(texts)
    parted = f" {_BETWEEN}" not in joined and f"{_BETWEEN} " not in joined
    short = len(joined) <= limits.LONG_TEXT or max(map(len, texts)) <= limits.LONG_TEXT
    return parted and short and is_tidy(joined) and not may_be_personal(joined)
