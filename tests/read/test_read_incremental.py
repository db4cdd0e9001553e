"""What was read before is not read again, and nobody can tell from the result."""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from read_world import IDEA, RISK, Page, book_of, saved, token

from kit.findings import Finding
from kit.model.evidence import UNKNOWN, Evidence, Return, Unread
from kit.model.mark import CopyMark
from kit.model.process import Unit
from kit.model.sheet import Identity
from kit.read import Reader, memory, packing, store, version
from kit.read.packing import UnfitError, pack, unpack
from kit.read.returns import Interpreter
from kit.resources import OWN_ROOT

# what is stored -------------------------------------------------------------------------------------------

GROUP = Unit("group", "3")
ROW = Evidence(
    id="B4.G3.7", sheet="B4", workshop="network", unit=GROUP, file="returned/a.xlsx", tab="B4", row=7,
    values={"title": "Én æske", "days": 3, "value": 3.0, "day": date(2027, 1, 2), "areas": ("SO", "VP"),
            "none": (), "dots": UNKNOWN},
    cells={"title": "B7", "days": "C7"}, complete=False,
)  # fmt: skip
WHOLE = Return(
    file="returned/a.xlsx",
    sha256="9f" * 32,
    format="xlsx",
    identity=Identity("PRVK27", "NET", GROUP, 2),
    evidence=(ROW, replace(ROW, id="B4.G3.8", values={}), *(replace(ROW, id=f"B4.G3.{n}") for n in range(9))),
    findings=(Finding("cell.not-in-list", "returned/a.xlsx", "B4", "D7", {"value": "Akitv", "n": 3}),),
    kept=(("B4", "X9", "løst"),),
    unread=(Unread("B4", "network", GROUP, "B4", 7, "type", "D7", "Akitv"),),
    copy_of=CopyMark(2, "9f86d081884c"),
)


def exactly(returns: object) -> str:
    """With types and the order of every mapping: 3 is not 3.0 and not True."""
    return repr(returns)


def nested(value: object) -> set[type]:
    """Every dataclass that a type names, itself or inside."""
    found = {value} if isinstance(value, type) and is_dataclass(value) else set()
    inner = list(get_args(value))
    for kind in found:
        inner += get_type_hints(kind).values()
    return found.union(*map(nested, inner))


def test_every_field_of_a_return_comes_back():
    for item in (WHOLE, WHOLE.evidence[0], WHOLE.findings[0], WHOLE.unread[0]):
        for field in fields(item):
            default = field.default if field.default_factory is MISSING else field.default_factory()
            assert getattr(item, field.name) != default, f"{field.name}: give it a value here"
    assert exactly(unpack(pack((WHOLE,)))) == exactly((WHOLE,))
    assert exactly(unpack(pack((WHOLE, replace(WHOLE, identity=None), WHOLE)))) == exactly(
        (WHOLE, replace(WHOLE, identity=None), WHOLE)
    )


def test_every_class_that_a_return_holds_has_a_stored_form():
    assert nested(Return) == set(packing._CLASSES)


texts = some.text(max_size=12) | some.sampled_from(["", "Én", "\ud800", "\udcff\ud83d", "\x00\n", "😀"])
numbers = some.integers() | some.floats(allow_nan=False) | some.booleans()
values = texts | numbers | some.dates() | some.tuples() | some.lists(texts).map(tuple) | some.just(UNKNOWN)
rows = some.builds(
    Evidence, id=texts, sheet=texts, workshop=texts, unit=some.builds(Unit, texts, texts), file=texts, tab=texts,
    row=some.integers(), values=some.dictionaries(texts, values), cells=some.dictionaries(texts, texts),
    complete=some.booleans(),
)  # fmt: skip
told = some.builds(Finding, texts, texts, texts, texts, some.dictionaries(texts, values | some.none()))


@given(some.lists(rows, max_size=7), some.lists(told, max_size=3))
@settings(deadline=None, max_examples=150)
def test_any_values_come_back_as_they_were(evidence, findings):
    item = replace(WHOLE, evidence=tuple(evidence), findings=tuple(findings))
    assert exactly(unpack(pack((item,)))) == exactly((item,))


def repr_of(value: object) -> str:
    return type(value).__name__


@pytest.mark.parametrize(
    "value", [datetime(2027, 1, 2), b"x", {1, 2}, {1: "x"}, object(), 10**5000], ids=repr_of
)
def test_what_has_no_stored_form_is_refused(value):
    with pytest.raises(UnfitError):
        pack((replace(WHOLE, evidence=(replace(ROW, values={"a": value}),)),))


anything = some.recursive(
    some.none() | some.integers() | texts | some.sampled_from([*packing._BY_NAME]),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(
            some.sampled_from(["rows", "count", "columns", "map", "one", "fields", "date"]), inner
        )
    ),
    max_leaves=12,
)


@given(some.binary() | anything.map(lambda value: packing.json.dumps(value).encode()))
@settings(deadline=None)
def test_foreign_content_is_refused_and_breaks_nothing(data):
    try:
        found = unpack(data)
    except UnfitError:
        return
    assert all(type(item) is Return for item in found)


@pytest.mark.parametrize(("what", "now"), [('"count":11', '"count":12'), ('"count":11', '"count":10')])
def test_rows_that_lack_a_value_are_refused(what, now):
    data = pack((WHOLE,))
    assert data.count(what.encode()) == 1
    with pytest.raises(UnfitError):
        unpack(data.replace(what.encode(), now.encode()))


# what is read again -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pool(context) -> list[bytes]:
    """A few returns, two of the same table, one with faults, a zip of them, a table as text, and junk."""
    unit = [
        saved(book_of(Page("B4", [{**IDEA, "days": n}]), context=context, identity=token(unit=f"G{n}")))
        for n in (1, 2)
    ]
    wrong = {**IDEA, "type": "Akitv", "value": 99}
    double = saved(
        book_of(Page("B4", [wrong]), Page("B7", [RISK]), context=context, identity=token(unit="G1"))
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("bord 1.xlsx", double)
        archive.writestr("noter.txt", "kun noter")
    return [*unit, double, held.getvalue(), b"Titel;Problem\n\xc6\xf8;x\n", b"", b"PK\x03\x04 nonsense"]


@pytest.fixture
def opened(monkeypatch) -> Counter[str]:
    """How often each file was opened by the reader."""
    count: Counter[str] = Counter()
    read = Interpreter.read
    monkeypatch.setattr(
        Interpreter, "read", lambda self, path, name: count.update([name]) or read(self, path, name)
    )
    return count


@pytest.fixture
def desk(tmp_path, context, pool):
    return Desk(tmp_path, context, pool)


class Desk:
    """Files in a folder, read with a store."""

    def __init__(self, folder: Path, context, pool) -> None:
        self.returned, self.store = folder / "returned", folder / "outputs" / ".read" / "readings.sqlite"
        self.returned.mkdir(parents=True)
        self.context, self.pool = context, pool

    def put(self, name: str, number: int) -> None:
        (self.returned / name).write_bytes(self.pool[number])

    def files(self):
        return [(path, f"returned/{path.name}") for path in sorted(self.returned.iterdir())]

    def read(self, context=None, *, store: bool = True):
        with Reader(context or self.context, guarded=False, store=self.store if store else None) as reader:
            return reader.read_all(self.files())

    def names(self) -> set[str]:
        with sqlite3.connect(self.store) as connection:
            found = {name for (name,) in connection.execute("SELECT name FROM reading")}
        connection.close()
        return found


def test_unchanged_files_are_not_opened_again(desk, opened):
    for number, name in enumerate(("a.xlsx", "b.xlsx", "c.xlsx", "d.zip", "e.csv", "f.bin", "g.xlsx")):
        desk.put(name, number)
    first = desk.read()
    assert sum(opened.values()) == 7
    assert {code for item in first for code in [f.code for f in item.findings]} >= {"file.empty"}
    again = desk.read()
    assert sum(opened.values()) == 7
    assert exactly(again) == exactly(first) == exactly(desk.read(store=False))
    assert len([item for item in again if item.file.startswith("returned/d.zip!")]) == 2


def test_a_helper_is_started_only_where_something_is_new(desk):
    for number, name in enumerate(("a.xlsx", "b.xlsx")):
        desk.put(name, number)
    helpers = []
    for more in (False, False, True):
        if more:
            desk.put("b.xlsx", 2)
        with Reader(desk.context, store=desk.store) as reader:
            found = reader.read_all(desk.files())
            helpers.append(len(reader._workers))
        assert exactly(found) == exactly(desk.read(store=False))
    assert helpers == [1, 0, 1]


def test_a_changed_file_is_read_again_even_if_its_size_and_time_are_the_same(desk, opened):
    desk.put("a.csv", 4)
    path = desk.returned / "a.csv"
    first, times = desk.read(), path.stat()
    path.write_bytes(desk.pool[4].replace(b"x", b"y"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert path.stat().st_size == times.st_size
    assert desk.read() != first
    assert opened["returned/a.csv"] == 2


def test_another_context_reads_anew(desk, context, opened):
    desk.put("a.xlsx", 0)
    desk.read()
    process = replace(context.process, tier2=frozenset({"B9", "S7", "R6"}))
    desk.read(replace(context, process=process))
    assert opened["returned/a.xlsx"] == 2
    desk.read(replace(context, process=process))
    assert opened["returned/a.xlsx"] == 2


def test_another_reader_reads_anew(desk, opened, monkeypatch):
    desk.put("a.xlsx", 0)
    desk.read()
    monkeypatch.setattr(version, "_code", lambda: "a newer reader")
    desk.read()
    assert opened["returned/a.xlsx"] == 2


def test_the_digest_is_the_same_in_every_run_and_covers_reader_and_model(context):
    program = (
        "import sys; from pathlib import Path; from kit.pipeline.folder import *; from kit.read import ReadContext;"
        "from kit.read.version import reading_digest; from kit.content import load_catalogue, read_process;"
        "from kit.model.sheet import Lists; catalogue, _ = load_catalogue(Resources());"
        "process = Process('X', 'X1', 'da', (), (), tier2=frozenset('ABCDEFG'));"
        "print(reading_digest(ReadContext(process, catalogue, Lists({}))))"
    )
    told = [
        subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed},
                       cwd=OWN_ROOT, capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert told[0] == told[1] != ""
    assert version.reading_digest(context) != version.reading_digest(
        replace(context, process=replace(context.process, lang="en"))
    )


def test_the_digest_hears_of_every_source_of_reader_and_model(monkeypatch):
    seen: list[Path] = []
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: seen.append(self) or read(self))
    version._code.__wrapped__()
    names = {path.relative_to(OWN_ROOT).as_posix() for path in seen}
    assert {
        "kit/read/values.py",
        "kit/read/xlsx.py",
        "kit/model/evidence.py",
        "kit/findings/__init__.py",
    } <= names


def test_a_removed_file_leaves_nothing_behind(desk):
    desk.put("a.xlsx", 0)
    desk.put("b.xlsx", 2)
    desk.read()
    trace = hashlib.sha256(desk.pool[2]).hexdigest().encode()
    assert trace in desk.store.read_bytes()
    for path in desk.returned.iterdir():
        path.unlink()
    assert desk.read() == ()
    assert desk.names() == set()
    assert trace not in desk.store.read_bytes()


def test_a_renamed_file_is_another_file(desk):
    desk.put("a.xlsx", 0)
    desk.read()
    (desk.returned / "a.xlsx").rename(desk.returned / "b.xlsx")
    (item,) = desk.read()
    assert {item.file, *(one.file for one in item.evidence)} == {"returned/b.xlsx"}
    assert desk.names() == {"returned/b.xlsx"}


def test_a_failure_of_the_moment_is_not_remembered(desk, monkeypatch):
    desk.put("a.xlsx", 0)
    read = Interpreter.read

    def broken(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Interpreter, "read", broken)
    (item,) = desk.read()
    assert [finding.code for finding in item.findings] == ["file.unreadable"]
    monkeypatch.setattr(Interpreter, "read", read)
    assert desk.read()[0].evidence


def test_a_file_that_changes_while_it_is_read_is_not_remembered(desk, monkeypatch):
    desk.put("a.xlsx", 0)
    read = Interpreter.read

    def overtaken(self, path, name):
        path.write_bytes(desk.pool[1])
        return read(self, path, name)

    monkeypatch.setattr(Interpreter, "read", overtaken)
    desk.read()
    monkeypatch.setattr(Interpreter, "read", read)
    desk.put("a.xlsx", 0)
    assert exactly(desk.read()) == exactly(desk.read(store=False))


def test_a_file_too_big_to_be_a_return_is_not_hashed(desk, monkeypatch):
    monkeypatch.setattr("kit.read.limits.FILE_BYTES", 10)
    desk.put("a.xlsx", 0)
    assert memory.sha256_of(desk.returned / "a.xlsx") == ""
    assert [finding.code for finding in desk.read()[0].findings] == ["file.too-big"]


# the store itself -------------------------------------------------------------------------------------------


def spoil_row(path: Path) -> None:
    content = b'{"rows":"Return","count":1,"columns":[]}'
    with sqlite3.connect(path) as connection:
        connection.execute(
            "UPDATE reading SET content = ?, checksum = ?", [content, store.zlib.crc32(content)]
        )
    connection.close()


def spoil_checksum(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        (content,) = connection.execute("SELECT content FROM reading").fetchone()
        connection.execute("UPDATE reading SET content = ?", [content[:-1] + bytes([content[-1] ^ 1])])
    connection.close()


def make_foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE reading (name)")
        connection.execute("INSERT INTO reading VALUES ('x')")
    connection.close()


def drop_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE reading")
    connection.close()


SPOILT = {
    "no database": lambda path: path.write_bytes(b"not a database at all" * 99),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "overwritten": lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 9000),
    "empty": lambda path: path.write_bytes(b""),
    "foreign": make_foreign,
    "without its table": drop_table,
    "spoilt row": spoil_row,
    "changed row": spoil_checksum,
}


@pytest.mark.parametrize("way", SPOILT)
def test_a_broken_or_foreign_store_is_made_anew(desk, way, opened):
    desk.put("a.xlsx", 0)
    first = desk.read()
    SPOILT[way](desk.store)
    assert exactly(desk.read()) == exactly(first)
    assert opened["returned/a.xlsx"] == 2
    assert exactly(desk.read()) == exactly(first)
    assert opened["returned/a.xlsx"] == 2, "the new store is used"


def test_a_store_that_cannot_be_is_done_without(desk):
    desk.put("a.xlsx", 0)
    (desk.store.parents[1]).write_text("a file where the folder should be")
    assert desk.read()[0].evidence
    assert desk.read()[0].evidence


def test_a_folder_in_place_of_the_store_is_left_alone(desk):
    desk.put("a.xlsx", 0)
    desk.store.mkdir(parents=True)
    assert desk.read()[0].evidence
    assert desk.store.is_dir()


def test_a_store_that_cannot_be_written_is_still_read(desk, monkeypatch, opened):
    desk.put("a.xlsx", 0)
    desk.read()
    desk.put("b.xlsx", 1)
    monkeypatch.setattr(store.sqlite3, "connect", read_only(sqlite3.connect))
    expected = desk.read(store=False)
    opened.clear()
    assert exactly(desk.read()) == exactly(expected)
    assert opened == {"returned/b.xlsx": 1}


def read_only(connect):
    return lambda path, **how: connect(f"file:{path}?mode=ro", uri=True, **how)


def test_a_store_in_use_is_done_without_and_not_harmed(desk, monkeypatch, opened):
    monkeypatch.setattr(store, "_WAIT", 0.01)
    desk.put("a.xlsx", 0)
    first = desk.read()
    other = sqlite3.connect(desk.store, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert exactly(desk.read()) == exactly(first)
    other.execute("ROLLBACK")
    other.close()
    opened.clear()
    assert exactly(desk.read()) == exactly(first)
    assert not opened


def test_reading_nothing_makes_no_store(desk):
    assert desk.read() == ()
    assert not desk.store.exists()


# any history ------------------------------------------------------------------------------------------------

names = some.sampled_from(["a.xlsx", "b.xlsx", "b (2).xlsx", "c.zip", "d.csv"])
steps = some.lists(
    some.tuples(some.just("put"), names, some.integers(0, 6))
    | some.tuples(some.just("take"), names, some.none())
    | some.tuples(some.just("rename"), names, names)
    | some.tuples(some.just("read"), some.none(), some.none()),
    min_size=2,
    max_size=12,
)


@given(steps)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_history_the_result_is_that_of_a_fresh_reading(tmp_path_factory, context, pool, history):
    desk = Desk(tmp_path_factory.mktemp("history"), context, pool)
    for what, name, more in [*history, ("read", None, None)]:
        path = desk.returned / (name or "-")
        if what == "put":
            desk.put(name, more)
        elif what == "take":
            path.unlink(missing_ok=True)
        elif what == "rename" and path.exists():
            path.rename(desk.returned / more)
        elif what == "read":
            assert exactly(desk.read()) == exactly(desk.read(store=False))
    assert not desk.store.exists() or desk.names() == {name for _, name in desk.files()}
