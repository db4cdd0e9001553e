"""What a strategy must name so that somebody can act on it: who, how it is measured, when, and with what.

Only what a sheet has asked for can be missing: each rule is silent until the sheet behind it has answers.
Of initiatives money is asked for as days and hours ("inden for rammen"); prices stand in M08.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit.findings import Finding
from kit.model.results import Initiative, ModuleState, Results, RoleSlots
from kit.model.text import Words
from kit.strategy.head import FOCUS
from kit.strategy.lint.telling import PLACE, detailed, lacking, named, told
from kit.strategy.names import Names
from kit.strategy.say import free

UNOWNED = ("M00",)
"""The version sheet belongs to whoever compiles it."""
_REACHED = {
    "open": "lacks_message",
    "no_day": "lacks_day",
    "no_feedback": "lacks_feedback",
    "late": "lacks_time",
}


def incomplete(results: Results, names: Names, words: Words) -> Iterator[Finding]:
    """Findings about sponsor, systems, roles, barriers, initiatives, modules, messages and themes."""
    yield from _sponsor(results)
    yield from _systems(results, words)
    yield from _roles(results, names, words)
    yield from _overloaded(results, names, words)
    yield from _barriers(results, words)
    yield from _initiatives(results, words)
    yield from _modules(results, names, words)
    yield from _messages(results, names, words)
    yield from _themes(results, names, words)


def _sponsor(results: Results) -> Iterator[Finding]:
    sponsor = results.coverage.sponsor
    if sponsor.state == "ok" or not results.coverage.evidence:
        return
    code = "strategy.sponsor-level" if sponsor.function else "strategy.no-sponsor"
    yield Finding(code, PLACE, "M04", values={"function": free(sponsor.function)})


def _systems(results: Results, words: Words) -> Iterator[Finding]:
    without = [named(free(name)) for name in results.systems.critical_no_owner]
    if without:
        yield told("strategy.critical-no-owner", without, words, _in("M06"))


def _roles(results: Results, names: Names, words: Words) -> Iterator[Finding]:
    """Roles that the tables keep and that nobody fills at all, or whose hours nobody has stated."""
    found = [(slots, _role_lacks(slots)) for slots in results.coverage.roles if slots.in_use]
    items = [lacking(names.role(slots.role), lacks) for slots, lacks in found if lacks]
    if items and results.coverage.evidence:
        yield told("strategy.role-incomplete", items, words, _in("M04"))


def _role_lacks(slots: RoleSlots) -> list[str]:
    if slots.required == 0:
        return []
    lacks = [] if slots.filled or slots.proposed else ["lacks_holder"]
    return lacks if slots.hours_month is not None else [*lacks, "lacks_hours"]


def _overloaded(results: Results, names: Names, words: Words) -> Iterator[Finding]:
    """Functions with more roles than one person can carry (AN-07), and too few hours for them (U3)."""
    short = [key for key in results.competences.key_functions if key.short]
    roles = {free(key.function): key.roles for key in short}
    roles |= {free(load.function): load.roles for load in results.role_conflicts.loads}
    items = [detailed(function, names.roles_low(mine)) for function, mine in sorted(roles.items())]
    if items:
        yield told("strategy.overloaded", items, words, _in("M04"))


def _barriers(results: Results, words: Words) -> Iterator[Finding]:
    bare = [force for force in results.forces.act_first if not any(map(str.strip, force.counter_moves))]
    if bare:
        items = [named(free(force.description)) for force in bare]
        yield told("strategy.barrier-without-move", items, words, _in("M02"))


def _initiatives(results: Results, words: Words) -> Iterator[Finding]:
    alive = [item for item in results.initiatives.items if item.klass != "park" and not item.parked]
    found = [(item, _initiative_lacks(item, results)) for item in alive]
    items = [lacking(free(item.title), lacks) for item, lacks in found if lacks]
    if items:
        yield told("strategy.initiative-incomplete", items, words, _in("M08"))


def _initiative_lacks(item: Initiative, results: Results) -> list[str]:
    """Owner, benefit owner, start and days; and, once benefit cards are in use, a measure of what begins
    now (class ``start``): the others get theirs when their turn comes."""
    planned = results.plan.get(item.id)
    measured = any(b.measured_on or b.measured_by for b in results.goals.of(item.id))
    given = {
        "lacks_owner": item.owners,
        "lacks_benefit_owner": item.benefit_owners,
        "lacks_measure": measured or item.klass != "start" or not results.goals.benefits,
        "lacks_start": item.wanted_start or (planned and planned.placed),
        "lacks_days": item.days is not None,
    }
    return [lack for lack, there in given.items() if not there]


def _modules(results: Results, names: Names, words: Words) -> Iterator[Finding]:
    """Owner, review day and swap-out trigger; of the focus areas also the measure and the money."""
    if not results.modules.evidence:
        return
    states = [state for state in results.modules.modules if state.module not in UNOWNED]
    found = [(state, _module_lacks(state)) for state in states]
    items = [lacking(names.module_title(state.module), lacks) for state, lacks in found if lacks]
    if items:
        yield told("strategy.module-incomplete", items, words, _in("M00"))


def _module_lacks(state: ModuleState) -> list[str]:
    given = {
        "lacks_owner": state.owner,
        "lacks_review": state.review,
        "lacks_trigger": state.swap_if,
        "lacks_result": state.measure or state.module not in FOCUS,
        "lacks_money": state.money or state.module not in FOCUS,
    }
    return [lack for lack, there in given.items() if not there]


def _messages(results: Results, names: Names, words: Words) -> Iterator[Finding]:
    """Passive roles that the strategy touches strongly and that hear nothing in time (AN-21, where U5 is in
    use)."""
    items = []
    for gap in results.communication.gaps:
        function = free(gap.function)
        name = f"{function}, {names.area(gap.area)}" if gap.area else function
        items.append(lacking(name, (_REACHED[gap.state],)))
    if items:
        yield told("strategy.no-message", items, words, _in("M11"))


def _themes(results: Results, names: Names, words: Words) -> Iterator[Finding]:
    """Themes on which nobody has an answer though the sheet came back."""
    if not results.maturity.respondents:
        return
    silent = [named(names.theme(theme.theme)) for theme in results.maturity.themes if not theme.now.n]
    if silent:
        yield told("strategy.theme-uncovered", silent, words, _in("M03"))


def dates(results: Results, names: Names, words: Words, months: float) -> Iterator[Finding]:
    """Review days that cannot be right, and questions due when their module has already been read again."""
    wrong = [(state, _review_faults(state)) for state in results.modules.modules]
    items = [
        lacking(names.module_title(state.module), faults, months=names.say.number(months))
        for state, faults in wrong
        if faults
    ]
    if items:
        yield told("strategy.review-day", items, words, _in("M00"))
    reviews = {state.module: state.review for state in results.modules.modules}
    late = [
        detailed(free(question.question), f"{question.module}, {names.say.day(question.due)}")
        for question in results.questions.open
        if question.due and _after(question.due, reviews.get(question.module))
    ]
    if late:
        yield told("strategy.date-after-review", late, words, _in("M12"))


def _after(day: date, review: date | None) -> bool:
    return review is not None and day > review


def _review_faults(state: ModuleState) -> list[str]:
    if state.review is None:
        return []
    if state.valid_from and state.review <= state.valid_from:
        return ["review_before"]
    if state.review_late:
        return ["review_late"]
    return ["review_far"] if state.review_far else []


def _in(module: str) -> tuple[str, str, str]:
    return (PLACE, module, "")
