"""Appendix G: the version of each module, and what this edition says otherwise than the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kit.model.change import Said
from kit.model.claim import Claim
from kit.model.comparison import KINDS, ClaimChange, EditionSaid, compared
from kit.model.document import Cell, Module
from kit.strategy.book import Book, Chapter, cell, left, right
from kit.strategy.own import is_own
from kit.strategy.say import free

MOST = 8
"""As many changes of one module as stand here; ``kit compare`` shows all of them."""


def write(
    book: Book,
    claims: Iterable[Claim],
    before: EditionSaid | None,
    modules: tuple[str, ...],
    *,
    public: bool = False,
) -> Module:
    """The appendix for an edition with these claims and modules. ``before`` is the edition before it.

    ``public`` shows no earlier wording, and leaves the lead's own texts out of the count: the edition before
    may have been for internal use.
    """
    chapter = Chapter(book, "G", "", "appendix_g")
    if before is None:
        chapter.plain(chapter.text("lead_first", edition=book.context.edition), "lead")
        _versions(chapter, modules)
        return chapter.done(appendix=True)
    now = {claim.id: Said(claim.module, claim.text) for claim in claims}
    now, then = (_kept(said, modules, public) for said in (now, before.claims))
    changes = compared(then, now)
    values = {"edition": book.context.edition, "before": before.number}
    counts = {kind: book.say.number(sum(c.kind == kind for c in changes)) for kind in KINDS}
    key = "lead" if changes else "lead_same"
    chapter.plain(chapter.text(key, **values, **counts), "lead")
    _versions(chapter, modules)
    if changes:
        _counts(chapter, changes, before, modules)
        _changes(chapter, changes, before, modules, public)
    return chapter.done(appendix=True)


def _versions(chapter: Chapter, modules: tuple[str, ...]) -> None:
    """What the lead has written in U7; nothing where no module has a version."""
    states = {state.module: state for state in chapter.book.results.modules.modules if state.version}
    chapter.heading("versions_heading")
    if not states:
        chapter.plain(chapter.text("versions_none"))
        return
    columns = (
        left(chapter.text("col_module"), 2.4),
        left(chapter.common("head_version"), 0.8),
        left(chapter.text("col_replaces"), 1),
        left(chapter.text("col_from"), 1.2),
    )
    rows = []
    for module in modules:
        if state := states.get(module):
            day = chapter.say.day(state.valid_from) if state.valid_from else ""
            replaced = ", ".join(free(version) for version in state.earlier)
            texts = (chapter.names.module_title(module), free(state.version), replaced, day)
            rows.append([cell(text) for text in texts])
    chapter.table("versions", chapter.text("versions_table"), columns, rows)


def _kept(claims: Mapping[str, Said], modules: tuple[str, ...], public: bool) -> dict[str, Said]:
    own = {id for id in claims if public and is_own(id)}
    return {id: said for id, said in claims.items() if said.module in modules and id not in own}


def _counts(
    chapter: Chapter, changes: tuple[ClaimChange, ...], before: EditionSaid, modules: tuple[str, ...]
) -> None:
    chapter.heading("changes_heading")
    rows = []
    for module in modules:
        mine = [change for change in changes if change.module == module]
        if mine:
            counts = (chapter.say.number(sum(c.kind == kind for c in mine)) for kind in KINDS)
            rows.append([cell(_title(chapter, module)), *map(cell, counts)])
    columns = (left(chapter.text("col_module"), 3), *(right(chapter.text(f"kind_{kind}")) for kind in KINDS))
    chapter.table("counts", chapter.text("counts_table", before=before.number), columns, rows)


def _changes(
    chapter: Chapter,
    changes: tuple[ClaimChange, ...],
    before: EditionSaid,
    modules: tuple[str, ...],
    public: bool,
) -> None:
    told = [change for change in changes if not public or change.kind != "gone"]
    mine = [[change for change in told if change.module == module] for module in modules]
    if any(len(found) > MOST for found in mine):
        now = chapter.book.context.edition
        chapter.plain(chapter.text("some", most=chapter.say.number(MOST), before=before.number, now=now))
    columns = [
        left(chapter.text("col_module"), 0.7),
        left(chapter.text("col_kind"), 0.8),
        *(() if public else (left(chapter.text("col_before"), 2.6),)),
        left(chapter.text("col_after"), 2.6),
    ]
    rows = [_row(chapter, change, public) for found in mine for change in found[:MOST]]
    chapter.table("changes", chapter.text("changes_table", before=before.number), columns, rows)


def _row(chapter: Chapter, change: ClaimChange, public: bool) -> list[Cell]:
    kind = chapter.text(f"kind_{change.kind}")
    texts = (change.module, kind, *(() if public else (change.before,)), change.after)
    return [cell(text) for text in texts]


def _title(chapter: Chapter, module: str) -> str:
    """``M04 Roller og ansvar``, ``Bilag H``."""
    if len(module) == 1:
        return f"{chapter.book.context.labels('appendix')} {module}"
    return chapter.names.module_title(module)
