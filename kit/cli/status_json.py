"""``kit status --json``: all of it, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kit.cli import show

if TYPE_CHECKING:  # names for annotations only
    from kit.pipeline.status import AreaLine, Debt, Status, StatusLine, WorkshopStatus


def as_json(the_status: Status, letters: Sequence[str]) -> str:
    """The whole status in the form that the README describes, with the findings as everywhere."""
    lang = the_status.lang
    data = {
        "date": the_status.day.isoformat() if the_status.day else None,
        "expected": the_status.expected,
        "here": the_status.here,
        "workshops": [_workshop_json(workshop) for workshop in the_status.workshops],
        "areas": [_area_json(area) for area in the_status.areas],
        "owed": [_debt_json(debt) for debt in the_status.debts],
        "several": [
            {
                "workshop": unit.workshop,
                "unit": unit.unit,
                "files": [
                    {
                        "file": fate.file,
                        "fate": fate.fate,
                        "sheets": fate.sheets,
                        "answers": fate.rows,
                        "reasons": [finding.message(lang) for finding in fate.reasons],
                    }
                    for fate in unit.files
                ],
            }
            for unit in the_status.several
        ],
        "unplaced": [
            {"file": stray.file, "code": stray.reason.code if stray.reason else None}
            for stray in the_status.strays
        ],
        "modules": [
            {
                "module": due.module,
                "state": due.state,
                "owner": due.owner or None,
                "review": due.review.isoformat() if due.review else None,
                "swap_if": due.swap_if or None,
            }
            for due in the_status.modules
        ],
        "letters": list(letters),
        **json.loads(show.as_json(the_status.findings, lang)),
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _workshop_json(workshop: WorkshopStatus) -> dict[str, object]:
    return {
        "workshop": workshop.name,
        "title": workshop.title,
        "date": workshop.day.isoformat() if workshop.day else None,
        "held": workshop.held,
        "units": [_line_json(line) for line in workshop.lines],
    }


def _line_json(line: StatusLine) -> dict[str, object]:
    answers, errors, questions, notes = line.numbers
    return {
        "unit": line.of.code if line.of else line.unit,
        "name": line.unit,
        "state": line.state,
        "files": line.files,
        "answers": answers,
        "errors": errors,
        "questions": questions,
        "notes": notes,
        "empty_sheets": line.empty_sheets,
        "open_cells": line.open_cells,
        "sheets": [
            {"sheet": sheet.code, "answers": sheet.rows, "open_cells": sheet.open_cells}
            for sheet in line.sheets
        ],
    }


def _area_json(area: AreaLine) -> dict[str, object]:
    return {
        "area": area.code,
        "name": area.name,
        "workshops": [
            {"workshop": cell.workshop, "answers": cell.answers, "own_worksheet": cell.own or None}
            for cell in area.cells
        ],
    }


def _debt_json(debt: Debt) -> dict[str, object]:
    return {
        "workshop": debt.workshop,
        "unit": debt.unit.code,
        "name": debt.name,
        "state": debt.state,
        "since": debt.day.isoformat(),
        "days": debt.days,
        "functions": debt.functions,
        "files": debt.files,
        "empty_sheets": debt.sheets,
        "open_cells": debt.open_cells,
        "questions": debt.questions,
        "copies": debt.copies,
    }
