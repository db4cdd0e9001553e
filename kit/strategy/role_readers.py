"""Who gets a page of their own on what the strategy means for them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """``roles`` are those that such a reader may hold; ``audience`` is who gains in an initiative."""

    id: str
    roles: tuple[str, ...]
    audience: str = ""


READERS = (
    Reader("registering", ("RO-15", "RO-07"), "employees"),
    Reader("manager", ("RO-13", "RO-02", "RO-14"), "managers"),
    Reader("data_owner", ("RO-03",)),
    Reader("system_owner", ("RO-05",)),
    Reader("network", ("RO-08", "RO-09")),
)
