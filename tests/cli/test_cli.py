"""The command line: exit codes, languages, and sentences instead of tracebacks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.cli.main import run
from kit.model.text import LANGUAGES


@pytest.fixture
def process(tmp_path: Path) -> Path:
    folder = tmp_path / "forløb æøå"
    assert run(["new", str(folder), "--municipality", "Prøvekøbing", "--start", "2027-01-12"]) == 0
    return folder


def test_alone_it_prints_help_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["kit", "--lang", "en"])
    assert run(["--lang", "en", "--help"]) == 0
    assert "Start a process" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["kit", "--lang", "da"])
    assert run([]) == 0
    help_text = capsys.readouterr().out
    assert "Start et forløb" in help_text
    for name in ("new", "plan", "make", "check", "status", "consolidate", "doctor", "demo"):
        assert f"  {name} " in help_text


def test_new_asks_when_it_is_told_nothing(tmp_path: Path) -> None:
    answers = "Prøvekøbing\n2027-01-12\n30\n6\n\n\n"
    done = subprocess.run(
        [sys.executable, "-m", "kit", "--lang", "da", "new", str(tmp_path / "p")],
        input=answers, text=True, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "p" / "kit.toml").read_text("utf-8")
    assert "participants = 30" in text
    assert "groups = 6" in text
    assert 'sponsor = "Kommunaldirektør"' in text


def test_new_does_not_touch_an_old_process(process: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (process / "kit.toml").read_bytes()
    assert run(["new", str(process), "--municipality", "X", "--start", "2027-01-12"]) == 2
    assert "findes allerede" in capsys.readouterr().err
    assert (process / "kit.toml").read_bytes() == before


def test_a_wrong_date_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", str(tmp_path / "p"), "--municipality", "X", "--start", "12/1"]) == 2
    assert "“12/1”" in capsys.readouterr().err
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize("place", ["before", "after"])
def test_shared_options_work_before_and_after_the_command(
    process: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = ["-C", str(process), "--lang", "en"]
    assert run([*shared, "plan"] if place == "before" else ["plan", *shared]) in (0, 1)
    assert "Roles and responsibility" in capsys.readouterr().out


def test_plan_as_json_has_the_promised_keys(process: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (process / "kit.toml").read_text("utf-8")
    (process / "kit.toml").write_text(text.replace("2027-01-14", "2027-01-16", 1), "utf-8")
    assert run(["plan", "-C", str(process), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert "plan.weekend" in [f["code"] for f in findings]
    assert all(set(f) == {"code", "severity", "file", "sheet", "cell", "message", "remedy"} for f in findings)


@pytest.mark.parametrize("command", ["plan", "make", "check", "status", "consolidate"])
def test_a_folder_that_is_no_process_is_told_kindly(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "-C", str(tmp_path)]) == 2
    assert "kit new" in capsys.readouterr().err


def test_a_broken_kit_toml_gives_all_findings_at_once(
    process: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (process / "kit.toml").read_text("utf-8")
    text = text.replace('language = "da"', 'langauge = "da"').replace("groups = 5", 'groups = "fem"', 1)
    (process / "kit.toml").write_text(text, "utf-8")
    assert run(["plan", "-C", str(process)]) == 2
    shown = capsys.readouterr().out
    assert "“langauge”" in shown
    assert "“language”" in shown
    assert "workshops.kickoff.groups" in shown


def test_a_kit_toml_that_is_not_utf8_is_told(process: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (process / "kit.toml").write_bytes('municipality = "Ærø"'.encode("cp1252"))
    assert run(["plan", "-C", str(process)]) == 2
    assert "UTF-8" in capsys.readouterr().out


def test_unknown_workshops_and_kinds_are_named(process: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["make", "-C", str(process), "kickof"]) == 2
    assert "kickoff, roles" in capsys.readouterr().err
    assert run(["make", "-C", str(process), "--only", "decks"]) == 2
    assert "deck, worksheet, cards" in capsys.readouterr().err


def test_a_bug_is_one_sentence_and_exit_code_3(
    process: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("kit.pipeline.plan.make_plan", broken)
    assert run(["plan", "-C", str(process)]) == 3
    assert "RuntimeError: boom" in capsys.readouterr().err


def test_interrupted_is_130(process: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kit.pipeline.plan.make_plan", interrupted)
    assert run(["plan", "-C", str(process)]) == 130


def test_every_sentence_of_the_command_line_has_every_language() -> None:
    from kit.cli.words import _texts

    for key, wordings in _texts().items():
        assert all(wordings.get(lang) for lang in LANGUAGES), key


def test_ascii_terminals_do_not_stop_a_run(process: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "kit", "plan", "-C", str(process)],
        capture_output=True,
        env=environment,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Fagområderunde" in done.stdout.decode("utf-8")


def test_json_of_a_broken_process_is_json(process: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (process / "kit.toml").read_text("utf-8")
    (process / "kit.toml").write_text(text.replace("groups = 5", 'groups = "fem"', 1), "utf-8")
    assert run(["check", "-C", str(process), "--json"]) == 2
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [f["code"] for f in findings] == ["content.wrong-value"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_is_all_in_one_language(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", lang]) == 0
    alone = capsys.readouterr().out
    assert run(["--lang", lang, "--help"]) == 0
    assert capsys.readouterr().out == alone
    for command in ("new", "make", "check", "consolidate", "compare", "demo"):
        assert run(["--lang", lang, command, "--help"]) == 0
    shown = alone + capsys.readouterr().out
    english = (
        "Usage:",
        "Options:",
        "Commands:",
        "Show this",
        "[OPTIONS]",
        " TEXT ",
        "FILE",
        "BEFORE AFTER",
        "FOLDER",
    )
    danish = (
        "Brug:",
        "Tilvalg:",
        "Kommandoer:",
        "Vis denne",
        "[TILVALG]",
        " TEKST ",
        "[FIL]",
        "FØR EFTER",
        "MAPPE",
    )
    assert all((word in shown) == (lang == "en") for word in english)
    assert all((word in shown) == (lang == "da") for word in danish)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["stat"], "Prøv status."),
        (["plan", "--jsn"], "Prøv --json."),
        (["plan", "extra"], "kit plan --help"),
        (["new"], "mangler"),
        (["new", "x", "--groups", "0"], "fra 1 til 500"),
        (["make", "--only"], "værdi"),
        (["plan", "--lang", "se"], "da, en"),
    ],
)
def test_what_is_wrong_with_the_command_line_is_said_in_danish(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "da", *arguments]) == 2
    complaint = capsys.readouterr().err
    assert says in complaint
    assert complaint.startswith("Det kan ikke lade sig gøre: ")
    assert not set(complaint.split()) & {"the", "No", "is", "Invalid", "Missing", "Got"}


def test_a_wrong_mark_is_told_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["new", str(tmp_path / "p"), "--municipality", "X", "--start", "2027-01-12", "--code", "x y"]
    assert run([*asked, "--lang", "da"]) == 2
    assert "“--code”" in capsys.readouterr().out
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize("command", ["--help", "plan", "status"])
def test_commands_import_only_what_they_use(process: Path, command: str) -> None:
    program = f"import sys; from kit.cli.main import run; run([{command!r}, '-C', {str(process)!r}]); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = set(done.stdout.decode("utf-8").splitlines()[-1].split())
    heavy = {"openpyxl", "pptx", "docx", "jinja2", "typst", "pandas"}
    unused = {"--help": {"rich", "kit.pipeline", "kit.read", "holidays"}, "plan": {"kit.read", "rapidfuzz"}}
    assert "kit.cli.commands" in loaded
    assert not loaded & (heavy | unused.get(command, set()))


@pytest.mark.parametrize("name", ["3", "ws3", "WS3", "systemer", "systems"])
def test_a_workshop_goes_by_name_number_and_file_word(
    process: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kit.pipeline import make, outputs

    asked: list[tuple[str, ...]] = []

    def made(_folder: object, workshops: tuple[str, ...], *_: object) -> outputs.Written:
        asked.append(workshops)
        return outputs.Written((), ())

    monkeypatch.setattr(make, "make", made)
    assert run(["make", "-C", str(process), name]) == 0
    assert asked == [("systems",)]


def test_plan_shows_the_names_that_commands_take(process: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "-C", str(process)]) in (0, 1)
    shown = capsys.readouterr().out
    assert "Navn" in shown
    assert "skills · Opkvalificering og minimumsstrategi" in shown


def test_a_finding_of_the_plan_is_about_a_workshop(process: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (process / "kit.toml").read_text("utf-8")
    (process / "kit.toml").write_text(text.replace("2027-01-14", "2027-01-16", 1), "utf-8")
    assert run(["plan", "-C", str(process)]) == 1
    assert "[plan.weekend] · workshop “roles”" in capsys.readouterr().out


def test_a_logo_that_is_not_there_is_told(process: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (process / "kit.toml").read_text("utf-8")
    (process / "kit.toml").write_text(text.replace("# logo = ", "logo = ", 1), "utf-8")
    assert run(["plan", "-C", str(process)]) == 1
    assert "Logoet logo.png ligger ikke i forløbets mappe." in capsys.readouterr().out
    (process / "logo.png").write_bytes(b"")
    assert run(["plan", "-C", str(process)]) == 1
    assert "[template.logo-unreadable]" in capsys.readouterr().out


def test_the_wrong_folder_is_named_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["plan"]) == 2
    assert f"“{tmp_path.resolve()}”" in capsys.readouterr().err


def test_new_without_an_answer_says_that_nothing_was_written(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kit", "--lang", "da", "new", str(tmp_path / "p")],
        input="", text=True, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 130
    assert "Der er ikke skrevet noget." in done.stderr
    assert "?:" not in done.stdout
    assert not (tmp_path / "p").exists()


def test_status_of_an_untouched_process_is_one_line_a_workshop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--municipality", "X", "--start", "2097-01-14", "--lang", "da"]
    assert run(["new", str(tmp_path / "p"), *asked]) == 0
    capsys.readouterr()
    assert run(["status", "-C", str(tmp_path / "p")]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert sum("ikke holdt endnu" in line for line in shown) == 6
    assert len(shown) == 7
