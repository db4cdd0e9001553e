"""Key figures as people write them in one cell: parted by semicolons or lines."""

from __future__ import annotations

import re

MOST = 7
"""More than this is no longer one page that anybody reads."""


def parts(text: str) -> tuple[str, ...]:
    """The entries of a cell in their order, blanks and doubles left out."""
    found = (" ".join(part.split()) for part in re.split(r"[;\n]", text))
    return tuple(dict.fromkeys(part for part in found if part))


def thresholds(text: str, figures: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The threshold of each figure, and what belongs to no single one.

    One that begins with a figure's name is that figure's, and the rest is told of the whole page. Where none
    does, as many thresholds as figures stand in the same order, a dash for none.
    """
    written = tuple(" ".join(part.split()) for part in re.split(r"[;\n]", text) if part.strip())
    named = any(part.casefold().startswith(f.casefold()) for part in written for f in figures)
    if len(written) == len(figures) and not named:
        return tuple("" if part in ("-", "–") else part for part in written), ""
    own = dict.fromkeys(figures, "")
    rest = []
    for part in written:
        longest = sorted(figures, key=len, reverse=True)
        name = next((f for f in longest if part.casefold().startswith(f.casefold()) and not own[f]), None)
        if name is None:
            rest.append(part)
        else:
            own[name] = part[len(name) :].strip(" :") or part
    return tuple(own[figure] for figure in figures), "; ".join(rest)
