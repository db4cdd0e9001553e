"""M00 Version sheet: what this edition is, and how each module stands."""

from __future__ import annotations

from kit.model.document import Cell, Module
from kit.model.results import ModuleState
from kit.strategy.book import Basis, Book, Chapter, cell, left
from kit.strategy.head import VERSION_SHEET
from kit.strategy.say import cap, free

REVIEWS = 3


def write(book: Book) -> Module:
    """The module from AN-24 and AN-25."""
    chapter = Chapter(book, "M00", "U7")
    context = book.context
    chapter.plain(
        chapter.text(
            "lead",
            edition=context.edition,
            municipality=context.process.municipality,
            day=book.say.long_day(context.day),
        ),
        "lead",
    )
    _basis(chapter)
    chapter.heading("modules_heading")
    chapter.plain(chapter.text("modules"))
    _states(chapter)
    chapter.heading("reading_heading")
    chapter.plain(chapter.text("reading_notes"))
    chapter.plain(chapter.text("reading_unknown"))
    chapter.plain(chapter.text("reading_register"))
    _monday(chapter)
    return chapter.done()


def _basis(chapter: Chapter) -> None:
    """How much came back; a sentence about the whole, and no claim of its own."""
    provenance, say = chapter.book.results.provenance, chapter.say
    if not provenance.rows:
        chapter.unknown("basis", "kickoff")
        return
    workshops = say.all(chapter.names.workshop(w) for w in provenance.workshops)
    rows, files = say.count("answer", provenance.rows), say.count("file", provenance.files)
    said = [chapter.text("basis", answers=rows, files=files, workshops=workshops)]
    if provenance.incomplete:
        said.append(chapter.text("incomplete", provenance.incomplete))
    chapter.plain(" ".join(said))


def _states(chapter: Chapter) -> None:
    health = chapter.book.results.modules
    if not health.evidence:
        chapter.unknown("owners", "skills")
        return
    basis = Basis.of("AN-24", health.evidence)
    owning = _owned(chapter)
    known = [state for module in owning if (state := health.get(module))]
    owned = sum(not state.owner_missing for state in known)
    approved = sum(state.status == "approved" for state in known)
    whole = chapter.say.number(len(owning))
    said = chapter.text("owned", owned, whole=whole) + " " + chapter.text("approved", approved)
    chapter.claim("modules", said, basis)
    _late(chapter, known)
    columns = (
        left(chapter.text("col_module"), 2.2),
        left(chapter.common("head_owner"), 1.6),
        left(chapter.common("head_version"), 0.7),
        left(chapter.common("head_status"), 1.0),
        left(chapter.common("head_review"), 1.1),
    )
    own = [state.module for state in health.modules if state.module not in _ids(chapter)]
    rows = [_row(chapter, module, health.get(module)) for module in (*_ids(chapter), *own)]
    chapter.table("board", chapter.text("board"), columns, rows, basis)


def _ids(chapter: Chapter) -> list[str]:
    return [module.id for module in chapter.book.context.catalogue.modules]


def _owned(chapter: Chapter) -> list[str]:
    """Modules that need an owner: the version sheet belongs to whoever puts the edition together."""
    return [module for module in _ids(chapter) if module != VERSION_SHEET]


def _row(chapter: Chapter, module: str, state: ModuleState | None) -> list[Cell]:
    title = chapter.names.module_title(module)
    if module == VERSION_SHEET and (state is None or state.owner_missing):
        who = chapter.text("version_owner", who=cap(chapter.names.lead()))
        return [cell(title), cell(who), cell(chapter.book.context.edition), cell(""), cell("")]
    if state is None:
        return [cell(title), *(cell("") for _ in range(4))]
    status = chapter.names.choice("module_status", state.status) if state.status else ""
    review = chapter.say.day(state.review) if state.review else ""
    if state.review_late:
        review = chapter.text("overdue", day=review)
    return [
        cell(title),
        cell(free(state.owner)),
        cell(state.version or ""),
        cell(status),
        cell(review),
    ]


def _late(chapter: Chapter, states: list[ModuleState]) -> None:
    """Modules whose review day has passed, and those that rest on old answers."""
    for subject, late in (
        ("review-late", [s for s in states if s.review_late]),
        ("stale", [s for s in states if s.stale]),
    ):
        if late:
            modules = chapter.say.all(state.module for state in late)
            basis = Basis.of("AN-24", *(state.evidence for state in late))
            months = chapter.say.number(chapter.book.context.catalogue.thresholds["strategy.review_months"])
            text = chapter.text(subject.replace("-", "_"), len(late), modules=modules, months=months)
            chapter.claim(subject, text, basis)


def _monday(chapter: Chapter) -> None:
    """The next reviews, soonest first; and a first owner where there is none."""
    day = chapter.book.context.day
    states = chapter.book.results.modules.modules
    coming = [(s.review, s) for s in states if s.review is not None and s.review >= day and s.owner]
    coming.sort(key=lambda entry: (entry[0], entry[1].module))
    items = [
        chapter.text(
            "monday_review",
            who=free(state.owner),
            module=chapter.names.module_title(state.module),
            day=chapter.say.long_day(review),
        )
        for review, state in coming[:REVIEWS]
    ]
    owned = _owned(chapter)
    without = [state.module for state in states if state.owner_missing and state.module in owned]
    if without and chapter.book.results.modules.evidence:
        modules = chapter.say.all(without)
        items.append(chapter.text("monday_owner", len(without), who=chapter.names.lead(), modules=modules))
    chapter.monday(items)
