"""One file from bytes to :class:`~kit.model.evidence.Return`. Runs inside the guarded worker."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kit.findings import Finding, in_order
from kit.model.evidence import Return
from kit.read import limits
from kit.read.aside import quoted
from kit.read.containers import LETTER, Member, members
from kit.read.context import ReadContext
from kit.read.files import MEMBER
from kit.read.grid import Book
from kit.read.layout import layouts_of
from kit.read.limits import RefusedError
from kit.read.ods import read_ods
from kit.read.other import read_calamine, read_csv
from kit.read.recognise import recognise
from kit.read.refusal import refused
from kit.read.sniff import CONTAINERS, READABLE, sniff
from kit.read.tables import TableReader
from kit.read.xlsx import read_xlsx

_OWN_FINDING = ("empty", "encrypted", "damaged", "numbers")
_NAMES = {
    "html": "HTML",
    "pdf": "PDF",
    "docx": "Word",
    "doc": "Word",
    "pptx": "PowerPoint",
    "odt": "OpenDocument",
    "picture": "PNG/JPEG",
    "xml": "XML",
    "msg": "Outlook (.msg)",
    "csv": "CSV",
}
_ENDINGS = {"xlsx": (".xlsx", ".xlsm", ".xltx"), "xlsm": (".xlsm", ".xltm"), "csv": (".csv", ".txt", ".tsv")}


class Interpreter:
    """Reads files one after the other; holds what is worth building once per process."""

    def __init__(self, context: ReadContext) -> None:
        self._context = context
        self._reader = TableReader(context, layouts_of(context))

    def read(self, path: Path, name: str) -> tuple[Return, ...]:
        """The return in a file, or those in a zip or mail. Whatever is wrong is a finding; the file is only
        read."""
        try:
            size = path.stat().st_size
            if size > limits.FILE_BYTES:
                megabytes = limits.FILE_BYTES // limits.MEGABYTE
                return (refused(name, "file.too-big", limit=megabytes),)
            data = path.read_bytes()
        except OSError:
            return (refused(name, "file.unreadable"),)
        kind = sniff(data)
        if kind in CONTAINERS:
            return self._read_container(data, kind, name)
        return (self._read_book(data, kind, name),)

    def _read_container(self, data: bytes, kind: str, name: str) -> tuple[Return, ...]:
        """Every return in a zip or mail, up to where it can be read; what stops it has a finding."""
        found: list[Return] = []
        letters: list[str] = []
        refusal = RefusedError("file.holds-nothing")
        try:
            for member in members(data, kind, name):
                if member.kind == LETTER:
                    letters.append(member.name)
                else:
                    found.append(self._read_member(member))
        except RefusedError as problem:
            refusal = problem
            found.append(_refused_as(refusal, data, kind, name))
        return _with_letters(found or [_refused_as(refusal, data, kind, name)], letters)

    def _read_member(self, member: Member) -> Return:
        if member.refusal:
            return _refused_as(member.refusal, member.data, member.kind, member.name)
        return self._read_book(member.data, member.kind, member.name)

    def _read_book(self, data: bytes, kind: str, name: str) -> Return:
        try:
            book = _open(data, kind, name)
        except RefusedError as refusal:
            return _refused_as(refusal, data, kind, name)
        return replace(self.interpret(book, name), sha256=_digest(data))

    def interpret(self, book: Book, name: str) -> Return:
        """The return in an opened workbook, still without its hash."""
        recognised = recognise(book, name, self._context)
        findings = [
            *recognised.findings,
            *_about_file(book, name, recognised=recognised.identity is not None),
        ]
        identity = recognised.identity
        if identity is None:
            if book.format == "csv" and not any(self._reader.tables(book).values()):
                kind = "CSV" if name.lower().endswith(".csv") else "TXT"
                return refused(name, "file.not-a-workbook", kind=kind)
            return Return(name, "", book.format, None, findings=in_order(findings))
        gathered = self._reader.gather(book, name, identity, recognised.by_tab)
        findings.extend(gathered.findings)
        if not gathered.evidence:
            findings.append(Finding("file.no-answers", name))
        return Return(
            name,
            "",
            book.format,
            identity,
            gathered.evidence,
            in_order(findings),
            gathered.kept,
            gathered.unread,
            copy_of=recognised.copy_of,
        )


def _with_letters(found: list[Return], mails: list[str]) -> tuple[Return, ...]:
    """The returns, where the first of a mail says that there is text in the mail itself."""
    for mail in mails:
        place, item = next((n, one) for n, one in enumerate(found) if one.file.startswith(mail))
        findings = in_order((*item.findings, Finding("file.mail-text", item.file)))
        found[place] = replace(item, findings=findings)
    return tuple(found)


def _refused_as(refusal: RefusedError, data: bytes, kind: str, name: str) -> Return:
    found = refused(name, refusal.code, **refusal.values)
    return replace(found, sha256=_digest(data), format=kind)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _open(data: bytes, kind: str, name: str) -> Book:
    if kind in ("xlsx", "xlsm"):
        return read_xlsx(data, kind)
    if kind == "ods":
        return read_ods(data)
    if kind in ("xls", "xlsb"):
        return read_calamine(data, kind)
    if kind == "csv":
        return read_csv(data, PurePosixPath(name.replace(MEMBER, "/")).stem)
    if kind in _OWN_FINDING:
        raise RefusedError(f"file.{kind}")
    if kind in _NAMES:
        raise RefusedError("file.not-a-workbook", kind=_NAMES[kind])
    raise RefusedError("file.unknown-kind")


def _about_file(book: Book, name: str, *, recognised: bool) -> Iterator[Finding]:
    ending = PurePosixPath(name).suffix.lower()
    if ending not in _ENDINGS.get(book.format, (f".{book.format}",)) and book.format in READABLE:
        yield Finding("file.wrong-ending", name, values={"ending": ending or "–", "format": book.format})
    if book.macros:
        yield Finding("file.macros", name)
    if book.hides_errors and recognised:
        yield Finding("file.hides-errors", name, values={"ending": ending, "format": book.format})
    if book.boxes and recognised:
        yield Finding("file.hides-text", name, values={"format": book.format, "shown": quoted(book.boxes)})
