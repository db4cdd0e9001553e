"""The commands: each parses its options, makes one call into the pipeline and prints."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.cli import show, show_news, show_status, status_json
from kit.cli.speaking import Command
from kit.cli.words import language, say
from kit.errors import UsageError
from kit.findings import Finding, in_order
from kit.model.process import WORKSHOPS

if TYPE_CHECKING:  # names for annotations only; the module itself is imported when a command runs
    from kit.pipeline.folder import Folder
    from kit.pipeline.reply import Reply

EXIT_INTERRUPTED = 130
INTERVAL = 1.0
"""Seconds between two looks of ``kit check --watch``."""

Parameters = list[click.Parameter]


def show_findings(findings: Iterable[Finding], as_json: bool = False, every_note: bool = False) -> int:
    """Print findings, worst first, and return the exit code that they ask for (0 or 1)."""
    ordered = in_order(findings)
    if as_json:
        click.echo(show.as_json(ordered, language()))
    else:
        show.findings(ordered, language(), every_note)
    return int(any(finding.needs_person for finding in ordered))


def all_commands() -> tuple[click.Command, ...]:
    """Every command, in the order in which a process uses them."""
    return (_new(), _plan(), _make(), _check(), _status(), _consolidate(), _demo())


def _command(name: str, run: Callable[..., int], parameters: Parameters) -> click.Command:
    return Command(name, callback=run, params=parameters, help=say(f"help_{name}"))


def _folder() -> Folder:
    """Open the process folder that ``-C`` names."""
    from kit.pipeline.folder import open_folder  # noqa: PLC0415 - heavy imports only when a command runs

    shared = _shared()
    root = shared.get("folder") or Path()
    if not (root / "kit.toml").is_file():
        raise UsageError(say("no_process", folder=root.resolve()))
    return open_folder(root, shared.get("lang"))


def _shared() -> dict[str, Any]:
    return dict(click.get_current_context().find_root().ensure_object(dict))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(say("wrong_date", value=text)) from None


# kit new ------------------------------------------------------------------------------------------------


def _new() -> click.Command:
    options = (
        "municipality",
        "start",
        "participants",
        "groups",
        "sponsor",
        "lead",
        "code",
        "colour",
        "extensions",
    )
    numbers = ("participants", "groups")
    return _command(
        "new",
        _run_new,
        [
            click.Argument(["directory"], type=click.Path(path_type=Path)),
            *(
                click.Option(
                    [f"--{name}"],
                    type=click.IntRange(1, 500) if name in numbers else None,
                    help=say(f"help_option_{name}"),
                )
                for name in options
            ),
        ],
    )


def _run_new(directory: Path, municipality: str | None, start: str | None, **given: Any) -> int:  # noqa: ANN401
    from kit.pipeline.new import Wishes, new_process  # noqa: PLC0415

    file = directory / "kit.toml"
    if file.exists():
        raise UsageError(say("not_empty", file=file))
    try:
        municipality, first = _asked(municipality, start, given)
    except click.Abort:  # nothing has been written before all is known
        click.echo(say("nothing_written"), err=True)
        return EXIT_INTERRUPTED
    wishes = Wishes(
        municipality=municipality,
        start=first,
        lang=language(),
        participants=given["participants"] or 24,
        groups=given["groups"],
        sponsor=given["sponsor"] or say("default_sponsor"),
        lead=given["lead"] or say("default_lead"),
        code=given["code"],
        colour=given["colour"],
        extensions=tuple(
            code.strip().upper() for code in (given["extensions"] or "").split(",") if code.strip()
        ),
    )
    new_process(directory, wishes)
    click.echo(say("new_done", file=file))
    return 0


def _asked(municipality: str | None, start: str | None, given: dict[str, Any]) -> tuple[str, date]:
    """Name and first day; where one of them was not given, all that was not given is asked for."""
    asks = municipality is None or start is None
    municipality = municipality or _ask("municipality")
    first = _day(start or _ask("start"))
    if asks:
        given["participants"] = given["participants"] or _ask("participants", 24, int)
        given["groups"] = given["groups"] or _ask("groups", -(-given["participants"] // 5), int)
        for name in ("sponsor", "lead"):
            given[name] = given[name] or _ask(name, say(f"default_{name}"))
    return municipality, first


def _ask(name: str, default: object = None, kind: type = str) -> Any:  # noqa: ANN401 - the answer has that type
    return click.prompt(say(f"ask_{name}"), default=default, type=kind, prompt_suffix=" ")


# kit plan -----------------------------------------------------------------------------------------------


def _plan() -> click.Command:
    return _command("plan", _run_plan, [_json_option()])


def _json_option() -> click.Option:
    return click.Option(["--json", "as_json"], is_flag=True, help=say("help_option_json"))


def _run_plan(as_json: bool) -> int:
    from kit.pipeline.plan import make_plan  # noqa: PLC0415

    folder = _folder()
    plan = make_plan(folder.process, folder.catalogue)
    if not as_json:
        show.plan(plan, folder.process)
    return show_findings(plan.findings, as_json)


# kit make -----------------------------------------------------------------------------------------------


def _make() -> click.Command:
    return _command(
        "make",
        _run_make,
        [
            click.Argument(["workshops"], nargs=-1),
            click.Option(["--only"], help=say("help_option_only")),
        ],
    )


def _run_make(workshops: Sequence[str], only: str | None) -> int:
    from kit.pipeline.make import KINDS, make  # noqa: PLC0415

    chosen = tuple(_workshop(name) for name in workshops)
    kinds = tuple(kind.strip() for kind in only.split(",")) if only else KINDS
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(say("no_kind", name=kind, names=", ".join(KINDS)))
    folder = _folder()
    for name in chosen:
        if folder.process.session(name) is None:
            raise UsageError(say("not_held", name=name))
    with show.progress() as step:
        written = make(folder, chosen, frozenset(kinds), step)
    click.echo(say("make_done", count=len(written.paths), folder=folder.outputs))
    if written.findings:
        show_findings(written.findings)
    return 0


def _workshop(name: str) -> str:
    """The workshop that is meant, by its name, number or file word."""
    from kit.pipeline.folder import workshop_called  # noqa: PLC0415

    found = workshop_called(name)
    if found is None:
        raise UsageError(say("no_workshop", name=name, names=", ".join(WORKSHOPS)))
    return found


# kit check ----------------------------------------------------------------------------------------------


def _check() -> click.Command:
    file = click.Argument(["files"], nargs=-1, type=click.Path(path_type=Path))
    notes = click.Option(["--notes", "every_note"], is_flag=True, help=say("help_option_notes"))
    watch = click.Option(["--watch", "keep_on"], is_flag=True, help=say("help_option_watch"))
    return _command("check", _run_check, [file, notes, watch, _json_option()])


def _run_check(files: Sequence[Path], every_note: bool, keep_on: bool, as_json: bool) -> int:
    from kit.pipeline.reply import reply  # noqa: PLC0415

    if files and keep_on:
        raise UsageError(say("watch_takes_no_files"))
    for file in files:
        if not file.is_file():
            raise UsageError(say("no_file", file=file))
    folder = _folder()
    if keep_on:
        return _watch(folder, every_note, as_json)
    return _show_reply(folder, reply(folder, tuple(files)), every_note, as_json)


def _show_reply(folder: Folder, answer: Reply, every_note: bool, as_json: bool) -> int:
    """Say what was read and what needs a look; the exit code that it asks for."""
    gathered = answer.gathered
    if not as_json:
        if not gathered.returns:
            click.echo(say("no_returns"))
            return 0
        click.echo(say("check_read", files=len(gathered.returns), rows=len(gathered.evidence)))
    code = show_findings(gathered.findings, as_json, every_note)
    if answer.copies and not as_json:
        show.copies(folder.root, answer.copies)
    return code


def _watch(folder: Folder, every_note: bool, as_json: bool) -> int:
    """Show every round until the person at the keyboard ends it; that is the only end."""
    from kit.pipeline.watch import watch  # noqa: PLC0415

    try:
        for number, found in enumerate(watch(folder, lambda: time.sleep(INTERVAL))):
            if as_json:
                click.echo(show.round_as_json(found, language()))
            elif number:
                show.one_round(found, folder.root, language(), every_note)
            else:
                _show_reply(folder, found.reply, every_note, as_json=False)
            if not number:
                click.echo(say("watch_begun", folder=folder.root / "returned"), err=True)
    except KeyboardInterrupt:
        click.echo(say("watch_ended"), err=True)
    return EXIT_INTERRUPTED


# kit status ---------------------------------------------------------------------------------------------


def _status() -> click.Command:
    options = [
        click.Option(["--letters"], is_flag=True, help=say("help_option_letters")),
        click.Option(["--date", "day"], help=say("help_option_today")),
        click.Option(["--json", "as_json"], is_flag=True, help=say("help_option_status_json")),
    ]
    return _command("status", _run_status, [*options])


def _run_status(letters: bool, day: str | None, as_json: bool) -> int:
    from kit.pipeline.status import status  # noqa: PLC0415

    folder = _folder()
    today = _day(day) if day else date.today()
    found, written = status(folder, today), None
    if letters:
        from kit.pipeline.status.reminders import write_reminders  # noqa: PLC0415

        written = write_reminders(folder, found.debts, today)
    if as_json:
        click.echo(status_json.as_json(found, written.paths if written else ()))
        return 0
    show_status.status(found)
    if written:
        click.echo(show_status.letters_line(written.paths, folder.root))
        if written.findings:
            show_findings(written.findings)
    return 0


# kit consolidate ----------------------------------------------------------------------------------------


def _consolidate() -> click.Command:
    return _command(
        "consolidate",
        _run_consolidate,
        [
            click.Option(["--edition"], default="0.1", show_default=True, help=say("help_option_edition")),
            click.Option(["--date", "day"], help=say("help_option_date")),
            _json_option(),
        ],
    )


def _run_consolidate(edition: str, day: str | None, as_json: bool) -> int:
    from kit.pipeline.consolidate import consolidate  # noqa: PLC0415

    folder = _folder()
    with show.progress() as step:
        done = consolidate(folder, edition, _day(day) if day else None, step)
    if not as_json:
        counts = {"rows": done.rows, "files": done.files, "claims": done.claims, "questions": done.questions}
        click.echo(say("consolidate_done", None, edition=edition, **counts))
        click.echo(say("strategy_at", folder=folder.outputs / "strategy"))
    code = show_findings(done.findings, as_json)
    if not as_json:
        show_news.news(done.news, folder.process.lang)
    return code


# kit demo -----------------------------------------------------------------------------------------------


def _demo() -> click.Command:
    directory = click.Argument(["directory"], required=False, type=click.Path(path_type=Path))
    return _command("demo", _run_demo, [directory])


def _run_demo(directory: Path | None) -> int:
    from kit.pipeline.demo import demo  # noqa: PLC0415

    target = directory or Path("outputs/demo")
    lang = _shared().get("lang") or "da"
    with show.progress() as step:
        done = demo(target, lang, step)
    for workshop, files in done.steps:
        click.echo(say("demo_step", lang, workshop=workshop, files=files))
    show.summary(done.findings, lang)
    first = target / "outputs" / "strategy" / "strategy.pdf"
    click.echo(say("demo_done", lang, folder=target, first=first))
    return 0
