"""What only shows when all returns are there."""

from __future__ import annotations

from read_world import IDEA, RISK, Page, bytes_of, read_bytes, token

from kit.read import across


def items(context, tmp_path, *files):
    return [
        read_bytes(bytes_of(*pages, context=context, identity=own), context, tmp_path, name)
        for name, own, pages in files
    ]


def test_the_later_name_counts_and_only_for_the_sheets_answered_twice(context, tmp_path):
    other = {**RISK, "risk": "Noget andet"}
    returns, findings = across(
        items(
            context, tmp_path,
            ("b.xlsx", None, [Page("B7", [other])]),
            ("a.xlsx", None, [Page("B7", [RISK]), Page("B4", [IDEA])]),
        ),
        context,
    )  # fmt: skip
    assert [item.file for item in returns] == ["returned/a.xlsx", "returned/b.xlsx"]
    assert [e.id for item in returns for e in item.evidence] == ["B4.G3.5", "B7.G3.5"]
    assert returns[1].evidence[0].values["risk"] == "Noget andet"
    (twice,) = [f for f in findings if f.code == "return.answered-twice"]
    assert twice.file == "returned/a.xlsx"
    assert twice.values == {"other": "returned/b.xlsx", "sheets": "B7", "unit": "G3"}


def test_a_browsers_second_download_counts_as_the_later(context, tmp_path):
    other = {**RISK, "risk": "Noget andet"}
    returns, _ = across(
        items(
            context, tmp_path,
            ("Bord 2.xlsx", None, [Page("B7", [RISK])]),
            ("Bord 2 (2).xlsx", None, [Page("B7", [other])]),
        ),
        context,
    )  # fmt: skip
    kept = [evidence.values["risk"] for item in returns for evidence in item.evidence]
    assert kept == ["Noget andet"]


def test_answers_split_over_two_files_are_fine(context, tmp_path):
    returns, findings = across(
        items(
            context, tmp_path, ("a.xlsx", None, [Page("B7", [RISK])]), ("b.xlsx", None, [Page("B4", [IDEA])])
        ),
        context,
    )
    assert sum(len(item.evidence) for item in returns) == 2
    assert findings == ()


def test_two_people_of_one_table_may_send_a_form_each(context, tmp_path):
    one, two = (
        [Page("F3", [{"respondent": code, "area": "SO", "theme": "T01", "now": 2, "target": 3}])]
        for code in ("C-01", "C-02")
    )
    own = token("KIC")
    returns, findings = across(items(context, tmp_path, ("a.xlsx", own, one), ("b.xlsx", own, two)), context)
    assert [e.values["respondent"] for item in returns for e in item.evidence] == ["C-01", "C-02"]
    assert [e.id for item in returns for e in item.evidence] == ["F3.G3.5", "F3.G3.5.2"]
    assert findings == ()


def test_ids_are_unique_over_workshops_and_do_not_hang_on_the_order_given(context, tmp_path):
    row = {"question": "Hvem?", "area": "SO", "blocking": "Ja", "responsible": "Chef", "due": "1-2-27"}
    made = items(
        context, tmp_path,
        ("a.xlsx", token("SYS"), [Page("C2", [row])]),
        ("b.xlsx", token("ROL"), [Page("C2", [row])]),
        ("c.xlsx", token("NET"), [Page("C2", [row])]),
    )  # fmt: skip
    returns, _ = across(made, context)
    assert [(e.workshop, e.id) for item in returns for e in item.evidence] == [
        ("systems", "C2.G3.5.3"), ("roles", "C2.G3.5"), ("network", "C2.G3.5.2"),
    ]  # fmt: skip
    assert across(made[::-1], context) == across(made, context)


def test_a_system_that_another_return_lists_is_known(context, tmp_path):
    idea = {**IDEA, "systems": "OPUS løn; Opus Lön; KMD Nexsus; KMD Nexus 2"}
    system = {"system": "Opus Løn", "confirmed": "Ja", "critical": "Nej", "area": "SO"}
    _, findings = across(
        items(
            context, tmp_path,
            ("a.xlsx", None, [Page("B4", [idea])]),
            ("b.xlsx", token("SYS", "ASO"), [Page("S1", [system])]),
        ),
        context,
    )  # fmt: skip
    said = {f.values["shown"]: (f.code, f.values["suggestion"], f.cell) for f in findings}
    column = next(f.cell for f in findings)
    assert said == {
        "KMD Nexsus": ("reference.near", "KMD Nexus", column),
        "KMD Nexus 2": ("reference.near", "KMD Nexus", column),
    }


def test_a_role_that_a_group_added_may_be_used(context, tmp_path):
    role = {"title": "Databroker", "keep": "Beholdes", "mandate": "Deling"}
    holder = {"role": "Databroker", "scope": "Hele kommunen", "status": "Vakant"}
    stranger = {"role": "Datakonge", "scope": "Aula", "status": "Vakant"}
    returns, findings = across(
        items(
            context, tmp_path,
            ("a.xlsx", token("ROL"), [Page("R2", [role])]),
            ("b.xlsx", token("ROL", "ASO"), [Page("R3", [holder, stranger])]),
        ),
        context,
    )  # fmt: skip
    assert [e.values["role"] for e in returns[1].evidence] == ["Databroker", "Datakonge"]
    assert [e.values["scope"] for e in returns[1].evidence] == ["municipality", "Aula"]
    assert [f.values["shown"] for f in findings if f.code.startswith("reference.")] == ["Datakonge"]
