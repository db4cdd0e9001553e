"""The command line: parse, one call, print, exit. Heavy modules are imported inside the commands."""

from kit.cli.main import main

__all__ = ["main"]
