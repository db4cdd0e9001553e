"""Numbers as people write them."""

from __future__ import annotations


def number(value: float, lang: str, decimals: int = 1, *, fixed: bool = False) -> str:
    """``1234.5`` as ``1.234,5`` in Danish and ``1,234.5`` in English; ``fixed`` keeps decimals that are 0."""
    text = f"{value:,.{decimals}f}"
    if "." in text and not fixed:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    text = text.replace("-", "−")
    return text.translate(str.maketrans(",.", ".,")) if lang == "da" else text
