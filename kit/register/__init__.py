"""The register: all evidence of a process, flat, in one SQLite file with origin on every row."""

from kit.register.earlier import Earlier, History, NewerRegisterError, read_earlier
from kit.register.noted import UnknownNoteError
from kit.register.reading import Records, is_current, read_records, schema_version
from kit.register.schema import SCHEMA_VERSION
from kit.register.store import RegisterContent, snapshot_of, write_register
from kit.register.tracing import trace

__all__ = [
    "SCHEMA_VERSION",
    "Earlier",
    "History",
    "NewerRegisterError",
    "Records",
    "RegisterContent",
    "UnknownNoteError",
    "is_current",
    "read_earlier",
    "read_records",
    "schema_version",
    "snapshot_of",
    "trace",
    "write_register",
]
