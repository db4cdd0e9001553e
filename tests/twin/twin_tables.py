"""The rehearsal municipality as pandas sees it: the register's tables, and its figures as they stand there.

Nothing of the kit's own computing is imported here or in the other ``twin_*`` files: they are written from
the formulas of the analyses, so that two ways to the same figure can be held against each other.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pandas as pd

REGISTER = "outputs/strategy/register.sqlite"
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


class Register:
    """One register, opened to be read."""

    def __init__(self, process: Path) -> None:
        self.process = process
        self.connection = sqlite3.connect(f"file:{process / REGISTER}?mode=ro", uri=True)
        (self.day,) = self.connection.execute("SELECT day FROM edition WHERE current").fetchone()

    def sheet(self, code: str) -> pd.DataFrame:
        """The rows of one sheet with their origin, in the order of the process; ``where`` is the row's area:
        its own, else the area that filled in the worksheet."""
        frame = pd.read_sql(f'SELECT * FROM "{code}_with_origin"', self.connection)
        held = ["kickoff", "roles", "network", "round", "systems", "skills"]
        frame = frame.astype(object).where(frame.notna(), None)
        frame["moment"] = frame["origin_workshop"].map(held.index)
        frame["padded"] = frame["evidence_id"].str.replace(r"\d+", lambda n: n[0].zfill(6), regex=True)
        frame = frame.sort_values(["moment", "padded"], kind="stable").reset_index(drop=True)
        frame["where"] = frame["origin_area"]
        frame["unit_code"] = frame["origin_unit"]
        return frame

    def figures(self, analysis: str) -> Any:
        """The figures of one analysis as nested dictionaries and lists, as their paths say."""
        rows = self.connection.execute(
            "SELECT name, number, text FROM result WHERE analysis = ?", (analysis,)
        ).fetchall()
        root: dict[Any, Any] = {}
        for name, number, text in rows:
            steps = [int(s) if s.isdigit() else s for s in re.findall(r"[^.\[\]]+", name)]
            node = root
            for step in steps[:-1]:
                node = node.setdefault(step, {})
            node[steps[-1]] = number if text is None else text
        return _listed(root)


def _listed(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    if node and all(isinstance(key, int) for key in node):
        return [_listed(node[key]) for key in sorted(node)]
    return {key: _listed(value) for key, value in node.items()}


def unified(name: object) -> str:
    """A name as names are compared: small letters, æ ø å spelled out, no brackets, no signs."""
    plain = str(name or "").casefold().translate(LETTERS)
    bare = re.sub(r"\([^()]*\)", " ", plain)
    bare = bare if re.sub(r"[^\w]", "", bare) else plain
    parted = re.sub(r"[/&+;,:|–—]", " ", bare)
    return " ".join(re.sub(r"[^\w\s]", "", parted).split())


def number(column: pd.Series) -> pd.Series:
    """Numbers; "?" and blanks as nothing."""
    return pd.to_numeric(column, errors="coerce")


def entries(value: object) -> list[str]:
    """A cell of several choices."""
    return [part.strip() for part in str(value).split(";")] if value not in (None, "") else []


def last(column: pd.Series) -> str:
    """The last that somebody wrote; "don't know" never wipes out an answer."""
    said = [v for v in column if v not in (None, "", "?")]
    known = [v for v in said if v != "unknown"]
    return str((known or said or [""])[-1])
