"""The council's note in Word, in the municipality's own file where it has one."""

from __future__ import annotations

from collections.abc import Iterator

from kit.model.board import CouncilNote, ExpectedQuestion, Section
from kit.render.glyphs import clean
from kit.render.letter_word import Letterhead, letter_file, sized
from kit.render.strategy import docx_xml as x
from kit.render.strategy.tree import map_texts
from kit.resources import Resources

_KIND = '<w:spacing w:before="0" w:after="0"/><w:ind w:right="0"/>'
_TITLE = '<w:pageBreakBefore w:val="0"/><w:spacing w:before="80" w:after="160"/>'
_BACK = '<w:pageBreakBefore/><w:spacing w:before="0" w:after="80"/>'
_HEADING = '<w:spacing w:before="200" w:after="40"/>'
_ASKED = '<w:keepNext/><w:spacing w:before="110" w:after="0"/>'
_CLOSE = '<w:spacing w:before="0" w:after="70" w:line="252" w:lineRule="auto"/><w:ind w:right="0"/>'
_TIGHT = '<w:spacing w:before="0" w:after="20" w:line="245" w:lineRule="auto"/><w:ind w:right="0"/>'
_POINT = '<w:spacing w:before="0" w:after="30"/>'
_TITLE_SIZE, _HEADING_SIZE, _ANSWER_SIZE, _SOURCE_SIZE = 36, 24, 19, 15
"""Half points."""
_SOFT = "4B5661"


def note_docx(note: CouncilNote, resources: Resources) -> bytes:
    """The note in the styles of ``templates/strategy.docx``; the same bytes for the same note."""
    note = map_texts(note, clean)
    subject = f"{note.kind}: {note.title}"
    head = Letterhead(note.lang, note.colour, note.municipality, subject, note.stamp, note.draft)
    return letter_file(head, resources, lambda ids, bullet: list(_paragraphs(note, ids, bullet)))


def _paragraphs(note: CouncilNote, ids: dict[str, str], bullet: str) -> Iterator[str]:
    body = ids["body text"]
    yield x.paragraph(x.run(f"{note.municipality} · {note.kind} · {note.day}", colour=_SOFT), body, _KIND)
    yield x.paragraph(sized(note.title, _TITLE_SIZE), ids["heading 1"], _TITLE)
    for section in note.sections:
        yield from _section(section, ids, bullet)
    yield x.paragraph(sized(note.questions_title, _TITLE_SIZE), ids["heading 1"], _BACK)
    yield x.paragraph(x.run(note.questions_intro), body, _CLOSE)
    for question in note.questions:
        yield from _question(question, ids)


def _section(section: Section, ids: dict[str, str], bullet: str) -> Iterator[str]:
    yield x.paragraph(sized(section.heading, _HEADING_SIZE), ids["heading 2"], _HEADING)
    for point in section.points:
        if section.listed:
            yield x.paragraph(x.run(point.text), ids["list bullet"], bullet + _POINT)
        else:
            yield x.paragraph(x.run(point.text), ids["body text"], _CLOSE)


def _question(asked: ExpectedQuestion, ids: dict[str, str]) -> Iterator[str]:
    heading = sized(f"{asked.topic}: {asked.question}", _HEADING_SIZE - 3)
    yield x.paragraph(heading, ids["heading 2"], _ASKED)
    answer = " ".join(point.text for point in asked.answer)
    yield x.paragraph(_small(answer, _ANSWER_SIZE, "" if asked.known else "<w:i/>"), ids["body text"], _TIGHT)
    if asked.source:
        soft = f'<w:color w:val="{_SOFT}"/>'
        yield x.paragraph(_small(asked.source, _SOURCE_SIZE, soft), ids["body text"], _TIGHT)


def _small(text: str, size: int, props: str) -> str:
    """``props`` stand before the size in the schema."""
    return sized(text, size).replace("<w:rPr>", f"<w:rPr>{props}", 1)
