"""Loads all content and checks that its parts fit together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import Formatter

from kit.content import cards, sheets
from kit.content.agenda import read_review, read_workshop
from kit.content.parsed import Parsed
from kit.content.table import Table, parse
from kit.errors import BrokenContent
from kit.findings import Finding
from kit.model.catalogue import Catalogue
from kit.model.process import WORKSHOPS
from kit.model.sheet import Choice, Sheet
from kit.model.text import Text, Words
from kit.resources import Resources

PROCESS_LISTS = ("areas", "groups", "systems", "initiatives", "functions", "scopes")
"""Lists that a process and its returns bring, not the content."""

CARD_LISTS = ("roles", "themes", "competences", "decisions", "modules")


@dataclass(slots=True)
class _Loader:
    resources: Resources
    parsed: Parsed | None
    findings: list[Finding] = field(default_factory=list)

    def table(self, name: str) -> Table:
        return parse(self.resources.text(name), name, self.findings, self.parsed)


def load_catalogue(
    resources: Resources, parsed: Parsed | None = None
) -> tuple[Catalogue, tuple[Finding, ...]]:
    """All content, and everything that is wrong with it, file by file and key by key.

    Where there are findings the catalogue is not fit for use: missing texts are empty in it. ``parsed``
    knows what an earlier run parsed; the result is the same without.
    """
    loader = _Loader(resources, parsed)
    blocks, themes = cards.read_themes(loader.table("workshops/cards/themes.toml"))
    competences, requirements = cards.read_competences(loader.table("workshops/cards/competences.toml"))
    catalogue = Catalogue(
        workshops=tuple(read_workshop(loader.table(f"workshops/{id}.toml")) for id in WORKSHOPS),
        review=read_review(loader.table("workshops/review.toml")),
        sheets=_sheets(loader),
        lists=sheets.read_lists(loader.table("workshops/lists.toml")),
        themes=themes,
        roles=cards.read_roles(loader.table("workshops/cards/roles.toml")),
        forces=cards.read_forces(loader.table("workshops/cards/forces.toml")),
        competences=competences,
        requirements=requirements,
        decisions=cards.read_decisions(loader.table("workshops/cards/decisions.toml")),
        modules=sheets.read_modules(loader.table("workshops/modules.toml")),
        glossary=cards.read_glossary(loader.table("workshops/glossary.toml")),
        thresholds=sheets.read_thresholds(loader.table("workshops/thresholds.toml")),
        theme_blocks=blocks,
    )
    loader.findings += _check_references(catalogue)
    return catalogue, tuple(loader.findings)


def _sheets(loader: _Loader) -> dict[str, Sheet]:
    found: dict[str, Sheet] = {}
    for name in loader.resources.names("workshops/sheets", ".toml"):
        for code, sheet in sheets.read_sheets(loader.table(name)).items():
            if code in found:
                loader.findings.append(Finding("content.double-id", file=name, values={"id": code}))
            found[code] = sheet
    return dict(sorted(found.items()))


def _check_references(catalogue: Catalogue) -> list[Finding]:
    """Lists behind columns, sheets of worksheets, roles of decisions, ids of list entries."""
    known = {*catalogue.lists, *PROCESS_LISTS, *CARD_LISTS}
    sources = (
        (f"workshops/sheets ({sheet.code})", f"{column.id}.source", column.source)
        for sheet in catalogue.sheets.values()
        for column in sheet.columns
        if column.source
    )
    findings = _unknown(sources, known)
    findings += _unknown(
        (
            (f"workshops/{workshop.id}.toml", "worksheets", code)
            for workshop in (*catalogue.workshops, catalogue.review)
            for code in workshop.sheets
        ),
        set(catalogue.sheets),
    )
    roles = {role.id for role in catalogue.roles}
    findings += _unknown(
        (
            ("workshops/cards/decisions.toml", decision.id, role)
            for decision in catalogue.decisions
            for role, _ in decision.start
        ),
        roles,
    )
    findings += _unknown(
        (
            ("workshops/cards/competences.toml", "requirements", entry)
            for requirement in catalogue.requirements
            for entry in (requirement.role, requirement.competence)
        ),
        roles | {competence.id for competence in catalogue.competences},
    )
    return findings + _check_entries(catalogue)


def _check_entries(catalogue: Catalogue) -> list[Finding]:
    lists = catalogue.lists
    uses = [("roles.toml", role.id, "role_type", role.type) for role in catalogue.roles]
    uses += [("roles.toml", role.id, "scope", role.per) for role in catalogue.roles]
    uses += [("roles.toml", role.id, "placement", role.placement) for role in catalogue.roles]
    uses += [("forces.toml", force.id, "force_category", force.category) for force in catalogue.forces]
    return [
        Finding(
            "content.unknown-reference",
            file=f"workshops/cards/{file}",
            values={"key": f"{key} ({name})", "id": id, "hint": ""},
        )
        for file, key, name, id in uses
        if id not in {choice.id for choice in lists.get(name, ())}
    ]


def _unknown(uses: Iterable[tuple[str, str, str]], known: set[str]) -> list[Finding]:
    return [
        Finding("content.unknown-reference", file=file, values={"key": key, "id": id, "hint": ""})
        for file, key, id in uses
        if id not in known
    ]


def card_lists(catalogue: Catalogue) -> dict[str, tuple[Choice, ...]]:
    """The lists that cards give: entries are coded, such as ``RO-03 Dataejer``."""
    return {
        "roles": tuple(Choice(role.id, role.title, coded=True) for role in catalogue.roles),
        "themes": tuple(Choice(theme.id, theme.title, coded=True) for theme in catalogue.themes),
        "competences": tuple(Choice(c.id, c.title, coded=True) for c in catalogue.competences),
        "decisions": tuple(Choice(d.id, d.title, coded=True) for d in catalogue.decisions),
        "modules": catalogue.modules,
    }


def load_words(resources: Resources, part: str, lang: str, folder: str = "templates/words") -> Words:
    """The words of one part, ``templates/words/<part>.toml``; ``KeyError`` on use of an unknown key.

    ``BrokenContent`` with every finding where the file is wrong, or where the process's own file lacks a key
    or has a placeholder that the kit does not fill in.
    """
    name = f"{folder}/{part}.toml"
    findings: list[Finding] = []
    table = parse(resources.text(name), name, findings)
    texts = {key: table.need_text(key) for key in table.ids()}
    if not resources.is_own(name) and name in Resources().names(folder, ".toml"):
        _compare(texts, load_words(Resources(), part, lang, folder).texts, table)
    if findings:
        raise BrokenContent(findings)
    return Words(texts, lang)


def _compare(texts: Mapping[str, Text], own: Mapping[str, Text], table: Table) -> None:
    """Report keys of the kit's own file that are missing, and placeholders that it does not know."""
    for key, text in own.items():
        if key not in texts:
            table.report("content.missing-key", key, hint="")
            continue
        known = {name for wording in text.all() for name in _placeholders(wording)}
        for wording in texts[key].all():
            if not set(_placeholders(wording)) <= known:
                expected = ", ".join(f"{{{name}}}" for name in sorted(known)) or "–"
                table.wrong(key, wording, "one_of", names=expected)


def _placeholders(wording: str) -> tuple[str, ...]:
    """The names in braces; ``"{"`` where the braces do not close."""
    try:
        return tuple(name for _, name, _, _ in Formatter().parse(wording) if name is not None)
    except ValueError:
        return ("{",)
