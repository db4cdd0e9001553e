"""What people see of a stored value, and what the kit says about a column."""

from __future__ import annotations

from datetime import date

from kit.model.evidence import Unknown
from kit.model.sheet import Choice, Column, Lists
from kit.model.text import Words

Shown = str | int | float | date
"""A cell's value: a text, a number or a real date."""

MANY = ("multichoice", "reflist")
SEPARATOR = "; "


def entries(lists: Lists, name: str | None) -> tuple[Choice, ...]:
    """The list of that name; empty where there is none (then there is no drop-down)."""
    return lists.by_name.get(name, ()) if name else ()


def shown(value: object, column: Column, lists: Lists, lang: str) -> Shown | None:
    """A stored value as it stands in the sheet: choices by their label, lists with semicolons."""
    if value is None or value in ("", ()):
        return None
    if isinstance(value, Unknown):
        return "?"
    if isinstance(value, tuple):
        return SEPARATOR.join(str(shown(part, column, lists, lang)) for part in value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int | float | date):
        return value
    text = str(value)
    return next((one.label(lang) for one in entries(lists, column.source) if one.id == text), text)


def example(column: Column, lang: str) -> str | None:
    """The example of a column, as text; ``None`` if it has none."""
    return (column.example[lang] or None) if column.example else None


def rule(column: Column, lists: Lists, words: Words) -> str:
    """The rule of a column's type in one sentence; ``""`` where anything may be written."""
    if column.type in ("number", "int"):
        return _number_rule(column, words)
    if entries(lists, column.source):
        if column.type in MANY:
            return words("rule_many")
        return words("rule_open") if is_open(column, lists) else words("rule_list")
    fixed = {
        "date": "rule_date",
        "quarter": "rule_quarter",
        "initials": "rule_initials",
        "person": "rule_person",
    }
    return words(fixed[column.type]) if column.type in fixed else ""


def _number_rule(column: Column, words: Words) -> str:
    key = "rule_int" if column.type == "int" else "rule_number"
    if column.low is not None and column.high is not None:
        text = words(f"{key}_between", low=number(column.low, words), high=number(column.high, words))
    elif column.low is not None:
        text = words(f"{key}_from", low=number(column.low, words))
    else:
        text = words(key)
    return text + (words("rule_unknown") if column.unknown_ok else ".")


def number(value: float, words: Words) -> str:
    """A number as people of the language write it."""
    return f"{value:g}".replace(".", words("decimal_sign"))


def is_open(column: Column, lists: Lists) -> bool:
    """Whether people may write something that is not on the list."""
    return column.source in lists.open or column.type in (*MANY, "text", "longtext", "person", "quarter")


def help_text(column: Column, lists: Lists, words: Words) -> str:
    """The column's own help; the rule of its type where it has none."""
    return column.help[words.lang] or rule(column, lists, words)
