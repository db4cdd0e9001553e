"""Reads "roles needed" of an initiative: ``RO-09: 15; RO-04: 6`` is fifteen days and six."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kit.analyse.context import AnalysisContext
from kit.analyse.names import unify
from kit.analyse.rows import in_order, mean
from kit.model.evidence import Evidence
from kit.model.results import RoleDays

_PART = re.compile(r"(?P<role>.+?)\s*[:=]\s*(?P<days>\d+(?:[.,]\d+)?)\s*[^\W\d]*\.?")
_ID = re.compile(r"RO?-?(\d{1,2})\b", re.IGNORECASE)


def role_days(
    rows: Iterable[Evidence], context: AnalysisContext
) -> tuple[tuple[RoleDays, ...], tuple[str, ...]]:
    """Days by role, the mean over the rows that name the role, and the parts that could not be read.

    A part is a role (its id, or its title in any language), a colon or ``=``, and days; parts are separated
    by semicolons or line breaks. A part that reads otherwise is left out and handed back as it was written.
    """
    titles = {unify(title): role.id for role in context.catalogue.roles for title in role.title.all()}
    known = {role.id for role in context.catalogue.roles}
    found: dict[str, list[float]] = {}
    unparsed: list[str] = []
    for item in rows:
        for part in filter(None, map(str.strip, re.split(r"[;\n]", item.text("roles")))):
            match = _PART.fullmatch(part)
            role = _role(match["role"], titles, known) if match else None
            days = float(match["days"].replace(",", ".")) if match else 0.0
            if role and days:
                found.setdefault(role, []).append(days)
            else:
                unparsed.append(part)
    order = in_order(found, [role.id for role in context.catalogue.roles])
    merged = tuple(RoleDays(role, mean(found[role]) or 0.0) for role in order)
    return merged, tuple(dict.fromkeys(unparsed))


def _role(text: str, titles: dict[str, str], known: set[str]) -> str | None:
    match = _ID.match(text)
    if match and f"RO-{int(match[1]):02d}" in known:
        return f"RO-{int(match[1]):02d}"
    return titles.get(unify(text))
