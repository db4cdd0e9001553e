"""The command line's own words, and which language it speaks."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from kit.model.text import LANGUAGES
from kit.resources import OWN_ROOT

_spoken: ContextVar[str] = ContextVar("language of this call", default=LANGUAGES[0])


def hear(arguments: Sequence[str]) -> None:
    """Speak the language of this command line from now on.

    Help must speak before Click has parsed anything, so the options are looked for here.
    """
    _spoken.set(_chosen(arguments))


def language() -> str:
    """The language of this call."""
    return _spoken.get()


def _chosen(arguments: Sequence[str]) -> str:
    """``--lang``, else the process's language, else the system's, else Danish."""
    named = _option(arguments, "--lang")
    if named in LANGUAGES:
        return named
    found = re.search(r'^language\s*=\s*"(\w+)"', _kit_toml(arguments), re.M)
    if found and found[1] in LANGUAGES:
        return found[1]
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if system.startswith("en") else "da"


def _option(arguments: Sequence[str], name: str) -> str | None:
    for place, argument in enumerate(arguments):
        if argument.startswith(f"{name}="):
            return argument.partition("=")[2]
        if argument == name and place + 1 < len(arguments):
            return arguments[place + 1]
    return None


def _kit_toml(arguments: Sequence[str]) -> str:
    try:
        return (Path(_option(arguments, "-C") or ".") / "kit.toml").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads((OWN_ROOT / "templates/words/cli.toml").read_text("utf-8"))


def say(key: str, lang: str | None = None, **values: object) -> str:
    """A sentence of the command line in ``lang`` (default: the language of this call)."""
    return _texts()[key][lang or language()].format(**values)
