"""The register: all evidence of a process, flat, in one SQLite file with origin on every row."""

from kit.register.earlier import Earlier, History, NewerRegisterError, read_earlier
from kit.register.store import RegisterContent, snapshot_of, write_register
from kit.register.tracing import trace

__all__ = [
    "Earlier",
    "History",
    "NewerRegisterError",
    "RegisterContent",
    "read_earlier",
    "snapshot_of",
    "trace",
    "write_register",
]
