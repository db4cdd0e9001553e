"""Small tools on the document tree: changing every text, ordering the notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from kit.errors import ContentError
from kit.model.document import Bullets, Callout, Document, FigureNode, Heading, Module, Node, Paragraph, Table

T = TypeVar("T")


def map_texts(thing: T, change: Callable[[str], str]) -> T:
    """The same tree with every text changed."""
    return cast(T, _rebuilt(thing, change, lambda number: number))


def renumbered(document: Document) -> Document:
    """Notes numbered from 1 in the order of their first mark; notes that nothing refers to are gone.

    Word counts footnotes itself: after this all formats say the same. Raises ``ContentError`` for a mark
    without a note.
    """
    known = {note.number: note for note in document.notes}
    order = _note_order(document)
    for number in order:
        if number not in known:
            raise ContentError(f"the document refers to note {number}, which it does not have")
    numbers = {old: new for new, old in enumerate(order, 1)}
    if order == tuple(known) == tuple(numbers.values()):
        return document
    notes = tuple(replace(known[old], number=new) for old, new in numbers.items())
    modules = cast(tuple[Module, ...], _rebuilt(document.modules, lambda text: text, numbers.__getitem__))
    return replace(document, modules=modules, notes=notes)


def _rebuilt(thing: object, text: Callable[[str], str], mark: Callable[[int], int]) -> object:
    if isinstance(thing, str):
        return text(thing)
    if isinstance(thing, tuple):
        return tuple(_rebuilt(part, text, mark) for part in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    changed: dict[str, object] = {}
    for f in fields(thing):
        value = getattr(thing, f.name)
        marks = f.name == "notes" and all(isinstance(part, int) for part in value)
        changed[f.name] = tuple(map(mark, value)) if marks else _rebuilt(value, text, mark)
    return replace(thing, **changed)


def _note_order(document: Document) -> tuple[int, ...]:
    """All marks in the order of the text; those in the numbers behind the figures last: they stand last."""
    seen: dict[int, None] = {}
    for module in document.modules:
        for node in module.nodes:
            seen.update(dict.fromkeys(node_notes(node)))
    for module in document.modules:
        for node in module.nodes:
            if isinstance(node, FigureNode) and node.data:
                seen.update(dict.fromkeys(node_notes(node.data)))
    return tuple(seen)


def module_notes(module: Module) -> tuple[int, ...]:
    """The notes of one module, each once."""
    numbers: dict[int, None] = {}
    for node in module.nodes:
        numbers.update(dict.fromkeys(node_notes(node)))
        if isinstance(node, FigureNode) and node.data:
            numbers.update(dict.fromkeys(node_notes(node.data)))
    return tuple(numbers)


def node_notes(node: Node) -> Iterator[int]:
    """The notes of a node in the order in which a reader meets them."""
    match node:
        case Paragraph() | FigureNode():
            yield from node.notes
        case Table():
            yield from node.notes
            yield from (number for row in node.rows for cell in row for number in cell.notes)
        case Callout() | Bullets():
            yield from (number for item in node.items for number in item.notes)
        case Heading():
            return
