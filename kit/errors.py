"""The one error base of the kit.

Bad *data* is a :class:`kit.findings.Finding` (a value); a bad *run* is a :class:`KitError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class KitError(Exception):
    """A run that cannot go on, told in one sentence for the person at the keyboard."""


class UsageError(KitError):
    """The command was called wrongly, or the folder is no process (exit code 2)."""


class BrokenContent(KitError):  # noqa: N818 - it names what is broken; the faults are in ``findings``
    """``kit.toml`` or content files of a process have faults; all of them are in ``findings``."""

    def __init__(self, findings: Sequence[Any]) -> None:
        super().__init__("kit.toml or content files have faults")
        self.findings = tuple(findings)


class ContentError(KitError):
    """Content or templates that ship with the kit are broken (exit code 3: a bug in the kit)."""
