"""Workshops as content: blocks with steps and cues, and what the guide says around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kit.model.text import Text


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a block. ``minutes`` is 0 where the step has no time of its own."""

    text: Text
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One timed item of an agenda; ``minutes`` is its whole length.

    ``kind`` is ``opening``, ``talk``, ``exercise``, ``break`` or ``close``. Exercises get a slide with
    a clock. ``seating`` is ``plenary``, ``groups`` or ``areas``. ``cut`` marks what may be shortened
    when time slips: ``first`` (cut first), ``can`` or ``never``.
    """

    id: str
    title: Text
    minutes: int
    kind: str
    form: Text
    seating: str
    on_slide: tuple[Text, ...]
    steps: tuple[Step, ...]
    cue: Text | None
    sheets: tuple[str, ...]
    cards: tuple[str, ...]
    materials: tuple[Text, ...]
    cut: str

    @property
    def is_break(self) -> bool:
        return self.kind == "break"


@dataclass(frozen=True, slots=True)
class WorksheetPlan:
    """Which sheets one kind of unit gets in its workbook at a workshop."""

    unit: str
    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A way in which a workshop goes wrong, and what the facilitator does then."""

    sign: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class Guide:
    """The facilitator guide's texts that belong to one workshop (headings are fixed words)."""

    purpose: Text
    results: tuple[Text, ...]
    participants: Text
    room: tuple[Text, ...]
    a_week_before: tuple[Text, ...]
    a_day_before: tuple[Text, ...]
    an_hour_before: tuple[Text, ...]
    troubles: tuple[Trouble, ...]
    afterwards: tuple[Text, ...]
    done_when: Text


@dataclass(frozen=True, slots=True)
class Workshop:
    """One workshop, the kick-off and the round included. ``code`` is its three letters in tokens."""

    id: str
    code: str
    title: Text
    subtitle: Text
    minutes: int
    week: int
    blocks: tuple[Block, ...]
    worksheets: tuple[WorksheetPlan, ...]
    guide: Guide

    @property
    def sheets(self) -> tuple[str, ...]:
        """Every sheet code of the workshop's worksheets, in order, once."""
        return tuple(dict.fromkeys(code for plan in self.worksheets for code in plan.sheets))


@dataclass(frozen=True, slots=True)
class Clocked:
    """A block with the clock times at which it begins and ends."""

    block: Block
    start: time
    end: time


def clocked(workshop: Workshop, start: time) -> tuple[Clocked, ...]:
    """Every block with its clock times, when the workshop begins at ``start``."""
    moment = datetime.combine(date(2000, 1, 1), start)
    result = []
    for block in workshop.blocks:
        end = moment + timedelta(minutes=block.minutes)
        result.append(Clocked(block, moment.time(), end.time()))
        moment = end
    return tuple(result)


@dataclass(frozen=True, slots=True)
class Recap:
    """What the previous workshop gave, for one slide ("Her er, hvad I sagde")."""

    title: str
    lines: tuple[str, ...]
