"""``kit check --watch``: what it says, how it ends, and one run as people start it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kit.cli.commands import intake
from kit.cli.main import run
from kit.pipeline.folder import open_folder


@pytest.fixture
def process(tmp_path: Path) -> Path:
    folder = tmp_path / "forløb æøå"
    assert (
        run(["new", str(folder), "--municipality", "Prøvekøbing", "--start", "2027-01-12", "--lang", "da"])
        == 0
    )
    return folder


class Clock:
    """Time for tests: each sleep lets the next thing happen, and the last one is Ctrl-C."""

    def __init__(self, *events: object) -> None:
        self.events = [*events]

    def sleep(self, seconds: float) -> None:
        assert seconds == intake.INTERVAL
        if not self.events:
            raise KeyboardInterrupt
        event = self.events.pop(0)
        if callable(event):
            event()


def watched(
    process: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], events, *options: str
) -> tuple[str, str]:
    monkeypatch.setattr(intake, "time", Clock(*events))
    capsys.readouterr()
    assert run(["check", "-C", str(process), "--watch", "--lang", "da", *options]) == 130
    told = capsys.readouterr()
    return told.out, told.err


def test_it_says_what_comes_and_goes_and_that_it_ended(process, monkeypatch, capsys):
    note = process / "returned" / "noter.txt"
    events = [lambda: note.write_text("kun noter"), None, None, note.unlink, None, None]
    out, err = watched(process, monkeypatch, capsys, events)
    assert out.count("returned/noter.txt") == 2
    assert "[file.not-a-workbook]" in out
    assert out.index("Der ligger ingen besvarelser") < out.index("[file.not-a-workbook]")
    assert out.rstrip().endswith("returned/noter.txt er væk og tæller ikke mere.")
    begun, ended = err.splitlines()
    assert begun.startswith("Holder øje med ") and "Ctrl-C" in begun
    assert ended.startswith("Stoppet.")


def test_as_json_each_round_is_one_line(process, monkeypatch, capsys):
    note = process / "returned" / "noter.txt"
    events = [lambda: note.write_text("æ"), None, None, note.unlink, None, None]
    out, _ = watched(process, monkeypatch, capsys, events, "--json")
    first, second, third = map(json.loads, out.splitlines())
    assert first == {"read": [], "gone": [], "findings": []}
    assert (second["read"], second["gone"]) == (["returned/noter.txt"], [])
    assert [finding["code"] for finding in second["findings"]] == ["file.not-a-workbook"]
    assert third == {"read": [], "gone": ["returned/noter.txt"], "findings": []}


def test_a_file_without_faults_is_said_to_be_fine(process, monkeypatch, capsys):
    from openpyxl import load_workbook

    assert run(["make", "-C", str(process), "kickoff", "--only", "worksheet"]) == 0
    sheet = next((process / "outputs" / "kickoff").rglob("kickoff-bord-1.xlsx"))
    book = load_workbook(sheet)
    tab = next(page for page in book if page.title.startswith("F2"))
    keys = {cell.value: cell for row in tab.iter_rows(max_row=10) for cell in row if cell.value}
    start = keys["~F2.force"].row
    first = next(row for row in range(start, start + 9) if tab.cell(row, 1).value == 1)
    answer = {
        "force": "Barriere", "description": "Ingen ejer", "category": "Data", "strength": 4,
        "influence": 3, "seen_where": "Her", "counter_move": "En ejer",
    }  # fmt: skip
    area = open_folder(process).process.areas[0].name
    for id, value in {**answer, "area": area}.items():
        tab.cell(first, keys[f"~F2.{id}"].column).value = value
    out, _ = watched(
        process, monkeypatch, capsys, [lambda: book.save(process / "returned" / "bord 1.xlsx"), None, None]
    )
    assert "returned/bord 1.xlsx: 1 svar, intet at rette." in out, out


def test_watching_single_files_is_refused(process, capsys):
    (process / "returned" / "a.txt").write_text("x")
    assert (
        run(["check", "-C", str(process), str(process / "returned" / "a.txt"), "--watch", "--lang", "da"])
        == 2
    )
    assert "følger den hele returned/" in capsys.readouterr().err


@pytest.mark.real
def test_started_as_a_program_it_tells_of_a_file_and_ends_with_ctrl_c(process: Path) -> None:
    (process / "returned" / "gammel.txt").write_text("kun noter")
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); import kit.__main__"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program, "check", "-C", str(process), "--watch", "--lang", "da"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    guard = threading.Timer(60, running.kill)
    guard.start()
    try:
        assert running.stdout is not None
        before = until(running, "Holder øje med")
        assert any("gammel.txt" in line for line in before)
        (process / "returned" / "ny.txt").write_text("kun noter")
        started = time.monotonic()
        assert not any("gammel.txt" in line for line in until(running, "returned/ny.txt"))
        assert time.monotonic() - started < 30
        running.send_signal(signal.SIGINT)
        rest = running.stdout.read()
        assert running.wait() == 130
    finally:
        guard.cancel()
        running.kill()
        running.communicate()
    assert rest.rstrip().splitlines()[-1].startswith("Stoppet.")
    assert "Traceback" not in rest


def until(running: subprocess.Popen[str], words: str) -> list[str]:
    """The lines up to the one with these words; fails where the program ends before."""
    told = []
    assert running.stdout is not None
    for line in running.stdout:
        told.append(line)
        if words in line:
            return told
    raise AssertionError("".join(told))
