"""A one-page dashboard with more key figures than a page holds."""

from __future__ import annotations

import pytest
from read_world import Page, book_of, codes, found, read_bytes, saved

from kit.read import across

PAGE = {
    "name": "Lederens side", "audience": "Ledere", "decision": "Vagter", "sources": "Aula", "refreshed": "Ugentligt",
    "owner": "BI-tovholder",
}  # fmt: skip


@pytest.mark.parametrize(("count", "told"), [(7, False), (8, True)])
def test_more_than_seven_figures_are_asked_about(everything, tmp_path, count, told):
    figures = "; ".join(f"Tal {n}" for n in range(count))
    rows = [{**PAGE, "key_figures": figures}]
    item = read_bytes(saved(book_of(Page("B8", rows), context=everything)), everything, tmp_path)
    assert "cell.too-many-figures" not in codes(item)  # it is seen with all returns together
    (kept,), findings = across([item], everything)
    assert [f.code for f in findings] == (["cell.too-many-figures"] if told else [])
    assert kept.evidence[0].complete
    if told:
        finding = found(type(item)(item.file, "", "", None, findings=findings), "cell.too-many-figures")
        assert (finding.sheet, finding.cell) == (kept.evidence[0].tab, kept.evidence[0].cells["key_figures"])
        assert "“Lederens side” har 8 nøgletal" in finding.message("da")
