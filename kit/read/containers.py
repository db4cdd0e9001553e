"""Files that hold returns: a .zip of them, a saved mail with attachments. Nothing is unpacked to disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.read import limits
from kit.read.files import MEMBER, is_temporary
from kit.read.limits import RefusedError
from kit.read.parts import Parts
from kit.read.sniff import CONTAINERS, sniff

if TYPE_CHECKING:
    from email.message import EmailMessage, Message

LETTER = "letter"
"""Kind of a member that stands for what a mail says itself: it has the mail's own name, and no data."""

_ITSELF = ""
"""The name of a mail's own text among those of its files, which are never empty."""

_NESTED = RefusedError("file.nested")


@dataclass(frozen=True, slots=True)
class Member:
    """One file from a container, with its kind and the name to show; or ``refusal``, why it is not read."""

    name: str
    data: bytes
    kind: str
    refusal: RefusedError | None = None


def members(data: bytes, kind: str, name: str) -> Iterator[Member]:
    """Every file in a container; a mail in a zip and a zip in a mail are opened too, a zip in a zip is not.

    Where a mail says something itself, a :data:`LETTER` comes before its files. ``RefusedError`` where the
    container itself cannot be read.
    """
    for member in _files(data, kind, name):
        if member.kind in CONTAINERS and member.kind != kind:
            yield from _opened(member)
        else:
            yield member if member.kind not in CONTAINERS else replace(member, refusal=_NESTED)


def _files(data: bytes, kind: str, name: str) -> Iterator[Member]:
    """What lies in one container, each file under a name of its own."""
    taken: set[str] = set()
    for inner, content in _contents(data, kind):
        if inner == _ITSELF:
            yield Member(name, b"", LETTER)
            continue
        if len(taken) == limits.MEMBERS:
            raise RefusedError("file.too-many", limit=limits.MEMBERS)
        yield _member(_unique(f"{name}{MEMBER}{inner}", taken), content)


def _member(name: str, content: bytes | RefusedError) -> Member:
    if isinstance(content, RefusedError):
        return Member(name, b"", "unknown", content)
    if len(content) > limits.FILE_BYTES:
        return Member(name, b"", "unknown", RefusedError("file.too-big"))
    return Member(name, content, sniff(content))


def _opened(outer: Member) -> Iterator[Member]:
    """The files of a container in a container; any container in it is not opened."""
    holds = False
    try:
        for member in _files(outer.data, outer.kind, outer.name):
            holds = holds or member.kind != LETTER
            yield replace(member, refusal=_NESTED) if member.kind in CONTAINERS else member
        if not holds:
            raise RefusedError("file.holds-nothing")
    except RefusedError as problem:
        yield replace(outer, refusal=problem)


def _contents(data: bytes, kind: str) -> Iterator[tuple[str, bytes | RefusedError]]:
    files: Iterator[tuple[str, bytes | RefusedError]] = _in_zip(data) if kind == "zip" else _in_mail(data)
    return ((name, content) for name, content in files if not is_temporary(name))


def _in_zip(data: bytes) -> Iterator[tuple[str, bytes | RefusedError]]:
    return ((_shown(name), content) for name, content in Parts(data).each())


def _in_mail(data: bytes) -> Iterator[tuple[str, bytes | RefusedError]]:
    """Attachments, also those of forwarded mails; pictures in the text and the text itself are no answers.
    That there is a text comes first, as :data:`_ITSELF`."""
    from email import message_from_bytes  # noqa: PLC0415 (a tenth of the reader's start, for rare files)
    from email.errors import MessageError  # noqa: PLC0415
    from email.policy import default  # noqa: PLC0415

    try:
        parts = list(message_from_bytes(data, policy=default).walk())
        if any(map(_is_text, parts)):
            yield _ITSELF, b""
        for number, part in enumerate(parts, 1):
            if _is_attachment(part):
                content = part.get_payload(decode=True)
                if isinstance(content, bytes):
                    yield _shown(part.get_filename() or f"bilag {number}"), content
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, MessageError) as problem:
        raise RefusedError("file.damaged") from problem


def _is_attachment(part: Message | EmailMessage) -> bool:
    if part.is_multipart():
        return False
    if part.get_content_maintype() == "image" and part.get("Content-ID"):
        return False
    return bool(part.get_filename()) or part.get_content_disposition() == "attachment"


def _is_text(part: Message | EmailMessage) -> bool:
    """Whether somebody wrote here, beside what is attached."""
    if part.get_content_maintype() != "text" or _is_attachment(part):
        return False
    content = part.get_payload(decode=True)
    return isinstance(content, bytes) and any(map(str.isalpha, content.decode("ascii", "ignore")))


def _shown(name: str) -> str:
    """A member's name as a harmless relative path."""
    steps = name.replace("\\", "/").replace("\x00", "").split("/")
    return "/".join(step for step in steps if step.strip(" .") and not step.endswith(":")) or "?"


def _unique(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    taken.add(found)
    return found
