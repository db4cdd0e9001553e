"""What people paste into a text field as plain paragraphs: no HTML, no Word fields, no emoji.

The document's font has Latin letters only, and PDF/UA forbids missing glyphs: words of another script are
marked as left out. The linter tells what went, and the register keeps the text as it was written.
"""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import groupby

LEFT_OUT = "[…]"
"""Stands where words of another script stood."""

_BLANK_LINE = re.compile(r"\n\s*\n")
_DROPPED = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(
    r"</?(a|abbr|b|blockquote|body|br|center|code|div|em|font|form|h[1-6]|head|hr|html|i|iframe|img|input|li"
    r"|link|meta|object|ol|o:p|p|pre|s|small|span|strike|strong|sub|sup|svg|table|tbody|td|th|thead|title|tr"
    r"|u|ul)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_BREAKING = re.compile(r"blockquote|body|br|div|h[1-6]|hr|li|ol|p|pre|table|tr|ul", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
_FIELD = re.compile(
    r"\{\s*(?:AUTHOR|BOOKMARK|COMMENTS|CREATEDATE|DATE|DDE|DDEAUTO|DOCPROPERTY|FILENAME|FORMTEXT|HYPERLINK|IF"
    r"|INCLUDEPICTURE|INCLUDETEXT|MACROBUTTON|MERGEFIELD|NOTEREF|NUMPAGES|PAGE|PAGEREF|QUOTE|REF|SAVEDATE"
    r"|SECTION|SEQ|STYLEREF|SYMBOL|TIME|TITLE|TOC|USERNAME|XE)\b[^{}]*\}"
    r"|(?:Fejl|Error)!\s+(?:Bogmærke|Henvisningskilde|Bookmark|Reference source)[^.\n]{0,60}\."
)
_UNSEEN = re.compile("[\u200b-\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs without ink: they would turn the words around them, or hide where a line breaks."""
_TICKS = frozenset("✓✔☐☑☒➔")
"""Picture signs that are shown as others."""
_WHOLE, _PIECE = 60, 50
"""A word of more letters than the first would run off the page; it is cut into pieces of the second."""
_ENDLESS = re.compile(rf"\S{{{_WHOLE + 1},}}")
_JOINING = frozenset("\u200d\ufe0e\ufe0f\u20e3")


def plain_paragraphs(text: str) -> list[str]:
    """The paragraphs of ``text``, each on one line, as the document shows them."""
    marked = _FIELD.sub("", _unmarked(text))
    shown = "".join(_run(kind, "".join(chars)) for kind, chars in groupby(_joined(marked), _kind))
    parts = (" ".join(_ENDLESS.sub(_cut, part).split()) for part in _BLANK_LINE.split(shown))
    return [part for part in parts if part]


def _cut(word: re.Match[str]) -> str:
    return " ".join(word[0][start : start + _PIECE] for start in range(0, len(word[0]), _PIECE))


def left_out(text: str) -> tuple[str, ...]:
    """What :func:`plain_paragraphs` leaves out of ``text``: ``markup``, ``fields``, ``emoji``, ``script``
    (read from the right) and ``other`` (scripts that the font lacks), in this order."""
    marked = _unmarked(text)
    kinds = {_kind(char) for char in marked}
    there = {
        "markup": bool(_DROPPED.search(text) or _TAG.search(text) or _ENTITY.search(text)),
        "fields": bool(_FIELD.search(marked)),
        **{kind: kind in kinds for kind in ("emoji", "script", "other")},
    }
    return tuple(kind for kind, found in there.items() if found)


def unshown(text: str) -> str:
    """The signs of ``text`` that the document's font has not, each once, in their order."""
    return "".join(dict.fromkeys(char for char in text if char not in _JOINING and _kind(char)))


def is_cut(text: str) -> bool:
    """Whether a word of ``text`` is so long that :func:`plain_paragraphs` cuts it into pieces."""
    return bool(_ENDLESS.search(_FIELD.sub("", _unmarked(text))))


def _unmarked(text: str) -> str:
    """Without HTML: blocks become paragraphs, entities their characters."""
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _TAG.sub(lambda tag: "\n\n" if _BREAKING.fullmatch(tag[1]) else "", _DROPPED.sub("", text))
    return _UNSEEN.sub("", _ENTITY.sub(lambda entity: html.unescape(entity[0]), text))


def _kind(char: str) -> str:
    """``""`` for what is shown, else why it is not."""
    if char < "\u0250":
        return ""
    if _is_emoji(char):
        return "emoji"
    if unicodedata.bidirectional(char) in ("R", "AL", "AN"):
        return "script"
    if char == LEFT_OUT[1] or not char.isalpha() or "LATIN" in unicodedata.name(char, ""):
        return ""
    return "other"


def _is_emoji(char: str) -> bool:
    if char in _JOINING:
        return True
    return "\U0001f000" <= char <= "\U0001faff" or ("\u2600" <= char <= "\u27bf" and char not in _TICKS)


def _joined(text: str) -> str:
    """Spaces between two words of another script belong to them."""
    chars = list(text)
    for place in range(1, len(chars) - 1):
        before, after = _kind(chars[place - 1]), _kind(chars[place + 1])
        if chars[place] == " " and before == after and before in ("script", "other"):
            chars[place] = chars[place - 1]
    return "".join(chars)


def _run(kind: str, chars: str) -> str:
    if kind in ("script", "other"):
        return LEFT_OUT
    return "" if kind == "emoji" else chars
