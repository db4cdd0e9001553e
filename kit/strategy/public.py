"""The strategy as it is published: without what is for internal use, and without ids of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from kit.model.decision import Decision
from kit.model.document import Document

T = TypeVar("T")


def public_decisions(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions without the own texts that are for internal use."""
    return tuple(d for d in decisions if not (d.kind == "text" and d.text("publish") == "no"))


def published(document: Document, unpublished: frozenset[str]) -> Document:
    """The document without these modules. Notes that nobody cites any more are gone and the others numbered
    anew; none names a row."""
    modules = tuple(module for module in document.modules if module.id not in unpublished)
    cited = list(dict.fromkeys(number for module in modules for number in _numbers(module)))
    numbers = {old: new for new, old in enumerate(cited, 1)}
    notes = {note.number: note for note in document.notes}
    return replace(
        document,
        modules=tuple(_renumbered(module, numbers) for module in modules),
        notes=tuple(replace(notes[old], number=new, evidence=()) for old, new in numbers.items()),
    )


def _numbers(value: object) -> Iterable[int]:
    """The numbers of notes in the order in which they are cited."""
    if isinstance(value, tuple):
        for item in value:
            yield from _numbers(item)
    elif is_dataclass(value):
        for part in fields(value):
            inner = getattr(value, part.name)
            yield from inner if part.name == "notes" else _numbers(inner)


def _renumbered(value: T, numbers: Mapping[int, int]) -> T:
    """The same value with the notes that it cites under their new numbers."""
    if isinstance(value, tuple):
        return cast("T", tuple(_renumbered(item, numbers) for item in value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, object] = {}
    for part in fields(value):
        inner = getattr(value, part.name)
        new = tuple(numbers[n] for n in inner) if part.name == "notes" else _renumbered(inner, numbers)
        if new is not inner and new != inner:
            changed[part.name] = new
    return replace(value, **changed) if changed else value
