"""The board's deck as .pptx: native text, tables and chart, a message and its sources on every slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.util import Cm

from kit.model.board import Asks, BoardDeck, Bubbles, Choice, Cover, Grid, Quarters, Slide, Tiles
from kit.render.board import drawings, tables, text
from kit.render.charts import Look
from kit.render.deck import shapes
from kit.render.deck.fit import Box
from kit.render.deck.kinds import Slide as OpenSlide
from kit.render.deck.template import Canvas, describe, open_canvas, placeholder
from kit.render.glyphs import clean
from kit.render.logo import logo
from kit.render.strategy.tree import map_texts
from kit.resources import Resources

_LAYOUT = {Cover: "Title", Choice: "Two columns", Asks: "Content"}
LARGEST_TITLE, LEAST_TITLE = 28.0, 18.0
LARGEST_BODY = 20.0
_MORE = (1.91, 16.2, 30.05, 1.25)
"""Left, top, width and height in cm of the line below a table or list."""


def build_board_deck(deck: BoardDeck, resources: Resources) -> bytes:
    """The finished file; the same bytes for the same deck. The layouts are those of ``templates/deck.pptx``
    by name; ``ContentError`` where one is missing."""
    deck = map_texts(deck, clean)
    canvas = open_canvas(resources, lang=deck.lang, colour=deck.colour, footer=deck.footer)
    describe(canvas, title=deck.title, author=deck.municipality, day=deck.stamp)
    writer = _Writer(canvas, Look(deck.lang, deck.colour, size=text.LEAST), deck.draft)
    for slide in deck.slides:
        writer.slide(slide)
    if mark := logo(resources):
        shapes.logo(canvas.prs.slides[0], mark, deck.municipality)
    return canvas.save(deck.stamp)


@dataclass(frozen=True, slots=True)
class _Writer:
    canvas: Canvas
    look: Look
    draft: str

    def slide(self, slide: Slide) -> None:
        layout = _LAYOUT.get(type(slide.body), "Content")
        made = self.canvas.add(layout)
        self._fill(made, layout, 0, [slide.title], LEAST_TITLE)
        if layout != "Title":
            self._fill(made, layout, 20, [slide.kicker], 11)
        self._body(made, slide)
        if self.draft:
            drawings.mark(made, self.draft)
        made.notes_slide.notes_text_frame.text = "\n".join(slide.notes)

    def _body(self, made: OpenSlide, slide: Slide) -> None:
        match slide.body:
            case Cover() as cover:
                self._fill(made, "Title", 1, [cover.subtitle])
                self._fill(made, "Title", 20, list(cover.lines))
            case Choice() as choice:
                self._choice(made, choice)
            case Asks() as asks:
                self._ticks(made, "Content", 21, asks.items, room=0.88 if asks.more else 1.0)
                self._more(made, asks.more)
            case Tiles() as tiles:
                self._clear(made)
                drawings.tiles(made, tiles, self.canvas.metrics)
            case Bubbles() as bubbles:
                self._clear(made)
                drawings.bubbles(made, bubbles, self.look, self.canvas.metrics)
            case Quarters() as quarters:
                self._clear(made)
                tables.quarters(made, quarters, self.canvas.metrics)
            case Grid() as grid:
                self._clear(made)
                tables.grid(made, grid, self.canvas.metrics)
                self._more(made, grid.more)

    def _choice(self, made: OpenSlide, choice: Choice) -> None:
        self._fill(made, "Two columns", 21, choice.known)
        self._fill(made, "Two columns", 22, [choice.heading])
        self._ticks(made, "Two columns", 23, choice.options)

    def _ticks(
        self, made: OpenSlide, layout: str, number: int, lines: Sequence[str], room: float = 1.0
    ) -> None:
        size = self._fill(made, layout, number, lines, room=room)
        for paragraph in placeholder(made, number).text_frame.paragraphs:
            text.boxes(paragraph, size)

    def _fill(
        self,
        made: OpenSlide,
        layout: str,
        number: int,
        lines: Sequence[str],
        least: float = text.LEAST,
        room: float = 1.0,
    ) -> float:
        """Writes into ``room`` of a placeholder's height; gives the size. An empty one is taken away."""
        place = placeholder(made, number)
        if not lines:
            place.element.getparent().remove(place.element)
            return 0.0
        largest = self.canvas.size(layout, number)
        if layout != "Title":
            largest = min(largest, LARGEST_TITLE if number == 0 else LARGEST_BODY)
        box = self.canvas.box(layout, number)
        box = replace(box, height=box.height * room)
        shown, size = text.fitted(lines, box, text.sizes(largest, least), self.canvas.metrics)
        text.write(place, shown, size)
        return size

    def _clear(self, made: OpenSlide) -> None:
        place = placeholder(made, 21)
        place.element.getparent().remove(place.element)

    def _more(self, made: OpenSlide, line: str) -> None:
        """A line at the foot, above the footer."""
        if not line:
            return
        left, top, width, height = _MORE
        shape = made.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(height))
        shape.name = "More"
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        box = Box(width / 2.54 * 72, height / 2.54 * 72)
        shown, size = text.fitted([line], box, text.sizes(14.0, 12.0), self.canvas.metrics)
        text.write(shape, shown, size)
