"""Two editions side by side, as a web page and as Word: what came is underlined, what went struck through."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from kit.model.comparison import KINDS, ClaimChange, Piece, pieces
from kit.model.text import Words
from kit.render.figures.colour import accent
from kit.render.letter_word import Letterhead, letter_file
from kit.render.strategy import docx_xml as x
from kit.resources import Resources

TEMPLATE = "templates/comparison.html.j2"
STYLE = "templates/comparison.css"
_MARKS = {"gone": "<w:strike/>", "new": '<w:b/><w:u w:val="single"/>'}
"""How Word shows words that went or came; neither rests on colour."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``modules`` are titles with their changes, in the order of the document; ``before`` and ``after`` the
    numbers of the editions, ``stamp`` the day of the later one. ``moved`` are sentences on how the
    self-evaluation has changed."""

    municipality: str
    lang: str
    colour: str
    before: str
    after: str
    stamp: date
    modules: tuple[tuple[str, tuple[ClaimChange, ...]], ...]
    moved: tuple[str, ...] = ()

    def count(self, kind: str) -> int:
        """How many claims are ``new``, ``changed`` or ``gone``."""
        return sum(change.kind == kind for _, changes in self.modules for change in changes)


@dataclass(frozen=True, slots=True)
class Line:
    """One wording of a claim: its label ("Før") and its words, each piece ``same``, ``gone`` or ``new``."""

    label: str
    pieces: tuple[Piece, ...]


def lines(change: ClaimChange, words: Words) -> tuple[Line, ...]:
    """A new or gone claim is one line; of a changed one the earlier and the present wording."""
    if change.kind != "changed":
        text = change.before or change.after
        return (Line(words(f"kind_{change.kind}"), (Piece(change.kind, text),)),)
    found = pieces(change.before, change.after)
    return (
        Line(words("before"), tuple(piece for piece in found if piece.kind != "new")),
        Line(words("after"), tuple(piece for piece in found if piece.kind != "gone")),
    )


def summary(comparison: Comparison, words: Words) -> str:
    """What differs, in one sentence."""
    if not comparison.modules:
        return words("same", before=comparison.before, after=comparison.after)
    counts = {kind: comparison.count(kind) for kind in KINDS}
    return words("summary", before=comparison.before, after=comparison.after, **counts)


def comparison_page(comparison: Comparison, words: Words, resources: Resources) -> str:
    """The comparison as one HTML file without script; the same text for the same editions."""
    day, night = accent(comparison.colour), accent(comparison.colour, "#14191e")
    style = (
        f":root{{--accent:{day}}}\n@media screen and (prefers-color-scheme:dark)"
        f"{{:root{{--accent:{night}}}}}\n{resources.text(STYLE)}"
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.from_string(resources.text(TEMPLATE)).render(
        comparison=comparison,
        word=words,
        title=words("title", before=comparison.before, after=comparison.after),
        summary=summary(comparison, words),
        lines=lambda change: lines(change, words),
        style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )
    return page.rstrip() + "\n"


def comparison_file(comparison: Comparison, words: Words, resources: Resources) -> bytes:
    """The same as Word, in the styles of the process's own file; the same bytes for the same editions."""
    title = words("title", before=comparison.before, after=comparison.after)
    head = Letterhead(comparison.lang, comparison.colour, comparison.municipality, title, comparison.stamp)

    def write(ids: dict[str, str], _bullet: str) -> list[str]:
        made = [
            x.paragraph(x.run(comparison.municipality), ids["body text"]),
            x.paragraph(x.run(title), ids["heading 1"]),
            x.paragraph(x.run(summary(comparison, words)), ids["lead"]),
        ]
        if comparison.modules:
            made.append(x.paragraph(x.run(words("legend")), ids["body text"]))
        if comparison.moved:
            made.append(x.paragraph(x.run(words("moved")), ids["heading 2"]))
            made += [x.paragraph(x.run(said), ids["body text"]) for said in comparison.moved]
        for module, changes in comparison.modules:
            made.append(x.paragraph(x.run(module), ids["heading 2"]))
            for change in changes:
                made += _claim(lines(change, words), ids)
        return made

    return letter_file(head, resources, write)


def _claim(told: tuple[Line, ...], ids: dict[str, str]) -> Iterable[str]:
    """The earlier wording stays on the page of the present one."""
    for place, line in enumerate(told, 1):
        text = x.run(f"{line.label}: ", ids["label"])
        text += x.run(" ").join(_marked(piece) for piece in line.pieces)
        yield x.paragraph(text, ids["body text"], x.KEEP if place < len(told) else "")


def _marked(piece: Piece) -> str:
    plain = x.run(piece.text)
    props = _MARKS.get(piece.kind)
    return plain.replace("<w:r>", f"<w:r><w:rPr>{props}</w:rPr>", 1) if props else plain
