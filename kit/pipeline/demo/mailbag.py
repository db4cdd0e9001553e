"""Fills in what was made and delivers it: in time, late, twice, or spoilt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kit.content.demo import Demo, DemoFault, DemoReturn
from kit.model.sheet import Identity
from kit.model.text import Text
from kit.pipeline.demo.answers import Typist, place_of
from kit.pipeline.folder import Folder, static_lists
from kit.pipeline.outputs import write_whole
from kit.render.filling import (
    Filled,
    as_ods,
    encrypted,
    fill,
    inserted_rows,
    renamed_tab,
    retokened,
    truncated,
    with_column,
    word_document,
)

NEIGHBOUR = "NABO26"
"""The mark of a process that is not this one."""

_LOCK = b"\x05Excel".ljust(165, b" ")
_BEFORE_ROW, _HOW_MANY = 4, 2


@dataclass(frozen=True, slots=True)
class Planted:
    """Where a fault was put: its id, the finding expected (``""``: none), and the file, tab and cell in which
    the finding must be. Tab and cell are empty where it is about the whole file."""

    id: str
    code: str
    file: str
    tab: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A worksheet as it was handed out."""

    identity: Identity
    data: bytes


@dataclass(slots=True)
class Mailbag:
    """What is on its way to ``returned/``, by the workshop after which it arrives."""

    folder: Folder
    script: Demo
    _waiting: list[tuple[str, str, bytes]] = field(default_factory=list)
    _planted: list[Planted] = field(default_factory=list)

    @property
    def planted(self) -> tuple[Planted, ...]:
        return tuple(self._planted)

    def answer(self, workshop: str, paths: Iterable[str]) -> None:
        """Fill in the worksheets of a workshop; ``paths`` are the files that were made for it."""
        handed_out = {item.identity.unit: item for item in _worksheets(self.folder.root, paths)}
        typist = Typist(self.folder.catalogue, static_lists(self.folder), self.folder.process.lang)
        returns = {item.unit: self._used(item) for item in self.script.returns if item.workshop == workshop}
        faults = [fault for fault in self.script.faults if fault.workshop == workshop]
        for unit, item in returns.items():
            mine = tuple(fault for fault in faults if fault.unit == unit)
            self._returned(handed_out[unit], item, mine, typist)
        for fault in faults:
            if fault.unit not in returns:  # somebody who gave no answers sent something all the same
                self._beside(fault, handed_out[fault.unit], b"", workshop)

    def deliver(self, workshop: str) -> int:
        """Write into ``returned/`` what arrives after this workshop; give the number of files."""
        arrived = [(name, data) for when, name, data in self._waiting if when == workshop]
        for name, data in arrived:
            path = self.folder.root / "returned" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
        return len(arrived)

    def _used(self, item: DemoReturn) -> DemoReturn:
        """The answers to sheets that the process uses: those of tier 2 wait until they are switched on."""
        sheets, on = self.folder.catalogue.sheets, self.folder.process.tier2
        mine = tuple(sheet for sheet in item.sheets if sheets[sheet.code].tier == 1 or sheet.code in on)
        return replace(item, sheets=mine)

    def _returned(
        self, sheet: _Sheet, item: DemoReturn, faults: tuple[DemoFault, ...], typist: Typist
    ) -> None:
        """One unit's file, and whatever else was made of it."""
        lang = self.folder.process.lang
        name = item.file[lang]
        in_cells = tuple(fault for fault in faults if not fault.make and not fault.change)
        filled = fill(sheet.data, typist.entries(item, in_cells))
        self._planted += _places(in_cells, item, filled, f"returned/{name}")
        data = filled.data
        for fault in faults:
            if fault.change:
                data = _changed(data, fault, sheet.identity, filled.tabs, lang)
                tab = filled.tabs.get(fault.sheet, "")
                self._planted.append(Planted(fault.id, fault.code, f"returned/{name}", tab))
        self._waiting.append((item.arrives, name, as_ods(data) if item.save_as == "ods" else data))
        for fault in faults:
            if fault.make == "again":
                again = fill(sheet.data, typist.entries(item, (*in_cells, fault))).data
                self._double(fault, item, again)
            elif fault.make == "copy":
                self._double(fault, item, data)
            elif fault.make:
                self._beside(fault, sheet, data, item.arrives)

    def _double(self, fault: DemoFault, item: DemoReturn, data: bytes) -> None:
        """A second file of the same unit. The finding names the first: the later name counts."""
        lang = self.folder.process.lang
        self._planted.append(Planted(fault.id, fault.code, f"returned/{item.file[lang]}"))
        self._waiting.append((item.arrives, _file(fault, lang), data))

    def _beside(self, fault: DemoFault, sheet: _Sheet, data: bytes, arrives: str) -> None:
        """A file that is no answer. ``data`` is the unit's own filled-in worksheet."""
        lang = self.folder.process.lang
        made = _spoilt(fault, sheet, data, fault.what[lang])
        name = _file(fault, lang)
        self._planted.append(Planted(fault.id, fault.code, f"returned/{name}"))
        self._waiting.append((arrives, name, made))


def _spoilt(fault: DemoFault, sheet: _Sheet, data: bytes, text: str) -> bytes:
    """What stands in the place of an answer."""
    foreign = replace(sheet.identity, process=NEIGHBOUR)
    makers: Mapping[str, Callable[[], bytes]] = {
        "other-process": lambda: retokened(data, sheet.identity, foreign),
        "word": lambda: word_document(text),
        "empty": bytes,
        "truncated": lambda: truncated(data),
        "encrypted": lambda: encrypted(data),
        "untouched": lambda: sheet.data,
        "lock": lambda: _LOCK,
    }
    return makers[fault.make]()


def _file(fault: DemoFault, lang: str) -> str:
    assert fault.file is not None, fault.id
    return fault.file[lang]


def _worksheets(root: Path, paths: Iterable[str]) -> Iterator[_Sheet]:
    """The worksheets among the files, each with what it says of itself."""
    for path in paths:
        if path.endswith(".xlsx"):
            data = (root / path).read_bytes()
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                identity, _ = Identity.find(parts.read("docProps/custom.xml").decode())
            if identity:
                yield _Sheet(identity, data)


def _places(faults: tuple[DemoFault, ...], item: DemoReturn, filled: Filled, name: str) -> Iterator[Planted]:
    """Where the faults of cells ended up."""
    sheets = {sheet.code: sheet for sheet in item.sheets}
    for fault in faults:
        row = filled.rows[fault.sheet][place_of(fault, sheets[fault.sheet])][0]
        cell = f"{filled.columns[fault.sheet][fault.column]}{row}"
        yield Planted(fault.id, fault.code, name, filled.tabs[fault.sheet], cell)


def _changed(data: bytes, fault: DemoFault, identity: Identity, tabs: Mapping[str, str], lang: str) -> bytes:
    """A file to which somebody has done something."""
    tab = tabs.get(fault.sheet, "")
    words = [part[lang] for part in _texts(fault)]
    if fault.change == "older-version":
        return retokened(data, identity, replace(identity, schema=0))
    if fault.change == "tab-renamed":
        return renamed_tab(data, tab, words[0])
    if fault.change == "rows-inserted":
        return inserted_rows(data, tab, _BEFORE_ROW, _HOW_MANY)
    if fault.change == "column-added":
        return with_column(data, tab, words[0], tuple(words[1:]))
    raise ValueError(f"planted.toml: {fault.id}: {fault.change}")


def _texts(fault: DemoFault) -> list[Text]:
    parts = fault.write if isinstance(fault.write, tuple) else (fault.write,)
    return [part for part in parts if isinstance(part, Text)]
