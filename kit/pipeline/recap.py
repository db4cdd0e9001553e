"""What the previous workshop gave, for the slide "Her er, hvad I sagde"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kit.analyse import AnalysisContext, analyse
from kit.model.agenda import Recap
from kit.model.catalogue import Catalogue
from kit.model.results import Results
from kit.model.text import Words
from kit.pipeline.check import Gathered
from kit.pipeline.folder import Folder

LONGEST = 110
"""Characters of one line; a longer sentence ends with an ellipsis at a word."""

_PER_SYSTEM = ("system", "critical_system")
"""Roles of which there is one for each system: hundreds of places that nobody has been asked about yet."""

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
    forces = results.forces
    lines = _ranked(words, "recap_purpose", [purpose.reason for purpose in forces.purposes[:2]])
    lines += _ranked(words, "recap_force", [force.description for force in forces.act_first[:2]])
    titles = {theme.id: theme.title[words.lang] for theme in catalogue.themes}
    apart = [titles[theme.theme] for theme in results.maturity.disagreements[:3]]
    return lines + ([words("recap_apart", text=", ".join(apart))] if apart else [])


def _roles(results: Results, words: Words, _catalogue: Catalogue) -> Lines:
    used = [role for role in results.coverage.roles if role.in_use and role.per not in _PER_SYSTEM]
    places = sum(role.required or 0 for role in used)
    lines = []
    if places:
        filled = sum(role.filled for role in used if role.required is not None)
        lines.append(words("recap_coverage", part=filled, whole=places))
    missing = sum(fault.kind == "no_accountable" and not fault.unit for fault in results.raci.faults)
    if missing:
        lines.append(words("recap_no_accountable", number=missing))
    if results.role_conflicts.accountable:
        lines.append(words("recap_red", number=len(results.role_conflicts.accountable)))
    return lines


def _network(results: Results, words: Words, _catalogue: Catalogue) -> Lines:
    lines = _ranked(words, "recap_initiative", [item.title for item in results.initiatives.items[:3]])
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
        lines.append(words("recap_hours", number=_thousands(results.flows.hours_year, words.lang)))
    return lines


def _skills(results: Results, words: Words, catalogue: Catalogue) -> Lines:
    """What is still open, and what comes first; what workshop 3 heard only where none of it is known."""
    lines = _ranked(words, "recap_initiative", [item.title for item in results.initiatives.items[:2]])
    questions = results.questions
    if questions.open:
        lines.append(words("recap_open", number=len(questions.open), blocking=len(questions.blocking)))
    if results.coverage.areas_without_data_owner:
        lines.append(words("recap_no_data_owner", areas=", ".join(results.coverage.areas_without_data_owner)))
    return lines or _round(results, words, catalogue)


def _ranked(words: Words, key: str, texts: Sequence[str]) -> Lines:
    return [words(key, rank=rank, text=_short(text)) for rank, text in enumerate(texts, 1)]


def _thousands(number: float, lang: str) -> str:
    """``3.002`` in Danish, ``3,002`` in English, as in the strategy."""
    return f"{round(number):,}".replace(",", "." if lang == "da" else ",")


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
    "skills": _skills,
}
