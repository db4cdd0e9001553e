"""The lists of a worksheet's drop-downs: the kit's own, and what earlier returns brought."""

from __future__ import annotations

from collections.abc import Iterable

from kit.model.sheet import Choice, Lists
from kit.model.text import Text
from kit.pipeline.folder import Folder, static_lists
from kit.pipeline.prefill import Known, current_systems


def worksheet_lists(folder: Folder, known: Known) -> Lists:
    """All lists, those included that earlier returns brought: systems, initiatives, functions and forums."""
    systems = (str(row["system"]) for row in current_systems(known))
    titles = (item.text("title") for item in known.rows("B4"))
    functions = (item.text("function") for code in ("C1", "R1", "B2") for item in known.rows(code))
    brought = {"systems": systems, "initiatives": titles, "functions": functions}
    static = static_lists(folder)
    forums = (*static["forums"], *_choices(item.text("forum") for item in known.rows("R5")))
    named = {name: _choices(texts) for name, texts in brought.items()}
    return Lists({**static, **named, "forums": forums})


def _choices(texts: Iterable[str]) -> tuple[Choice, ...]:
    """One entry per different wording (but for case), in alphabetical order."""
    unique = {text.casefold(): text for text in sorted(texts, reverse=True) if text}
    return tuple(Choice(text, Text.same(text)) for _, text in sorted(unique.items()))
