"""Words that hide who does what, with plainer ones to use instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FogWord:
    """``wanted`` is a word or phrase, a star for any ending (``implementer*``); ``plain`` is the advice."""

    wanted: str
    plain: str


Fog = Mapping[str, tuple[FogWord, ...]]
"""The words to look for, by language."""
