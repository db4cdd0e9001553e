"""Data sets, and the questions that two of them could answer together."""

from __future__ import annotations

from kit.model.document import Cell
from kit.model.results import Combination, DataSet
from kit.strategy.book import Basis, Chapter, cell, left, right
from kit.strategy.say import cap, free, low, slug

SHOWN = 25
LISTED = 5


def data_sets(chapter: Chapter) -> None:
    """AN-14 on S2. Silent where the sheet is not in use."""
    found, say, names = chapter.book.results.data_sets, chapter.say, chapter.names
    if not found.items:
        if "S2" in chapter.book.context.process.tier2:
            chapter.heading("sets_heading")
            chapter.unknown("sets", "systems")
        return
    chapter.heading("sets_heading")
    text = chapter.text("sets", len(found.items))
    open_sets = [item for item in found.items if item.access == "open"]
    if open_sets:
        text += " " + cap(chapter.text("sets_open", len(open_sets)))
    chapter.claim("sets", text, Basis.of("AN-14", found.evidence))
    columns = (
        left(chapter.text("col_set"), 2),
        left(names.column("S2", "source"), 1.4),
        left(names.column("S2", "data_owner"), 1.3),
        left(names.column("S2", "access"), 1.1),
        left(names.column("S2", "definition"), 1),
        right(chapter.text("sets_quality"), 0.8),
    )
    rows = [_set_row(chapter, item) for item in found.items[:SHOWN]]
    chapter.table("sets.table", chapter.text("sets_table"), columns, rows)
    if len(found.items) > SHOWN:
        chapter.more("sets_more", len(found.items) - SHOWN)
    if any(item.borrowed for item in found.items):
        chapter.plain(chapter.text("sets_borrowed"))
    lacking = (
        ("sets_no_owner", found.no_owner),
        ("sets_no_definition", found.no_definition),
        ("sets_no_basis", found.no_basis),
    )
    for key, titles in lacking:
        if titles:
            listed = say.some([f"“{free(title)}”" for title in titles], LISTED)
            basis = Basis.of("AN-14", found.evidence_of(titles))
            chapter.claim(key.replace("_", "-"), chapter.text(key, len(titles), titles=listed), basis)


def _set_row(chapter: Chapter, item: DataSet) -> list[Cell]:
    names, say, missing = chapter.names, chapter.say, chapter.common("not_agreed")
    title = free(item.title)
    text = chapter.text("set_row", title=title, source=free(item.source) or "–")
    notes = chapter.row_claim(f"sets.{slug(title)}", text, Basis.of("AN-14", item.evidence))
    mark = say.mark(item.index) + ("*" if item.borrowed else "")
    return [
        cell(title, notes=notes),
        cell(free(item.source)),
        cell(free(item.owner) or missing),
        cell(names.choice("data_access", item.access) if item.access else ""),
        cell(names.choice("yes_no_partly", item.definition) if item.definition else ""),
        cell(mark),
    ]


def combinations(chapter: Chapter) -> None:
    """AN-16. Silent where the sheet is not in use."""
    found, names = chapter.book.results.combinations, chapter.names
    if not found.items:
        if "S5" in chapter.book.context.process.tier2:
            chapter.heading("pairs_heading")
            chapter.unknown("pairs", "systems")
        return
    chapter.heading("pairs_heading")
    text = chapter.text("pairs", len(found.items))
    text += " " + cap(chapter.text("pairs_ready", len(found.ready)))
    chapter.claim("pairs", text, Basis.of("AN-16", found.evidence))
    columns = (
        left(names.column("S5", "question"), 2.6),
        left(chapter.text("col_both"), 2),
        left(names.column("S5", "key"), 1.2),
        left(chapter.text("col_blocked"), 1.8),
    )
    rows = [_pair_row(chapter, item) for item in found.items[:SHOWN]]
    chapter.table("pairs.table", chapter.text("pairs_table"), columns, rows)
    if len(found.items) > SHOWN:
        chapter.more("pairs_more", len(found.items) - SHOWN)
    apart = [item for item in found.items if len(item.obstacles) > 1]
    for item in apart[:LISTED]:
        said = [_obstacle(chapter, obstacle) for obstacle in item.obstacles]
        text = chapter.text("pairs_apart", question=free(item.question), obstacles=chapter.say.either(said))
        basis = Basis.of("AN-16", item.evidence)
        chapter.claim(f"pairs.apart.{slug(item.question)}", text, basis)


def _obstacle(chapter: Chapter, obstacle: str) -> str:
    if obstacle == "none":
        return chapter.text("nothing")
    return low(chapter.names.choice("join_obstacle", obstacle))


def _pair_row(chapter: Chapter, item: Combination) -> list[Cell]:
    names = chapter.names
    blocked = chapter.text(f"blocked_{item.blocked_by}") if item.blocked_by else chapter.text("can_start")
    question = free(item.question)
    text = chapter.text("pair_row", question=question, blocked=low(blocked))
    notes = chapter.row_claim(f"pairs.{slug(question)}", text, Basis.of("AN-16", item.evidence))
    both = chapter.text("both", first=free(item.first), second=free(item.second))
    return [
        cell(cap(question), notes=notes),
        cell(both),
        cell(names.choice("join_key", item.key) if item.key else ""),
        cell(blocked),
    ]


def question_to_start(chapter: Chapter) -> str | None:
    """Monday's action on the first question that nothing blocks."""
    for item in chapter.book.results.combinations.ready[:1]:
        return chapter.text("monday_pair", who=chapter.names.lead(), question=free(item.question))
    return None
