"""Suggestions of names by spelling are those that comparing every pair gives."""

from __future__ import annotations

from itertools import combinations, product

from rapidfuzz import fuzz

from kit.analyse.names import suggestions, unify

HEADS, TAILS = (
    ("Løn", "Løns", "Vej", "Veje", "Borger", "Skole"),
    ("portal", "portalen", "system", "sytsem", "net"),
)
NAMES = [f"{maker}{head}{tail}" for maker, head, tail in product(("", "Fjord ", "Fjords "), HEADS, TAILS)]


def test_no_alike_pair_is_missed_and_none_invented():
    for limit in (0.6, 0.8, 0.88, 0.95):
        told = {(p.first, p.second): p.similarity for p in suggestions(NAMES, limit) if p.reason == "similar"}
        every = {}
        for one, other in combinations(sorted(NAMES), 2):
            score = fuzz.ratio(*(" ".join(sorted(unify(name).split())) for name in (one, other))) / 100
            if score >= limit:
                every[one, other] = round(score, 4)
        assert {pair for pair in every if pair not in told} == set()
        assert {pair for pair, score in told.items() if score >= limit} == set(every)
