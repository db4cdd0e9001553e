"""The figures that each claim tells, as queries on the register: what ``kit trace`` shows and tests hold the
texts against.

``figures.toml`` names them by the claims' ids, a ``*`` standing for any subject. Each is a short form of a
query on the table ``result``, or a query of its own::

    systems.verified.part               one figure
    % systems.verified                  a share in per cent
    maturity.themes[theme].now.mean     of the item that the claim names in its id or text
    quality.user_gaps[object & dimension].high
    systems.critical[key = 'yes'].number
    maturity.themes[max gap].now.mean   of the item with the greatest gap; min for the least
    systems.life_cycle[*].number        of every item
    # systems.items                     how many items; a condition in brackets may follow
    unnamed systems.no_extract          how many of a list the text does not name: "and 3 more"
    sum coverage.roles.proposed         over all items; max and min likewise
    100 * architecture.goals[goal].share
    threshold groups.competence         a setting of the process
    fixed 5                             a number that stands in the sentence itself
    SELECT …, WITH …                    :claim is the claim's id, :text what it says
"""

from __future__ import annotations

import re
import sqlite3
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from kit.model.claim import Claim
from kit.register.earlier import Row

_ITEMS = re.compile(r"(\w+)\.([\w.]+)\[((?:[^\[\]]|\[\d+\])*)\](?:\.(.+))?")
_TEST = re.compile(r"(\S+) (=|!=|<|<=|>|>=) ('[^']*'|[\d.]+)")
_NAMED = (
    "(instr('.' || :claim || '.', '.' || text || '.') OR length(text) > 3 AND instr(:text, text)"
    " OR instr(' ' || :text || ' ', ' ' || text || ' '))"
)
"""The claim has it as a part of its id or in its words; few letters stand inside other words by chance."""


def place_of(name: str) -> tuple[str | None, int | None, str | None]:
    """The list, item and field of a figure by its path: ``themes[3].now.mean`` is ``themes``, 3 and
    ``now.mean``."""
    items, bracket, rest = name.partition("[")
    if not bracket:
        return None, None, None
    place, _, field = rest.partition("]")
    return items, int(place), field.removeprefix(".")


def figure_rows(connection: sqlite3.Connection, claims: Iterable[Claim]) -> Iterator[Row]:
    """Rows of ``claim_figure``: each figure of each claim with the query that gives it, which runs as it
    stands. The tables that the queries read must be there."""
    for claim in claims:
        place = 0
        for query in queries_of(claim.id):
            asked = _for_claim(query, claim.id)
            for number, text in _answers(connection, asked):
                place += 1
                yield claim.id, place, number, text, asked


def _answers(connection: sqlite3.Connection, asked: str) -> list[Row]:
    """What a query gives; nothing where a process has sheets of its own, without the column asked for."""
    try:
        return connection.execute(asked).fetchall()
    except sqlite3.OperationalError:
        return []


def queries_of(claim: str) -> tuple[str, ...]:
    """The queries of a claim: of its own id, else of the longest pattern that its id fits; none else."""
    known = _queries()
    if claim in known:
        return known[claim]
    fitting = [pattern for pattern in known if "*" in pattern and fnmatchcase(claim, pattern)]
    return known[max(fitting, key=len)] if fitting else ()


@cache
def _queries() -> dict[str, tuple[str, ...]]:
    text = (Path(__file__).parent / "figures.toml").read_text("utf-8")
    return {id: tuple(map(query, short)) for id, short in tomllib.loads(text).items()}


def query(short: str) -> str:
    """A short form as SQL with two columns, a number and a text; ``ValueError`` where it is none."""
    head, _, rest = short.partition(" ")
    return _FORMS[head](head, rest) if head in _FORMS else _figure(short)


def _own(head: str, rest: str) -> str:
    return " ".join(f"{head} {rest}".split())


def _fixed(_: str, number: str) -> str:
    return f"SELECT {float(number):g}, NULL"


def _threshold(_: str, name: str) -> str:
    return f"SELECT value, NULL FROM threshold WHERE name = '{name}'"


def _hundredfold(_: str, rest: str) -> str:
    return f"SELECT 100 * number, NULL FROM ({_figure(rest.removeprefix('* '))})"


def _share(_: str, short: str) -> str:
    analysis, name = short.split(".", 1)
    return (
        "SELECT 100 * part.number / whole.number, NULL FROM result part, result whole"
        f" WHERE part.analysis = '{analysis}' AND part.name = '{name}.part'"
        f" AND whole.analysis = '{analysis}' AND whole.name = '{name}.whole'"
    )


def _unnamed(_: str, short: str) -> str:
    analysis, items, field = f"{short}.".split(".")[:3]
    wanted = f"{_of(analysis, items)} AND field = '{field}'"
    return f"SELECT count(*), NULL FROM result WHERE {wanted} AND NOT instr(:text, text)"


def _over_all(function: str, short: str) -> str:
    analysis, items, field = short.split(".", 2)
    return f"SELECT {function}(number), NULL FROM result WHERE {_of(analysis, items)} AND field = '{field}'"


def _count(_: str, short: str) -> str:
    found = _ITEMS.fullmatch(short)
    analysis, items = (found[1], found[2]) if found else short.split(".", 1)
    tested = _tested(analysis, items, found[3]) if found else ""
    return f"SELECT count(DISTINCT place), NULL FROM result WHERE {_of(analysis, items)}{tested}"


def _of(analysis: str, items: str) -> str:
    return f"analysis = '{analysis}' AND list = '{items}'"


def _figure(short: str) -> str:
    found = _ITEMS.fullmatch(short)
    if not found:
        analysis, name = short.split(".", 1)
        return f"SELECT number, text FROM result WHERE analysis = '{analysis}' AND name = '{name}'"
    analysis, items, condition, field = found.groups(default="")
    wanted = f"field LIKE '{field.replace('[*]', '[%]')}'" if "[*]" in field else f"field = '{field}'"
    tested = _tested(analysis, items, condition)
    return f"SELECT number, text FROM result WHERE {_of(analysis, items)} AND {wanted}{tested}"


def _tested(analysis: str, items: str, conditions: str) -> str:
    """Which items are meant."""
    if conditions == "*":
        return ""
    found = (_condition(analysis, items, condition) for condition in conditions.split(" & "))
    return "".join(f" AND place IN ({places})" for places in found)


def _condition(analysis: str, items: str, condition: str) -> str:
    """The places of the items that fulfil it."""
    head, _, rest = condition.partition(" ")
    places = f"SELECT place FROM result WHERE {_of(analysis, items)} AND field = "
    if head in ("max", "min"):
        order = "DESC" if head == "max" else "ASC"
        return f"{places}'{rest}' ORDER BY number {order}, place LIMIT 1"
    if test := _TEST.fullmatch(condition):
        field, sign, value = test.groups()
        column = "text" if value.startswith("'") else "number"
        return f"{places}'{field}' AND {column} {sign} {value}"
    return f"{places}'{condition}' AND {_NAMED}"


def _for_claim(asked: str, claim: str) -> str:
    """The query about one claim, so that it runs as it stands."""
    id = claim.replace("'", "''")
    text = f"(SELECT text FROM claim WHERE id = '{id}')"
    return asked.replace(":claim", f"'{id}'").replace(":text", text)


_FORMS: Mapping[str, Callable[[str, str], str]] = {
    "SELECT": _own,
    "WITH": _own,
    "fixed": _fixed,
    "threshold": _threshold,
    "100": _hundredfold,
    "%": _share,
    "unnamed": _unnamed,
    "#": _count,
    "sum": _over_all,
    "max": _over_all,
    "min": _over_all,
}
"""What makes a query of a short form, by its first word; anything else is one figure."""
