"""``kit plan``: the calendar, each agenda with clock times, and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kit.findings import Finding, in_order
from kit.model.agenda import Clocked, Workshop, clocked
from kit.model.catalogue import Catalogue
from kit.model.process import WORKSHOPS, Process, Session
from kit.pipeline.calendar import Calendar, is_quiet, week_number

MINUTES_WITHOUT_BREAK = 100
"""Longer than this without a break is reported: after that nobody listens any more."""

PER_FACILITATOR = 12
TABLE_SIZES = range(4, 7)
WORKING_DAYS_BETWEEN = range(4, 11)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One line of the calendar."""

    session: Session
    workshop: Workshop
    week: int
    agenda: tuple[Clocked, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole calendar and every finding about it."""

    days: tuple[PlannedDay, ...]
    findings: tuple[Finding, ...]


def make_plan(process: Process, catalogue: Catalogue) -> Plan:
    """Work out dates, weeks and clock times of every session, and what does not fit."""
    calendar = Calendar(process.lang)
    days = tuple(
        PlannedDay(session, workshop, week_number(session.day), clocked(workshop, session.start))
        for session in process.sessions
        for workshop in (catalogue.workshop(session.workshop),)
    )
    findings = [finding for day in days for finding in _day_findings(day, process, calendar)]
    findings += _gaps(days, process.lang, calendar)
    return Plan(days, in_order(findings))


def _say(code: str, day: PlannedDay, lang: str, **values: object) -> Finding:
    named = {"workshop": day.workshop.title[lang], "day": _date(day.session.day), **values}
    return Finding(code, file="kit.toml", sheet=day.session.workshop, values=named)


def _date(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def _day_findings(day: PlannedDay, process: Process, calendar: Calendar) -> list[Finding]:
    found = _date_findings(day, process, calendar) + _people(day, process.lang)
    minutes = sum(item.block.minutes for item in day.agenda)
    if minutes > day.workshop.minutes:
        found.append(_say("plan.overrun", day, process.lang, minutes=minutes, room=day.workshop.minutes))
    return found + _breaks(day, process.lang)


def _date_findings(day: PlannedDay, process: Process, calendar: Calendar) -> list[Finding]:
    lang, date_ = process.lang, day.session.day
    found = []
    if holiday := calendar.holiday(date_):
        found.append(_say("plan.holiday", day, lang, holiday=holiday))
    elif date_.weekday() >= 5:
        found.append(_say("plan.weekend", day, lang))
    if is_quiet(date_):
        found.append(_say("plan.quiet-week", day, lang, week=day.week))
    if date_ in process.council_days:
        found.append(_say("plan.council-day", day, lang))
    return found


def _people(day: PlannedDay, lang: str) -> list[Finding]:
    session, found = day.session, []
    if session.workshop == "round":
        return []
    if session.participants > session.facilitators * PER_FACILITATOR:
        needed = -(-session.participants // PER_FACILITATOR)
        found.append(
            _say(
                "plan.facilitators",
                day,
                lang,
                people=session.participants,
                have=session.facilitators,
                need=needed,
            )
        )
    largest, smallest = -(-session.participants // session.groups), session.participants // session.groups
    if largest > TABLE_SIZES[-1]:
        need = -(-session.participants // TABLE_SIZES[-1])
        found.append(_say("plan.tables-full", day, lang, people=largest, tables=session.groups, need=need))
    elif smallest < TABLE_SIZES[0]:
        need = max(1, session.participants // TABLE_SIZES[0])
        found.append(_say("plan.tables-small", day, lang, people=smallest, tables=session.groups, need=need))
    return found


def _breaks(day: PlannedDay, lang: str) -> list[Finding]:
    """Stretches without a break, longer than people can bear."""
    stretch, found = 0, []
    for item in day.agenda:
        if item.block.is_break:
            stretch = 0
            continue
        if stretch <= MINUTES_WITHOUT_BREAK < stretch + item.block.minutes:
            found.append(
                _say(
                    "plan.no-break", day, lang, block=item.block.title[lang], clock=item.end.strftime("%H:%M")
                )
            )
        stretch += item.block.minutes
    return found


def _gaps(days: tuple[PlannedDay, ...], lang: str, calendar: Calendar) -> list[Finding]:
    """Workshops in the wrong order, too close or too far apart (the kick-off may be the same week)."""
    found = []
    for before, after in pairwise(days):
        if after.session.day < before.session.day:
            found.append(_say("plan.order", after, lang, other=before.workshop.title[lang]))
            continue
        working = calendar.between(before.session.day, after.session.day)
        least = 1 if before.session.workshop == WORKSHOPS[0] else WORKING_DAYS_BETWEEN[0]
        values = {"other": before.workshop.title[lang], "working": working}
        if working < least:
            found.append(_say("plan.too-close", after, lang, least=least, **values))
        elif working > WORKING_DAYS_BETWEEN[-1]:
            found.append(_say("plan.too-far", after, lang, most=WORKING_DAYS_BETWEEN[-1], **values))
    return found
