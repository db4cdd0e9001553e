"""The strategy as Markdown: one file for each module, footnotes and tables as on GitHub."""

from __future__ import annotations

import re

from kit.model.document import Bullets, Callout, Document, FigureNode, Heading, Node, Paragraph, Table
from kit.render.strategy.plan import Chapter, Item, Plan, plan
from kit.render.strategy.tree import module_notes
from kit.resources import Resources

_SPECIAL = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|~(?=~)|&(?=#?\w+;)")
_START = re.compile(r"^(\s*(?:\d{1,9}(?=[.)]\s))?)([-+#>.)=|:])")
"""What makes a line a list, a heading, a quotation or a rule."""
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "é": "e"})


def to_markdown(document: Document, resources: Resources) -> tuple[tuple[str, str], ...]:
    """(file name, text) for each module, in order; names such as ``M04-roller-og-ansvar.md``.

    Each file stands alone: its own footnotes are at its end. ``resources`` is not needed here; all
    formats are called alike.
    """
    ready = plan(document)
    return tuple((_name(chapter), _Writer(ready).chapter(chapter)) for chapter in ready.chapters)


def _name(chapter: Chapter) -> str:
    plain = chapter.module.title.lower().translate(_LETTERS)
    return f"{chapter.module.id}-{re.sub(r'[^a-z0-9]+', '-', plain).strip('-')}.md"


class _Writer:
    """Writes one module after another."""

    def __init__(self, ready: Plan) -> None:
        self.plan = ready

    def chapter(self, chapter: Chapter) -> str:
        module = chapter.module
        blocks = [f"# {_safe(chapter.tag)} {_line(module.title)}"]
        if module.head:
            blocks.append("\n".join(f"- **{_line(label)}:** {_line(value)}" for label, value in module.head))
        blocks += [self._node(item) for item in chapter.items]
        notes = [self.plan.note(number) for number in sorted(module_notes(module))]
        blocks.append("\n".join(f"[^{n.number}]: {_line(self.plan.note_text(n))}" for n in notes))
        return "\n\n".join(block for block in blocks if block) + "\n"

    def _node(self, item: Item) -> str:
        node: Node = item.node
        match node:
            case Paragraph():
                return self._paragraph(node)
            case Heading():
                return f"{'#' * node.level} {_line(node.text)}"
            case Bullets():
                return self._list(node.items, ordered=node.ordered)
            case Callout():
                return f"## {_line(node.title)}\n\n{self._list(node.items)}"
            case Table():
                return self._table(node, f"{self.plan.label('table')} {item.number}")
            case FigureNode():
                return self._figure(node, item)

    def _paragraph(self, node: Paragraph) -> str:
        text = _block(node.text).replace("\n", "\\\n") + _marks(node.notes)
        if node.style == "unknown":
            text = f"**{self.plan.label('unknown')}:** {text}"
        quoted = node.style in {"unknown", "quote"}
        return "\n".join(f"> {line}" for line in text.split("\n")) if quoted else text

    def _list(self, items: tuple[Paragraph, ...], *, ordered: bool = False) -> str:
        return "\n".join(
            f"{f'{n}.' if ordered else '-'} {self._item(item)}" for n, item in enumerate(items, 1)
        )

    def _item(self, item: Paragraph) -> str:
        word = f"**{self.plan.label('unknown')}:** " if item.style == "unknown" else ""
        text = _line(item.text) if word else _block(item.text.replace("\n", " "))
        return f"{word}{text}{_marks(item.notes)}"

    def _table(self, table: Table, tag: str) -> str:
        caption = f"**{tag}** {_line(table.caption)}{_marks(table.notes)}"
        head = "| " + " | ".join(_cell(column.header) for column in table.columns) + " |"
        rule = "|" + "|".join("---:" if c.align == "right" else "---" for c in table.columns) + "|"
        rows = [
            "| " + " | ".join(_cell(cell.text) + _marks(cell.notes) for cell in row) + " |"
            for row in table.rows
        ]
        if not rows:
            rows = [f"| {self.plan.label('empty_table')} |" + " |" * (len(table.columns) - 1)]
        return "\n".join((caption, "", head, rule, *rows))

    def _figure(self, node: FigureNode, item: Item) -> str:
        tag = f"{self.plan.label('figure')} {item.number}"
        if node.data is None:
            return f"**{tag}** {_line(node.caption)}{_marks(node.notes)}\n\n{_line(node.alt)}"
        caption = f"**{tag}** {_line(node.caption)}{_marks(node.notes)}\n\n{_line(node.alt)}\n\n"
        return caption + self._table(node.data, self.plan.label("figure_data"))


def _marks(notes: tuple[int, ...]) -> str:
    return "".join(f"[^{number}]" for number in notes)


def _safe(text: str) -> str:
    """Text in which no sign is taken for markup, wherever it stands in its line."""
    return _SPECIAL.sub(lambda found: "\\" + found.group(), text)


def _block(text: str) -> str:
    """Safe text that begins a line: no list, heading or quotation by chance."""
    return "\n".join(_START.sub(r"\1\\\2", line) for line in _safe(text).split("\n"))


def _line(text: str) -> str:
    return _safe(text).replace("\n", " ")


def _cell(text: str) -> str:
    return _safe(text).replace("|", "\\|").replace("\n", "<br>")
