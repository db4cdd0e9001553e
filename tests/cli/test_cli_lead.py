"""``kit initiatives`` and ``kit trace`` from the command line."""

from __future__ import annotations

import pytest

from kit.cli.main import run

ASKED = ["--municipality", "Prøvekøbing", "--start", "2027-01-12"]


@pytest.fixture
def process_folder(tmp_path, capsys):
    assert run(["new", str(tmp_path / "forløb"), *ASKED]) == 0
    capsys.readouterr()
    return tmp_path / "forløb"


def test_what_if_that_cannot_be_read_is_told(process_folder, capsys):
    assert run(["-C", str(process_folder), "initiatives", "--what-if", "en dag mere"]) == 2
    assert "“en dag mere” kan ikke læses" in capsys.readouterr().err


def test_what_if_of_a_role_that_nobody_knows_is_told(process_folder, capsys):
    assert run(["-C", str(process_folder), "initiatives", "--what-if", "RO-99=+7,4"]) == 2
    said = capsys.readouterr().err
    assert "Rollen RO-99 findes ikke" in said and "RO-09" in said


def test_without_initiatives_a_sentence(process_folder, capsys):
    assert run(["-C", str(process_folder), "initiatives"]) == 0
    assert "Der er ingen initiativer endnu" in capsys.readouterr().out


def test_trace_without_a_register_says_what_to_do(process_folder, capsys):
    assert run(["-C", str(process_folder), "trace", "M04.coverage"]) == 2
    assert "Kør først kit consolidate" in capsys.readouterr().err


@pytest.mark.parametrize("lang, word", [("da", "findes ikke i registeret"), ("en", "is not in the register")])
def test_trace_of_nothing_is_told(process_folder, capsys, lang, word):
    run(["-C", str(process_folder), "--lang", lang, "consolidate"])
    capsys.readouterr()
    assert run(["-C", str(process_folder), "--lang", lang, "trace", "nonsens"]) == 2
    assert word in capsys.readouterr().err


def test_the_gate_fails_below_the_minimum_and_all_is_written(process_folder, capsys):
    assert run(["-C", str(process_folder), "consolidate"]) == 0
    capsys.readouterr()
    assert run(["-C", str(process_folder), "consolidate", "--gate", "mvp"]) == 1
    said = capsys.readouterr().out
    assert "[strategy.below-minimum]" in said and "1. Formålet står i én sætning" in said
    assert (process_folder / "outputs/strategy/strategy.pdf").is_file()
    assert run(["-C", str(process_folder), "consolidate", "--gate", "all"]) == 2
