"""``kit make``: everything for the room, built on what the earlier workshops gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.model.agenda import Workshop
from kit.model.card import Deck
from kit.model.process import Process, Session, Unit
from kit.model.sheet import Choice, Identity, Lists, SheetFill, Worksheet
from kit.model.text import Text
from kit.pipeline.check import Gathered, gather
from kit.pipeline.folder import Folder, static_lists
from kit.pipeline.outputs import Output, Paper, Written, write_outputs
from kit.pipeline.prefill import Known, current_systems, prefill
from kit.pipeline.recap import recap
from kit.pipeline.units import Handout, handouts
from kit.render.card_views import all_decks, family_colours
from kit.render.cards import cards_pdf
from kit.render.deck import build_deck
from kit.render.guide import guide_pdf
from kit.render.pdf import page_count
from kit.render.worksheet import WorksheetWriter

KINDS = ("deck", "cards", "worksheet", "guide")
"""What ``--only`` may name."""

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Job:
    """One run of ``make``: the folder and what the returns so far say."""

    folder: Folder
    gathered: Gathered
    lists: Lists
    decks: Mapping[str, Deck]

    @property
    def process(self) -> Process:
        return self.folder.process

    @property
    def known(self) -> Known:
        folder = self.folder
        return Known(folder.process, folder.catalogue, self.gathered.evidence, folder.process.lang)


def make(folder: Folder, workshops: Sequence[str], kinds: frozenset[str], step: Step) -> Written:
    """Make the material of these workshops (all that the process holds, if none are named) and write it."""
    words = folder.words("make")
    step(words("step_read"))
    gathered = gather(folder)
    colours = family_colours(folder.resources)
    decks = all_decks(folder.catalogue, folder.words("cards"), colours)
    job = _Job(folder, gathered, _lists(folder, gathered), decks)
    sessions = [s for s in folder.process.sessions if not workshops or s.workshop in workshops]
    outputs = [output for session in sessions for output in _workshop_outputs(job, session, kinds, step)]
    return write_outputs(folder.root, folder.process, outputs)


def _lists(folder: Folder, gathered: Gathered) -> Lists:
    """All lists, those included that earlier returns brought: systems, initiatives and functions."""
    known = Known(folder.process, folder.catalogue, gathered.evidence, folder.process.lang)
    systems = (str(row["system"]) for row in current_systems(known))
    titles = (item.text("title") for item in known.rows("B4"))
    functions = (item.text("function") for code in ("C1", "R1", "B2") for item in known.rows(code))
    brought = {"systems": systems, "initiatives": titles, "functions": functions}
    return Lists({**static_lists(folder), **{name: _choices(texts) for name, texts in brought.items()}})


def _choices(texts: Iterable[str]) -> tuple[Choice, ...]:
    """One entry per different wording (but for case), in alphabetical order."""
    unique = {text.casefold(): text for text in sorted(texts, reverse=True) if text}
    return tuple(Choice(text, Text.same(text)) for _, text in sorted(unique.items()))


def _workshop_outputs(job: _Job, session: Session, kinds: frozenset[str], step: Step) -> Iterator[Output]:
    workshop = job.folder.catalogue.workshop(session.workshop)
    makers = {"deck": _deck, "cards": _cards, "worksheet": _worksheets}
    words = job.folder.words("make")
    made: list[Output] = []
    for kind, maker in makers.items():
        if kind in kinds:
            step(words(f"step_{kind}", workshop=session.workshop))
            made += maker(job, workshop, session)
    yield from made
    if "guide" in kinds:
        step(words("step_guide", workshop=session.workshop))
        yield _guide(job, workshop, session, [output.path for output in made])


def _deck(job: _Job, workshop: Workshop, session: Session) -> Iterator[Output]:
    words = job.folder.words("make")
    data = build_deck(
        workshop,
        job.process,
        catalogue=job.folder.catalogue,
        decks=job.decks,
        words=job.folder.words("deck"),
        resources=job.folder.resources,
        recap=recap(workshop.id, job.folder, job.gathered),
    )
    yield Output(f"{_base(session)}/{words('file_deck')}.pptx", "deck", session.workshop, data)


def _cards(job: _Job, workshop: Workshop, session: Session) -> Iterator[Output]:
    """Each deck that the workshop's blocks use: sheets to cut, and single cards for the print shop."""
    words, folder = job.folder.words("make"), job.folder
    used = dict.fromkeys(id for block in workshop.blocks for id in block.cards)
    for id in used:
        for mode, key in (("sheet", "file_cards"), ("single", "file_cards_single")):
            data = cards_pdf(
                job.decks[id], mode=mode, lang=job.process.lang, municipality=job.process.municipality,
                day=session.day, words=folder.words("cards"), resources=folder.resources,
            )  # fmt: skip
            path = f"{_base(session)}/{words('folder_cards')}/{words(key, deck=words(f'deck_{id}'))}.pdf"
            paper = Paper(
                session.groups if mode == "sheet" else 1, "A4" if mode == "sheet" else "A6", 2, True
            )
            yield Output(path, "cards", session.workshop, data, page_count(data), paper)


def _worksheets(job: _Job, _workshop: Workshop, session: Session) -> Iterator[Output]:
    words = job.folder.words("make")
    writer = WorksheetWriter(job.folder.words("worksheet"))
    for handout in handouts(job.process, job.folder.catalogue, session.workshop):
        data = writer.write(_worksheet(job, handout, session))
        name = words(
            "file_worksheet", workshop=words(f"file_{session.workshop}"), unit=_file_unit(job, handout.unit)
        )
        path = f"{_base(session)}/{words('folder_worksheets')}/{name}.xlsx"
        papers = {job.folder.catalogue.sheets[code].paper for code in handout.sheets}
        paper = Paper(1, "A3" if "A3" in papers else "A4", 1, False)
        yield Output(path, "worksheet", session.workshop, data, paper=paper)


def _worksheet(job: _Job, handout: Handout, session: Session) -> Worksheet:
    words, process = job.folder.words("make"), job.process
    fills = tuple(
        SheetFill(job.folder.catalogue.sheets[code], prefill(code, session.workshop, handout.unit, job.known))
        for code in handout.sheets
    )
    return Worksheet(
        identity=Identity(process.code, handout.workshop.code, handout.unit),
        workshop_title=handout.workshop.title[process.lang],
        unit_name=process.unit_name(handout.unit, words("group"), words("lead")),
        municipality=process.municipality,
        lang=process.lang,
        colour=process.brand.colour,
        day=session.day.isoformat(),
        fills=fills,
        lists=job.lists,
        send_to=process.lead,
    )


def _file_unit(job: _Job, unit: Unit) -> str:
    """The unit in a file name: ``bord-3``, ``SO`` or ``forloebsleder``."""
    words = job.folder.words("make")
    name = unit.key if unit.kind == "area" else job.process.unit_name(unit, words("group"), words("lead"))
    plain = name.replace("æ", "ae").replace("ø", "oe").replace("å", "aa").replace(" ", "-")
    return plain if unit.kind == "area" else plain.lower()


def _guide(job: _Job, workshop: Workshop, session: Session, files: Sequence[str]) -> Output:
    words, folder = job.folder.words("make"), job.folder
    data = guide_pdf(
        workshop,
        job.process,
        catalogue=folder.catalogue,
        decks=job.decks,
        files=files,
        words=folder.words("guide"),
        resources=folder.resources,
    )
    path = f"{_base(session)}/{words('file_guide')}.pdf"
    return Output(
        path, "guide", session.workshop, data, page_count(data), Paper(session.facilitators, "A4", 2, True)
    )


def _base(session: Session) -> str:
    return f"outputs/{session.workshop}"
