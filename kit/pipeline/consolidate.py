"""``kit consolidate``: all returns into register, analyses, strategy and every format."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kit.errors import UsageError
from kit.findings import Finding, in_order
from kit.model.change import News
from kit.model.claim import Strategy
from kit.model.comparison import EditionSaid, edition_before, edition_to_write
from kit.model.document import Document
from kit.model.trace import TracedRow
from kit.pipeline.accessibility import accessibility_report, checked
from kit.pipeline.board import board_outputs
from kit.pipeline.check import Gathered, gather
from kit.pipeline.dashboards import dashboard_files
from kit.pipeline.edition import Edition, compile_edition, strategy_context
from kit.pipeline.editions import past_editions
from kit.pipeline.folder import Folder
from kit.pipeline.letters import letter_folders, letter_outputs
from kit.pipeline.news import news
from kit.pipeline.outputs import PART, Output, current, withdraw, write_outputs
from kit.pipeline.review import Review, review_workbook
from kit.pipeline.told import told_rows
from kit.register import (
    Earlier,
    NewerRegisterError,
    RegisterContent,
    read_earlier,
    snapshot_of,
    write_register,
)
from kit.render.pdf import page_count
from kit.render.press import set_aside
from kit.render.strategy import renumbered, to_docx, to_html, to_markdown, to_pdf
from kit.strategy import (
    StrategyContext,
    public_decisions,
    published,
    self_evaluation,
    with_own_texts,
    with_reference,
)

REGISTER = "outputs/strategy/register.sqlite"

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What a run made, in numbers, and every finding; ``news`` is what is new since the run before, ``None``
    where there was none. ``below_minimum`` says why the strategy cannot be used yet, for those who gate on
    it; it is in no output. ``edition`` is the number that was written."""

    files: int
    rows: int
    claims: int
    questions: int
    findings: tuple[Finding, ...]
    news: News | None = None
    below_minimum: Finding | None = None
    edition: str = ""


def consolidate(
    folder: Folder, edition: str | None, day: date | None, step: Step, *, publish: bool = False
) -> Consolidated:
    """Read everything, work it out, and only then write. ``day`` is what "overdue" is measured from; without
    a number for the edition the newest one is written again.

    ``publish`` also writes the strategy as it is published: without the modules and texts that the lead
    keeps for internal use, and without ids and rows of answers.
    """
    words = folder.words("make")
    step(words("step_read"))
    gathered = gather(folder)
    step(words("step_analyse"))
    earlier = _earlier(folder)
    known = past_editions(earlier.history) if earlier else ()
    edition = edition or edition_to_write(known)
    before = edition_before(edition, known)
    made = compile_edition(folder, gathered, edition, day, before)
    context = strategy_context(folder, gathered, edition, day or folder.process.last_day, before)
    strategy = with_reference(made.strategy, made.results, context, before)
    strategy = replace(strategy, document=renumbered(strategy.document))
    public = _public(made, context, before) if publish else None
    step(words("step_write"))
    content = _content(gathered, made, strategy, public, context)
    content, latest = _with_history(content, earlier)
    with set_aside():
        outputs = [
            *documents(folder, strategy, told_rows(folder, gathered, strategy.document)),
            *dashboard_files(folder, made.results.dashboards),
            *letter_outputs(folder, gathered, made, edition, content.day),
            *board_outputs(folder, gathered, made, edition, content.day),
            *(_published(folder, public) if public else ()),
            _review(folder, gathered, made, content.day),
            _register(folder, content),
        ]
    written = write_outputs(folder.root, folder.process, outputs)
    # What nobody gets any more: the letter of an area renamed, a register that lay under another number.
    for below in (*letter_folders(folder), REGISTER.removesuffix(".sqlite")):
        withdraw(folder.root, below, frozenset(written.paths))
    return Consolidated(
        files=len(gathered.returns),
        rows=len(gathered.evidence),
        claims=len(strategy.claims),
        questions=len(strategy.open_questions),
        findings=in_order((*content.findings, *written.findings)),
        news=latest,
        below_minimum=made.below_minimum,
        edition=edition,
    )


def _content(
    gathered: Gathered, made: Edition, strategy: Strategy, public: Document | None, context: StrategyContext
) -> RegisterContent:
    """What the register says of this run; ``public`` is the strategy as it is published."""
    return RegisterContent(
        process=context.process,
        catalogue=context.catalogue,
        edition=context.edition,
        day=context.day,
        returns=gathered.returns,
        evidence=gathered.evidence,
        findings=in_order((*gathered.findings, *made.findings)),
        results=made.results,
        claims=strategy.claims,
        open_questions=strategy.open_questions,
        decisions=made.ruled.decisions,
        fates=made.fates,
        marks=self_evaluation(made.results),
        notes=strategy.document.notes,
        published=public.notes if public else (),
    )


def _earlier(folder: Folder) -> Earlier | None:
    """What the register knows of earlier runs. ``UsageError`` where a newer kit wrote it: it knows things
    that would be lost."""
    path = current(folder.root, REGISTER)
    try:
        return read_earlier(path)
    except NewerRegisterError as problem:
        raise UsageError(folder.words("make")("newer_register", file=path.name)) from problem


def _with_history(content: RegisterContent, earlier: Earlier | None) -> tuple[RegisterContent, News | None]:
    """The content with earlier editions and what is new since the run before."""
    if earlier is None:
        return content, None
    latest = news(earlier.snapshot, snapshot_of(content))
    return replace(content, changes=latest.changes, history=earlier.history), latest


def documents(folder: Folder, strategy: Strategy, rows: tuple[TracedRow, ...]) -> Iterator[Output]:
    """The strategy in every format; ``rows`` are those that its page shows."""
    document, resources = strategy.document, folder.resources
    base = "outputs/strategy"
    with ThreadPoolExecutor(max_workers=1) as beside:  # typst works while Python makes the rest
        waiting = beside.submit(to_pdf, document, resources)
        yield Output(f"{base}/strategy.docx", "strategy", None, to_docx(document, resources))
        page = to_html(document, resources, rows).encode()
        yield Output(f"{base}/strategy.html", "strategy", None, page)
        pdf = waiting.result()
    yield Output(f"{base}/strategy.pdf", "strategy", None, pdf, pages=page_count(pdf))
    for name, text in to_markdown(document, resources):
        yield Output(f"{base}/modules/{name}", "strategy", None, text.encode())


def _public(made: Edition, context: StrategyContext, before: EditionSaid | None) -> Document:
    """The strategy as it is published, with its footnotes' own numbers."""
    public = with_own_texts(made.draft, public_decisions(made.ruled.decisions))
    public = replace(public, document=published(public.document, made.ruled.unpublished))
    return renumbered(with_reference(public, made.results, context, before, public=True).document)


def _published(folder: Folder, document: Document) -> Iterator[Output]:
    base = f"outputs/strategy/{folder.words('make')('folder_published')}"
    pdf = to_pdf(document, folder.resources)
    files = {
        "strategy.docx": to_docx(document, folder.resources),
        "strategy.html": to_html(document, folder.resources).encode(),
        "strategy.pdf": pdf,
    }
    for name, data in files.items():
        pages = page_count(pdf) if data is pdf else None
        yield Output(f"{base}/{name}", "strategy", None, data, pages=pages)
    words = folder.words("accessibility")
    report = accessibility_report(document, checked(files, document.colour), words)
    name, kind = f"{base}/{words('file')}", "accessibility-report"
    yield Output(f"{name}.docx", kind, None, to_docx(report, folder.resources))
    yield Output(f"{name}.html", kind, None, to_html(report, folder.resources).encode())


def _review(folder: Folder, gathered: Gathered, made: Edition, day: date) -> Output:
    review = Review(
        matters=made.matters,
        decisions=made.ruled.decisions,
        evidence={item.id: item for item in gathered.evidence},
        results=made.results,
        day=day,
    )
    return review_workbook(folder, review)


def _register(folder: Folder, content: RegisterContent) -> Output:
    """SQLite writes to a file of its own, so it is made aside and moved like any other output. Aside is
    where the next run sweeps, should this one be killed."""
    folder.outputs.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", suffix=PART, dir=folder.outputs) as aside:
        path = Path(aside) / "register.sqlite"
        write_register(path, content)
        return Output(REGISTER, "register", None, path.read_bytes())
