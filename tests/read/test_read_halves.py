"""A sheet in several files: two halves of it, a copy of it, another version of it."""

from __future__ import annotations

import pytest
from read_world import IDEA, RISK, Page, bytes_of, read_bytes, token

from kit.read import across
from kit.read.folding import fold, unfold
from kit.read.outline import Outliner

RISKS = [{**RISK, "risk": f"Risiko {n}"} for n in range(1, 10)]


def gathered(context, tmp_path, *files):
    """What counts of files ``(name, token, pages)``, given in order, in the other order and folded up."""
    items = [
        read_bytes(bytes_of(*pages, context=context, identity=own), context, tmp_path, name)
        for name, own, pages in files
    ]
    returns, findings = across(items, context)
    assert across(items[::-1], context) == (returns, findings)
    outliner = Outliner(context.catalogue.sheets)
    assert across(unfold(fold(items, outliner)), context) == (returns, findings)
    return [row for item in returns for row in item.evidence], findings


def blanked(rows, *kept):
    """The rows with only those numbers filled in, each where it was."""
    return [row if number in kept else {} for number, row in enumerate(rows, 1)]


def rows_of(evidence):
    return sorted((row.id, sorted(map(str, row.values.items())), row.complete) for row in evidence)


def told(findings):
    return [(f.code, f.file, f.values["other"], f.values["sheets"]) for f in findings]


def test_two_halves_are_what_the_whole_is(context, tmp_path):
    whole, _ = gathered(context, tmp_path, ("alt.xlsx", None, [Page("B7", RISKS)]))
    halves, findings = gathered(
        context, tmp_path,
        ("a.xlsx", None, [Page("B7", blanked(RISKS, 1, 2, 3, 4, 5))]),
        ("b.xlsx", None, [Page("B7", blanked(RISKS, 6, 7, 8, 9))]),
    )  # fmt: skip
    assert len(whole) == 9 and rows_of(halves) == rows_of(whole)
    assert told(findings) == [("return.joined", "returned/a.xlsx", "returned/b.xlsx", "B7")]
    for lang in ("da", "en"):
        assert "returned/b.xlsx" in findings[0].message(lang) and findings[0].remedy(lang)


def test_three_thirds_in_a_zip_like_order(context, tmp_path):
    whole, _ = gathered(context, tmp_path, ("alt.xlsx", None, [Page("B7", RISKS)]))
    thirds, findings = gathered(
        context, tmp_path,
        ("c.xlsx", None, [Page("B7", blanked(RISKS, 1, 4, 7))]),
        ("a.xlsx", None, [Page("B7", blanked(RISKS, 2, 5, 8))]),
        ("b.xlsx", None, [Page("B7", blanked(RISKS, 3, 6, 9))]),
    )  # fmt: skip
    assert rows_of(thirds) == rows_of(whole)
    assert {f.code for f in findings} == {"return.joined"}


def test_prefilled_rows_are_told_by_what_the_kit_wrote_into_them(context, tmp_path):

    hours = [{"role": f"RO-0{n}", "scope": "Hele kommunen", "status": "Vakant"} for n in range(1, 5)]
    whole, _ = gathered(context, tmp_path, ("alt.xlsx", token("ROL", "ASO"), [Page("R3", hours)]))
    halves, findings = gathered(
        context, tmp_path,
        # in the second file the rows have been sorted: the same numbers hold other roles
        ("a.xlsx", token("ROL", "ASO"), [Page("R3", hours[:2])]),
        ("b.xlsx", token("ROL", "ASO"), [Page("R3", hours[2:])]),
    )  # fmt: skip
    assert len(whole) == 4
    assert sorted(str(e.values) for e in halves) == sorted(str(e.values) for e in whole)
    assert len({e.id for e in halves}) == 4
    assert {f.code for f in findings} == {"return.joined"}


def test_a_matrix_may_be_filled_in_by_two(context, tmp_path):
    rows = [
        {"decision": "D05", "letter.RO-03": "A", "letter.RO-04": "R"},
        {"decision": "D06", "letter.RO-03": "C"},
    ]
    whole, _ = gathered(context, tmp_path, ("alt.xlsx", token("ROL"), [Page("R4", rows)]))
    halves, findings = gathered(
        context, tmp_path,
        ("a.xlsx", token("ROL"), [Page("R4", [{"decision": "D05", "letter.RO-03": "A"}, rows[1]])]),
        ("b.xlsx", token("ROL"), [Page("R4", [{"decision": "D05", "letter.RO-04": "R"}])]),
    )  # fmt: skip
    assert rows_of(halves) == rows_of(whole)
    assert {f.code for f in findings} == {"return.joined"}


def test_a_respondents_second_half_has_what_the_form_asks_once(context, tmp_path):
    themes = [
        {"respondent": "C-01", "area": "SO" if n == 1 else None, "level": "Leder" if n == 1 else None,
         "theme": f"T0{n}", "now": n, "target": 4}
        for n in range(1, 5)
    ]  # fmt: skip
    own = token("KIC")
    whole, _ = gathered(context, tmp_path, ("alt.xlsx", own, [Page("F3", themes)]))
    halves, findings = gathered(
        context, tmp_path,
        ("a.xlsx", own, [Page("F3", blanked(themes, 1, 2))]),
        ("b.xlsx", own, [Page("F3", blanked(themes, 3, 4))]),
    )  # fmt: skip
    assert [row.values["area"] for row in whole] == ["SO"] * 4
    assert rows_of(halves) == rows_of(whole)
    assert "return.joined" in {f.code for f in findings}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (RISKS[:3], [{**RISKS[0], "impact": 1}, *RISKS[1:3]]),  # a row was changed
        (RISKS[:4], RISKS[:3]),  # a row was deleted
        (RISKS[:2], RISKS[2:4]),  # all is new, in the same places
        ([RISKS[0]], [{}, {**RISKS[0], "impact": 1}]),  # a row was changed and has moved
    ],
    ids=["changed", "deleted", "new", "moved"],
)
def test_another_version_is_asked_about_and_the_later_counts(context, tmp_path, earlier, later):
    rows, findings = gathered(
        context, tmp_path, ("a.xlsx", None, [Page("B7", earlier)]), ("b.xlsx", None, [Page("B7", later)])
    )
    assert {row.file for row in rows} == {"returned/b.xlsx"}
    assert [f.code for f in findings] == ["return.answered-twice"]


def test_rows_added_to_a_copy_make_the_first_file_a_copy(context, tmp_path):
    rows, findings = gathered(
        context,
        tmp_path,
        ("a.xlsx", None, [Page("B7", RISKS[:2])]),
        ("b.xlsx", None, [Page("B7", RISKS[:4])]),
    )
    assert [row.file for row in rows] == ["returned/b.xlsx"] * 4
    assert [f.code for f in findings] == ["return.copy"]


def test_each_sheet_is_judged_by_itself(context, tmp_path):
    rows, findings = gathered(
        context, tmp_path,
        ("a.xlsx", None, [Page("B7", blanked(RISKS, 1)), Page("B4", [IDEA])]),
        ("b.xlsx", None, [Page("B7", blanked(RISKS, 2)), Page("B4", [{**IDEA, "problem": "Et andet"}])]),
    )  # fmt: skip
    assert [(row.sheet, row.file[-6]) for row in rows] == [("B7", "a"), ("B7", "b"), ("B4", "b")]
    assert sorted(told(findings)) == [
        ("return.answered-twice", "returned/a.xlsx", "returned/b.xlsx", "B4"),
        ("return.joined", "returned/a.xlsx", "returned/b.xlsx", "B7"),
    ]


def test_a_half_and_the_version_that_followed_it(context, tmp_path):
    """The third file changes a row of the first: the first is another version of it, the second its half."""
    rows, findings = gathered(
        context, tmp_path,
        ("a.xlsx", None, [Page("B7", blanked(RISKS, 1, 2))]),
        ("b.xlsx", None, [Page("B7", blanked(RISKS, 3))]),
        ("c.xlsx", None, [Page("B7", [{**RISKS[0], "impact": 1}])]),
    )  # fmt: skip
    assert {row.file[-6] for row in rows} == {"b", "c"}
    assert sorted(told(findings)) == [
        ("return.answered-twice", "returned/a.xlsx", "returned/c.xlsx", "B7"),
        ("return.joined", "returned/b.xlsx", "returned/c.xlsx", "B7"),
    ]
