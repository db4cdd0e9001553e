"""One method per kind of slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pptx.util import Pt

from kit.errors import ContentError
from kit.model.agenda import Block, Clocked, Recap, Workshop
from kit.model.card import Deck
from kit.model.process import Session
from kit.model.sheet import Sheet
from kit.model.text import Words
from kit.render.agenda_view import Timing, clock_words, day_words, deck_name
from kit.render.deck import shapes
from kit.render.deck.fit import RESERVE, Box, ladder, parts
from kit.render.deck.kinds import Paragraph, Slide
from kit.render.deck.notes import block_notes
from kit.render.deck.template import TEMPLATE, Canvas, placeholder
from kit.render.tidy import tidy

LEAST_TITLE, LEAST_BODY, LEAST_TABLE = 24.0, 20.0, 14.0
"""Points under which a slide is split instead: the back row must read it."""

COLUMNS = (0.2, 0.7, 0.1)
"""Shares of the programme's width: time, item, minutes."""


@dataclass(frozen=True, slots=True)
class Following:
    """The next session, and its title where known."""

    session: Session
    title: str


@dataclass(frozen=True, slots=True)
class Deckmaker:
    """Writes slides on a canvas. ``off`` are the sheets that run on paper."""

    canvas: Canvas
    clock: Timing
    sheets: Mapping[str, Sheet]
    decks: Mapping[str, Deck]
    off: frozenset[str]

    @property
    def words(self) -> Words:
        return self.clock.words

    def title(
        self, workshop: Workshop, municipality: str, session: Session, items: Sequence[Clocked]
    ) -> None:
        """Workshop, municipality, day and week; the notes say what to do an hour before."""
        slide = self.canvas.add("Title")
        lang, words = self.words.lang, self.words
        when = self.clock.say(
            "when",
            day=day_words(session.day),
            week=session.day.isocalendar().week,
            start=self.clock(session.start),
            end=self.clock(items[-1].end),
        )
        self._fill(slide, "Title", 0, [workshop.title[lang]], 30)
        self._fill(slide, "Title", 1, [workshop.subtitle[lang]], 18)
        self._fill(slide, "Title", 20, [municipality, when], 16)
        before = [f"– {text[lang]}" for text in workshop.guide.an_hour_before]
        self._notes(slide, "\n".join([words("note_before"), *before]))

    def purpose(self, workshop: Workshop) -> None:
        """Purpose and results side by side, or one after the other where they are long."""
        words, lang = self.words, self.words.lang
        purpose = [workshop.guide.purpose[lang]]
        results = [text[lang] for text in workshop.guide.results]
        note = f"{words('note_results')}\n\n{words('note_done', done=workshop.guide.done_when[lang])}"
        sizes = [
            self.canvas.box("Two columns", number).size(
                lines, ladder(self.canvas.size("Two columns", number), LEAST_BODY), self.canvas.metrics
            )
            for number, lines in ((21, purpose), (23, results))
        ]
        if None in sizes:
            self._text(words("purpose_title"), "", purpose, note, bullets=False)
            self._text(words("results_title"), "", results, note)
            return
        slide = self.canvas.add("Two columns")
        self._fill(slide, "Two columns", 0, [words("purpose_title")], LEAST_TITLE)
        self._fill(slide, "Two columns", 20, [], 12)
        size = min(size for size in sizes if size is not None)
        self._write(slide, 21, purpose, size)
        self._fill(slide, "Two columns", 22, [words("results_title")], 18)
        self._write(slide, 23, results, size)
        self._notes(slide, note)

    def agenda(self, items: Sequence[Clocked]) -> None:
        """The programme as a table with computed times, on two slides where one is too low."""
        words = self.words
        size = next((s for s in ladder(24, LEAST_TABLE) if self._table_fits(items, s)), None)
        first = items[-1].end if self.clock.visit else items[0].start
        halves = [items] if size else [items[: (len(items) + 1) // 2], items[(len(items) + 1) // 2 :]]
        for number, some in enumerate(halves):
            slide = self.canvas.add("Agenda")
            self._fill(slide, "Agenda", 0, [words("agenda_title_more" if number else "agenda_title")], 24)
            self._table(slide, some, size or LEAST_TABLE + 4)
            self._notes(slide, self.clock.say("note_agenda", time=self.clock(first)))

    def _table_fits(self, items: Sequence[Clocked], size: float) -> bool:
        """Rows of one line each, header included."""
        box = self.canvas.box("Agenda", 21)
        room = box.width * COLUMNS[1] * RESERVE - 2 * shapes.CELL_MARGIN
        widest = max(self.canvas.metrics.width(item.block.title[self.words.lang], size) for item in items)
        return (len(items) + 1) * size * shapes.ROW <= box.height and widest <= room

    def _table(self, slide: Slide, items: Sequence[Clocked], size: float) -> None:
        words, lang = self.words, self.words.lang
        rows = [[self.clock.say("agenda_time"), words("agenda_block"), words("agenda_minutes")]]
        for item in items:
            span = words("span", start=self.clock(item.start), end=self.clock(item.end))
            rows.append([span, item.block.title[lang], str(item.block.minutes)])
        frame = shapes.table(placeholder(slide, 21), rows, COLUMNS, size)
        shapes.alternative(frame, words("agenda_alt", count=len(items)))
        for row, item in zip(list(frame.table.rows)[1:], items, strict=True):
            if item.block.is_break:
                shapes.shade(row)

    def recap(self, recap: Recap) -> None:
        """What the previous workshop gave."""
        self._text(recap.title, self.words("recap_kicker"), list(recap.lines), self.words("note_recap"))

    def exercise(self, item: Clocked) -> None:
        """The clock large, what to do in few lines, and tags for sheets and cards."""
        words, block = self.words, item.block
        lines = [text[words.lang] for text in block.on_slide]
        tags = self._tags(block)
        for number, (some, size) in enumerate(self._parts("Exercise", 21, lines)):
            slide = self.canvas.add("Exercise")
            self._fill(slide, "Exercise", 0, [self._again(block.title[words.lang], number)], LEAST_TITLE)
            self._fill(slide, "Exercise", 20, [block.form[words.lang]], 11)
            self._write(slide, 21, some, size)
            shapes.clock(slide, block.minutes, shapes.EXERCISE_CLOCK)
            self._fill(slide, "Exercise", 22, [str(block.minutes)], 60)
            word = "minutes_one" if block.minutes == 1 else "minutes_many"
            self._fill(slide, "Exercise", 23, [words(word)], 16)
            self._fill(slide, "Exercise", 24, [self.clock.say("until", time=self.clock(item.end))], 24)
            if tags:
                shapes.tags(slide, tags, self.canvas.metrics, (0.75, 6.55, 7.95))
            self._block_notes(slide, item)

    def talk(self, item: Clocked) -> None:
        """An opening or a talk: the title, few lines, and the time above."""
        lines = [text[self.words.lang] for text in item.block.on_slide]
        self._text(item.block.title[self.words.lang], self._kicker(item), lines, self._noted(item))

    def pause(self, item: Clocked) -> None:
        """When to be back, readable from the coffee."""
        words = self.words
        slide = self.canvas.add("Break")
        self._fill(slide, "Break", 0, [item.block.title[words.lang]], 28)
        self._fill(slide, "Break", 21, [words("back_at")], 18)
        self._fill(slide, "Break", 22, [self.clock(item.end)], 60)
        self._fill(slide, "Break", 23, [text[words.lang] for text in item.block.on_slide], 16)
        shapes.clock(slide, item.block.minutes, shapes.BREAK_CLOCK)
        self._block_notes(slide, item)

    def close(self, item: Clocked | None, after: Following | None) -> None:
        """The last slide: what is left to say, and when we meet again."""
        words = self.words
        lines = [text[words.lang] for text in item.block.on_slide] if item else []
        split = self._parts("Close", 21, lines)
        for number, (some, size) in enumerate(split):
            slide = self.canvas.add("Close")
            title = item.block.title[words.lang] if item else words("thanks")
            self._fill(slide, "Close", 0, [self._again(title, number)], 28)
            self._fill(slide, "Close", 20, [self._kicker(item)] if item else [], 11)
            self._write(slide, 21, some, size)
            last = number == len(split) - 1
            self._fill(slide, "Close", 22, [self._after(after)] if last and after else [], 16)
            self._notes(slide, self._noted(item) if item else words("thanks"))

    def _after(self, after: Following) -> str:
        key = "next_time" if after.title else "next_day"
        start = clock_words(after.session.start, self.words)
        return self.words(key, workshop=after.title, day=day_words(after.session.day), time=start)

    def _kicker(self, item: Clocked) -> str:
        start, end = self.clock(item.start), self.clock(item.end)
        return self.clock.say("kicker", start=start, end=end, form=item.block.form[self.words.lang])

    def _again(self, title: str, number: int) -> str:
        return self.words("more_title", title=title) if number else title

    def _tags(self, block: Block) -> list[str]:
        tags = [
            self.words("paper_tag" if code in self.off else "sheet_tag", code=code) for code in block.sheets
        ]
        return tags + [deck_name(id, self.decks, self.words.lang) for id in block.cards]

    def _text(self, title: str, kicker: str, lines: Sequence[str], note: str, bullets: bool = True) -> None:
        """Plain slides with a body, as many as the lines need."""
        for number, (some, size) in enumerate(self._parts("Content", 21, lines)):
            slide = self.canvas.add("Content")
            self._fill(slide, "Content", 0, [self._again(title, number)], LEAST_TITLE)
            self._fill(slide, "Content", 20, [kicker] if kicker else [], 11)
            self._write(slide, 21, some, size)
            if not bullets:
                for paragraph in placeholder(slide, 21).text_frame.paragraphs:
                    _plain(paragraph)
            self._notes(slide, note)

    def _parts(
        self, layout: str, number: int, lines: Sequence[str]
    ) -> tuple[tuple[tuple[str, ...], float], ...]:
        sizes = ladder(self.canvas.size(layout, number), LEAST_BODY)
        return parts(
            [tidy(line) for line in lines], self.canvas.box(layout, number), sizes, self.canvas.metrics
        )

    def _fill(self, slide: Slide, layout: str, number: int, lines: Sequence[str], least: float) -> None:
        """Writes into a placeholder at the largest size that fits; an empty one is taken away."""
        box: Box = self.canvas.box(layout, number)
        sizes = ladder(self.canvas.size(layout, number), least)
        size = box.size([tidy(line) for line in lines], sizes, self.canvas.metrics)
        if size is None:
            raise ContentError(f"{TEMPLATE}: “{lines[0]}” does not fit on the slide “{layout}”, shorten it")
        self._write(slide, number, lines, size)

    def _write(self, slide: Slide, number: int, lines: Sequence[str], size: float) -> None:
        place = placeholder(slide, number)
        if not lines:
            place.element.getparent().remove(place.element)
            return
        frame = place.text_frame
        for index, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = tidy(line)
            run.font.size = Pt(size)

    def _noted(self, item: Clocked) -> str:
        return block_notes(item, self.clock, self.sheets, self.decks, self.off)

    def _block_notes(self, slide: Slide, item: Clocked) -> None:
        self._notes(slide, self._noted(item))

    def _notes(self, slide: Slide, text: str) -> None:
        slide.notes_slide.notes_text_frame.text = text


def _plain(paragraph: Paragraph) -> None:
    """No bullet: one paragraph of running text."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.insert(
        0, properties.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}buNone")
    )
