"""The lists of a worksheet's drop-downs: the kit's own, and what earlier returns brought."""

from __future__ import annotations

from collections.abc import Iterable

from kit.model.sheet import Choice, Lists
from kit.model.text import Text
from kit.pipeline.folder import Folder, static_lists
from kit.pipeline.prefill import Known, current_systems

MOST = 1_000
"""Nobody finds anything in a longer drop-down, and every worksheet would carry it: then people just write."""


def worksheet_lists(folder: Folder, known: Known) -> Lists:
    """All lists, those included that earlier returns brought: systems, initiatives, functions and forums.

    What earlier returns brought is left out where it is more than :data:`MOST`.
    """
    systems = (str(row["system"]) for row in current_systems(known))
    titles = (item.text("title") for item in known.rows("B4"))
    functions = (item.text("function") for code in ("C1", "R1", "B2") for item in known.rows(code))
    brought = {"systems": systems, "initiatives": titles, "functions": functions}
    static = static_lists(folder)
    forums = (*static["forums"], *entries(item.text("forum") for item in known.rows("R5")))
    named = {name: entries(texts) for name, texts in brought.items()}
    return Lists({**static, **named, "forums": forums})


def entries(texts: Iterable[str]) -> tuple[Choice, ...]:
    """One entry per different wording (but for case), in alphabetical order; none where they are too many."""
    unique = {text.casefold(): text for text in sorted(texts, reverse=True) if text}
    if len(unique) > MOST:
        return ()
    return tuple(Choice(text, Text.same(text)) for _, text in sorted(unique.items()))
