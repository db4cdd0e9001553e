"""``kit doctor``: every check is green on a sound folder and says what is wrong on a broken one."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import docx
import pytest
from PIL import Image
from pipeline_world import fill, folder_at, made

from kit.cli.main import run
from kit.findings import Finding
from kit.pipeline.doctor import CHECKS, doctor
from kit.pipeline.folder import Folder, open_folder
from kit.render.deck.check import missing_layouts
from kit.render.deck.template import LAYOUTS
from kit.render.strategy.check import missing_styles
from kit.resources import OWN_ROOT


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return folder_at(tmp_path_factory.mktemp("doctor") / "forløb")


@pytest.fixture
def process(sound: Folder, tmp_path: Path) -> Path:
    shutil.copytree(sound.root, tmp_path / "forløb")
    return tmp_path / "forløb"


def put(process: Path, name: str, data: bytes = b"x") -> None:
    path = process / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def found(process: Path, key: str) -> dict[str, Finding]:
    """What one check has found, by code; all others are fine."""
    checks = {check.key: check for check in doctor(open_folder(process)).checks}
    assert tuple(checks) == CHECKS
    assert [other for other, check in checks.items() if check.findings and other != key] == []
    for finding in checks[key].findings:
        assert "{" not in finding.message("da") + finding.remedy("en")
    return {finding.code: finding for finding in checks[key].findings}


def picture(width: int, height: int) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(data, "PNG")
    return data.getvalue()


def with_logo(process: Path, name: str = "logo.png") -> Path:
    file = process / "kit.toml"
    file.write_text(file.read_text("utf-8").replace('# logo = "logo.png"', f'logo = "{name}"'), "utf-8")
    return process


def test_a_new_folder_is_sound(process: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor(open_folder(process)).findings == ()
    assert run(["-C", str(process), "doctor"]) == 0
    said = capsys.readouterr().out
    assert said.count(" ok ") == len(CHECKS) and "Ingen bemærkninger" in said


def test_the_own_word_file_of_the_kit_lacks_nothing() -> None:
    assert missing_styles((OWN_ROOT / "templates/strategy.docx").read_bytes()) == ()
    assert missing_layouts((OWN_ROOT / "templates/deck.pptx").read_bytes()) == ()


def bare_word() -> bytes:
    data = io.BytesIO()
    docx.Document().save(data)
    return data.getvalue()


def test_a_word_file_without_the_styles_is_used_with_the_kits(process: Path) -> None:
    bare = bare_word()
    put(process, "templates/strategy.docx", bare)
    finding = found(process, "templates")["template.styles-missing"]
    assert not finding.needs_person and "“" in finding.message("da")
    assert open_folder(process).resources.bytes("templates/strategy.docx") == bare


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 half", b"{\\rtf1 old}", picture(10, 10)])
@pytest.mark.parametrize("name", ["templates/strategy.docx", "templates/deck.pptx"])
def test_templates_that_cannot_be_opened_give_way(process: Path, name: str, data: bytes) -> None:
    put(process, name, data)
    assert found(process, "templates")["template.unreadable"].file == name
    assert open_folder(process).resources.bytes(name) == (OWN_ROOT / name).read_bytes()


def test_a_presentation_as_word_file_is_none(process: Path) -> None:
    put(process, "templates/strategy.docx", (OWN_ROOT / "templates/deck.pptx").read_bytes())
    assert "template.unreadable" in found(process, "templates")


def test_a_deck_without_the_layouts_gives_way(process: Path) -> None:
    from pptx import Presentation

    data = io.BytesIO()
    Presentation().save(data)
    assert set(missing_layouts(data.getvalue()) or ()) >= set(LAYOUTS)
    put(process, "templates/deck.pptx", data.getvalue())
    assert "“Agenda”" in found(process, "templates")["template.layouts-missing"].message("da")
    assert open_folder(process).resources.is_own("templates/deck.pptx")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "template.no-logo"),
        (b"no picture", "template.logo-unreadable"),
        (picture(400, 100)[:60], "template.logo-unreadable"),
        (picture(40, 90), "template.logo-small"),
        (b"x" * 5_000_001, "template.logo-large"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', "template.logo-unreadable"),
        (picture(400, 100), ""),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', ""),
    ],
)
def test_the_logo(process: Path, data: bytes | None, code: str) -> None:
    with_logo(process)
    if data is not None:
        put(process, "logo.png", data)
    assert set(found(process, "logo")) == ({code} if code else set())
    shown = open_folder(process).resources.logo
    assert shown == ("logo.png" if code in {"", "template.logo-small"} else None)


def test_a_logo_outside_the_folder_is_not_looked_at(process: Path) -> None:
    put(process.parent, "logo.png", picture(400, 100))
    assert "template.no-logo" in found(with_logo(process, "../logo.png"), "logo")


def test_a_broken_font(process: Path) -> None:
    put(process, "templates/fonts/Kommune.ttf", b"no font")
    assert found(process, "fonts")["template.font-unreadable"].file == "templates/fonts/Kommune.ttf"


def test_files_that_replace_nothing_with_what_they_may_mean(process: Path) -> None:
    put(process, "templates/strategi.docx")
    put(process, "workshops/role.toml")
    put(process, "templates/.DS_Store")
    checks = {check.key: check.findings for check in doctor(open_folder(process)).checks}
    hints = {finding.file: finding.message("da") for finding in checks["overrides"]}
    assert list(hints) == ["templates/strategi.docx", "workshops/role.toml"]
    assert "(templates/strategy.docx?)" in hints["templates/strategi.docx"]
    assert "(workshops/roles.toml?)" in hints["workshops/role.toml"]


def test_returns_that_cannot_be_read(process: Path) -> None:
    put(process, "returned/bord 1.xlsx", b"")
    assert set(found(process, "returned")) == {"file.empty"}


def test_outputs_that_cannot_be_written(process: Path) -> None:
    put(process, "outputs", b"a file where the folder should be")
    checks = {check.key: check.findings for check in doctor(open_folder(process)).checks}
    assert [finding.code for finding in checks["outputs"]] == ["folder.not-writable"]


def test_the_manifest_and_edited_files(process: Path) -> None:
    sheets = list(made(open_folder(process), "kickoff").values())
    sheets[0].write_bytes(b"rettet")
    assert set(found(process, "edited")) == {"folder.edited"}
    sheets[0].unlink()
    assert found(process, "manifest")["folder.gone"].values["count"] == 1
    put(process, "outputs/manifest.json", b"{")
    assert set(found(process, "manifest")) == {"folder.manifest-broken"}


def test_the_strategy_is_linted_and_json_tells_it(process: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = made(open_folder(process), "kickoff")["kickoff-bord-1"]
    fill(
        sheet,
        process / "returned/bord 1.xlsx",
        {
            ("F2", "force", 1): "Barriere", ("F2", "description", 1): "Ingen ved, hvem der ejer data",
            ("F2", "strength", 1): 5, ("F2", "influence", 1): 5,
        },
    )  # fmt: skip
    assert "Ingen ved" in found(process, "strategy")["strategy.barrier-without-move"].message("da")
    assert run(["-C", str(process), "doctor", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["findings"]
    assert [one["code"] for one in told] == ["strategy.barrier-without-move"]
