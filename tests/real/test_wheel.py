"""The wheel, installed clean in an empty folder: the demo and the README's commands work there."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from real.judges import ROOT

pytestmark = pytest.mark.real
ASKS_A_PERSON = ("plan", "check", "consolidate")
"""Commands that may end with 1: they did their work and have findings."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A wheel, the environment that it was installed into, and an empty folder to work in."""

    wheel: Path
    kit: Path
    folder: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``kit`` there; nothing of the checkout is on any path."""
        hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        return subprocess.run(
            [self.kit, *arguments], cwd=self.folder, env={**environment, "LANG": "da_DK.UTF-8"},
            capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    base = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", base, ROOT])
    (wheel,) = base.glob("*.whl")
    run([sys.executable, "-m", "venv", base / "venv"])
    binaries = base / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run([binaries / "python", "-m", "pip", "install", "--disable-pip-version-check", wheel])
    folder = base / "tom mappe"
    folder.mkdir()
    return Installed(wheel, binaries / "kit", folder)


def run(command: Sequence[object]) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_the_wheel_holds_all_content_and_templates(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("kit/_data/")}
        texts = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in packed}
    here = {
        f"kit/_data/{path.relative_to(ROOT).as_posix()}": hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("workshops", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(here) > 60
    assert texts == here


def test_help_needs_no_folder(installed: Installed) -> None:
    done = installed.run("--help")
    assert done.returncode == 0
    for command in ("new", "plan", "make", "check", "status", "consolidate", "demo"):
        assert re.search(rf"^ +{command}\b", done.stdout, re.M)


def test_the_demo_is_the_same_from_the_wheel(installed: Installed, danish_demo: Path) -> None:
    done = installed.run("demo")
    assert done.returncode == 0, done.stderr
    made = installed.folder / "outputs" / "demo"
    assert (made / "outputs" / "strategy" / "strategy.pdf").stat().st_size > 100_000
    assert hashes(made) == hashes(danish_demo)


def hashes(demo: Path) -> dict[str, str]:
    files = [path for path in sorted(demo.rglob("*")) if path.is_file() and ".read" not in path.parts]
    assert len(files) > 100
    return {str(path.relative_to(demo)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def readme_commands() -> list[list[str]]:
    """The lines of the README's ``sh`` blocks that begin with ``kit``."""
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line.startswith("kit ")]


def test_the_commands_of_the_readme_run(installed: Installed) -> None:
    commands = readme_commands()
    assert len(commands) >= 3
    for command in commands:
        done = installed.run(*command[1:])
        allowed = {0, 1} if set(command) & set(ASKS_A_PERSON) else {0}
        assert done.returncode in allowed, f"{shlex.join(command)}: {done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr
