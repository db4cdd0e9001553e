"""What people write where a choice, a day or a function is asked for."""

from __future__ import annotations

import time

import pytest
from read_world import RISK, Page, bytes_of, read_bytes, token

from kit.read.personal import maybe_names

QUESTION = {"question": "Hvem?", "area": "SO", "blocking": "Ja", "responsible": "IT-chef", "due": "1-2-27"}


def asked(context, tmp_path, **cells):
    """The evidence and the finding codes of one question with these cells."""
    full = {**QUESTION, "module": "M04", "answer": "Nej", **cells}
    data = bytes_of(Page("C2", [full]), context=context, identity=token())
    item = read_bytes(data, context, tmp_path)
    codes = {f.code for f in item.findings if f.sheet and not f.code.startswith("sheet.")}
    return item.evidence[0].values, codes, item


@pytest.mark.parametrize("tick", ["x", "X", "✓", "✔", "ja", "JA", "j", True])
def test_a_tick_means_yes(context, tmp_path, tick):
    values, codes, _ = asked(context, tmp_path, blocking=tick)
    assert values["blocking"] == "yes" and codes == set()


@pytest.mark.parametrize("tick", ["nej", "n", "☐", False])
def test_no_means_no(context, tmp_path, tick):
    assert asked(context, tmp_path, blocking=tick)[0]["blocking"] == "no"


def test_a_tick_in_another_list_is_no_choice(context, tmp_path):
    data = bytes_of(Page("B7", [{**RISK, "kind": "x"}]), context=context)
    item = read_bytes(data, context, tmp_path)
    assert "kind" not in item.evidence[0].values
    assert any(f.code.startswith("cell.not-in-list") for f in item.findings)


@pytest.mark.parametrize("nothing", ["-", "–", " — ", "n/a", "N/A ", "Ikke relevant"])
def test_a_dash_is_an_empty_cell_that_is_said(context, tmp_path, nothing):
    values, codes, _ = asked(context, tmp_path, answer=nothing)
    assert "answer" not in values and codes == {"cell.unknown-not-here"}
    values, codes, item = asked(context, tmp_path, question=nothing)
    assert "question" not in values and codes == {"cell.required-empty"}
    assert not item.evidence[0].complete


@pytest.mark.parametrize(("week", "friday"), [("uge 37", "17-09-2027"), ("Uge 5 2027", "05-02-2027")])
def test_a_week_is_asked_about_with_its_friday(context, tmp_path, week, friday):
    if " 2" not in week:
        friday = "11-09-2026"  # the year of the process
    values, codes, item = asked(context, tmp_path, due=week)
    assert "due" not in values and codes == {"cell.week-not-a-day"}
    (finding,) = [f for f in item.findings if f.code == "cell.week-not-a-day"]
    assert friday in finding.remedy("da")


@pytest.mark.parametrize("written", ["12/10-26", "12/10 2026", "12.10.26", "d. 12. okt 2026"])
def test_days_as_danes_write_them(context, tmp_path, written):
    assert asked(context, tmp_path, due=written)[0]["due"].isoformat() == "2026-10-12"


@pytest.mark.parametrize("written", ["Anders And", "Spørg Anders And", "Anders And-Andersen (IT)"])
def test_two_capitalised_words_are_asked_about(context, tmp_path, written):
    values, codes, item = asked(context, tmp_path, responsible=written)
    assert values["responsible"] == written and codes == {"personal.maybe-name"}
    assert all("Anders" not in f.message(lang) for f in item.findings for lang in ("da", "en"))


@pytest.mark.parametrize(
    "written",
    ["IT-chef", "Leder af hjemmeplejen", "KMD Nexus", "Vej og Park", "Data Owner", "Digital Konsulent", "BI Team Lead",
     "Sundhed og ældre", "Område Syd: teamleder", "Dataejer"],
)  # fmt: skip
def test_functions_and_known_names_are_not(context, tmp_path, written):
    _, codes, _ = asked(context, tmp_path, responsible=written)
    assert "personal.maybe-name" not in codes


FUNCTIONS = """
Sundheds- og ældrechef · IT-arkitekt Digitalisering · Digitaliseringschef · Centerchef Børn og Unge · Direktør for Velfærd
Sekretariatschef, Teknik og Miljø · Økonomi- og HR-chef · Afdelingsleder Plan og Byg · Skoleleder Nordskolen
Distriktsleder Syd · Dataspecialist BI · Kontorchef Løn og Personale · Faglig koordinator, Jobcenter Vest · Jurist, Stab
Controller Økonomi · Socialrådgiver Voksen Handicap · Sagsbehandler Byggesager · Superbruger KMD Nexus · GIS-medarbejder
Visitator Hjælpemidler · Ergoterapeut Genoptræning Øst · Områdeleder Hjemmepleje Nord · Arkivar Stadsarkivet · Byrådet
Formand for Ældrerådet · Webmaster Kommunikation · Systemejer Aula · Digital Tovholder · Driftsmester Ejendomme · DPO
Tilsynsførende Dagtilbud · Rengøringsassistent Rådhuset · Borgerservice Rådhuset · Politisk Sekretær · Planlægger Trafik
Boligsocial Medarbejder · Vejingeniør Trafik · Kontraktholder Telefoni · Procesejer Sagsbehandling · Ejendomsservice Nord
Chief Digital Officer · Care Home Manager · Head Librarian · Transport Planner · Data Protection Officer · Town Clerk
"""
NAMES = """
Mette Prøvesen · Åse Afprøver · Karen-Margrethe Opdigt · Jens Peter Findesikke · Øjvind Ågårdeksempel · Omar Ingensteds
Zoë Kjærprøve · René Tænkt · Hans H. Opfundet · J. P. Utopisk-Luft · K. Tænktmand · Fatima al-Opdigt · Mads McFindesikke
Ulla d'Eventyr · Christian von Fabel · Line Ejersfabel · Carl Skolemoseprøve · Eva Centerholtfabel · Ole Boardmanfabel
Dorthe Å. Påfund · Sanne Cheflinge · Spørg Viggo Fabel · Gitte Fabel og Jan Påfund · Tina Fabel / Mia Påfund
Rigmor Nyhusfabel · Henning Fabel · Clement Påfund · Flemming Fabel · Sven-Åge Påfund · Nadia El Fabel · José Påfund
Łukasz Fabel · Björn Påfund · Çelik Fabel · Anne-Mette Bro Påfund · Tom O'Fabel · Kirsten Stabelfabel · Lise Mejerfabel
Knud Husbyfabel · Emil Holmpåfund · Rikke Fabel (RFA) · Merete Påfund, IT · IT-chef Poul Fabel · Ældrechef Ida Påfund
"""


def _listed(text):
    return [one for line in text.split("\n") for one in line.split(" · ") if one]


def test_functions_are_not_taken_for_names_and_names_are_not_taken_for_functions():
    functions, names = _listed(FUNCTIONS), _listed(NAMES)
    assert len(functions) >= 40 and len(names) >= 40
    assert [text for text in functions if maybe_names(text)] == []
    assert [text for text in names if not maybe_names(text)] == []


@pytest.mark.parametrize("unit", ["A." * 16_000, "Aa " * 10_000, "Aa A A A " * 3_000, "Aa-" * 10_000])
def test_long_runs_of_capitals_do_not_take_long(unit):
    started = time.monotonic()
    maybe_names(unit)
    assert time.monotonic() - started < 0.5


@pytest.mark.parametrize("between", ["; ", ", ", "\n", " / ", ";\n", ",\n"])
def test_several_choices_with_any_sign_between(context, tmp_path, between):
    labels = [choice.label("da") for choice in context.lists["audience"]][:2]
    ids = tuple(choice.id for choice in context.lists["audience"])[:2]
    idea = {"title": "Ét overblik", "problem": "Lederne mangler det", "audience": between.join(labels)}
    item = read_bytes(bytes_of(Page("B4", [idea]), context=context), context, tmp_path)
    assert item.evidence[0].values["audience"] == ids


def test_a_list_that_is_right_but_for_one_says_which(context, tmp_path):
    label = context.lists["audience"][0].label("da")
    idea = {"title": "Ét overblik", "problem": "Lederne mangler det", "audience": f"{label}; Marsmænd"}
    item = read_bytes(bytes_of(Page("B4", [idea]), context=context), context, tmp_path)
    assert item.evidence[0].values["audience"] == (context.lists["audience"][0].id,)
    assert any(f.values.get("shown") == "Marsmænd" for f in item.findings)
