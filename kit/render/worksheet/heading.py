"""The top of an input sheet: title and code, guidance, bands, headers, help and the example row."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet as Page

from kit.model.sheet import Column
from kit.render.worksheet.bench import Bench
from kit.render.worksheet.layout import (
    COLUMN,
    CROSSING,
    EXAMPLE_ROW,
    GUIDANCE_ROW,
    HEADER_ROW,
    HELP_ROW,
    MARKER,
    NUMBER,
    TITLE_ROW,
    Layout,
    Slot,
)
from kit.render.worksheet.palette import GREY, INK, WHITE
from kit.render.worksheet.styles import BODY, Look
from kit.render.worksheet.values import example, help_text
from kit.render.worksheet.widths import HEADER_SIZE, SMALL, TURNED_SIZE, height, turned_height

_EXAMPLE_FILL = "F3F3F3"


def write_heading(page: Page, layout: Layout, bench: Bench) -> None:
    """Rows 1 to 6, the hidden key row excepted."""
    _title(page, layout, bench)
    _guidance(page, layout, bench)
    _bands(page, layout, bench)
    _headers(page, layout, bench)
    _help(page, layout, bench)
    _example(page, layout, bench)


def _title(page: Page, layout: Layout, bench: Bench) -> None:
    sheet, put = layout.sheet, bench.styler.put
    title = f"{sheet.code} {sheet.title[bench.lang]} · {bench.marks.unit}"
    put(page.cell(TITLE_ROW, 1), Look(size=16, bold=True, colour=bench.palette.main), title)
    token = Look(size=8, colour=GREY, horizontal="right", vertical="top")
    put(page.cell(TITLE_ROW, layout.last.at), token, bench.marks.token)
    page.row_dimensions[TITLE_ROW].height = 30


def _guidance(page: Page, layout: Layout, bench: Bench) -> None:
    look = Look(wrap=True, vertical="top")
    text = " ".join(_sentences(layout, bench))
    bench.styler.put(page.cell(GUIDANCE_ROW, 1), look, text)
    page.merge_cells(start_row=GUIDANCE_ROW, end_row=GUIDANCE_ROW, start_column=1, end_column=layout.last.at)
    width = sum(slot.width for slot in layout.first_view)
    page.row_dimensions[GUIDANCE_ROW].height = height([(text, width)], BODY, 22) + 5


def _sentences(layout: Layout, bench: Bench) -> list[str]:
    sheet, words = layout.sheet, bench.words
    made = [words("one_row", row_is=sheet.row_is[bench.lang].rstrip(".")), sheet.guidance[bench.lang]]
    if sheet.matrix and layout.crossings and layout.crossings[0].column:
        made += [words("one_a")] if layout.crossings[0].column.source == "raci" else []
    if sheet.once:
        headers = [column.header[bench.lang] for column in sheet.columns if column.id in sheet.once]
        made.append(words("once", columns=", ".join(f"“{header}”" for header in headers)))
    groups = [words(slot.group) for slot in layout.slots if slot.kind == MARKER]
    if groups and not bench.unfolded:
        made.append(words("unfold", groups=", ".join(f"“{group}”" for group in groups)))
    return [sentence for sentence in made if sentence]


def _bands(page: Page, layout: Layout, bench: Bench) -> None:
    """A label over each folded group, seen when it is open."""
    look = Look(bold=True, colour=bench.palette.main, vertical="bottom", wrap=False)
    for group in ("scores", "more"):
        slots = layout.group(group)
        if slots:
            bench.styler.put(page.cell(GUIDANCE_ROW, slots[0].at), look, bench.words(f"{group}_band"))


def _headers(page: Page, layout: Layout, bench: Bench) -> None:
    for slot in layout.slots:
        bench.styler.put(page.cell(HEADER_ROW, slot.at), _header_look(slot, bench), slot.header)
    level = [(s.header, s.width) for s in layout.slots if s.kind not in (CROSSING, MARKER)]
    turned = (
        turned_height((slot.header for slot in layout.crossings), TURNED_SIZE) if layout.crossings else 0.0
    )
    least = max(30.0, turned, 60.0 if len(layout.first_view) < len(layout.slots) else 0.0)
    page.row_dimensions[HEADER_ROW].height = height(level, HEADER_SIZE, least, bold=True)


def _header_look(slot: Slot, bench: Bench) -> Look:
    """Required: dark, bold and a sign. Expected: tinted. Optional and made by the kit: plain."""
    if slot.kind == NUMBER:
        return Look(size=8.5, colour=GREY, horizontal="center", lines="b")
    if slot.kind == MARKER:
        return Look(
            size=SMALL, bold=True, colour=bench.palette.main, fill=bench.palette.soft,
            rotated=True, wrap=True, horizontal="center", lines="lr", line_colour=WHITE,
        )  # fmt: skip
    turned = slot.kind == CROSSING
    bold, colour, fill = _weight(slot.column, bench)
    if turned:
        bold, colour, fill = False, INK, bench.palette.soft
    return Look(
        size=TURNED_SIZE if turned else HEADER_SIZE,
        bold=bold,
        colour=colour,
        fill=fill,
        lines="lrtb",
        line_colour=WHITE if fill else "BFC5CA",
        wrap=True,
        rotated=turned,
        horizontal="center" if turned else "left",
        vertical="bottom" if turned else "center",
        indent=0 if turned else 1,
    )


def _weight(column: Column | None, bench: Bench) -> tuple[bool, str, str]:
    need = column.need if column else "optional"
    if need == "required":
        return True, WHITE, bench.palette.main
    if need == "expected":
        return True, INK, bench.palette.soft
    return False, INK if need == "optional" else GREY, "F3F3F3"


def _help(page: Page, layout: Layout, bench: Bench) -> None:
    look = Look(size=SMALL, italic=True, colour=GREY, wrap=True, vertical="top", indent=1)
    texts = []
    for slot in layout.slots:
        if slot.kind == COLUMN and slot.column:
            text = help_text(slot.column, bench.worksheet.lists, bench.words)
            texts.append((text, slot.width - 2))
            bench.styler.put(page.cell(HELP_ROW, slot.at), look, text or None)
        elif slot.kind == MARKER:
            bench.styler.put(page.cell(HELP_ROW, slot.at), Look(fill=bench.palette.faint))
    texts += _crossing_help(page, layout, look, bench)
    page.row_dimensions[HELP_ROW].height = height(texts, SMALL, 16)


def _crossing_help(page: Page, layout: Layout, look: Look, bench: Bench) -> list[tuple[str, float]]:
    """One help text over all crossings of a matrix."""
    if not layout.crossings or layout.crossings[0].column is None:
        return []
    first, last = layout.crossings[0], layout.crossings[-1]
    text = help_text(layout.crossings[0].column, bench.worksheet.lists, bench.words)
    bench.styler.put(page.cell(HELP_ROW, first.at), look, text or None)
    page.merge_cells(start_row=HELP_ROW, end_row=HELP_ROW, start_column=first.at, end_column=last.at)
    return [(text, sum(slot.width for slot in layout.crossings) - 2)]


def _example(page: Page, layout: Layout, bench: Bench) -> None:
    look = Look(
        italic=True, colour=GREY, fill=_EXAMPLE_FILL, lines="tb", wrap=True, indent=1, number_format="@"
    )
    texts = _example_texts(layout, bench)
    sizes = []
    for slot in layout.slots:
        text = texts.get(slot.at)
        if slot.kind == NUMBER:
            here = Look(size=8, italic=True, colour=GREY, fill=_EXAMPLE_FILL, lines="tb", horizontal="center")
            text = bench.words("example")
        elif slot.kind == MARKER:
            here = Look(fill=bench.palette.faint)
        elif slot.kind == CROSSING:
            short = len(text or "") < 3
            here = Look(
                italic=True, colour=GREY, fill=_EXAMPLE_FILL, lines="tb",
                horizontal="center" if short else "left", number_format="@",
            )  # fmt: skip
        else:
            here = look
            sizes.append((text or "", slot.width - 2))
        bench.styler.put(page.cell(EXAMPLE_ROW, slot.at), here, text)
    page.row_dimensions[EXAMPLE_ROW].height = height(sizes, BODY, 22)


def _example_texts(layout: Layout, bench: Bench) -> dict[int, str]:
    """Excel column → example. A matrix shows its example at the crossing that the example names."""
    made = {}
    for slot in layout.answers:
        text = example(slot.column, bench.lang) if slot.column and slot.kind != CROSSING else None
        if text:
            made[slot.at] = text
    matrix = layout.sheet.matrix
    side, value = (layout.sheet.column(c) for c in (matrix.column, matrix.value)) if matrix else (None, None)
    text = example(value, bench.lang) if value else None
    if text and layout.crossings:
        named = (example(side, bench.lang) or "") if side else ""
        found = [
            slot for slot in layout.crossings if named and (slot.header in named or named in slot.header)
        ]
        at = (found if found and len(text) < 3 else layout.crossings)[0].at
        made[at] = text
    return made
