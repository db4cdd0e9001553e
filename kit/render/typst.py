"""One small driver for typst: PDF for paper and screen, PNG for pictures in Word.

Only the kit's own fonts and those of the process are used, so that every machine gives the same bytes.
"""

from __future__ import annotations

import calendar
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import typst

from kit.errors import ContentError
from kit.resources import OWN_ROOT, Resources

FONT_FAMILY = "Atkinson Hyperlegible Next"
FONT_FOLDER = "templates/fonts"
STANDARDS = ("ua-1", "a-2a")
"""Accessible and archivable. They make missing alternative texts and missing glyphs errors."""

# The published types ask that source and root be of one type (bytes); the library does not.
_CALL: Callable[..., tuple[object, list[typst.TypstWarning]]] = typst.compile_with_warnings

_PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "Atkinson Hyperlegible Next")
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm, alt: "-")
"""


def compile_pdf(
    source: bytes,
    data: object,
    *,
    resources: Resources,
    day: date,
    title: str = "",
    standards: Sequence[str] = STANDARDS,
) -> bytes:
    """A PDF from typst ``source``; the same bytes for the same input.

    The template reads ``json(bytes(sys.inputs.data))`` (``data`` as JSON), ``sys.inputs.day`` (ISO) and
    ``sys.inputs.title``; it sets ``document(title:, date:)`` itself, as the standards ask. ``day`` is the
    only date in the file. Any error *and any warning* of typst is a ``ContentError``.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False), "day": day.isoformat(), "title": title}
    what = title or "PDF"
    job = Job(source, tuple(inputs.items()), resources, what, day, tuple(standards))
    return _compilers[-1](job)


def render_png(svg: str, *, resources: Resources, width_mm: float = 160.0, ppi: int = 200) -> bytes:
    """The SVG as a PNG on white, ``width_mm`` wide at ``ppi`` dots per inch."""
    inputs = (("svg", svg), ("width", f"{width_mm:g}"))
    return compile_job(Job(_PICTURE, inputs, resources, "PNG", ppi=ppi))


@dataclass(frozen=True, slots=True)
class Job:
    """All that decides what typst makes; ``what`` names it in errors. With ``ppi`` it is a picture."""

    source: bytes
    inputs: tuple[tuple[str, str], ...]
    resources: Resources
    what: str
    day: date | None = None
    standards: tuple[str, ...] = ()
    ppi: int | None = None


@contextmanager
def compiled_by(compiler: Callable[[Job], bytes]) -> Iterator[None]:
    """Meanwhile PDFs are made by ``compiler``, in every thread."""
    _compilers.append(compiler)
    try:
        yield
    finally:
        _compilers.remove(compiler)


@lru_cache(maxsize=32)  # several workshops use the same cards: they are set once
def compile_job(job: Job) -> bytes:
    """What typst makes of a job, in this process."""
    if b"@preview" in job.source:
        raise ContentError(f"typst ({job.what}): @preview packages need a network and are not allowed")
    try:
        made, warnings = _CALL(
            job.source,
            root=str(OWN_ROOT / "templates"),
            font_paths=_fonts(tuple(str(root / FONT_FOLDER) for root in job.resources.roots)),
            ignore_system_fonts=True,
            sys_inputs=dict(job.inputs),
            format="png" if job.ppi else "pdf",
            ppi=job.ppi,
            pdf_standards=list(job.standards),
            timestamp=calendar.timegm(job.day.timetuple()) if job.day else None,
        )
    except typst.TypstError as error:
        raise ContentError(f"typst ({job.what}): {_say(error)}") from error
    if warnings:
        raise ContentError(f"typst ({job.what}): " + "; ".join(_say(warning) for warning in warnings))
    if not isinstance(made, bytes):
        raise ContentError(f"typst ({job.what}): a picture is one page, not several")
    return made if job.ppi else _plain_ends(made)


_compilers: list[Callable[[Job], bytes]] = [compile_job]
"""The last one makes PDFs."""


def _plain_ends(pdf: bytes) -> bytes:
    """Where a stream's last byte is CR, typst's LF after it makes CRLF: a checker of PDF/A-2a then counts
    one byte too few. CR is an end of line as good as LF, and no offset moves."""
    return pdf.replace(b"\r\nendstream\nendobj", b"\r\rendstream\nendobj")


@cache
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def _say(trouble: typst.TypstError | typst.TypstWarning) -> str:
    """Message, hints and place of typst's error or warning in one line."""
    parts = [trouble.message, *trouble.hints, *(str(place) for place in trouble.trace)]
    return " – ".join(" ".join(part.split()) for part in parts if part)
