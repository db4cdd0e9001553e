from __future__ import annotations

import pytest

from kit.analyse.names import suggestions, unify


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sundhed og Ældre", "sundhed og aeldre"),
        ("KMD  Nexus", "kmd nexus"),
        ("Columna Cura (Systematic)", "columna cura"),
        ("Løn (Ikke tilgængeligt)", "loen"),
        ("e-Boks", "eBoks"),
        ("Åben", "aaben"),
        ("SAP BW/BO", "sap bw bo"),
        ("Ａｕｌａ", "aula"),
        ("Straße", "strasse"),
        ("År", "År"),
    ],
)
def test_equal_names(one: str, other: str) -> None:
    assert unify(one) == unify(other)


def test_different_names_stay_different() -> None:
    assert len({unify(n) for n in ("Aula", "Aula 2", "Aula Test", "KMD Aula")}) == 4


def test_nothing_becomes_empty_by_accident() -> None:
    assert unify("(Regneark)") == "regneark"
    assert unify("???") == "???"
    assert unify("  ") == ""


def reasons(*names: str, vendors: tuple[str, ...] = ()) -> dict[tuple[str, str], str]:
    return {(p.first, p.second): p.reason for p in suggestions(names, 0.88, vendors)}


def test_spelling() -> None:
    assert reasons("Momentum", "Momemtum", "Aula") == {("Momemtum", "Momentum"): "similar"}
    assert reasons("Sapaweb", "Spaaweb") == {("Sapaweb", "Spaaweb"): "similar"}
    assert reasons("Vagtplanen Ældre", "Ældre vagtplan") == {
        ("Vagtplanen Ældre", "Ældre vagtplan"): "similar"
    }
    assert reasons("Bibliotek", "Biblioteker", "Motorvej") == {("Bibliotek", "Biblioteker"): "similar"}


def test_words_in_another_order_are_the_same_name_twice() -> None:
    pairs = suggestions(["Vagtplan Ældre", "Ældre Vagtplan"], 0.88)
    assert [p.similarity for p in pairs] == [1.0]


def test_digits_must_be_equal_and_short_names_are_left_alone() -> None:
    assert reasons("Prisme 2009", "Prisme 2019") == {}
    assert reasons("DUBU", "DUBI") == {}


def test_vendor_words_and_versions() -> None:
    assert reasons("Nexus", "KMD Nexus") == {("KMD Nexus", "Nexus"): "subset"}
    assert reasons("Opus v3", "Opus") == {("Opus", "Opus v3"): "subset"}
    assert reasons("Skoleadmin", "Blomst Skoleadmin") == {}
    assert reasons("Skoleadmin", "Blomst Skoleadmin", vendors=("Blomst A/S",)) == {
        ("Blomst Skoleadmin", "Skoleadmin"): "subset"
    }
    assert reasons("KMD", "EG") == {}


def test_acronyms() -> None:
    assert reasons("KY", "Kommunernes Ydelsessystem") == {("KY", "Kommunernes Ydelsessystem"): "acronym"}
    assert reasons("ky", "Kommunernes Ydelsessystem") == {}


def test_evidence_and_order() -> None:
    rows = {"Momentum": ("S1.ASO.2",), "Momemtum": ("S1.ADS.1",), "Nexus": (), "KMD Nexus": ()}
    found = suggestions(rows, 0.88, (), rows.__getitem__)
    assert found == suggestions(list(rows)[::-1], 0.88, (), rows.__getitem__)
    alike = found[0]
    assert (alike.first, alike.second) == ("Momemtum", "Momentum")
    assert alike.evidence == ("S1.ADS.1", "S1.ASO.2")
    assert alike.similarity == 0.875
    assert [p.reason for p in found] == ["similar", "subset"]
