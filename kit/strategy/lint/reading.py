"""How the text reads: LIX of each section; fog words, odd signs and the GDPR's word in own texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kit.findings import Finding
from kit.model.decision import Decision
from kit.model.document import Document
from kit.model.evidence import Evidence
from kit.model.fog import FogWord
from kit.model.results import Results
from kit.model.text import Words
from kit.strategy.lint.fog import fog_words
from kit.strategy.lint.lix import lix
from kit.strategy.lint.telling import PLACE, Item, detailed, named, told
from kit.strategy.names import Names
from kit.strategy.own import drafts
from kit.strategy.plain import is_cut, left_out, plain_paragraphs
from kit.strategy.say import free

ENOUGH = 50
"""A section of fewer words is too short for a figure: one long name would decide it."""
GOAL, GOAL_IN_BRIEF = 45, 40
"""LIX should lie below; the one page that everybody reads below the second."""
BRIEF = "M01"
LONG_OWN, LONG_BRIEF = 4_000, 700
"""Signs in one own text; more in M01 and it is no longer one page."""

_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


def hard_sections(document: Document, words: Words) -> Iterator[Finding]:
    """One finding about the sections that are hard to read, the hardest first."""
    found = []
    modules: dict[str, list[str]] = {}
    for draft in drafts(document):
        paragraphs = draft.text.split("\n\n")
        modules.setdefault(draft.module, []).extend(paragraphs)
        name = f"{draft.module} {draft.section}".strip()
        found.append((name, paragraphs, GOAL))
    found.append((BRIEF, modules.get(BRIEF, []), GOAL_IN_BRIEF))
    measured = [(name, lix(paragraphs), goal) for name, paragraphs, goal in found]
    hard = [(name, m.value) for name, m, goal in measured if m.words >= ENOUGH and m.value >= goal]
    if hard:
        items = [detailed(name, f"{value:.0f}") for name, value in sorted(hard, key=lambda h: (-h[1], h[0]))]
        yield told("strategy.hard-to-read", items, words, goal=GOAL, brief=GOAL_IN_BRIEF)


def own_texts(
    decisions: Iterable[Decision],
    evidence: Mapping[str, Evidence],
    fog: Sequence[FogWord],
    words: Words,
) -> Iterator[Finding]:
    """Findings about what the lead wrote, each at its cell of the review workbook."""
    for decision in decisions:
        if not decision.applies or decision.kind not in ("text", "module"):
            continue
        column = "own_text" if decision.kind == "text" else "swap_if"
        text = decision.text(column)
        if text.strip():
            place = _cell(decision, column, evidence)
            yield from _own(text, decision, place, fog, words)


def _own(
    text: str, decision: Decision, place: tuple[str, str, str], fog: Sequence[FogWord], words: Words
) -> Iterator[Finding]:
    foggy: list[Item] = [_advice(found, plain) for found, plain in fog_words(text, fog)]
    if foggy:
        yield told("strategy.fog", foggy, words, place)
    if wrong := misused(text, words):
        yield Finding("strategy.controller", *place, {"text": wrong})
    if decision.kind != "text":
        return
    if gone := left_out(text):
        yield told("strategy.text-cleaned", [_key(f"left_{kind}") for kind in gone], words, place)
    if is_cut(text):
        yield Finding("strategy.text-cut", *place)
    size = sum(map(len, plain_paragraphs(text)))
    most = LONG_BRIEF if decision.matter.startswith(f"text:{BRIEF}") else LONG_OWN
    if size > most:
        yield Finding("strategy.text-long", *place, {"count": size, "most": most})


def role_titles(results: Results, names: Names, words: Words) -> Iterator[Finding]:
    """Roles, functions and modules' owners that carry the GDPR's word for the municipality itself."""
    titles = [names.role(slots.role) for slots in results.coverage.roles]
    titles += [free(state.owner) for state in results.modules.modules]
    titles += [free(load.function) for load in results.role_conflicts.loads]
    titles += [free(member.function) for member in results.network.members]
    wrong = sorted({title for title in titles if misused(title, words)})
    if wrong:
        yield told("strategy.controller-title", [named(title) for title in wrong], words, (PLACE, "M04", ""))


def misused(text: str, words: Words) -> str:
    """The first sentence that uses the GDPR's controller for somebody else, ``""`` where none does.

    A sentence that also speaks of the municipality, the law, processors or personal data uses it rightly.
    """
    controller, right = _stems(words("controller")), _stems(words("controller_right"), apart=True)
    for sentence in _SENTENCES.split(text):
        if controller.search(sentence) and not right.search(sentence):
            return " ".join(sentence.split())
    return ""


def _stems(texts: str, apart: bool = False) -> re.Pattern[str]:
    """A pattern of stems (``kommune*``); ``apart`` when spaces part them, else they are one phrase."""
    parts = texts.split() if apart else [texts]
    known = "|".join(re.escape(part).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for part in parts)
    return re.compile(rf"\b(?:{known})\b", re.IGNORECASE)


def _advice(found: str, plain: str) -> Item:
    return lambda tell: tell("advice", found=found, plain=plain)


def _key(key: str) -> Item:
    return lambda tell: tell(key)


def _cell(decision: Decision, column: str, evidence: Mapping[str, Evidence]) -> tuple[str, str, str]:
    """File, sheet and cell of the answer that counts."""
    row = evidence.get(decision.evidence[0]) if decision.evidence else None
    return (row.file, row.tab, row.cells.get(column, "")) if row else (PLACE, decision.matter, "")
