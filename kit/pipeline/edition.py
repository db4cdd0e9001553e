"""One edition from what was gathered: decisions applied, analyses run, the strategy compiled. Nothing is
written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from kit.analyse import AnalysisContext, analyse, fingerprint, matters, rule
from kit.content import load_fog, load_words
from kit.findings import Finding
from kit.model.claim import Strategy
from kit.model.comparison import EditionSaid
from kit.model.decision import Fate, Matter, Ruled
from kit.model.document import Document
from kit.model.evidence import Evidence
from kit.model.results import Results
from kit.model.text import Words
from kit.pipeline.check import Gathered
from kit.pipeline.folder import Folder, reading_lists
from kit.pipeline.memory import no_collecting
from kit.pipeline.review import text_matters
from kit.strategy import (
    StrategyContext,
    below_minimum,
    compile_strategy,
    drafts,
    fates,
    held_against_drafts,
    lint,
    with_own_texts,
)

SENTENCES = "templates/strategy"


@dataclass(frozen=True, slots=True)
class Edition:
    """``ruled`` is the evidence as the decisions leave it, with the decisions; ``matters`` are still to
    decide; ``fates`` say what became of each row that was gathered; ``linted`` is what the strategy still
    lacks, ``odd`` what is wrong with own templates; ``below_minimum`` says which points keep it from being
    used. ``draft`` is the strategy without the lead's own texts."""

    results: Results
    strategy: Strategy
    ruled: Ruled
    matters: tuple[Matter, ...]
    fates: tuple[Fate, ...]
    draft: Strategy
    linted: tuple[Finding, ...] = ()
    odd: tuple[Finding, ...] = ()
    below_minimum: Finding | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*self.ruled.findings, *self.odd, *self.linted)


def compile_edition(
    folder: Folder,
    gathered: Gathered,
    edition: str,
    day: date | None,
    before: EditionSaid | None = None,
) -> Edition:
    """Decisions, analyses and strategy of what was gathered. ``day`` is what "overdue" is measured from, by
    default the day of the last planned workshop; ``before`` is the edition that its self-evaluation is held
    against."""
    day = day or folder.process.last_day
    context = AnalysisContext(folder.process, folder.catalogue, day)
    ruled, results = ruled_results(gathered.evidence, context)
    setting = strategy_context(folder, gathered, edition, day, before)
    strategy = compile_strategy(results, setting)
    prints = _prints(strategy.document)
    decisions = held_against_drafts(ruled.decisions, strategy.document, prints)
    ruled = replace(ruled, decisions=decisions)
    texts = text_matters(
        (draft.matter, draft.module, draft.section, draft.text, prints[draft.matter])
        for draft in drafts(strategy.document)
    )
    decided = {decision.matter for decision in decisions}
    open_matters = (
        *matters(results, ruled, context),
        *(text for text in texts if text.id not in decided),
    )
    draft, strategy = strategy, with_own_texts(strategy, decisions)
    return Edition(
        results=results,
        strategy=strategy,
        ruled=ruled,
        matters=open_matters,
        fates=fates(gathered.evidence, ruled, results, strategy, context.limit("initiatives.class")),
        draft=draft,
        linted=_linted(folder, results, strategy, ruled, setting),
        odd=folder.findings,
        below_minimum=below_minimum(results, setting),
    )


def _linted(
    folder: Folder, results: Results, strategy: Strategy, ruled: Ruled, setting: StrategyContext
) -> tuple[Finding, ...]:
    words, fog = folder.words("lint"), load_fog(folder.resources)
    return lint(results, strategy, ruled.decisions, setting, words, fog)


def ruled_results(evidence: Sequence[Evidence], context: AnalysisContext) -> tuple[Ruled, Results]:
    """The evidence as the decisions leave it, and the analyses of that."""
    with no_collecting():
        ruled = rule(evidence, context)
        decided = frozenset(decision.matter for decision in ruled.decisions if decision.applies)
        context = replace(context, answered=ruled.apart, parked=ruled.parked, decided=decided)
        return ruled, replace(analyse(ruled.evidence, context), rulings=ruled.decisions)


def _prints(document: Document) -> dict[str, str]:
    return {draft.matter: fingerprint(draft.text) for draft in drafts(document)}


def strategy_context(
    folder: Folder, gathered: Gathered, edition: str, day: date, before: EditionSaid | None = None
) -> StrategyContext:
    """What an edition is compiled from besides its results; every row is in it as it was gathered."""
    return StrategyContext(
        process=folder.process,
        catalogue=folder.catalogue,
        evidence={item.id: item for item in gathered.evidence},
        lists=reading_lists(folder),
        words=folder.words("strategy"),
        labels=folder.words("document"),
        sentences=_sentences(folder),
        edition=edition,
        day=day,
        before=before,
    )


def _sentences(folder: Folder) -> dict[str, Words]:
    """The sentences of every module, ``templates/strategy/m04.toml`` as ``m04``."""
    names = folder.resources.names(SENTENCES, ".toml")
    parts = [PurePosixPath(name).stem for name in names]
    return {part: load_words(folder.resources, part, folder.process.lang, SENTENCES) for part in parts}
