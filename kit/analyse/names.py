"""Unified names, and suggestions of names that may mean the same (design section 8).

Equal unified names are one thing. Everything beyond that is a suggestion for a person: spelling
(``token_sort_ratio`` at or above the limit, or one slip of the keyboard, with equal digits), one name
inside the other with only a vendor's or version's word more, or an acronym. Never merged.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, groupby, pairwise, product
from math import ceil

from rapidfuzz import fuzz, process

from kit.model.results import Ids, NamePair

VENDORS = frozenset(
    """kmd eg kombit systematic netcompany cgi tieto tietoevry sap microsoft google fujitsu dxc visma nnit
    as aps ab gmbh inc ltd""".split()  # noqa: SIM905 - a list of words is read more easily so
)
"""Companies and company forms that people put before or after a product's name."""

SHORTEST = 5
"""Shorter unified names are too easily alike in spelling."""

TYPO_FROM = 6
"""From this length one wrong, missing, extra or swapped letter is a likeness, whatever the ratio says: one
wrong letter in eight gives 0.875."""

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_VERSION = re.compile(r"v\d+|version")


@cache
def unify(name: str) -> str:
    """The key under which a name is compared: NFKC, casefolded, æ/ø/å spelled out, "(…)" and punctuation
    dropped, white space single. ``&``, ``/`` and dashes with spaces part words; other signs join them.

    A name of nothing but brackets or signs keeps what stands in it, so that it never becomes empty by
    accident.
    """
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS)
    return _bare(_BRACKETS.sub(" ", plain)) or _bare(plain) or plain.strip()


def _bare(text: str) -> str:
    parted = re.sub(r"[/&+;,:|–—]", " ", text)
    return " ".join(re.sub(r"[^\w\s]|_", "", parted).split())


def suggestions(
    names: Iterable[str],
    similarity: float,
    vendors: Iterable[str] = (),
    evidence: Callable[[str], Ids] = lambda _: (),
) -> tuple[NamePair, ...]:
    """Pairs of different names that may mean the same, most alike first.

    ``similarity`` is the least likeness in spelling, 0–1 (Levenshtein-like indel ratio of sorted words,
    rapidfuzz's ``token_sort_ratio`` ÷ 100). ``vendors`` are further words that say nothing of the product,
    such as the suppliers of S1. ``evidence`` gives the rows behind a name.
    """
    keyed: dict[str, str] = {}
    for name in sorted(set(names)):
        if unify(name):
            keyed.setdefault(unify(name), name)
    extra = frozenset(word for vendor in vendors for word in unify(vendor).split())
    found: dict[tuple[str, str], tuple[str, float]] = {}
    for pair in _glued(sorted(keyed)):
        found[pair] = ("similar", 1.0)
    for pair in (*_aliases(keyed), *_subsets(sorted(keyed), VENDORS | extra)):
        found.setdefault(pair, ("subset", fuzz.token_sort_ratio(*pair) / 100))
    for pair in _acronyms(keyed):
        found.setdefault(pair, ("acronym", fuzz.token_sort_ratio(*pair) / 100))
    for pair, score in _alike(sorted(keyed), similarity).items():
        found.setdefault(pair, ("similar", score))
    pairs = [_pair(keyed[a], keyed[b], *found[a, b], evidence) for a, b in found]
    return tuple(sorted(pairs, key=lambda p: (-p.similarity, p.first, p.second)))


def same_matter(kind: str, first: str, second: str) -> str:
    """The id of the question whether two names of a kind (``systems``, ``initiatives`` …) are the same."""
    return f"same:{kind}:{'|'.join(sorted((unify(first), unify(second))))}"


def unanswered(kind: str, pairs: Iterable[NamePair], answered: frozenset[str]) -> tuple[NamePair, ...]:
    """The pairs about which nobody has decided yet: "not the same" is remembered."""
    return tuple(pair for pair in pairs if same_matter(kind, pair.first, pair.second) not in answered)


def _pair(first: str, second: str, reason: str, score: float, evidence: Callable[[str], Ids]) -> NamePair:
    first, second = sorted((first, second))
    rows = tuple(sorted({*evidence(first), *evidence(second)}))
    return NamePair(first, second, reason, round(score, 4), rows)


def _alike(keys: Sequence[str], similarity: float) -> dict[tuple[str, str], float]:
    """Pairs alike in spelling, words in any order. Digits must be equal: version 2 is not version 3."""
    by_digits: dict[str, dict[str, list[str]]] = {}
    for key in keys:
        if len(key) >= SHORTEST:
            group = by_digits.setdefault("".join(filter(str.isdigit, key)), {})
            group.setdefault(" ".join(sorted(key.split())), []).append(key)
    found: dict[tuple[str, str], float] = {}
    for group in by_digits.values():
        for same in group.values():
            found.update(dict.fromkeys(combinations(same, 2), 1.0))
        ordered = sorted(group, key=lambda text: (len(text), text))
        for one, other in (*_near(ordered, similarity), *_slips(ordered)):
            score = fuzz.ratio(one, other) / 100
            for a, b in product(group[one], group[other]):
                found[min(a, b), max(a, b)] = score
    return found


def _near(ordered: Sequence[str], similarity: float) -> Iterator[tuple[str, str]]:
    """Pairs of texts, shortest first, whose ratio reaches the limit.

    Letters are compared only where the length allows the ratio and enough pairs of neighbouring letters are
    common. With n of a's and b's letters in the same order, a keeps all its neighbours but two for each of
    its other letters and one for each other letter of b: 3n - a - b - 1 at the least.
    """
    lengths = [len(text) for text in ordered]
    holding = _holders(ordered)
    for place, text in enumerate(ordered):
        end = bisect_right(lengths, int(len(text) * (2 - similarity) / similarity) + 1)
        window = (1 << end - place - 1) - 1
        needed = ceil(2 * len(text) * (1.5 * similarity - 1) - 1 - 1e-6)
        later = (holding[two] >> place + 1 for two in _neighbours(text))
        bits = f"{_with_most(later, needed, window):b}"
        rest = [ordered[place + len(bits) - one.start()] for one in re.finditer("1", bits)]
        alike = process.extract(text, rest, scorer=fuzz.ratio, score_cutoff=similarity * 100, limit=None)
        yield from ((text, other) for other, _, _ in alike)


def _neighbours(text: str) -> Iterator[tuple[str, int]]:
    """Each two letters that stand side by side, with how often they have stood so before."""
    seen: dict[str, int] = {}
    for two in map("".join, pairwise(text)):
        seen[two] = seen.get(two, -1) + 1
        yield two, seen[two]


def _holders(texts: Sequence[str]) -> dict[tuple[str, int], int]:
    """For each two neighbouring letters the texts that have them: bit n is text n."""
    marks: dict[tuple[str, int], bytearray] = {}
    for place, text in enumerate(texts):
        for two in _neighbours(text):
            held = marks.setdefault(two, bytearray(len(texts) // 8 + 1))
            held[place >> 3] |= 1 << (place & 7)
    return {two: int.from_bytes(held, "little") for two, held in marks.items()}


def _with_most(sets: Iterable[int], needed: int, window: int) -> int:
    """The members of ``window`` that are in at least so many of the sets, all counted at once.

    ``digits[n]`` has the n-th binary digit of every member's count.
    """
    digits: list[int] = []
    for members in sets:
        carried, place = members & window, 0
        while carried and place < len(digits):
            digits[place], carried = digits[place] ^ carried, digits[place] & carried
            place += 1
        if carried:
            digits.append(carried)
    if needed <= 0:
        return window
    if needed >> len(digits):
        return 0
    equal, more = window, 0
    for place in reversed(range(len(digits))):
        if needed >> place & 1:
            equal &= digits[place]
        else:
            more |= equal & digits[place]
            equal &= ~digits[place]
    return more | equal


def _slips(ordered: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of texts one slip of the keyboard apart, looked up rather than compared: a letter too many, two
    swapped, or one wrong (the same text without the letter in that place)."""
    there = set(ordered)
    for _, same_length in groupby(ordered, len):
        gaps: dict[tuple[int, str], list[str]] = {}
        for text in same_length:
            for at in range(len(text)):
                without = text[:at] + text[at + 1 :]
                gaps.setdefault((at, without), []).append(text)
                swapped = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
                near = {other for other in (without, swapped) if other in there and other != text}
                yield from ((text, other) for other in sorted(near) if _is_slip(text, other))
        wrong = (pair for texts in gaps.values() for pair in combinations(texts, 2))
        yield from ((one, other) for one, other in wrong if _is_slip(one, other))


def _is_slip(one: str, other: str) -> bool:
    """Whether names one letter apart are long enough for a slip of the keyboard, where they differ.

    ``SAP BO`` and ``SAP BW`` differ in a word of two letters: these are two products.
    """
    mine, theirs = one.split(), other.split()
    if len(mine) == len(theirs):
        apart = [min(len(a), len(b)) for a, b in zip(mine, theirs, strict=True) if a != b]
        return all(letters >= TYPO_FROM - 1 for letters in apart) and min(len(one), len(other)) >= TYPO_FROM
    return min(len(one), len(other)) >= TYPO_FROM


def _glued(keys: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs that differ only in where words are parted: ``SAP-BW`` and ``SAP BW``."""
    by_letters: dict[str, list[str]] = {}
    for key in keys:
        by_letters.setdefault(key.replace(" ", ""), []).append(key)
    return [pair for group in by_letters.values() for pair in combinations(group, 2)]


def _aliases(keyed: dict[str, str]) -> list[tuple[str, str]]:
    """Pairs of a name and the short form that another carries in brackets: ``Fælles Medicinkort (FMK)``."""
    found = []
    for key, name in sorted(keyed.items()):
        for inside in _BRACKETS.findall(name):
            alias = unify(inside[1:-1])
            if alias in keyed and alias != key:
                found.append((min(alias, key), max(alias, key)))
    return found


def _subsets(keys: Sequence[str], idle: frozenset[str]) -> list[tuple[str, str]]:
    """Pairs that are equal once vendors' and versions' words are left out."""
    by_core: dict[str, list[str]] = {}
    for key in keys:
        words = [word for word in key.split() if word not in idle and not _VERSION.fullmatch(word)]
        if words:
            by_core.setdefault(" ".join(sorted(words)), []).append(key)
    return [pair for group in by_core.values() for pair in combinations(group, 2)]


def _acronyms(keyed: dict[str, str]) -> list[tuple[str, str]]:
    """Pairs of a name in capitals and a longer one whose words begin with these letters."""
    short = {key for key, name in keyed.items() if name.isupper() and key.isalpha() and 2 <= len(key) <= 8}
    found = []
    for key in sorted(keyed):
        initials = "".join(word[0] for word in key.split())
        if len(initials) > 1 and initials in short and initials != key:
            found.append((min(initials, key), max(initials, key)))
    return found
