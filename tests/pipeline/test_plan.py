"""The plan finds what does not fit, and nothing where all fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from kit.model.catalogue import Catalogue
from kit.model.process import Process
from kit.pipeline.calendar import Calendar
from kit.pipeline.new import Wishes, new_process
from kit.pipeline.plan import make_plan


@pytest.fixture
def process(tmp_path: Path) -> Process:
    return new_process(tmp_path, Wishes("Prøve", date(2027, 1, 12), "da", 24, "Direktør", "Chef"))


def change(process: Process, workshop: str, **values: object) -> Process:
    sessions = tuple(replace(s, **values) if s.workshop == workshop else s for s in process.sessions)
    return replace(process, sessions=sessions)


def codes(process: Process, catalogue: Catalogue) -> list[tuple[str, str]]:
    return [(f.code, f.sheet) for f in make_plan(process, catalogue).findings]


def test_clock_times_follow_from_the_start(process: Process, catalogue: Catalogue) -> None:
    plan = make_plan(process, catalogue)
    roles = next(day for day in plan.days if day.session.workshop == "roles")
    assert roles.agenda[0].start == time(9)
    assert roles.agenda[-1].end == time(12)
    assert roles.week == roles.session.day.isocalendar().week


def test_a_good_plan_is_only_asked_about_winter_holidays(process: Process, catalogue: Catalogue) -> None:
    assert {code for code, _ in codes(process, catalogue)} <= {"plan.quiet-week"}


@pytest.mark.parametrize(
    ("workshop", "values", "code"),
    [
        ("network", {"day": date(2027, 3, 25)}, "plan.holiday"),  # Skærtorsdag
        ("network", {"day": date(2027, 1, 23)}, "plan.weekend"),
        ("skills", {"day": date(2027, 2, 18)}, "plan.quiet-week"),
        ("skills", {"day": date(2026, 12, 30)}, "plan.quiet-week"),  # week 53
        ("skills", {"day": date(2025, 12, 30)}, "plan.quiet-week"),  # week 1 of the year after
        ("roles", {"participants": 30, "groups": 6}, "plan.facilitators"),
        ("roles", {"participants": 24, "groups": 3}, "plan.tables-full"),
        ("roles", {"participants": 24, "groups": 8}, "plan.tables-small"),
        ("network", {"day": date(2027, 1, 15)}, "plan.too-close"),
        ("skills", {"day": date(2027, 4, 14)}, "plan.too-far"),
        ("skills", {"day": date(2027, 1, 4)}, "plan.order"),
    ],
)
def test_what_does_not_fit_is_found(
    process: Process, catalogue: Catalogue, workshop: str, values: dict[str, object], code: str
) -> None:
    assert (code, workshop) not in codes(process, catalogue)
    assert (code, workshop) in codes(change(process, workshop, **values), catalogue)


def test_council_days_are_respected(process: Process, catalogue: Catalogue) -> None:
    day = process.sessions[0].day
    found = codes(replace(process, council_days=(day,)), catalogue)
    assert ("plan.council-day", "kickoff") in found


def test_overrun_and_missing_break(process: Process, catalogue: Catalogue) -> None:
    roles = catalogue.workshop("roles")
    no_break = replace(roles, blocks=tuple(b for b in roles.blocks if not b.is_break), minutes=150)
    spoilt = replace(catalogue, workshops=tuple(no_break if w is roles else w for w in catalogue.workshops))
    found = codes(process, spoilt)
    assert ("plan.no-break", "roles") in found
    assert ("plan.overrun", "roles") in found


def test_danish_holidays_know_that_store_bededag_is_gone() -> None:
    assert Calendar("da").holiday(date(2023, 5, 5)) == "Store bededag"
    assert Calendar("da").holiday(date(2027, 4, 23)) is None
    assert Calendar("en").holiday(date(2027, 3, 26)) == "Good Friday"
