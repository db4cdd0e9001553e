"""The one error base of the kit.

Bad *data* is a :class:`kit.findings.Finding` (a value); a bad *run* is a :class:`KitError`.
"""


class KitError(Exception):
    """A run that cannot go on, told in one sentence for the person at the keyboard."""


class UsageError(KitError):
    """The command was called wrongly, or the folder is no process (exit code 2)."""


class ContentError(KitError):
    """Content or templates that ship with the kit are broken (exit code 3: a bug in the kit)."""
