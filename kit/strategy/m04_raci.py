"""Who decides: the common RACI, its faults, and what the tables disagree on."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.document import Cell
from kit.model.results import AccountableConflict, HolderConflict, RaciFault, RaciRow, View
from kit.strategy.book import Basis, Chapter, cell, left
from kit.strategy.say import cap, free, low, slug

ROWS = 15
HOLDERS = 25


def raci(chapter: Chapter) -> None:
    """AN-06: the accountable role of each decision, and faults in words."""
    quality, say = chapter.book.results.raci, chapter.say
    answered = [row for row in quality.rows if row.groups]
    if not answered:
        chapter.unknown("raci", "roles")
        return
    groups = say.count("table", quality.groups)
    text = chapter.text("raci", len(answered), tables=groups)
    chapter.claim("raci", text, Basis.of("AN-06", quality.evidence))
    columns = (
        left(chapter.names.column("R4", "decision"), 2.6),
        left(chapter.text("col_accountable"), 1.4),
        left(chapter.text("col_responsible"), 1.6),
    )
    rows = [_row(chapter, row) for row in quality.rows[:ROWS]]
    chapter.table(
        "raci.table", chapter.text("raci_table"), columns, rows, Basis.of("AN-06", quality.evidence)
    )
    _faults(chapter)


def _row(chapter: Chapter, row: RaciRow) -> list[Cell]:
    names = chapter.names
    doing = [marked(chapter, role) for role, letter in row.common if letter == "R"]
    responsible = cap(chapter.say.all(doing)) if doing else chapter.text("nobody_yet")
    return [cell(names.decision(row.decision)), cell(_who_answers(chapter, row)), cell(responsible)]


def _who_answers(chapter: Chapter, row: RaciRow) -> str:
    """The role with A; where tables gave it to different roles the table below has them all."""
    results = chapter.book.results
    contested = any(c.decision == row.decision for c in results.role_conflicts.accountable) or any(
        fault.kind == "several_accountable" and fault.decision == row.decision
        for fault in results.raci.faults
    )
    if contested:
        return chapter.text("several")
    return cap(marked(chapter, row.accountable)) if row.accountable else chapter.text("nobody_yet")


def undecided(chapter: Chapter) -> list[str]:
    """Roles that some tables keep and others drop."""
    open_roles = {conflict.role for conflict in chapter.book.results.role_conflicts.keeping}
    known = [slots.role for slots in chapter.book.results.coverage.roles]
    return [role for role in known if role in open_roles]


def dropped_roles(chapter: Chapter) -> list[str]:
    """Roles that go, and nobody keeps."""
    open_roles = undecided(chapter)
    roles = chapter.book.results.coverage.roles
    return [slots.role for slots in roles if not slots.in_use and slots.role not in open_roles]


def marked(chapter: Chapter, role: str) -> str:
    """A role in a sentence; one that goes is called so, for answers still name it."""
    title = chapter.names.role_low(role)
    return chapter.text("role_dropped", role=title) if role in dropped_roles(chapter) else title


def _faults(chapter: Chapter) -> None:
    quality = chapter.book.results.raci
    for kind in ("no_accountable", "several_accountable", "no_responsible", "many_consulted", "empty"):
        mine = [fault for fault in quality.faults if fault.kind == kind]
        if mine:
            _decisions(chapter, kind, mine)
    for kind in ("much_accountable", "adviser_decides"):
        mine = [fault for fault in quality.faults if fault.kind == kind]
        if mine:
            roles = chapter.names.roles_low(dict.fromkeys(fault.role for fault in mine))
            n = max(fault.number for fault in mine)
            text = chapter.text(
                f"fault_{kind}",
                len({fault.role for fault in mine}),
                roles=roles,
                number=chapter.say.number(n),
            )
            basis = Basis.of("AN-06", *(f.evidence for f in mine))
            chapter.claim(f"raci.{kind.replace('_', '-')}", text, basis)


def _decisions(chapter: Chapter, kind: str, faults: Sequence[RaciFault]) -> None:
    """One sentence on the decisions with the same fault; those without anybody accountable are questions."""
    titles = [low(chapter.names.decision(fault.decision)) for fault in faults]
    text = chapter.text(f"fault_{kind}", len(faults), decisions=_clauses(chapter, titles))
    basis = Basis.of("AN-06", *(fault.evidence for fault in faults))
    chapter.claim(f"raci.{kind.replace('_', '-')}", text, basis)
    if kind in ("no_accountable", "empty"):
        for fault in faults:
            decision = low(chapter.names.decision(fault.decision))
            question = chapter.text("accountable_question", decision=decision)
            chapter.ask(f"raci.{slug(fault.decision)}", question)


def _clauses(chapter: Chapter, titles: Sequence[str]) -> str:
    """Titles with commas of their own are quoted, so that the list can be read."""
    return chapter.say.all(f"“{title}”" for title in titles)


def conflicts(chapter: Chapter) -> None:
    """AN-07: both views of every conflict."""
    found = chapter.book.results.role_conflicts
    answered = (*chapter.book.results.raci.evidence, *chapter.book.results.coverage.evidence)
    if not answered:
        chapter.unknown("conflicts", "roles")
        return
    if not (found.accountable or found.holders or found.keeping):
        known = chapter.book.context.evidence
        units = {known[id].unit for id in answered if id in known}
        chapter.plain(chapter.text("conflicts_none" if len(units) > 1 else "conflicts_alone"))
        return
    chapter.plain(chapter.text("conflicts"))
    _accountable(chapter, found.accountable)
    _holders(chapter, found.holders, "holders")
    _holders(chapter, found.keeping, "keeping")


def _accountable(chapter: Chapter, found: Sequence[AccountableConflict]) -> None:
    rows = []
    for conflict in found[:ROWS]:
        decision = chapter.names.decision(conflict.decision)
        views = _views(chapter, conflict.views, "role")
        text = chapter.text("conflict", decision=low(decision), views=views)
        basis = Basis.of("AN-07", *(view.evidence for view in conflict.views))
        notes = chapter.row_claim(f"conflict.{slug(conflict.decision).upper()}", text, basis)
        rows.append([cell(decision, notes=notes), cell(cap(views))])
    columns = (left(chapter.names.column("R4", "decision"), 2), left(chapter.text("col_views"), 3))
    chapter.table("conflicts.table", chapter.text("conflicts_table"), columns, rows)


def _holders(chapter: Chapter, found: Sequence[HolderConflict], key: str) -> None:
    """Different holders of one role, or keep against drop."""
    rows = []
    for conflict in found[:HOLDERS]:
        role = chapter.names.role(conflict.role)
        place = _place(chapter, conflict)
        views = _views(chapter, conflict.views, "keep" if key == "keeping" else "function")
        text = chapter.text(f"{key}_claim", role=low(role), place=place, views=views)
        basis = Basis.of("AN-07", *(view.evidence for view in conflict.views))
        subject = (
            f"{key}.{conflict.role}.{slug(conflict.scope)}" if conflict.scope else f"{key}.{conflict.role}"
        )
        notes = chapter.row_claim(subject, text, basis)
        title = chapter.text("role_place", role=role, place=place) if place else role
        rows.append([cell(title, notes=notes), cell(cap(views))])
    columns = (left(chapter.names.column("R3", "role"), 2), left(chapter.text("col_views"), 3))
    chapter.table(f"{key}.table", chapter.text(f"{key}_table"), columns, rows)
    if len(found) > HOLDERS:
        chapter.more(f"{key}_more", len(found) - HOLDERS)


def _place(chapter: Chapter, conflict: HolderConflict) -> str:
    if conflict.kind == "area":
        return chapter.names.area(conflict.scope)
    return free(conflict.scope) if conflict.kind == "system" else ""


def _views(chapter: Chapter, views: Sequence[View], kind: str) -> str:
    """``dataejer (bord 1 og 3); systemejer (bord 2)``"""
    names = chapter.names

    def value(view: View) -> str:
        if kind == "role":
            return names.role_low(view.value)
        return low(names.choice("keep", view.value)) if kind == "keep" else low(free(view.value))

    return "; ".join(chapter.text("view", value=value(view), units=names.units(view.units)) for view in views)
