"""A compiled strategy as readable text: what the golden file holds."""

from __future__ import annotations

from collections.abc import Iterator

from kit.model.claim import Strategy
from kit.model.document import Bullets, Callout, Document, FigureNode, Heading, Module, Node, Paragraph, Table


def dump(strategy: Strategy) -> str:
    lines = [line for module in strategy.document.modules for line in _module(module)]
    lines += ["", "== Noter"]
    lines += [f"{n.number}. {n.text} ({len(n.evidence)})" for n in strategy.document.notes]
    lines += ["", "== Udsagn"]
    lines += [f"{c.id}: {', '.join(c.analyses)}; {len(c.evidence)}" for c in strategy.claims]
    lines += ["", "== Åbne spørgsmål"]
    lines += [
        f"{q.id} ({q.module}{', blokerer' if q.blocking else ''}) {q.text} [{q.responsible}; {q.due}]"
        for q in strategy.open_questions
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _module(module: Module) -> Iterator[str]:
    yield ""
    yield f"== {module.id} {module.title}"
    yield from (f"   {label}: {value}" for label, value in module.head)
    for node in module.nodes:
        yield from _node(node)


def _node(node: Node) -> Iterator[str]:
    match node:
        case Paragraph():
            yield _paragraph(node, "" if node.style == "body" else f"({node.style}) ")
        case Heading():
            yield ""
            yield f"{'#' * node.level} {node.text}"
        case Bullets():
            yield from (_paragraph(item, "- ") for item in node.items)
        case Callout():
            yield f"[[ {node.title}"
            yield from (_paragraph(item, "   ") for item in node.items)
        case Table():
            yield from _table(node)
        case FigureNode():
            yield f"FIGUR {node.id}{_marks(node.notes)}: {node.caption}"
            yield f"   {node.alt}"
            if node.data:
                yield from _table(node.data)


def _paragraph(paragraph: Paragraph, before: str) -> str:
    claim = f"  <{paragraph.claim}>" if paragraph.claim else ""
    return f"{before}{paragraph.text}{_marks(paragraph.notes)}{claim}"


def _table(table: Table) -> Iterator[str]:
    yield f"TABEL {table.id}{_marks(table.notes)}: {table.caption}"
    yield "   | " + " | ".join(column.header for column in table.columns)
    for row in table.rows:
        yield "   | " + " | ".join(f"{cell.text}{_marks(cell.notes)}" for cell in row)


def _marks(notes: tuple[int, ...]) -> str:
    return "".join(f" [{number}]" for number in notes)


def paragraphs(node: Node) -> Iterator[Paragraph]:
    match node:
        case Paragraph():
            yield node
        case Bullets() | Callout():
            yield from node.items


def tables(document: Document) -> Iterator[Table]:
    for module in document.modules:
        for node in module.nodes:
            if isinstance(node, Table):
                yield node
            if isinstance(node, FigureNode) and node.data:
                yield node.data
