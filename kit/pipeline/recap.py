"""What the previous workshop gave, for the slide "Her er, hvad I sagde"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kit.analyse import AnalysisContext, analyse
from kit.model.agenda import Recap
from kit.model.catalogue import Catalogue
from kit.model.results import Results
from kit.model.text import Words
from kit.pipeline.check import Gathered
from kit.pipeline.folder import Folder

LONGEST = 110
"""Characters of one line; a longer sentence ends with an ellipsis at a word."""

Lines = list[str]


def recap(workshop: str, folder: Folder, gathered: Gathered) -> Recap | None:
    """The slide for ``workshop``; ``None`` before the first answers are in."""
    maker = _MAKERS.get(workshop)
    if maker is None or not gathered.evidence:
        return None
    session = folder.process.session(workshop)
    day = session.day if session else folder.process.last_day
    results = analyse(gathered.evidence, AnalysisContext(folder.process, folder.catalogue, day))
    words = folder.words("make")
    lines = maker(results, words, folder.catalogue)
    return Recap(words("recap_title"), tuple(lines)) if lines else None


def _kickoff(results: Results, words: Words, catalogue: Catalogue) -> Lines:
    lines = [words("recap_purpose", text=_short(purpose.reason)) for purpose in results.forces.purposes[:2]]
    lines += [words("recap_force", text=_short(force.description)) for force in results.forces.act_first[:2]]
    titles = {theme.id: theme.title[words.lang] for theme in catalogue.themes}
    apart = [titles[theme.theme] for theme in results.maturity.disagreements[:3]]
    return lines + ([words("recap_apart", text=", ".join(apart))] if apart else [])


def _roles(results: Results, words: Words, _catalogue: Catalogue) -> Lines:
    coverage = results.coverage
    lines = []
    if coverage.total.whole:
        share = coverage.total
        lines.append(words("recap_coverage", part=f"{share.part:g}", whole=f"{share.whole:g}"))
    missing = sum(fault.kind == "no_accountable" and not fault.unit for fault in results.raci.faults)
    if missing:
        lines.append(words("recap_no_accountable", number=missing))
    if results.role_conflicts.accountable:
        lines.append(words("recap_red", number=len(results.role_conflicts.accountable)))
    return lines


def _network(results: Results, words: Words, _catalogue: Catalogue) -> Lines:
    lines = [words("recap_initiative", text=_short(item.title)) for item in results.initiatives.items[:3]]
    charter = results.network.completeness
    if charter.part:
        lines.append(words("recap_charter", part=f"{charter.part:g}", whole=f"{charter.whole:g}"))
    if results.plan.placed:
        lines.append(words("recap_plan", placed=len(results.plan.placed)))
    return lines


def _round(results: Results, words: Words, _catalogue: Catalogue) -> Lines:
    systems, lines = results.systems, []
    if systems.items:
        lines.append(words("recap_systems", number=len(systems.items)))
        lines.append(words("recap_no_owner", number=len(systems.critical_no_owner)))
    if systems.duplicates:
        lines.append(words("recap_duplicates", number=len(systems.duplicates)))
    if results.flows.hours_year:
        lines.append(words("recap_hours", number=round(results.flows.hours_year)))
    return lines


def _short(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST - 2]
    return f"{cut.rpartition(' ')[0] or cut} …"


_MAKERS: Mapping[str, Callable[[Results, Words, Catalogue], Lines]] = {
    "roles": _kickoff,
    "network": _roles,
    "round": _network,
    "systems": _round,
    "skills": _round,
}
