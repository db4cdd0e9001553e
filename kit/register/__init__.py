"""The register: all evidence of a process, flat, in one SQLite file with origin on every row."""

from kit.register.store import RegisterContent, write_register

__all__ = ["RegisterContent", "write_register"]
