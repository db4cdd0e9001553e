"""``kit make``: everything for the room, built on what the earlier workshops gave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from kit.analyse import unify
from kit.model.agenda import Workshop
from kit.model.card import Deck
from kit.model.process import Process, Session, Unit
from kit.model.sheet import Identity, Lists, SheetFill, Worksheet
from kit.model.text import Words
from kit.pipeline.check import Gathered, gather
from kit.pipeline.folder import Folder
from kit.pipeline.lists import worksheet_lists
from kit.pipeline.outputs import Output, Paper, Written, write_outputs
from kit.pipeline.prefill import Known, prefill
from kit.pipeline.recap import recap
from kit.pipeline.units import Handout, handouts
from kit.render.card_views import all_decks, family_colours
from kit.render.cards import cards_pdf
from kit.render.deck import build_deck
from kit.render.guide import guide_pdf
from kit.render.pdf import page_count
from kit.render.worksheet import WorksheetWriter

KINDS = ("deck", "worksheet", "cards", "guide")
"""What ``--only`` may name."""

PAPERS = ("cards", "guide")
"""The kinds that typst makes."""

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Job:
    """One run of ``make``: the folder and what the returns so far say."""

    folder: Folder
    gathered: Gathered
    known: Known
    lists: Lists
    decks: Mapping[str, Deck]
    words: Words

    @property
    def process(self) -> Process:
        return self.folder.process


@dataclass(frozen=True, slots=True)
class _Planned:
    """One file of a workshop: its path is known before ``make`` makes it, so that the guide can name all."""

    path: str
    kind: str
    make: Callable[[str], Output]


def make(folder: Folder, workshops: Sequence[str], kinds: frozenset[str], step: Step) -> Written:
    """Make the material of these workshops (all that the process holds, if none are named) and write it."""
    words = folder.words("make")
    step(words("step_read"))
    gathered = gather(folder)
    known = Known(folder.process, folder.catalogue, gathered.evidence, folder.process.lang)
    decks = all_decks(folder.catalogue, folder.words("cards"), family_colours(folder.resources))
    job = _Job(folder, gathered, known, worksheet_lists(folder, known), decks, words)
    sessions = [s for s in folder.process.sessions if not workshops or s.workshop in workshops]
    outputs = [output for session in sessions for output in _workshop_outputs(job, session, kinds, step)]
    written = write_outputs(folder.root, folder.process, outputs)
    return replace(written, findings=(*folder.findings, *written.findings))


def _workshop_outputs(job: _Job, session: Session, kinds: frozenset[str], step: Step) -> Iterator[Output]:
    workshop = job.folder.catalogue.workshop(session.workshop)
    planned = [*_deck(job, workshop, session), *_cards(job, workshop, session), *_worksheets(job, session)]
    planned += _guide(job, workshop, session, [item.path for item in planned])
    with ThreadPoolExecutor(max_workers=1) as beside:  # typst works while Python makes the rest
        papers = [item for item in planned if item.kind in PAPERS and item.kind in kinds]
        waiting = {item.path: beside.submit(item.make, item.path) for item in papers}
        for kind in (kind for kind in KINDS if kind in kinds):
            step(job.words(f"step_{kind}", workshop=workshop.title[job.process.lang]))
            for item in (item for item in planned if item.kind == kind):
                made = waiting.get(item.path)
                yield made.result() if made else item.make(item.path)


def _deck(job: _Job, workshop: Workshop, session: Session) -> Iterator[_Planned]:
    def output(path: str) -> Output:
        data = build_deck(
            workshop,
            job.process,
            catalogue=job.folder.catalogue,
            decks=job.decks,
            words=job.folder.words("deck"),
            resources=job.folder.resources,
            recap=recap(workshop.id, job.folder, job.gathered),
        )
        return Output(path, "deck", session.workshop, data)

    yield _Planned(f"{_base(session)}/{job.words('file_deck')}.pptx", "deck", output)


def _cards(job: _Job, workshop: Workshop, session: Session) -> Iterator[_Planned]:
    """Each deck that the workshop's blocks use: sheets to cut, and single cards for the print shop."""
    folder = f"{_base(session)}/{job.words('folder_cards')}"
    papers = {"sheet": Paper(session.groups, "A4", 2, True), "single": Paper(1, "A6", 2, True)}
    names = {"sheet": "file_cards", "single": "file_cards_single"}
    for id in dict.fromkeys(id for block in workshop.blocks for id in block.cards):
        for mode, paper in papers.items():
            path = f"{folder}/{job.words(names[mode], deck=job.words(f'deck_{id}'))}.pdf"
            yield _Planned(path, "cards", partial(_card_file, job, session, (id, mode), paper))


def _card_file(job: _Job, session: Session, which: tuple[str, str], paper: Paper, path: str) -> Output:
    id, mode = which
    data = cards_pdf(
        job.decks[id],
        mode=mode,
        lang=job.process.lang,
        municipality=job.process.municipality,
        day=job.process.sessions[0].day,  # the same cards are used at several workshops
        words=job.folder.words("cards"),
        resources=job.folder.resources,
    )
    return Output(path, "cards", session.workshop, data, page_count(data), paper)


def _worksheets(job: _Job, session: Session) -> Iterator[_Planned]:
    writer = WorksheetWriter(job.folder.words("worksheet"))
    folder = f"{_base(session)}/{job.words('folder_worksheets')}"
    workshop = job.words(f"file_{session.workshop}")
    for handout in handouts(job.process, job.folder.catalogue, session.workshop):
        name = job.words("file_worksheet", workshop=workshop, unit=_file_unit(job, handout.unit))
        yield _Planned(
            f"{folder}/{name}.xlsx", "worksheet", partial(_worksheet_file, job, session, handout, writer)
        )


def _worksheet_file(
    job: _Job, session: Session, handout: Handout, writer: WorksheetWriter, path: str
) -> Output:
    data = writer.write(_worksheet(job, handout, session))
    papers = {job.folder.catalogue.sheets[code].paper for code in handout.sheets}
    paper = Paper(1, "A3" if "A3" in papers else "A4", 1, False)
    return Output(path, "worksheet", session.workshop, data, paper=paper)


def _worksheet(job: _Job, handout: Handout, session: Session) -> Worksheet:
    process, sheets = job.process, job.folder.catalogue.sheets
    fills = tuple(
        SheetFill(sheets[code], prefill(code, session.workshop, handout.unit, job.known))
        for code in handout.sheets
    )
    return Worksheet(
        identity=Identity(process.code, handout.workshop.code, handout.unit),
        workshop_title=handout.workshop.title[process.lang],
        unit_name=_unit_name(job, handout.unit),
        municipality=process.municipality,
        lang=process.lang,
        colour=process.brand.colour,
        day=session.day.isoformat(),
        fills=fills,
        lists=job.lists,
        send_to=process.lead,
    )


def _unit_name(job: _Job, unit: Unit) -> str:
    return job.process.unit_name(unit, job.words("group"), job.words("lead"))


def _file_unit(job: _Job, unit: Unit) -> str:
    """The unit in a file name, letters and digits only: ``bord-3``, ``SO`` or ``forloebsleder``."""
    return unit.key if unit.kind == "area" else "-".join(unify(_unit_name(job, unit)).split())


def _guide(job: _Job, workshop: Workshop, session: Session, files: Sequence[str]) -> Iterator[_Planned]:
    def output(path: str) -> Output:
        data = guide_pdf(
            workshop,
            job.process,
            catalogue=job.folder.catalogue,
            decks=job.decks,
            files=files,
            words=job.folder.words("guide"),
            resources=job.folder.resources,
        )
        paper = Paper(session.facilitators, "A4", 2, True)
        return Output(path, "guide", session.workshop, data, page_count(data), paper)

    yield _Planned(f"{_base(session)}/{job.words('file_guide')}.pdf", "guide", output)


def _base(session: Session) -> str:
    return f"outputs/{session.workshop}"
