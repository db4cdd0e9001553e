"""What must be known about a finished PDF."""

from __future__ import annotations

import re

from kit.errors import ContentError

_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of typst's has; ``ContentError`` if its page tree is not where typst puts it."""
    match = _PAGES.search(pdf)
    if not match:
        raise ContentError("PDF without a page tree")
    return int(match[1])
