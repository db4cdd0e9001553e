"""Every legal answer to every type of column, as Hypothesis may draw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

from hypothesis import strategies as st

from kit.model.catalogue import Catalogue
from kit.model.evidence import UNKNOWN, Value
from kit.model.sheet import Column
from kit.read import ReadContext
from kit.read.answers import _ERROR_TEXT
from kit.read.entries import Entries
from kit.read.personal import personal_data
from kit.read.text import one_line, plain, tidy


@dataclass(frozen=True)
class Typed:
    """What is typed into a cell, and the value that must come of it."""

    shown: str | int | float | date
    value: Value


# what people may write

_HARD = st.sampled_from(
    [
        "=1+1", "+45", "-", "@SUM(A1)", "'citat", "“=”", "_x000D_", "_x005F_x000D_", "_x0041_", "&amp;", "<b>", "]]>", "a;b", 'a"b', "a,b\tc",
        "første\nanden", "\n\n", "🏊‍♀️🇩🇰", "مرحبا بالعالم", "\u202eab\u202c", "e\u0301", "ﬁn", "½ kr.", "12-10-2026", "1.234,5", "K1 2027",
        "TRUE", "SAND", "0012", "1e5", "#N/A-ish", " a  b ", "a\u00a0b", "x" * 3000, "ÆØÅ" * 900,
    ]
)  # fmt: skip


_WINDOWS = bytes({*range(32, 256)} - {127, 173}).decode("cp1252", "ignore")


def texts(codec: str) -> st.SearchStrategy[str]:
    """Texts that a file of this encoding can hold."""
    signs = (
        st.sampled_from(_WINDOWS)
        if codec == "cp1252"
        else st.characters(exclude_categories=["Cc", "Cs", "Cn"])
    )
    pieces = st.text(signs, max_size=20) | _HARD
    return st.lists(pieces.filter(lambda piece: _fits(piece, codec)), min_size=1, max_size=3).map(" ".join)


def _fits(text: str, codec: str) -> bool:
    try:
        return text.encode(codec).decode(codec) == text
    except UnicodeError:
        return False


DAYS = st.dates(date(1900, 3, 1), date(2100, 12, 31))


_BLANK = {
    "",
    "na",
    "ia",
    "ikkerelevant",
    "notapplicable",
    "vedikke",
    "vedej",
    "dontknow",
    "unknown",
    "eksempel",
    "example",
}


def _kept(text: str, column: Column) -> str:
    """What the kit keeps of a text: the same words, on one line where the column has but one."""
    return tidy(text) if column.type == "longtext" else one_line(text)


def _plainly(text: str, column: Column, context: ReadContext, own: frozenset[str]) -> bool:
    """Whether a text is an answer of its own: no "?", no dash, nothing the kit itself prints, nothing personal."""
    kept = _kept(text, column)
    entries = Entries.of(context.lists.by_name.get(column.source or "", ()))
    return (
        plain(kept) not in _BLANK | own
        and not kept.startswith(("~", "KIT-"))
        and not _ERROR_TEXT.match(kept)
        and entries.find(kept) is None
        and not personal_data(kept)
    )


def own_words(catalogue: Catalogue) -> frozenset[str]:
    """What the kit prints on its sheets: a row of it is no answer."""
    columns = [column for sheet in catalogue.sheets.values() for column in sheet.columns]
    return frozenset(plain(text) for column in columns for text in _printed(column))


def _printed(column: Column) -> tuple[str, ...]:
    return (*column.header.all(), *column.help.all(), *(column.example.all() if column.example else ()))


def _danish(value: float) -> str:
    """A number as Danes write it: ``1.234,5``."""
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,")).rstrip("0").rstrip(",")


def _numbers(column: Column) -> st.SearchStrategy[Typed]:
    low, high = ceil(column.low or 0), int(column.high if column.high is not None else 10**7)
    whole = st.integers(low, high)
    exact = whole.map(lambda n: Typed(n, n))
    written = whole.map(lambda n: Typed(_danish(n), n))
    if column.type == "int":
        return exact | written
    parts = st.integers(low * 100, high * 100).map(lambda n: n / 100)
    return exact | written | parts.map(lambda x: Typed(x, x)) | parts.map(lambda x: Typed(_danish(x), x))


def _days() -> st.SearchStrategy[Typed]:
    ways = st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"])
    return DAYS.map(lambda d: Typed(d, d)) | st.builds(lambda d, way: Typed(d.strftime(way), d), DAYS, ways)


def _listed(column: Column, context: ReadContext) -> st.SearchStrategy[Typed]:
    choices = context.lists.by_name.get(column.source or "", ())
    one = st.sampled_from(choices)
    if column.type in ("choice", "ref"):
        return one.map(lambda c: Typed(c.label("da"), c.id)) | one.map(
            lambda c: Typed(f" {c.label('da').upper()} ", c.id)
        )
    many = st.lists(one, min_size=1, max_size=4, unique_by=lambda c: c.id)
    sign = st.sampled_from(["; ", ";", "\n"])
    return st.builds(
        lambda cs, s: Typed(s.join(c.label("da") for c in cs), tuple(c.id for c in cs)), many, sign
    )


def answers(
    column: Column, context: ReadContext, codec: str, own: frozenset[str]
) -> st.SearchStrategy[Typed]:
    """Every legal answer to a column."""
    closed = column.source in context.lists.by_name and column.source not in context.lists.open
    if column.type in ("number", "int"):
        found = _numbers(column)
    elif column.type == "date":
        found = _days()
    elif column.type == "quarter":
        quarters = st.builds(lambda y, q: (y, q), st.integers(2020, 2099), st.integers(1, 4))
        found = quarters.map(lambda yq: Typed(f"K{yq[1]} {yq[0]}", f"{yq[0]}-K{yq[1]}"))
    elif closed and column.type in ("choice", "ref", "multichoice", "reflist"):
        found = _listed(column, context)
    elif column.type in ("multichoice", "reflist"):
        found = st.just(Typed("Et; Andet", ("Et", "Andet")))
    else:
        legal = texts(codec).filter(lambda text: _plainly(text, column, context, own))
        found = legal.map(lambda text: Typed(text, _kept(text, column)))
    return found | st.just(Typed("?", UNKNOWN)) if column.unknown_ok else found
