"""``kit compare``: what the register knows of two editions, held against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kit.findings import Finding
from kit.model.comparison import SAME, ClaimChange, EditionSaid, compared
from kit.pipeline.editions import edition_called, past_editions
from kit.pipeline.folder import Folder
from kit.pipeline.outputs import Output, write_outputs
from kit.pipeline.ready import ready_register
from kit.register import read_earlier
from kit.render.comparison import Comparison, comparison_file, comparison_page, summary
from kit.strategy import moved
from kit.strategy.say import Say


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs in a ``sentence``, the files that tell of it, and findings about files that a person had
    edited."""

    sentence: str
    paths: tuple[str, ...]
    findings: tuple[Finding, ...]


def compare(folder: Folder, before: str, after: str) -> Compared:
    """Write how edition ``after`` differs from ``before``, as HTML and Word.

    ``UsageError`` where there is no register that can be read, or it does not know an edition.
    """
    earlier = read_earlier(ready_register(folder))
    known = past_editions(earlier.history) if earlier else ()
    words = folder.words("compare")
    old, new = (edition_called(folder, wanted, known) for wanted in (before, after))
    comparison = Comparison(
        municipality=folder.process.municipality,
        lang=folder.process.lang,
        colour=folder.process.brand.colour,
        before=old.number,
        after=new.number,
        stamp=date.fromisoformat(new.day),
        modules=_by_module(folder, compared(old.claims, new.claims)),
        moved=_moved(folder, old, new),
    )
    name = re.sub(r"[^\w.-]+", "-", f"{words('file')}-{old.number}-{new.number}")
    page = comparison_page(comparison, words, folder.resources).encode()
    outputs = (
        Output(f"outputs/strategy/{name}.html", "comparison", None, page),
        Output(
            f"outputs/strategy/{name}.docx",
            "comparison",
            None,
            comparison_file(comparison, words, folder.resources),
        ),
    )
    written = write_outputs(folder.root, folder.process, outputs)
    return Compared(summary(comparison, words), written.paths, written.findings)


def _moved(folder: Folder, old: EditionSaid, new: EditionSaid) -> tuple[str, ...]:
    """A sentence for each figure of the self-evaluation that moved, and how many did not; none where nobody
    has answered anew."""
    if old.marks == new.marks:
        return ()
    words, found = folder.words("compare"), moved(old.marks, new.marks, folder.catalogue.thresholds)
    titles, say = _titles(folder), Say(folder.words("strategy"))
    said = [
        words(
            f"mark_{move.turn}",
            title=titles.get(subject.rpartition(".")[2], subject),
            before=say.fixed(move.before.value),
            now=say.fixed(move.now.value),
            change=say.fixed(abs(move.change)),
        )
        for subject, move in found.items()
        if move.turn != SAME
    ]
    rest = len(found) - len(said)
    return (*said, words("mark_same", n=rest)) if rest else tuple(said)


def _titles(folder: Folder) -> dict[str, str]:
    """Themes, marks of leadership and competences by id, as people know them."""
    catalogue, lang = folder.catalogue, folder.process.lang
    titles = {theme.id: theme.title[lang] for theme in catalogue.themes}
    titles |= {competence.id: competence.title[lang] for competence in catalogue.competences}
    return titles | {choice.id: choice.text[lang] for choice in catalogue.lists["leadership_mark"]}


def _by_module(
    folder: Folder, changes: tuple[ClaimChange, ...]
) -> tuple[tuple[str, tuple[ClaimChange, ...]], ...]:
    """Modules in their order, then appendices, each with its title."""
    lang = folder.process.lang
    titles = {module.id: f"{module.id} {module.text[lang]}" for module in folder.catalogue.modules}
    found = dict.fromkeys(change.module for change in changes)
    order = sorted(found, key=lambda id: (len(id) == 1, id))
    appendix = folder.words("document")("appendix")
    return tuple(
        (
            titles.get(module, f"{appendix} {module}" if len(module) == 1 else module),
            tuple(change for change in changes if change.module == module),
        )
        for module in order
    )
