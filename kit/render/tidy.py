"""Small manners of typesetting that content need not think of."""

from __future__ import annotations

import re


def tidy(text: str) -> str:
    """No line begins with a percent sign, a dash or an ellipsis: the blank before them does not break."""
    return re.sub(r" (?=[%–…])", "\u00a0", text)
