"""AN-08, the annual wheel: what the network does again and again, and what it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import common_name, grouped, ids, latest_text, pick, plus, units_of
from kit.model.evidence import Evidence
from kit.model.results import WheelActivity


def annual_wheel(evidence: Iterable[Evidence], context: AnalysisContext) -> tuple[WheelActivity, ...]:
    """AN-08 from B3: hours a year = minutes × times a year (``wheel.<frequency>``) ÷ 60, for one who takes
    part each time. 60 minutes a month are 12 hours.

    The same activity with the same rhythm and length from several tables is one; where tables differ each
    view stands, and is in no sum. Most often first.
    """
    rows = [item for item in pick(evidence, "B3") if item.text("activity")]
    same = grouped(
        rows, lambda item: (unify(item.text("activity")), item.text("frequency"), item.number("minutes"))
    )
    views = Counter(name for name, _, _ in same)
    made = [_activity(mine, context, views[name] > 1) for (name, _, _), mine in same.items()]
    order = context.choices("rhythm")
    return tuple(sorted(made, key=lambda a: (_place(a.frequency, order), unify(a.activity), a.minutes or 0)))


def wheel_hours(wheel: Sequence[WheelActivity]) -> float | None:
    """The sum of what tables agree on, hours a year; ``None`` where nothing can be counted."""
    return plus(activity.hours_year for activity in wheel if not activity.differs)


def _place(frequency: str, order: Sequence[str]) -> int:
    return order.index(frequency) if frequency in order else len(order)


def _activity(rows: Sequence[Evidence], context: AnalysisContext, differs: bool) -> WheelActivity:
    frequency, minutes = rows[0].text("frequency"), rows[0].number("minutes")
    hours = None
    if frequency in context.choices("rhythm") and minutes is not None:
        hours = minutes * context.limit(f"wheel.{frequency}") / 60
    return WheelActivity(
        activity=common_name(item.text("activity") for item in rows),
        frequency=frequency,
        minutes=minutes,
        responsible=latest_text(rows, "responsible"),
        output=latest_text(rows, "output"),
        hours_year=hours,
        differs=differs,
        units=units_of(rows),
        evidence=ids(rows),
    )
