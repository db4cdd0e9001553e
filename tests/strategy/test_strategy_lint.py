"""The linter on a small municipality by hand: each rule speaks when something is missing, and only then."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from strategy_case import Rows, context, words
from strategy_results import results

from kit.findings import Finding
from kit.model.catalogue import Catalogue
from kit.model.decision import Decision
from kit.model.fog import FogWord
from kit.model.results import (
    Benefit,
    CheckPoint,
    Communication,
    GoalCheck,
    KeyFunction,
    Load,
    MinimumCheck,
    Reached,
    Results,
    Share,
    SponsorCheck,
)
from kit.model.text import LANGUAGES
from kit.resources import OWN_ROOT
from kit.strategy import below_minimum, compile_strategy, lint, with_own_texts

FOG = {"da": (FogWord("implementer*", "indføre"),), "en": ()}


def linted(
    catalogue: Catalogue, texts: dict[str, str] | None = None, **changed: object
) -> dict[str, Finding]:
    """Findings by code; ``texts`` are the lead's own by section."""
    rows = Rows()
    found: Results = replace(results(rows, "da"), **changed)
    decisions = [own(rows, number, key, text) for number, (key, text) in enumerate((texts or {}).items(), 5)]
    setting = context(catalogue, "da", rows)
    strategy = with_own_texts(compile_strategy(found, setting), decisions)
    made = lint(found, strategy, decisions, setting, words("templates/words/lint.toml", "da"), FOG)
    assert len({finding.code for finding in made}) == len(made) or texts
    for finding in made:
        for lang in LANGUAGES:
            said = finding.message(lang) + finding.remedy(lang)
            assert "None" not in said and "{" not in said and "()" not in said
    return {finding.code: finding for finding in made}


def own(rows: Rows, number: int, key: str, text: str) -> Decision:
    ids = rows("D6", "LEAD", number)
    rows.made[ids[0]] = replace(rows.made[ids[0]], cells={"own_text": f"G{number}"})
    return Decision(f"text:{key}", "text", {"own_text": text}, {}, "", evidence=ids)


def test_nothing_is_asked_before_there_are_answers(catalogue: Catalogue) -> None:
    setting = context(catalogue)
    made = lint(Results(), compile_strategy(Results(), setting), (), setting, lint_words(), FOG)
    assert made == ()


def lint_words():
    return words("templates/words/lint.toml", "da")


def test_a_sponsor_at_director_level(catalogue: Catalogue) -> None:
    coverage = results(Rows(), "da").coverage
    fine = replace(coverage, sponsor=SponsorCheck("Kommunaldirektør", "director", "ok"))
    unsure = replace(coverage, sponsor=SponsorCheck("Skolechef", "", "partly"))
    none = replace(coverage, sponsor=SponsorCheck("", "", "missing"))
    assert not {"strategy.no-sponsor", "strategy.sponsor-level"} & set(linted(catalogue, coverage=fine))
    assert "Skolechef" in linted(catalogue, coverage=unsure)["strategy.sponsor-level"].message("da")
    assert "strategy.no-sponsor" in linted(catalogue, coverage=none)


def test_critical_systems_without_owner_are_counted_and_the_first_named(catalogue: Catalogue) -> None:
    systems = replace(results(Rows(), "da").systems, critical_no_owner=tuple("ABCDEFG"))
    said = linted(catalogue, systems=systems)["strategy.critical-no-owner"]
    assert said.message("da") == "Kritiske systemer uden systemejer (7): “A”, “B”, “C”, “D” og 3 til."
    assert said.message("en") == "Critical systems without an owner (7): “A”, “B”, “C”, “D” and 3 more."
    five = replace(systems, critical_no_owner=tuple("ABCDE"))
    told = linted(catalogue, systems=five)["strategy.critical-no-owner"].message("da")
    assert told.endswith("“D” og “E”.")
    assert "strategy.critical-no-owner" not in linted(
        catalogue, systems=replace(systems, critical_no_owner=())
    )


def test_roles_in_use_need_somebody_and_hours(catalogue: Catalogue) -> None:
    coverage = results(Rows(), "da").coverage
    full = tuple(replace(r, filled=1, hours_month=2.0) for r in coverage.roles)
    bare = replace(full[0], title="Robotpasser", in_use=True, required=1, filled=0, proposed=0)
    timeless = replace(full[1], title="Tovholder", in_use=True, required=1, hours_month=None)
    unused = replace(full[0], role="X", title="Ude", in_use=False, filled=0, proposed=0, hours_month=None)
    made = linted(catalogue, coverage=replace(coverage, roles=(bare, timeless, unused)))
    said = made["strategy.role-incomplete"].message("da")
    assert "(2): “Robotpasser” (indehaver) og “Tovholder” (timer)." in said
    assert "strategy.role-incomplete" not in linted(catalogue, coverage=replace(coverage, roles=full))


def test_functions_with_too_much_to_carry(catalogue: Catalogue) -> None:
    found = results(Rows(), "da")
    conflicts = replace(found.role_conflicts, loads=(Load("Skolechef", "DS", ("RO-02", "RO-03"), 17.0),))
    short = KeyFunction("BI-konsulent", "KT", ("RO-09",), 4.0, 20.0, "no")
    competences = replace(found.competences, key_functions=(short, replace(short, hours_month=30.0)))
    made = linted(catalogue, role_conflicts=conflicts, competences=competences)["strategy.overloaded"]
    assert "(2): “BI-konsulent” (BI-konsulent) og “Skolechef” (" in made.message("da")
    calm = replace(found.role_conflicts, loads=())
    assert "strategy.overloaded" not in linted(
        catalogue, role_conflicts=calm, competences=replace(competences, key_functions=())
    )


def test_barriers_to_act_on_first_need_a_move(catalogue: Catalogue) -> None:
    forces = results(Rows(), "da").forces
    assert forces.act_first
    with_moves = tuple(replace(f, counter_moves=("Spørg",)) for f in forces.act_first)
    bare = (*with_moves[1:], replace(with_moves[0], description="Ingen tid", counter_moves=(" ",)))
    made = linted(catalogue, forces=replace(forces, act_first=bare))["strategy.barrier-without-move"]
    assert "(1): “Ingen tid”." in made.message("da")
    assert "strategy.barrier-without-move" not in linted(
        catalogue, forces=replace(forces, act_first=with_moves)
    )


def test_initiatives_need_owner_benefit_owner_start_and_days(catalogue: Catalogue) -> None:
    found = results(Rows(), "da")
    first = found.initiatives.items[0]
    whole = replace(
        first, klass="start", owners=("Chef",), benefit_owners=("Chef",), wanted_start="2027-K2", days=5.0
    )
    bare = replace(whole, id="I-9", title="Bar", owners=(), benefit_owners=(), wanted_start="", days=None)
    parked = replace(bare, id="I-8", title="Væk", klass="park")
    decided = replace(bare, id="I-7", title="Senere", parked="Ikke i år")
    items = replace(found.initiatives, items=(whole, bare, parked, decided))
    said = linted(catalogue, initiatives=items)["strategy.initiative-incomplete"].message("da")
    lacks = "ejer, gevinstejer, dato eller kvartal og dage, så det kan holdes inden for rammen"
    assert said == f"Initiativer, der mangler noget (1): “Bar” ({lacks})."
    rest = replace(items, items=(whole, parked, decided))
    assert "strategy.initiative-incomplete" not in linted(catalogue, initiatives=rest)


def test_what_begins_now_needs_a_measure_once_there_are_benefit_cards(catalogue: Catalogue) -> None:
    found = results(Rows(), "da")
    whole = replace(
        found.initiatives.items[0],
        owners=("Chef",), benefit_owners=("Chef",), wanted_start="2027-K2", days=5.0,
    )  # fmt: skip
    start, later = (replace(whole, id=i, title=i, klass=k) for i, k in (("I-1", "start"), ("I-2", "prepare")))
    card = Benefit("I-3", "", "", "", (), None, None, None, "", None, "", (), None, None, (), False, ())
    items = replace(found.initiatives, items=(start, later))

    def said(*cards: Benefit) -> str:
        made = linted(catalogue, initiatives=items, goals=GoalCheck(benefits=cards))
        return (
            made["strategy.initiative-incomplete"].message("da")
            if len(made) and ("strategy.initiative-incomplete" in made)
            else ""
        )

    assert said() == ""
    assert "(1): “I-1” (måling af gevinsten)." in said(card)
    assert said(card, replace(card, initiative="I-1", measured_by="Chef")) == ""


def test_modules_need_owner_review_and_trigger(catalogue: Catalogue) -> None:
    health = results(Rows(), "da").modules
    good = tuple(
        replace(s, owner="Chef", review=date(2027, 6, 1), valid_from=date(2026, 11, 1), swap_if="Ny lov",
                review_far=False, review_late=False, measure="Timerne falder", money="Inden for rammen")
        for s in health.modules
    )  # fmt: skip
    fine = replace(health, modules=good)
    assert not {"strategy.module-incomplete", "strategy.review-day"} & set(linted(catalogue, modules=fine))
    version = replace(good[0], module="M00", owner="", review=None, swap_if="")
    bare = replace(good[-1], module="M11", owner="", review=None, swap_if="")
    made = linted(catalogue, modules=replace(health, modules=(version, bare)))["strategy.module-incomplete"]
    lacks = "(ejer, gennemsyn og hvornår det skiftes ud)"
    assert f"(1): “M11 Forankring og kommunikation” {lacks}." in made.message("da")
    nobody = replace(health, modules=(bare,), evidence=())
    assert "strategy.module-incomplete" not in linted(catalogue, modules=nobody)


def test_a_focus_area_also_says_what_it_is_measured_by_and_what_it_costs(catalogue: Catalogue) -> None:
    health = results(Rows(), "da").modules
    state = replace(
        health.modules[0], owner="Chef", review=date(2027, 6, 1), swap_if="Ny lov", review_far=False,
        review_late=False, measure="", money="",
    )  # fmt: skip
    bare = tuple(replace(state, module=module) for module in ("M03", "M05", "M06"))
    paid = replace(state, module="M07", measure="Gabene er lukket", money="100.000 kr.")
    made = linted(catalogue, modules=replace(health, modules=(*bare, paid)))["strategy.module-incomplete"]
    lacks = "(hvad det måles på og penge eller “inden for rammen”)"
    assert f"(2): “M05 BI-netværk og prioritering” {lacks}" in made.message("da")
    assert "M03" not in made.message("da") and "M07" not in made.message("da")


def test_review_days_that_cannot_be_right(catalogue: Catalogue) -> None:
    health = results(Rows(), "da").modules
    state = replace(
        health.modules[0], module="M04", review=date(2027, 1, 1), valid_from=date(2026, 11, 1),
        review_late=False, review_far=False,
    )  # fmt: skip
    before = replace(state, module="M05", valid_from=date(2027, 1, 1))
    late, far = replace(state, module="M06", review_late=True), replace(state, module="M07", review_far=True)
    made = linted(catalogue, modules=replace(health, modules=(state, before, late, far)))
    said = made["strategy.review-day"].message("da")
    assert "(3): “M05 BI-netværk og prioritering” (gennemsyn før “Gælder fra”), " in said
    assert "(gennemsyn er passeret)" in said and "(mere end 12 måneder til gennemsyn)" in said


def test_questions_due_after_the_review_of_their_module(catalogue: Catalogue) -> None:
    found = results(Rows(), "da")
    state = replace(found.modules.modules[0], module="M04", review=date(2027, 1, 1))
    asked = replace(
        found.questions.items[0], question="Hvem betaler?", module="M04", answer="", due=date(2027, 1, 2)
    )
    in_time = replace(asked, question="Hvornår?", due=date(2027, 1, 1))
    answered = replace(asked, question="Hvordan?", answer="Sådan")
    made = linted(
        catalogue,
        modules=replace(found.modules, modules=(state,)),
        questions=replace(found.questions, items=(asked, in_time, answered)),
    )
    said = made["strategy.date-after-review"].message("da")
    assert said.endswith("(1): “Hvem betaler?” (M04, 02-01-2027).")


def test_messages_are_asked_for_only_where_the_sheet_is_in_use(catalogue: Catalogue) -> None:
    assert "strategy.no-message" not in linted(catalogue, communication=Communication())
    gaps = (Reached("Lærer", "DS", "late", "2027-K1"), Reached("Ældrerådet", "", "open", ""))
    told = Communication((), (*gaps, Reached("Vejmand", "KT", "covered", "")), Share(1, 3))
    said = linted(catalogue, communication=told)["strategy.no-message"].message("da")
    assert said.endswith("(2): “Ældrerådet” (budskab) og “Lærer, Dagtilbud og skole” (dato før ændringen).")


def test_themes_on_which_nobody_answered(catalogue: Catalogue) -> None:
    maturity = results(Rows(), "da").maturity
    assert "strategy.theme-uncovered" not in linted(catalogue, maturity=maturity) or all(
        not theme.now.n for theme in maturity.themes
    )
    first = maturity.themes[0]
    silent = replace(first, now=replace(first.now, n=0, unknown=3))
    made = linted(catalogue, maturity=replace(maturity, respondents=3, themes=(silent,)))
    assert "(1): “Strategi og retning”." in made["strategy.theme-uncovered"].message("da")


def test_own_texts_are_looked_at_in_their_cell(catalogue: Catalogue) -> None:
    made = linted(catalogue, {"M04": "Vi implementerer roller. <b>Godt</b> 👍"})
    fog, cleaned = made["strategy.fog"], made["strategy.text-cleaned"]
    assert "(1): “implementerer” (bedre: indføre)." in fog.message("da")
    assert cleaned.message("da").endswith("Udeladt: ") is False
    assert "HTML-koder og emojier" in cleaned.message("da")
    assert (fog.file, fog.cell) == ("returned/review-LEAD.xlsx", "G5")
    assert not fog.needs_person and not cleaned.needs_person


def test_signs_in_answers_that_the_font_lacks_are_told_at_their_cells(catalogue: Catalogue) -> None:
    setting = context(catalogue, "da", rows := Rows())
    base = rows.made[rows("B4", "G1", 7, title="Robot")[0]]
    answers = {
        "B4.G1.7": replace(base, values={"title": "Robot 🤖 til 東京 – godt"}, cells={"title": "C7"}),
        "B4.G1.8": replace(base, values={"title": "“Løn” ✓ → é"}, cells={"title": "C8"}),
        "B4.G1.9": replace(base, values={"problem": "مرحبا 🤖"}, cells={"problem": "D9"}),
        "U6.LEAD.9": replace(base, sheet="U6", values={"step": "🎉"}, cells={"step": "D9"}),
    }
    setting = replace(setting, evidence=answers)
    strategy = compile_strategy(Results(), context(catalogue))
    made = [
        f for f in lint(Results(), strategy, (), setting, lint_words(), FOG) if f.code == "strategy.signs"
    ]
    assert [(f.file, f.sheet, f.cell) for f in made] == [("returned/network-G1.xlsx", "B4", "C7, D9")]
    said = made[0].message("da")
    assert "“🤖”, “東”, “京”" in said and "✓" not in said and "🎉" not in said


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Hver afdeling har en dataansvarlig. Det er godt.", "Hver afdeling har en dataansvarlig."),
        ("De dataansvarlige mødes.", "De dataansvarlige mødes."),
        ("Kommunen er dataansvarlig.", ""),
        ("Den dataansvarlige skal have en aftale med databehandleren.", ""),
        ("Dataejeren svarer for data.", ""),
    ],
)
def test_the_controller_is_the_municipality(catalogue: Catalogue, text: str, wrong: str) -> None:
    found = linted(catalogue, {"M04": text}).get("strategy.controller")
    assert (found.values["text"] if found else "") == wrong


def test_no_role_is_called_controller(catalogue: Catalogue) -> None:
    coverage = results(Rows(), "da").coverage
    renamed = replace(coverage.roles[0], title="Dataansvarlig i skolen")
    made = linted(catalogue, coverage=replace(coverage, roles=(renamed, *coverage.roles[1:])))
    assert "(1): “Dataansvarlig i skolen”." in made["strategy.controller-title"].message("da")
    assert "strategy.controller-title" not in linted(catalogue)


def test_long_and_hard_texts(catalogue: Catalogue) -> None:
    hard = "Kommunalbestyrelsens medarbejderinddragelse forudsætter ledelsesopbakning " * 12
    made = linted(catalogue, {"M01": hard})
    assert made["strategy.text-long"].values == {"count": len(hard.strip()), "most": 700}
    assert "M01" in made["strategy.hard-to-read"].message("da")
    assert "strategy.text-long" not in linted(catalogue, {"M04": hard})
    assert "strategy.text-cut" in linted(catalogue, {"M04": "https://kommunen.dk/" + "a" * 60})
    assert "strategy.text-cut" not in made
    assert "strategy.hard-to-read" not in linted(catalogue)


def test_the_gate_names_the_points_of_the_first_six(catalogue: Catalogue) -> None:
    def check(*states: str) -> Finding | None:
        points = tuple(CheckPoint(n, "", state, 0, 1) for n, state in enumerate(states, 1))
        return below_minimum(Results(minimum=MinimumCheck(points)), context(catalogue))

    assert check(*["ok"] * 6, *["missing"] * 6) is None
    found = check("ok", "ok", "partly", "ok", "missing", "ok", *["ok"] * 6)
    assert found and found.severity == "error"
    assert "mangler 2: 3. M02 og M04–M07 har ejer og dato for gennemsyn; 5." in found.message("da")
    assert "5. At least three initiatives have an owner and a benefit owner." in found.message("en")
    assert below_minimum(Results(), context(catalogue)) is not None


def test_every_word_of_the_linter_is_used() -> None:
    folder = OWN_ROOT / "kit/strategy/lint"
    code = "\n".join(path.read_text("utf-8") for path in sorted(Path(folder).glob("*.py")))
    keys = tomllib.loads((OWN_ROOT / "templates/words/lint.toml").read_text("utf-8"))
    unused = [
        key
        for key in keys
        if not re.search(f"[\"']{key}[\"']", code)
        and not re.match("left_(markup|fields|emoji|script|other)$", key)
    ]
    assert keys and unused == []
