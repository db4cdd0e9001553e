"""What a key must hold, and why a file cannot be read: the words that fill a finding in each language."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, time
from functools import cache

from kit.model.text import LANGUAGES
from kit.resources import OWN_ROOT

_PLACE = re.compile(r"at line (\d+), column (\d+)")


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads((OWN_ROOT / "templates/words/content.toml").read_text("utf-8"))


def in_each(name: str, key: str, /, **values: object) -> dict[str, object]:
    """The wording of ``key`` as ``name_da``, ``name_en`` …: the values of a finding."""
    return {f"{name}_{lang}": _texts()[key][lang].format(**values) for lang in LANGUAGES}


def not_toml(problem: tomllib.TOMLDecodeError) -> dict[str, object]:
    """Where a text stops being TOML. ``tomllib`` tells it in English only, so just the place is taken."""
    found = _PLACE.search(str(problem))
    why = in_each("problem", "toml_place", line=found[1], column=found[2]) if found else None
    return {**(why or in_each("problem", "toml_end")), **in_each("hint", "toml_hint")}


def not_utf8(problem: UnicodeDecodeError) -> dict[str, object]:
    """Where a file stops being UTF-8."""
    return {**in_each("problem", "not_utf8", byte=problem.start + 1), **in_each("hint", "utf8_hint")}


def as_written(value: object) -> str:
    """A value as it stands in a TOML file."""
    if isinstance(value, list):
        return f"[{', '.join(as_written(item) for item in value)}]"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, str | bool):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
