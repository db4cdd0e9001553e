"""LibreOffice for the tests: started once, driven through :mod:`uno_driver` in the system's Python."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SYSTEM_PYTHON = Path("/usr/bin/python3")
"""Debian's own: its package python3-uno serves no other."""

Act = tuple[str | int, ...]
"""One thing that a person does, such as ``("type", "B4", "3", "Titel", "Fælles overblik")``."""


class MissingProgram(AssertionError):  # noqa: N818 - it reads as the sentence it is
    """A program that the tests need is not there; they never pass over it in silence."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is missing: run `make test`, which installs what the tests need")


@dataclass(frozen=True, slots=True)
class Written:
    """A cell after all is done: its tab and address in the file, and its text as LibreOffice shows it."""

    tab: str
    cell: str
    text: str


class Office:
    """A context manager around one LibreOffice. Every call has a deadline; none leaves a process behind."""

    def __init__(self, scratch: Path) -> None:
        for program in ("soffice", str(SYSTEM_PYTHON)):
            if not shutil.which(program):
                raise MissingProgram(program)
        driver = Path(__file__).with_name("uno_driver.py")
        self._errors = (scratch / "office.log").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, driver, scratch / "profile"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True, encoding="utf-8",
        )  # fmt: skip
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._answer(120)

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """The end of its input tells the driver to end LibreOffice."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(60)
        finally:
            self._process.kill()
            self._process.wait()
            self._errors.close()
            self._process.stdout.close()

    def work(
        self,
        workbook: Path,
        acts: Sequence[Act],
        save: Sequence[Path],
        *,
        tab: str | None = None,
        password: str | None = None,
    ) -> list[Written]:
        """Open ``workbook``, do ``acts``, save under each name, and look at the saved files once more.

        Gives every cell that was written, in order. Fails where a saved file, opened again, does not show
        the same text at the same place (a csv file has no places, so it is not looked at).
        """
        saves = [{"path": str(path), "password": password, "tab": tab} for path in save]
        answer = self._ask({"do": "work", "open": str(workbook), "acts": acts, "save": saves}, 300)
        cells = [Written(c["tab"], c["cell"], c["text"]) for c in answer["cells"]]
        for path in save:
            if path.suffix != ".csv" and not password:
                self._assert_same(path, cells)
        return cells

    def _assert_same(self, path: Path, cells: Sequence[Written]) -> None:
        places = [(c.tab, c.cell) for c in cells]
        shown = self._ask({"do": "look", "open": str(path), "cells": places}, 120)["texts"]
        pairs = zip(cells, shown, strict=True)
        other = [f"{c.tab}!{c.cell}: {c.text!r} is now {s!r}" for c, s in pairs if s != c.text]
        assert not other, f"{path.name}: {other[:5]}"

    def tabs(self, workbook: Path) -> list[str]:
        """The names of a workbook's tabs, in order."""
        return list(self._ask({"do": "look", "open": str(workbook), "cells": []}, 120)["tabs"])

    def convert(self, document: Path, to: Path, filter: str) -> None:
        """Store a document in another format; ``filter`` is LibreOffice's name of it."""
        self._ask({"do": "convert", "open": str(document), "to": str(to), "filter": filter}, 120)

    def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._answer(seconds)
        assert "error" not in answer, answer["error"]
        return answer

    def _answer(self, seconds: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            line = ""
        if not line:
            self._process.kill()
            self._errors.seek(0)
            said = self._errors.read()
            if "No module named 'uno'" in said:
                raise MissingProgram("python3-uno")
            raise AssertionError(f"LibreOffice gave no answer. {said[-2000:]}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")
