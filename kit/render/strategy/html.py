"""The strategy as one HTML file: nothing from elsewhere, figures inline, whole without its one script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from kit.model.document import Document, Node, Note, Paragraph, Table
from kit.model.trace import TracedRow
from kit.render.figures.canvas import LEVELS
from kit.render.figures.colour import INK, WHITE, accent, contrast, mix, readable
from kit.render.logo import logo
from kit.render.strategy.html_rows import rows_json
from kit.render.strategy.plan import Plan, plan
from kit.resources import Resources

TEMPLATE = "templates/strategy.html.j2"
STYLE = "templates/strategy.css"
SCRIPT = "templates/strategy.js"
_FONTS = (("400Regular", 400, "normal"), ("400Regular_Italic", 400, "italic"), ("700Bold", 700, "normal"))
_LONG = 24
"""Longer words get places to break at."""
_SIGN = re.compile(r"(?<=[-/_.@])(?=\w)")
"""Where names of files and addresses may break, without a hyphen."""
_SEAM = re.compile(r"(?<=ions|heds|ings|tets|doms)(?=\w{4})|(?<=elses|skabs)(?=\w{4})")
"""Where Danish puts words together: endings that always join with an *s*."""
_DATE = re.compile(r"\b(?:\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{2}-\d{2})\b")
"""A date, which never breaks at its hyphens."""
_NIGHT = "#14191e"
"""The page's ground in dark mode; ``strategy.css`` uses the same."""
_CLEAR = 7.5
"""The contrast of the municipality's colour in dark mode, where small numbers of notes fade sooner."""


def to_html(document: Document, resources: Resources, rows: Sequence[TracedRow] = ()) -> str:
    """The whole page as text. The same text for the same document.

    ``rows`` are the rows that footnotes rest on, as far as the page may show them; without them a footnote
    shows its words alone. The content policy allows this page's own style sheet and script (by their
    hashes), its fonts and nothing else. A template that a process brings runs in Jinja's sandbox; a name
    that it does not know is an error.
    """
    ready = plan(document)
    style = _fonts(resources) + _colours(document.colour) + resources.text(STYLE)
    script = resources.text(SCRIPT)
    shown = logo(resources)
    environment = SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["lines"] = _lines
    page = environment.from_string(resources.text(TEMPLATE)).render(
        plan=ready,
        document=ready.document,
        label=ready.label,
        style=Markup(style),
        script=Markup(script),
        rows=Markup(rows_json(ready, rows)),
        policy=f"{_policy(style, script, pictures=shown is not None)}; base-uri 'none'; form-action 'none'",
        kind=_kind,
        keys=_keys,
        drawing=Markup,
        logo=shown,
        marks=Marks(ready),
    )
    return page.rstrip() + "\n"


def _policy(style: str, script: str, *, pictures: bool) -> str:
    images = "; img-src data:" if pictures else ""
    return f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; font-src data:{images}"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _keys(table: Table, column: int) -> list[str]:
    """What a filter offers for a column: each key once, in the order of the alphabet."""
    cells = (row[column] for row in table.rows)
    found = {key for cell in cells for key in ((cell.text,) if cell.keys is None else cell.keys)}
    return sorted(found, key=str.casefold)


class Marks:
    """Footnote marks and claims as the template meets them, so that notes can link back."""

    def __init__(self, ready: Plan) -> None:
        self.plan = ready
        self.places: dict[int, int] = {}
        self.claims: set[str] = set()

    def place(self, number: int) -> str:
        """The id of the next mark of a note."""
        self.places[number] = self.places.get(number, 0) + 1
        return f"mark-{number}-{self.places[number]}"

    def claim(self, node: Paragraph) -> str:
        """The id of a claim's paragraph, once; ``""`` for words that are no claim."""
        if not node.claim or node.claim in self.claims:
            return ""
        self.claims.add(node.claim)
        return f"claim-{node.claim}"

    def notes(self) -> tuple[Note, ...]:
        """The notes that have been marked so far."""
        return tuple(note for note in self.plan.document.notes if note.number in self.places)

    def text(self, note: Note) -> str:
        return self.plan.note_text(note)

    def back(self, note: Note) -> tuple[str, ...]:
        """The ids of all marks of a note."""
        return tuple(f"mark-{note.number}-{n}" for n in range(1, self.places[note.number] + 1))


def _kind(node: Node) -> str:
    return type(node).__name__.lower()


def _lines(text: str) -> Markup:
    """Text with its line breaks; very long words may break, so that no column grows beyond the screen."""
    return Markup("<br>").join(
        Markup(" ").join(_breakable(word) for word in line.split(" ")) for line in text.split("\n")
    )


def _breakable(word: str) -> Markup:
    if _DATE.search(word):
        return Markup(_DATE.sub(r'<span class="day">\g<0></span>', str(escape(word))))
    if len(word) <= _LONG:
        return escape(word)
    return Markup("<wbr>").join(Markup("\u00ad").join(_parts(piece)) for piece in _SIGN.split(word))


def _parts(piece: str) -> Iterator[str]:
    """What a soft hyphen may stand between; what has no seam is cut where it must be."""
    for part in _SEAM.split(piece):
        step = len(part) if len(part) <= _LONG else _LONG // 2
        yield from (part[n : n + step] for n in range(0, len(part), step))


def _fonts(resources: Resources) -> str:
    """The kit's font, packed into the page."""
    made = ""
    for name, weight, slope in _FONTS:
        data = base64.b64encode(resources.bytes(f"templates/fonts/AtkinsonHyperlegibleNext_{name}.woff2"))
        made += (
            f'@font-face{{font-family:"Atkinson Hyperlegible Next";font-weight:{weight};font-style:{slope};'
            f'font-display:swap;src:url("data:font/woff2;base64,{data.decode()}") format("woff2")}}\n'
        )
    return made


def _colours(colour: str) -> str:
    """The municipality's colour, readable by day and by night, and the shades of heat matrices."""
    day, night = accent(colour), readable(colour, _NIGHT, _CLEAR)
    levels = "".join(
        f".l{n}{{background:{shade};color:{WHITE if contrast(shade, WHITE) >= 4.5 else INK}}}\n"
        for n, shade in enumerate(LEVELS)
    )
    return (
        f":root{{--accent:{day};--tint:{mix(day, WHITE, 0.91)}}}\n"
        f"@media (prefers-color-scheme:dark){{@media screen{{"
        f":root{{--accent:{night};--tint:{mix(night, _NIGHT, 0.86)}}}}}}}\n{levels}"
    )
