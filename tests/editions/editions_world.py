"""Two editions of one strategy by hand: results, a context, and what the edition before said."""

from __future__ import annotations

import tomllib
from datetime import date

from kit.content import card_lists
from kit.model.catalogue import Catalogue
from kit.model.change import Said
from kit.model.claim import Claim, Strategy
from kit.model.comparison import EditionSaid
from kit.model.document import Document, Module, Paragraph
from kit.model.process import Process
from kit.model.results import Results
from kit.model.results.steering import ModuleHealth, ModuleState
from kit.model.sheet import Lists
from kit.model.text import Text, Words
from kit.resources import Resources
from kit.strategy import StrategyContext

DAY = date(2027, 3, 1)


def words(path: str, lang: str) -> Words:
    table = tomllib.loads(Resources().text(path))
    return Words({key: Text.of(value) for key, value in table.items()}, lang)


def labels(lang: str) -> tuple[tuple[str, str], ...]:
    found = words("templates/words/document.toml", lang)
    return tuple((key, text[lang]) for key, text in sorted(found.texts.items()))


def context(catalogue: Catalogue, edition: str = "0.3", lang: str = "da") -> StrategyContext:
    resources = Resources()
    names = {name.rpartition("/")[2].removesuffix(".toml"): name for name in _sentences(resources)}
    return StrategyContext(
        process=Process("Prøvekøbing Kommune", "PRVK27", lang, (), ()),
        catalogue=catalogue,
        evidence={},
        lists=Lists({**catalogue.lists, **card_lists(catalogue)}),
        words=words("templates/words/strategy.toml", lang),
        labels=words("templates/words/document.toml", lang),
        sentences={part: words(name, lang) for part, name in names.items()},
        edition=edition,
        day=DAY,
    )


def _sentences(resources: Resources) -> tuple[str, ...]:
    return tuple(resources.names("templates/strategy", ".toml"))


def document(*modules: Module, status: str = "Udkast", draft: bool = False, lang: str = "da") -> Document:
    return Document(
        title="Datastrategi",
        subtitle="",
        municipality="Prøvekøbing Kommune",
        lang=lang,
        edition="0.3",
        status=status,
        day=DAY.isoformat(),
        colour="#1f4e5f",
        labels=labels(lang),
        modules=modules,
        notes=(),
        draft=draft,
    )


def module(id: str, *texts: str) -> Module:
    return Module(id, f"Kapitel {id}", (), tuple(Paragraph(text) for text in texts), len(id) == 1)


def strategy(*claims: tuple[str, str], extra: tuple[Module, ...] = ()) -> Strategy:
    """Claims by id and text; every module that has one, and H last."""
    made = tuple(Claim(id, id.partition(".")[0], text, (), ()) for id, text in claims)
    ids = dict.fromkeys(claim.module for claim in made if claim.module != "H")
    modules = tuple(module(id, *(c.text for c in made if c.module == id)) for id in ids)
    return Strategy(document(*modules, *extra, module("H", "Enige.")), made, ())


def edition(number: str, *claims: tuple[str, str]) -> EditionSaid:
    said = {id: Said(id.partition(".")[0], text) for id, text in claims}
    return EditionSaid(number, "2027-02-01", said)


def results(status: str = "draft", /, **versions: tuple[str, str]) -> Results:
    """Results in which these modules have a version, and the version that it replaces."""
    states = tuple(
        ModuleState(
            module=id, owner="Chef", approved_by="", status=status, version=version, valid_from=DAY, review=None,
            swap_if="", earlier=(replaced,) if replaced else (), review_late=False, review_far=False,
            newest=None, stale=False,
        )
        for id, (version, replaced) in versions.items()
    )  # fmt: skip
    return Results(modules=ModuleHealth(states))
