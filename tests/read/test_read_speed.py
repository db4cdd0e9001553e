"""What makes many returns fast must not change what is read."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterable
from pathlib import Path

from kit.model.sheet import KEY_PREFIX
from kit.read.known import Known
from kit.read.layout import Beginnings, layouts_of
from kit.read.parts import remembering
from kit.read.pipe import pickled
from kit.read.text import one_line, tidy, unified


def known_as(names: Iterable[str]) -> Known:
    return Known({unified(name): name for name in names})


def test_near_names_among_thousands_are_found_in_a_moment():
    names = [
        f"{a}{b} {c}ssystem" for a in "abcdefghij" for b in "aeiouyæøå" for c in ("dag", "nat", "uge") * 20
    ]
    known = known_as(f"{name} {n % 7}" for n, name in enumerate(names))
    start = time.process_time()
    found = [known.near(f"{name} {n % 7}x") for n, name in enumerate(names)]
    assert time.process_time() - start < 2
    assert found[0] == f"{names[0]} 0" and None not in found


def test_a_name_with_other_digits_is_another_name():
    known = known_as(["KMD Nexus 2", "Prisme"])
    assert known.near("KMD Nexus 3") is None
    assert known.near("KMD Nexsus 2") == "KMD Nexus 2"
    assert known.near("KMDNexus 2") == "KMD Nexus 2"


def test_a_part_of_a_name_is_told_if_only_one_name_has_it():
    known = known_as(["KMD Nexus", "Cura"])
    assert known.near("Nexus") == "KMD Nexus"
    assert known.near("Cura til hjemmepleje") == "Cura"
    assert known_as(["KMD Nexus", "Systematic Nexus"]).near("Nexus") is None


def test_what_the_helper_is_told_arrives_as_it_is(context):
    told = pickle.loads(pickled((context, Path("a.xlsx"), "returned/a.xlsx")))
    assert told == (context, Path("a.xlsx"), "returned/a.xlsx")


def test_small_parts_are_read_once_and_big_ones_are_not_kept():
    seen = []
    read = remembering(lambda data: seen.append(len(data)) or len(data))
    for size in (10, 10, 2**18, 2**18):
        assert read(b"x" * size) == size
    assert seen == [10, 2**18, 2**18]


def test_texts_that_need_no_cleaning_are_the_same_as_cleaned_ones():
    for text in ("Én æske", "a  b", " a", "a\nb", "a\u00adb", "e\u0301", "a\u200bb", "", "“x” – y"):
        cleaned = tidy(text + "\n").replace("\u00ad", "\u00ad")
        assert tidy(text) == cleaned
        assert one_line(text) == " ".join(cleaned.split())


def test_a_quick_look_passes_over_no_printed_text(context):
    for layout in layouts_of(context).by_code.values():
        columns = [field.column for field in layout.fields.values() if field.entry is None]
        wordings = {w for c in columns for w in (*c.header.all(), *c.help.all())}
        assert wordings
        wordings |= {wording.upper() for wording in wordings} | {f"{KEY_PREFIX}{layout.sheet.code}.title"}
        for _ in range(2):
            assert layout.printed_among({*wordings, "Qwzx står ingen steder"}) == wordings - {""}
    assert layouts_of(context).marks_among(["Qwzx"]) == frozenset()


def test_an_accent_after_the_first_letters_is_no_reason_to_pass_over_a_text():
    begins = Beginnings(["abcdéfgh", "åben"])
    for text in ("abcde\u0301fgh", "ab, c–de\u0301fgh", "A\u030aben", "ABCD", "…", f"{KEY_PREFIX}F1.title"):
        assert begins.near([text]) == begins.near([text]) == [text]
    assert begins.near(["abdéfgh", "abcdex", "Aben", "b"]) == []
