"""A deadline for each answer of a helper process."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time


class Watch:
    """A context manager that kills a process, and sets ``late``, ``seconds`` after the last ``restart``.

    One thread serves any number of answers: a timer for each would cost as much as reading a small file.
    """

    def __init__(self, seconds: float, process: subprocess.Popen[bytes], late: threading.Event) -> None:
        self._seconds = seconds
        self._process = process
        self._late = late
        self._until = time.monotonic() + seconds
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._wait, daemon=True)

    def __enter__(self) -> Watch:
        self.restart()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def restart(self) -> None:
        """Begin to count anew."""
        self._until = time.monotonic() + self._seconds

    def _wait(self) -> None:
        while not self._done.wait(max(0.0, self._until - time.monotonic())):
            if time.monotonic() >= self._until:
                self._late.set()
                with contextlib.suppress(OSError):
                    self._process.kill()
                return
