"""Compact forms in which the rehearsal's answers are written down, spelled out as rows of sheets.

One line a person, a decision or a role is what a reader can survey; a sheet has a row for each theme, a
letter for each role. Each form is told where it is taken apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kit.model.catalogue import Catalogue
from kit.model.text import LANGUAGES, Text

Answer = Text | str | int | float | date | tuple[Text | str, ...]
"""A value as content has it: a text in every language, an id (of a choice, a role, an area), a number, a day,
or several of them. ``"?"`` is "don't know", ``""`` empties a cell that the kit had filled in."""

Raw = Mapping[str, Any]
Names = Mapping[str, Text]
"""Short names of functions and initiatives, and systems as they are called in each language."""


@dataclass(frozen=True, slots=True)
class DemoRow:
    """What somebody wrote in a row. ``keys`` tell a row that the kit filled in by some of its columns;
    without keys it is a new one, and with ``every`` all that are filled in. Values are by column id, in a
    matrix by ``letter.RO-03``."""

    values: Mapping[str, Answer]
    keys: Mapping[str, Answer] = field(default_factory=dict)
    every: bool = False


@dataclass(frozen=True, slots=True)
class DemoSheet:
    """The answers on one sheet."""

    code: str
    rows: tuple[DemoRow, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What compact forms need to know: the cards, the names, who sits where and the list of systems."""

    catalogue: Catalogue
    names: Names
    participants: tuple[Mapping[str, Answer], ...]
    systems: tuple[Mapping[str, Answer], ...]


def sheet(code: str, raw: object, around: Around) -> DemoSheet:
    """The rows of sheet ``code`` as a return's file has them; ``KeyError`` or ``ValueError`` if wrong."""
    if isinstance(raw, list):
        return DemoSheet(code, tuple(DemoRow(values(row, around.names)) for row in raw))
    form = _FORMS.get(code, _keyed)
    return DemoSheet(code, tuple(form(code, raw, around)))


def values(raw: Raw, names: Names) -> dict[str, Answer]:
    """A row's values by column."""
    return {column: answer(value, names) for column, value in raw.items()}


def answer(raw: object, names: Names) -> Answer:
    """One value: ``{ da = …, en = … }`` is a text, a known short name too; a list is several."""
    if isinstance(raw, dict):
        if set(raw) != set(LANGUAGES):
            raise ValueError(f"a text needs {', '.join(LANGUAGES)}: {raw}")
        return Text.of(raw)
    if isinstance(raw, list):
        return tuple(names.get(part, part) if isinstance(part, str) else Text.of(part) for part in raw)
    if isinstance(raw, str):
        return names.get(raw, raw)
    if isinstance(raw, int | float | date):
        return raw
    raise ValueError(f"no answer: {raw!r}")


def _keyed(code: str, raw: Raw, around: Around) -> Iterator[DemoRow]:
    """Rows by what the kit wrote in the sheet's first prefilled column; under ``new`` rows of their own."""
    key = around.catalogue.sheets[code].prefilled[0]
    for id, row in raw.items():
        if id != "new":
            yield DemoRow(values(row, around.names), {key: id})
    yield from (DemoRow(values(row, around.names)) for row in raw.get("new", ()))


def _participants(_code: str, raw: Raw, around: Around) -> Iterator[DemoRow]:
    """Everybody, with who was away (``absent``) and who came late or left early (``partly``)."""
    marks = {around.names[id]: mark for mark in ("absent", "partly") for id in raw[mark]}
    words = {"absent": "no", "partly": "partly"}
    for person in around.participants:
        mark = marks.get(person["function"]) if isinstance(person["function"], Text) else None
        yield DemoRow({**person, "attended": words[mark] if mark else "yes"})


def _self_evaluation(_code: str, raw: Raw, around: Around) -> Iterator[DemoRow]:
    """A person's answers on the sixteen themes as one string of signs for each question."""
    themes = [theme.id for theme in around.catalogue.themes]
    for code, person in raw.items():
        lines = {question: _signs(person[question], themes) for question in ("now", "target", "importance")}
        why = person.get("why", {})
        for place, theme in enumerate(themes):
            row = {question: line[theme] for question, line in lines.items() if theme in line}
            if theme in why:
                row["why"] = answer(why[theme], around.names)
            if place == 0:
                row |= {column: person[column] for column in ("area", "level") if column in person}
            yield DemoRow(row, {"respondent": code, "theme": theme})


def _signs(line: str, ids: Sequence[str]) -> dict[str, Answer]:
    """``"42?- …"`` by id: digits are numbers, "?" stands for itself, "-" is blank, spaces mean nothing."""
    signs = line.replace(" ", "")
    if len(signs) != len(ids):
        raise ValueError(f"{len(signs)} signs for {len(ids)} answers: {line}")
    return {
        id: sign if sign == "?" else int(sign) for id, sign in zip(ids, signs, strict=True) if sign != "-"
    }


def _competences(_code: str, raw: Raw, around: Around) -> Iterator[DemoRow]:
    """A person's levels in the twelve competences as one string, and those to learn more about."""
    ids = [competence.id for competence in around.catalogue.competences]
    for code, person in raw.items():
        levels, more = _signs(person["level"], ids), person.get("more", "").split()
        for place, id in enumerate(ids):
            row: dict[str, Answer] = {"level": levels[id]} if id in levels else {}
            if id in more:
                row["wants_more"] = "yes"
            if place == 0:
                row |= {"area": person["area"], "role": person["role"]}
            yield DemoRow(row, {"respondent": code, "competence": id})


def _leadership(_code: str, raw: Raw, around: Around) -> Iterator[DemoRow]:
    """A manager's answers on the five marks as one string, and the ``steps`` beside some of them."""
    ids = [mark.id for mark in around.catalogue.lists["leadership_mark"]]
    for code, person in raw.items():
        marks, steps = _signs(person["now"], ids), person.get("steps", {})
        for place, id in enumerate(ids):
            row: dict[str, Answer] = {"now": marks[id]} if id in marks else {}
            if id in steps:
                row["next_step"] = answer(steps[id], around.names)
            if place == 0:
                row["area"] = person["area"]
            yield DemoRow(row, {"respondent": code, "mark": id})


def _messages(_code: str, raw: Raw, around: Around) -> Iterator[DemoRow]:
    """Rows by the function that is to hear it; under ``new`` rows for others."""
    for id, row in raw.items():
        if id != "new":
            yield DemoRow(values(row, around.names), {"audience": around.names[id]})
    yield from (DemoRow(values(row, around.names)) for row in raw.get("new", ()))


def _catalogue(_code: str, raw: Raw, around: Around) -> Iterator[DemoRow]:
    """Role ids under ``keep`` and ``drop``; under ``change`` what was corrected; under ``new`` own roles."""
    ids = [*raw.get("keep", ()), *raw.get("drop", ()), *raw.get("change", ())]
    if twice := {id for id in ids if ids.count(id) > 1}:
        raise ValueError(f"named twice: {', '.join(sorted(twice))}")
    for mark in ("keep", "drop"):
        for id in raw.get(mark, ()):
            yield DemoRow({"keep": mark}, {"role_id": id})
    for id, row in raw.get("change", {}).items():
        yield DemoRow({"keep": "change", **values(row, around.names)}, {"role_id": id})
    for row in raw.get("new", ()):
        yield DemoRow(values(row, around.names))


def _raci(_code: str, raw: Raw, around: Around) -> Iterator[DemoRow]:
    """``D05 = "A RO-03 R RO-04 C RO-08 RO-16"``, or the same as ``raci`` beside a ``comment``."""
    for id, line in raw.items():
        if id == "new":
            for row in line:
                own = {"decision": answer(row["decision"], around.names)}
                yield DemoRow({**own, **_crossings("letter", row["raci"])})
            continue
        letters = line if isinstance(line, str) else line["raci"]
        row = _crossings("letter", letters)
        if not isinstance(line, str):
            row["comment"] = answer(line["comment"], around.names)
        yield DemoRow(row, {"decision": id})


def _crossings(value: str, line: str) -> dict[str, Answer]:
    """``"A RO-03 RO-04 R RO-08"``: each letter holds for the roles after it."""
    letter, found = "", dict[str, Answer]()
    for word in line.split():
        if len(word) == 1:
            letter = word
        else:
            found[f"{value}.{word}"] = letter
    return found


def _requirements(_code: str, raw: Raw, _around: Around) -> Iterator[DemoRow]:
    """``levels = "K-01 4 K-03 3"`` and the role's ``importance``."""
    for id, row in raw.items():
        words = row["levels"].split()
        pairs = zip(words[::2], words[1::2], strict=True)
        levels: dict[str, Answer] = {f"level.{competence}": int(level) for competence, level in pairs}
        yield DemoRow({**levels, "importance": row["importance"]}, {"role": id})


def _capacity(_code: str, raw: Raw, _around: Around) -> Iterator[DemoRow]:
    """``hours`` and ``committed`` of a role, one number for each of the ``quarters`` named once."""
    quarters = raw["quarters"]
    for role, row in raw.items():
        if role == "quarters":
            continue
        for quarter, hours, committed in zip(quarters, row["hours"], row["committed"], strict=True):
            yield DemoRow({"hours": hours, "committed": committed}, {"role": role, "quarter": quarter})


def _systems(_code: str, raw: Raw | str, around: Around) -> Iterator[DemoRow]:
    """``"systems"`` is the whole list; else corrections to the rows that the kit has filled in."""
    if isinstance(raw, str):
        yield from (DemoRow(system) for system in around.systems)
        return
    names = around.names
    if "all" in raw:
        yield DemoRow(values(raw["all"], names), every=True)
    for row in raw.get("some", ()):
        said = values({column: value for column, value in row.items() if column != "systems"}, names)
        yield from (DemoRow(said, {"system": names[system]}) for system in row["systems"])
    for mark, value in (("gone", "not_here"), ("blank", "")):
        for system in raw.get(mark, ()):
            yield DemoRow({"confirmed": value}, {"system": names[system]})
    yield from (DemoRow(values(row, names)) for row in raw.get("new", ()))


_FORMS: Mapping[str, Callable[[str, Any, Around], Iterator[DemoRow]]] = {
    "C1": _participants,
    "F3": _self_evaluation,
    "R2": _catalogue,
    "R4": _raci,
    "B9": _capacity,
    "S1": _systems,
    "U1": _requirements,
    "U2": _competences,
    "U5": _messages,
    "U6": _leadership,
}
