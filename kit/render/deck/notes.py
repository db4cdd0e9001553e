"""Speaker notes: what the facilitator reads while the slide stands."""

from __future__ import annotations

from collections.abc import Mapping

from kit.model.agenda import Block, Clocked, Step
from kit.model.card import Deck
from kit.model.sheet import Sheet
from kit.model.text import Words
from kit.render.agenda_view import Timing, deck_name, sheet_name


def block_notes(
    item: Clocked, clock: Timing, sheets: Mapping[str, Sheet], decks: Mapping[str, Deck], off: frozenset[str]
) -> str:
    """Time, form, every step with its minutes, the cue, materials, cards and sheets of a block."""
    block = item.block
    words = clock.words
    start, end = clock(item.start), clock(item.end)
    lines = [clock.say("note_time", start=start, end=end, minutes=block.minutes)]
    if not block.is_break:
        lines.append(words(f"note_cut_{block.cut}"))
    lines.append(words("note_form", form=block.form[words.lang]))
    if block.cue:
        lines += ["", words("note_cue", cue=block.cue[words.lang])]
    if block.steps:
        lines += ["", words("note_steps"), *(_step(n, step, words) for n, step in enumerate(block.steps, 1))]
    needs = _needs(block, words, sheets, decks, off)
    return "\n".join([*lines, "", *needs] if needs else lines)


def _step(number: int, step: Step, words: Words) -> str:
    text = step.text[words.lang]
    if step.minutes:
        return words("note_step", number=number, minutes=step.minutes, text=text)
    return words("note_step_free", number=number, text=text)


def _needs(
    block: Block, words: Words, sheets: Mapping[str, Sheet], decks: Mapping[str, Deck], off: frozenset[str]
) -> list[str]:
    lines = []
    if block.materials:
        lines.append(
            words("note_materials", things="; ".join(thing[words.lang] for thing in block.materials))
        )
    if block.cards:
        lines.append(
            words("note_cards", decks=", ".join(deck_name(id, decks, words.lang) for id in block.cards))
        )
    for code in block.sheets:
        name = sheet_name(code, sheets, words.lang)
        lines.append(words("note_paper" if code in off else "note_sheet", sheet=name))
    return lines
