"""The kit's own content is whole, and a process's broken content is told fault by fault."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path, PurePosixPath

import pytest

from kit.content import load_catalogue, load_words
from kit.errors import BrokenContent
from kit.model.catalogue import Catalogue
from kit.model.text import LANGUAGES, Text
from kit.resources import OWN_ROOT, Resources

TIER_1 = [
    "B1",
    "B2",
    "B4",
    "B7",
    "B9",
    "C1",
    "C2",
    "C3",
    "F1",
    "F2",
    "F3",
    "R1",
    "R2",
    "R3",
    "R4",
    "S1",
    "S3",
    "S4",
    "U1",
    "U2",
    "U4",
    "U7",
]


def texts_of(value: object, path: str = "") -> list[tuple[str, Text]]:
    if isinstance(value, Text):
        return [(path, value)]
    if is_dataclass(value):
        return [t for f in fields(value) for t in texts_of(getattr(value, f.name), f"{path}.{f.name}")]
    if isinstance(value, dict):
        return [t for key, item in value.items() for t in texts_of(item, f"{path}[{key}]")]
    if isinstance(value, tuple):
        return [t for n, item in enumerate(value) for t in texts_of(item, f"{path}[{n}]")]
    return []


def test_counts_are_those_of_the_process(catalogue: Catalogue) -> None:
    assert [len(catalogue.themes), len(catalogue.roles), len(catalogue.competences)] == [16, 18, 12]
    assert len(catalogue.decisions) == 14
    kinds = [force.kind for force in catalogue.forces]
    assert (kinds.count("barrier"), kinds.count("driver")) == (14, 12)
    assert sorted(code for code, sheet in catalogue.sheets.items() if sheet.tier == 1) == TIER_1
    assert [w.minutes for w in catalogue.workshops] == [90, 180, 180, 50, 180, 180]


def test_every_text_has_every_language(catalogue: Catalogue) -> None:
    texts = texts_of(catalogue)
    assert len(texts) > 1500
    gaps = {path for path, text in texts for lang in LANGUAGES if not text[lang].strip()}
    assert {path for path in gaps if not path.startswith(".review.guide")} == set()


def test_first_view_has_at_most_eight_columns_required_first(catalogue: Catalogue) -> None:
    for sheet in catalogue.sheets.values():
        if sheet.layout == "matrix" or sheet.tier == 0:  # the lead's own workbook shows all there is to know
            continue
        first = [c for c in sheet.columns if not c.more and not c.scores]
        assert len(first) <= 8, sheet.code
        answers = [c.need for c in first if c.id not in (*sheet.prefilled, *sheet.once)]
        later = answers[answers.count("required") :]
        assert "required" not in later, (sheet.code, answers)


def test_ideas_need_only_title_and_problem(catalogue: Catalogue) -> None:
    required = [c.id for c in catalogue.sheets["B4"].columns if c.need == "required"]
    assert required == ["title", "problem"]


def test_headers_are_unique_in_a_sheet(catalogue: Catalogue) -> None:
    for sheet in catalogue.sheets.values():
        for lang in LANGUAGES:
            headers = [c.header[lang].casefold() for c in sheet.columns]
            assert len(headers) == len(set(headers)), (sheet.code, lang)


@pytest.fixture
def process_with(tmp_path: Path):
    def make(name: str, change) -> Resources:
        target = tmp_path / "workshops" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(change((OWN_ROOT / "workshops" / name).read_text("utf-8")), "utf-8")
        return Resources(tmp_path)

    return make


def test_all_faults_of_a_content_file_are_told_at_once(process_with) -> None:
    def spoil(text: str) -> str:
        text = text.replace("minutes = 90", "minutes = 95", 1)
        text = text.replace('seating = "plenary"', 'seating = "plenum"', 1)
        return "surprise = 1\n" + text.replace("[guide]\n", "[guide]\npurpuse = 1\n", 1)

    _, findings = load_catalogue(process_with("kickoff.toml", spoil))
    codes = sorted(f.code for f in findings)
    assert codes == ["content.minutes", "content.unknown-key", "content.unknown-key", "content.wrong-value"]
    assert {f.file for f in findings} == {"workshops/kickoff.toml"}
    assert any("purpose" in f.remedy("da") for f in findings), "a near miss is suggested"


def test_a_missing_language_is_told_with_its_key(process_with) -> None:
    resources = process_with("modules.toml", lambda text: text.replace(', en = "In brief"', "", 1))
    _, findings = load_catalogue(resources)
    assert [(f.code, f.values["key"], f.values["lang"]) for f in findings] == [
        ("content.missing-language", "M01.title", "en")
    ]


def test_a_file_that_is_no_toml_is_one_finding(process_with) -> None:
    _, findings = load_catalogue(process_with("thresholds.toml", lambda text: "[[" + text))
    assert [f.code for f in findings] == ["content.not-toml"]
    assert "line 1" in findings[0].message("en")


def test_an_unknown_role_in_a_decision_is_told(process_with) -> None:
    resources = process_with("cards/decisions.toml", lambda text: text.replace("RO-01", "RO-99", 1))
    _, findings = load_catalogue(resources)
    assert [(f.code, f.values["id"]) for f in findings] == [("content.unknown-reference", "RO-99")]


def test_a_wrong_entry_of_a_list_is_told_not_dropped(process_with) -> None:
    def spoil(text: str) -> str:
        return text.replace("results = [", 'results = [\n  "en bar sætning",', 1)

    catalogue, findings = load_catalogue(process_with("kickoff.toml", spoil))
    assert [(f.code, f.values["key"]) for f in findings] == [("content.wrong-value", "guide.results")]
    assert "en bar sætning" in findings[0].message("da")
    assert len(catalogue.workshop("kickoff").guide.results) == 4


def test_an_unknown_key_of_a_requirement_is_told(process_with) -> None:
    resources = process_with(
        "cards/competences.toml",
        lambda text: text.replace("[[requirements]]\n", "[[requirements]]\nlvl = 1\n", 1),
    )
    _, findings = load_catalogue(resources)
    assert [f.code for f in findings] == ["content.unknown-key"]


# words --------------------------------------------------------------------------------------------------


@pytest.fixture
def own_words(tmp_path: Path):
    def make(change) -> Resources:
        target = tmp_path / "templates/words/make.toml"
        target.parent.mkdir(parents=True)
        target.write_text(change((OWN_ROOT / "templates/words/make.toml").read_text("utf-8")), "utf-8")
        return Resources(tmp_path)

    return make


def test_a_process_may_have_its_own_words(own_words) -> None:
    resources = own_words(lambda text: text.replace('da = "Bord"', 'da = "Gruppe"', 1))
    assert load_words(resources, "make", "da")("group") == "Gruppe"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('group = { da = "Bord", en = "Table" }\n', "", "content.missing-key"),
        ('lead = { da = "Forløbsleder", en', "lead = { en", "content.missing-language"),
        ("kort-{deck}", "kort-{bunke}", "content.wrong-value"),
        ("kort-{deck}", "kort-{deck", "content.wrong-value"),
        ("group =", "group = =", "content.not-toml"),
    ],
)
def test_own_words_that_would_not_work_are_told(own_words, old: str, new: str, code: str) -> None:
    resources = own_words(lambda text: text.replace(old, new, 1))
    with pytest.raises(BrokenContent) as broken:
        load_words(resources, "make", "da")
    codes = {finding.code for finding in broken.value.findings}
    assert code in codes
    assert {finding.file for finding in broken.value.findings} == {"templates/words/make.toml"}


def test_all_words_of_the_kit_can_be_loaded(resources: Resources) -> None:
    parts = [
        (folder, PurePosixPath(name).stem)
        for folder in ("templates/words", "templates/strategy")
        for name in resources.names(folder, ".toml")
    ]
    assert len(parts) > 10
    for folder, part in parts:
        assert load_words(resources, part, "en", folder).texts, part
