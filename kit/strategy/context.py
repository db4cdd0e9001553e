"""What the strategy is compiled from besides the results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kit.model.catalogue import Catalogue
from kit.model.comparison import EditionSaid
from kit.model.evidence import Evidence
from kit.model.process import Process
from kit.model.sheet import Lists
from kit.model.text import Words


@dataclass(frozen=True, slots=True)
class StrategyContext:
    """``evidence`` is every row by id. ``words`` are ``templates/words/strategy.toml``, ``labels`` the
    renderers' words, ``sentences`` one set per module (``m04`` from ``templates/strategy/m04.toml``).
    ``day`` is the edition's day: what lies after it is still to come. ``before`` is the edition before this
    one, ``None`` for the first."""

    process: Process
    catalogue: Catalogue
    evidence: Mapping[str, Evidence]
    lists: Lists
    words: Words
    labels: Words
    sentences: Mapping[str, Words]
    edition: str
    day: date
    before: EditionSaid | None = None
