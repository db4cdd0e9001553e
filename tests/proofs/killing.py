"""Runs ``kit`` in a process of its own, kills it at a moment, and looks at what is left."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from kit.pipeline.check import READINGS
from kit.pipeline.outputs import ANNOUNCED, PART

ROOT = Path(__file__).resolve().parents[2]
STORE = str(Path(READINGS).parent)
Files = Mapping[str, str]
"""Path relative to the process folder → SHA-256."""


def start(root: Path, *command: str, errors: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Start ``kit`` on the process folder, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "kit", "-C", str(root), *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
    )  # fmt: skip


def finish(root: Path, *command: str) -> float:
    """Run ``kit`` to its end; the seconds it took."""
    began = time.monotonic()
    running = start(root, *command, errors=subprocess.PIPE)
    _, said = running.communicate(timeout=300)
    assert running.returncode in (0, 1), (command, said.decode())
    return time.monotonic() - began


def kill_at_some_moment(root: Path, command: tuple[str, ...], seconds: float, dice: Random) -> bool:
    """Kill a run while it reads, works or writes; whether it was still running. Its helpers end by themselves."""
    running = start(root, *command)
    if dice.random() < 0.5:
        time.sleep(dice.uniform(0, seconds))
    else:
        while running.poll() is None and not (root / ANNOUNCED).exists():
            time.sleep(0.001)
        time.sleep(dice.uniform(0, 0.03))
    alive = running.poll() is None
    running.send_signal(signal.SIGKILL)
    running.wait()
    deadline = time.monotonic() + 30
    while _living(running.pid):
        assert time.monotonic() < deadline, "a helper outlives the run that started it"
        time.sleep(0.02)
    return alive


def _living(session: int) -> list[str]:
    """Processes of a session; those that only wait to be counted (zombies) live no more."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, *rest = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if rest[2] == str(session) and state != "Z":
            found.append(stat.parent.name)
    return found


def files(folder: Path, root: Path) -> dict[str, str]:
    """Every file below a folder, with its hash."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass(frozen=True, slots=True)
class Left:
    """What a run left in ``outputs``: its files, and whether it was in the middle of writing."""

    whole: Files
    cut_off: bool


def left_in(root: Path) -> Left:
    """The outputs for people, and whether there is anything half-written beside them."""
    found = files(root / "outputs", root)
    half = {path for path in found if path == ANNOUNCED or any(_is_part(step) for step in path.split("/"))}
    own = {path for path in found if path.startswith(STORE)}
    return Left({p: sha for p, sha in found.items() if p not in half | own}, bool(half))


def _is_part(name: str) -> bool:
    return name.startswith(".") and name.endswith(PART)


def listed(root: Path) -> Files:
    """The manifest, as paths and hashes; empty where no run has got that far yet."""
    path = root / "outputs" / "manifest.json"
    if not path.exists():
        return {}
    return {entry["path"]: entry["sha256"] for entry in json.loads(path.read_text("utf-8"))["files"]}


def assert_store_is_whole(root: Path, scratch: Path) -> None:
    """The store of readings, looked at in a copy: SQLite mends what it opens."""
    if (root / STORE).exists():
        shutil.copytree(root / STORE, scratch / "store")
        for path in (scratch / "store").glob("*.sqlite"):
            assert _check(path) == "ok"
        shutil.rmtree(scratch / "store")


def assert_opens(path: Path) -> None:
    """A file of ours is whole by the rules of its kind."""
    data = path.read_bytes()
    if path.suffix in (".docx", ".xlsx", ".pptx"):
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    elif path.suffix == ".sqlite":
        assert _check(path) == "ok"
    elif path.suffix == ".pdf":
        assert data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
    elif path.suffix == ".html":
        assert data.rstrip().endswith(b"</html>")
    else:
        assert data.decode("utf-8").endswith("\n")


def _check(path: Path) -> str:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    finally:
        connection.close()
