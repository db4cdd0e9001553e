"""Returns that come in a zip or hang on a mail."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from email.message import EmailMessage

import pytest
from read_world import IDEA, RISK, Page, bytes_of, codes, token

from kit.pipeline.check import Gathered, only
from kit.read import Reader
from kit.read.limits import MEMBERS
from kit.read.sniff import sniff


def packed(*files: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


def mail(*files: tuple[str, bytes]) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = (
        "bord@eksempel.dk",
        "leder@eksempel.dk",
        "Svar fra bord 3",
    )
    letter.set_content("Her er vores ark. Venlig hilsen bord 3")
    for name, data in files:
        letter.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return letter.as_bytes()


@pytest.fixture
def two(context) -> list[tuple[str, bytes]]:
    one = bytes_of(Page("B7", [RISK]), context=context, identity=token(unit="G1"))
    other = bytes_of(Page("B4", [IDEA]), context=context, identity=token(unit="G2"))
    return [("bord 1.xlsx", one), ("mappe/bord 2 æøå.xlsx", other)]


def read(data: bytes, name: str, context, folder, *, guarded: bool = False):
    path = folder / name
    path.write_bytes(data)
    with Reader(context, guarded=guarded) as reader:
        items = reader.read_all([(path, f"returned/{name}")])
    assert path.read_bytes() == data
    assert [p.name for p in folder.iterdir()] == [name]
    return items


@pytest.mark.parametrize("guarded", [False, True])
@pytest.mark.parametrize(("make", "name"), [(packed, "alle.zip"), (mail, "svar.eml")])
def test_each_member_is_a_return_of_its_own(two, context, tmp_path, make, name, guarded):
    items = read(make(*two), name, context, tmp_path, guarded=guarded)
    assert [item.file for item in items] == [f"returned/{name}!{inner}" for inner, _ in two]
    assert [[e.sheet for e in item.evidence] for item in items] == [["B7"], ["B4"]]
    assert [e.file for item in items for e in item.evidence] == [item.file for item in items]
    assert len({item.sha256 for item in items}) == 2


def test_a_forwarded_mail_and_a_zip_on_a_mail_are_opened(two, context, tmp_path):
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "a@eksempel.dk", "b@eksempel.dk", "Svar"
    inner.set_content("Se bilag")
    inner.add_attachment(two[0][1], maintype="application", subtype="octet-stream", filename="inderst.xlsx")
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "b@eksempel.dk", "c@eksempel.dk", "VS: Svar"
    outer.set_content("Videresendt")
    outer.add_attachment(inner)
    outer.add_attachment(packed(two[1]), maintype="application", subtype="zip", filename="mere.zip")
    items = read(outer.as_bytes(), "vs.eml", context, tmp_path)
    assert [item.file for item in items] == [
        "returned/vs.eml!inderst.xlsx", "returned/vs.eml!mere.zip!mappe/bord 2 æøå.xlsx",
    ]  # fmt: skip
    assert all(item.evidence for item in items)


@pytest.mark.parametrize("inside", [False, True])
def test_text_in_a_mail_is_said_once_beside_its_first_file(two, context, tmp_path, inside):
    data, name = (packed(("svar.eml", mail(*two))), "alle.zip") if inside else (mail(*two), "svar.eml")
    items = read(data, name, context, tmp_path)
    assert ["file.mail-text" in codes(item) for item in items] == [True, False]
    assert all(item.evidence for item in items)


def test_a_mail_without_a_word_of_its_own_says_nothing_of_text(two, context, tmp_path):
    silent = mail(two[0]).replace(b"Her er vores ark. Venlig hilsen bord 3", b" ")
    assert codes(read(silent, "svar.eml", context, tmp_path)[0]) == {"sheet.missing", "cell.expected-empty"}


def test_a_mail_with_nothing_but_text_says_both(context, tmp_path):
    item = read(mail(), "svar.eml", context, tmp_path)[0]
    assert codes(item) == {"file.holds-nothing", "file.mail-text"}


def test_every_other_member_has_a_finding_that_names_it(two, context, tmp_path):
    files = [*two, ("note.txt", "Husk mælk".encode()), ("~$bord 1.xlsx", b"lock"), ("tom.xlsx", b""),
             ("inde.zip", packed(*two)), ("halv.xlsx", two[0][1][:900])]  # fmt: skip
    items = read(packed(*files), "alle.zip", context, tmp_path)
    said = {item.file.partition("!")[2]: codes(item) for item in items if not item.evidence}
    assert said == {
        "note.txt": {"file.not-a-workbook"}, "tom.xlsx": {"file.empty"}, "inde.zip": {"file.nested"},
        "halv.xlsx": {"file.damaged"},
    }  # fmt: skip
    assert len(items) == len(files) - 1


def test_equal_names_and_names_that_lead_outside(two, context, tmp_path):
    data = two[0][1]
    with pytest.warns(UserWarning, match="Duplicate name"):
        zipped = packed(("a.xlsx", data), ("A.xlsx", data), ("a.xlsx", data), ("../../b.xlsx", data))
    items = read(zipped, "x.zip", context, tmp_path)
    assert [item.file.partition("!")[2] for item in items] == ["A.xlsx", "a.xlsx", "a.xlsx (2)", "b.xlsx"]
    windows = read(packed(("C:\\mappe\\..\\c.xlsx", data)), "x.zip", context, tmp_path)
    assert windows[0].file == "returned/x.zip!mappe/c.xlsx"


def test_a_damaged_member_leaves_the_others(two, context, tmp_path):
    zipped = bytearray(packed(*two))
    zipped[200] ^= 255
    items = read(bytes(zipped), "x.zip", context, tmp_path)
    assert codes(items[0]) == {"file.damaged"} and items[1].evidence


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed(), "file.holds-nothing"),
        (mail(), "file.holds-nothing"),
        (packed(*((f"{n}.txt", b"x") for n in range(MEMBERS + 1))), "file.too-many"),
        (mail(("tom.zip", packed())), "file.holds-nothing"),
    ],
)
def test_a_container_that_gives_nothing_or_too_much(data, code, context, tmp_path):
    items = read(data, "x.bin", context, tmp_path)
    assert code in {found for item in items for found in codes(item)}


def test_a_text_with_colons_is_no_mail():
    assert sniff(b"Navn: A\r\nBord: 3\r\nDato: i dag\r\n") == "csv"
    assert sniff(b"Emne;Content-Type:\n") == "csv"
    assert sniff(mail(("a", b"b"))) == "eml"


def test_a_check_of_a_zip_is_about_its_members(two, context, tmp_path):
    items = read(packed(*two), "alle.zip", context, tmp_path)
    other = replace(items[0], file="returned/alle.xlsx")
    gathered = Gathered((*items, other), (), ())
    assert only(gathered, frozenset({"returned/alle.zip"})).returns == items
