"""The module head: who owns it, which version, until when, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kit.model.process import WORKSHOPS
from kit.model.results import ModuleState, Results
from kit.strategy.names import Names
from kit.strategy.say import cap, free

VERSION_SHEET = "M00"
FOCUS = ("M04", "M05", "M06", "M07")
"""The four focus areas: roles, network, systems, upskilling. Each says what it is measured by and costs."""


def module_head(
    names: Names, results: Results, module: str, sheets: Sequence[str], appendix: bool
) -> tuple[tuple[str, str], ...]:
    """Label–value pairs; what is not settled reads "Ikke aftalt endnu", on one line where nothing is. An
    appendix has only its basis; the version sheet is about the whole edition."""
    words = names.context.words
    basis = (words("head_basis"), cap(rests_on(names, sheets)))
    if appendix:
        return (basis,) if sheets else ()
    if module == VERSION_SHEET:
        return (*_edition(names), basis)
    state = results.modules.get(module)
    missing = words("not_agreed")
    if state is None or not any(
        (state.owner, state.version, state.status, state.valid_from, state.review, state.swap_if)
    ):
        return ((words("head_nothing"), missing), basis)

    def day(value: date | None) -> str:
        return names.say.long_day(value) if value else missing

    status = names.choice("module_status", state.status) if state.status else missing
    valid = "head_from" if state.status == "approved" else "head_from_draft"
    return (
        (words("head_owner"), free(state.owner) if state.owner else missing),
        (words("head_version"), state.version if state.version else missing),
        (words("head_status"), status),
        (words(valid), day(state.valid_from)),
        (words("head_review"), day(state.review)),
        (words("head_swap"), free(state.swap_if) if state.swap_if else missing),
        *_focus(names, state),
        basis,
    )


def _focus(names: Names, state: ModuleState) -> tuple[tuple[str, str], ...]:
    """What the module is measured by and what it costs: always of a focus area, of others where stated."""
    words = names.context.words
    said = ((words("head_measure"), state.measure), (words("head_money"), state.money))
    return tuple(
        (label, free(value) or words("not_agreed")) for label, value in said if value or state.module in FOCUS
    )


def _edition(names: Names) -> tuple[tuple[str, str], ...]:
    words, context = names.context.words, names.context
    return (
        (words("head_edition"), context.edition),
        (words("head_day"), names.say.long_day(context.day)),
        (words("head_lead"), cap(names.lead())),
    )


def rests_on(names: Names, sheets: Sequence[str]) -> str:
    """``214 svar fra kick-off og workshop 1``: rows of these sheets (all sheets for ``*``). What the lead
    decides afterwards is no answer."""
    words = names.context.words
    held = [row for row in names.context.evidence.values() if row.workshop in WORKSHOPS]
    rows = [row for row in held if row.sheet in sheets or "*" in sheets]
    if not rows:
        return words("no_answers")
    found = {row.workshop for row in rows}
    answers = names.say.count("answer", len(rows))
    if found == set(WORKSHOPS):
        return words("answers_from", answers=answers, workshops=words("whole_process"))
    workshops = [names.workshop(workshop) for workshop in WORKSHOPS if workshop in found]
    return words("answers_from", answers=answers, workshops=names.say.all(workshops))
