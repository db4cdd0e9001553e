"""M07 Upskilling: what the roles need, where the gaps are, and the plan for learning."""

from __future__ import annotations

from kit.model.document import Cell, Module
from kit.model.results import Activity, CompetenceCell
from kit.strategy.book import Basis, Book, Chapter, cell, left, right
from kit.strategy.m07_keys import backup_to_find, key_functions, leaders_part
from kit.strategy.m07_matrix import matrix
from kit.strategy.m07_wheel import wheel
from kit.strategy.say import cap, free, low

KEYS = 8
ACTIVITIES = 25


def write(book: Book) -> Module:
    """The module from AN-19 and AN-20."""
    chapter = Chapter(book, "M07", "U1 U2 U3 U4 U6")
    _lead(chapter)
    chapter.heading("needs_heading")
    if book.results.competences.needs:
        matrix(chapter)
    else:
        chapter.unknown("needs", "skills")
    wheel(chapter)
    chapter.heading("gaps_heading")
    _gaps(chapter)
    _keys(chapter)
    key_functions(chapter)
    chapter.heading("plan_heading")
    _plan(chapter)
    leaders_part(chapter)
    chapter.paper("U3", "U6")
    _monday(chapter)
    return chapter.done()


def _lead(chapter: Chapter) -> None:
    found, say = chapter.book.results.competences, chapter.say
    least = say.number(chapter.book.context.catalogue.thresholds["groups.competence"])
    if not found.respondents:
        chapter.plain(chapter.text("lead_empty"), "lead")
        return
    text = chapter.text("lead", people=say.count("person", found.respondents), least=least)
    basis = Basis.of("AN-19", found.evidence)
    chapter.claim("respondents", text, basis, "lead")


def _gaps(chapter: Chapter) -> None:
    found, say = chapter.book.results.competences, chapter.say
    known = [c for c in found.cells if not c.hidden and c.median is not None]
    if not known:
        chapter.unknown("gaps", "skills")
        return
    if not found.top:
        basis = Basis.of("AN-19", *(c.evidence for c in known))
        chapter.claim("gaps", chapter.text("gaps", 0), basis)
    else:
        basis = Basis.of("AN-19", *(c.evidence for c in found.top))
        chapter.claim("gaps", chapter.text("gaps", len(found.top)), basis)
        columns = (
            left(chapter.names.column("U1", "role"), 1.8),
            left(chapter.names.column("U1", "competence"), 1.6),
            right(chapter.text("col_requirement"), 0.7),
            right(chapter.text("col_today"), 0.8),
            right(chapter.text("col_short"), 0.9),
        )
        rows = [_gap_row(chapter, c) for c in found.top]
        chapter.table("gaps.table", chapter.text("gaps_table"), columns, rows)
    least = chapter.book.context.catalogue.thresholds["groups.spread"]
    wants = sorted((c for c in found.wants_more if c.number >= least), key=lambda c: (-c.number, c.key))
    if wants:
        first = [c for c in wants if c.number == wants[0].number]
        listed = say.all(f"“{chapter.names.competence(c.key)}”" for c in first)
        text = chapter.text("wants", wants[0].number, competences=listed)
        chapter.claim("wants", text, Basis.of("AN-19", *(c.evidence for c in first)))


def _gap_row(chapter: Chapter, gap: CompetenceCell) -> list[Cell]:
    say, names = chapter.say, chapter.names
    roles = cap(names.roles_low(gap.roles))
    title = names.competence(gap.competence)
    requirement, median = say.number(gap.requirement or 0, 1), say.number(gap.median or 0, 1)
    text = chapter.text("gap", roles=low(roles), competence=title, need=requirement, today=median)
    subject = f"gap.{'+'.join(gap.roles)}.{gap.competence}"
    chapter.row_claim(subject, text, Basis.of("AN-19", gap.evidence), note=False)
    return [cell(roles), cell(title), cell(requirement), cell(median), cell(_short(chapter, gap))]


def _short(chapter: Chapter, gap: CompetenceCell) -> str:
    """How many are below the requirement; of one or two people only that they are few."""
    least = int(chapter.book.context.catalogue.thresholds["groups.spread"])
    if gap.short is None:
        return "–"
    if 0 < gap.short < least:
        return chapter.text("part_few", least=least, whole=gap.n)
    return chapter.text("part_of", part=chapter.say.number(gap.short), whole=gap.n)


def _keys(chapter: Chapter) -> None:
    """Competences that one person alone holds in an area."""
    found = chapter.book.results.competences.key_persons
    if not found:
        return
    listed = [
        chapter.text(
            "key", competence=chapter.names.competence(k.competence), area=chapter.names.area(k.area)
        )
        for k in found
    ]
    text = chapter.text("keys", len(found), places="; ".join(listed[:KEYS]))
    if len(found) > KEYS:
        text += " " + chapter.text("keys_more", len(found) - KEYS)
    chapter.claim("key-persons", text, Basis.of("AN-19", *(k.evidence for k in found)))


def _plan(chapter: Chapter) -> None:
    learning = chapter.book.results.learning
    if not learning.activities:
        chapter.unknown("plan", "skills")
        return
    basis = Basis.of("AN-20", *(a.evidence for a in learning.activities))
    chapter.claim("plan", _plan_text(chapter), basis)
    if learning.coverage.whole:
        _covered(chapter)
    columns = (
        left(chapter.names.column("U4", "competence"), 1.7),
        left(chapter.names.column("U4", "audience"), 1.6),
        left(chapter.names.column("U4", "form"), 1.3),
        right(chapter.text("col_hours"), 0.7),
        left(chapter.text("col_start"), 1.0),
        left(chapter.names.column("U4", "responsible"), 1.4),
    )
    ordered = sorted(learning.activities, key=_when)
    rows = [_activity_row(chapter, activity) for activity in ordered[:ACTIVITIES]]
    chapter.table("plan.table", chapter.text("plan_table"), columns, rows, basis)
    if len(ordered) > ACTIVITIES:
        chapter.more("plan_more", len(ordered) - ACTIVITIES)
    _quarters(chapter)
    if learning.untied:
        basis = Basis.of("AN-20", *(a.evidence for a in learning.untied))
        activities = chapter.say.some([_named(chapter, activity) for activity in learning.untied])
        text = chapter.text("untied", len(learning.untied), activities=activities)
        chapter.claim("untied", text, basis)


def _named(chapter: Chapter, activity: Activity) -> str:
    """``“Etik og ansvarlig AI” til familieområdet``"""
    audience = low(free(activity.audience))
    key = "untied_item" if audience else "untied_item_bare"
    return chapter.text(key, competence=chapter.names.competence(activity.competence), audience=audience)


def _when(activity: Activity) -> tuple[str, str, str]:
    start = activity.start.isoformat() if activity.start else "9999"
    return start, activity.competence, activity.audience


def _plan_text(chapter: Chapter) -> str:
    learning, say = chapter.book.results.learning, chapter.say
    said = chapter.text("plan", activities=say.count("activity", len(learning.activities)))
    if learning.hours is not None:
        said += " " + chapter.text("plan_hours", hours=say.count("hour", learning.hours))
    if learning.price:
        said += " " + chapter.text("plan_price", price=say.number(learning.price))
        missing = sum(activity.price is None for activity in learning.activities)
        if missing:
            said += " " + chapter.text("no_price", missing)
    return said


def _covered(chapter: Chapter) -> None:
    learning, say = chapter.book.results.learning, chapter.say
    share = learning.coverage
    key = "covered_all" if share.part == share.whole > 1 else "covered"
    text = chapter.text(key, share.part, whole=say.letters(share.whole))
    for state in ("late", "open"):
        mine = [gap for gap in learning.gaps if gap.state == state]
        if mine:
            titles = dict.fromkeys(chapter.names.competence(gap.competence) for gap in mine)
            listed = say.all(f"“{title}”" for title in titles)
            text += " " + chapter.text(f"gap_{state}", len(mine), competences=listed)
    basis = Basis.of("AN-20", share.evidence or learning.evidence)
    chapter.claim("covered", text, basis)


def _activity_row(chapter: Chapter, activity: Activity) -> list[Cell]:
    say, names = chapter.say, chapter.names
    missing = chapter.common("not_agreed")
    title = names.competence(activity.competence)
    start = say.day(activity.start) if activity.start else missing
    text = chapter.text("activity", competence=title, audience=low(free(activity.audience)), start=start)
    subject = f"activity.{activity.competence}"
    chapter.row_claim(subject, text, Basis.of("AN-20", activity.evidence), note=False)
    return [
        cell(title),
        cell(free(activity.audience)),
        cell(names.choice("learning_form", activity.form) if activity.form else ""),
        cell("–" if activity.hours is None else say.number(activity.hours)),
        cell(start),
        cell(free(activity.responsible) or missing),
    ]


def _quarters(chapter: Chapter) -> None:
    """Learning hours against the free hours of the capacity sheet."""
    learning, say = chapter.book.results.learning, chapter.say
    over = [q for q in learning.quarters if q.free is not None and q.hours > q.free]
    if over:
        listed = say.all(say.quarter(q.quarter) for q in over)
        basis = Basis.of("AN-20", *(q.evidence for q in over))
        chapter.claim("quarters", chapter.text("over", len(over), quarters=listed), basis)
    columns = (
        left(chapter.text("col_quarter")),
        right(chapter.text("col_learning")),
        right(chapter.text("col_free")),
    )
    rows = [
        [
            cell(say.quarter(q.quarter)),
            cell(say.number(q.hours)),
            cell(chapter.common("not_stated") if q.free is None else say.number(q.free)),
        ]
        for q in learning.quarters
    ]
    basis = Basis.of("AN-20", *(q.evidence for q in learning.quarters))
    chapter.table("quarters.table", chapter.text("quarters_table"), columns, rows, basis)


def _monday(chapter: Chapter) -> None:
    learning, names, say = chapter.book.results.learning, chapter.names, chapter.say
    day = chapter.book.context.day
    coming = sorted((a for a in learning.activities if a.start and a.start >= day), key=_when)
    items = [
        chapter.text(
            "monday_start" if activity.responsible else "monday_nobody",
            who=low(free(activity.responsible)) or names.lead(),
            competence=names.competence(activity.competence),
            audience=low(free(activity.audience)),
            day=say.long_day(activity.start),
        )
        for activity in coming[:2]
        if activity.start
    ]
    without = [gap for gap in learning.gaps if gap.state == "open"]
    if without:
        gap = without[0]
        roles, title = names.roles_low(gap.roles), names.competence(gap.competence)
        items.append(chapter.text("monday_gap", who=free(chapter.owner()), competence=title, roles=roles))
    more = backup_to_find(chapter)
    chapter.monday([*items, more] if more else items)
