"""Content: TOML files become the model, and every fault becomes a finding."""

from kit.content.catalogue import card_lists, load_catalogue, load_words
from kit.content.expected import not_utf8
from kit.content.fog import load_fog
from kit.content.parsed import Parsed
from kit.content.process import default_areas, extensions, read_process, write_process

__all__ = [
    "Parsed",
    "card_lists",
    "default_areas",
    "extensions",
    "load_catalogue",
    "load_fog",
    "load_words",
    "not_utf8",
    "read_process",
    "write_process",
]
