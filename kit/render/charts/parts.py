"""DrawingML charts as text: fills, lines, labels, axes. Texts are escaped here and in ``book``."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from kit.render.figures.colour import INK, WHITE, accent, mix

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
HAIR, SOFT = "#d3d9de", "#4b5661"
NO_FILL = "<a:noFill/>"
NO_LINE = "<a:ln><a:noFill/></a:ln>"
ACROSS, DOWN = 1, 2
"""The ids of a chart's two axes."""
_HATCHES = ("wdUpDiag", "pct25", "wdDnDiag", "horz", "lgGrid", "dkVert", "pct70")
"""The patterns of series after the first, which is full: all told apart in black and white."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is set: language and colour of the document, font (``+mn-lt`` is the theme's) and size of
    its letters in points."""

    lang: str
    colour: str
    font: str = "+mn-lt"
    size: float = 9.0

    @property
    def tone(self) -> str:
        """The municipality's colour, readable on white."""
        return accent(self.colour)

    @property
    def locale(self) -> str:
        return "da-DK" if self.lang == "da" else "en-GB"

    def hatch(self, number: int) -> str:
        """The fill of series ``number``: full, then patterns in the municipality's colour."""
        if number == 0:
            return solid(self.tone)
        return pattern(_HATCHES[(number - 1) % len(_HATCHES)], self.tone, mix(self.tone, WHITE, 0.86))

    def series(self, number: int) -> str:
        """Fill and outline of series ``number``."""
        return shape(self.hatch(number), line(self.tone))


def solid(colour: str, share: float = 1.0) -> str:
    """A full fill; less than the whole ``share`` lets through what lies below."""
    veil = "" if share == 1 else f'<a:alpha val="{round(share * 100000)}"/>'
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}">{veil}</a:srgbClr></a:solidFill>'


def pattern(preset: str, front: str, back: str) -> str:
    """A fill of two colours; ``preset`` is Office's name of it."""
    return (
        f'<a:pattFill prst="{preset}"><a:fgClr><a:srgbClr val="{front[1:].upper()}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{back[1:].upper()}"/></a:bgClr></a:pattFill>'
    )


def line(colour: str, points: float = 0.75, dash: str = "") -> str:
    """A line, dashed where ``dash`` names how."""
    dashes = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{round(points * 12700)}">{solid(colour)}{dashes}</a:ln>'


def shape(fill: str, edge: str) -> str:
    """How a part of the chart looks; with neither it looks as Office likes."""
    return f"<c:spPr>{fill}{edge}</c:spPr>"


def letters(look: Look, *, bold: bool = False, size: float = 0, colour: str = INK) -> str:
    """Letters of an axis, a legend or labels."""
    return f"<c:txPr><a:bodyPr/><a:lstStyle/>{_line(look, '', bold=bold, size=size, colour=colour)}</c:txPr>"


def words(look: Look, text: str, *, bold: bool = False, size: float = 0) -> str:
    """A text of its own, in lines: a title, or a label that is no number."""
    lines = "".join(_line(look, part, bold=bold, size=size, colour=INK) for part in text.split("\n"))
    return f"<c:tx><c:rich><a:bodyPr/><a:lstStyle/>{lines}</c:rich></c:tx>"


def _line(look: Look, text: str, *, bold: bool, size: float, colour: str) -> str:
    props = f'lang="{look.locale}" sz="{round((size or look.size) * 100)}" b="{int(bold)}"'
    face = f"{solid(colour)}<a:latin typeface={quoteattr(look.font)}/>"
    default = f"<a:pPr><a:defRPr {props[props.index('sz') :]}>{face}</a:defRPr></a:pPr>"
    run = f"<a:r><a:rPr {props}>{face}</a:rPr><a:t>{escape(text)}</a:t></a:r>" if text else ""
    end = "" if text else f'<a:endParaRPr lang="{look.locale}"/>'
    return f"<a:p>{default}{run}{end}</a:p>"


def series(number: int, name: str, *content: str) -> str:
    """A series; ``content`` follows the schema's order."""
    return f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{name}{"".join(content)}</c:ser>'


def label(look: Look, number: int, text: str, place: str, *, size: float = 0) -> str:
    """A label of words at point ``number``."""
    said = words(look, text, bold=True, size=size)
    return f'<c:dLbl><c:idx val="{number}"/>{said}{_place(place)}{_shown()}</c:dLbl>'


def labels(
    look: Look, *, points: str = "", place: str = "", code: str = "", what: str = "", size: float = 0
) -> str:
    """The labels of a series: ``points`` of their own, the rest by ``what`` they show (``Val``, ``SerName``,
    nothing). ``place`` and ``code`` (a number format) are Office's own words."""
    number = f'<c:numFmt formatCode={quoteattr(code)} sourceLinked="0"/>' if code else ""
    plain = f"{shape(NO_FILL, NO_LINE)}{letters(look, bold=True, size=size)}{_place(place)}" if what else ""
    return f"<c:dLbls>{points}{number}{plain}{_shown(what)}</c:dLbls>"


def _place(place: str) -> str:
    return f'<c:dLblPos val="{place}"/>' if place else ""


def _shown(what: str = "") -> str:
    kinds = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return "".join(f'<c:show{kind} val="{int(kind == what)}"/>' for kind in kinds)


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of words or (``numbers``) of values. ``side`` is ``l``, ``b``, ``t`` or ``r``.

    ``span`` is the least, the greatest and the step of its scale; the other axis ``crosses`` it at a value.
    ``ticks`` says where its words stand (``nextTo``, ``low``, ``high``, ``none``); ``points`` that there are
    scales both ways.
    """

    id: int
    side: str
    numbers: bool = False
    span: tuple[float, float, float] | None = None
    turned: bool = False
    hidden: bool = False
    grid: str = ""
    title: str = ""
    code: str = "General"
    ticks: str = "low"
    edge: str = line(SOFT)
    crosses: float | None = None
    points: bool = False

    def xml(self, look: Look) -> str:
        order = f'<c:orientation val="{"maxMin" if self.turned else "minMax"}"/>'
        scale = f'<c:max val="{self.span[1]:g}"/><c:min val="{self.span[0]:g}"/>' if self.span else ""
        grid = f"<c:majorGridlines>{shape('', self.grid)}</c:majorGridlines>" if self.grid else ""
        title = f'<c:title>{words(look, self.title)}<c:overlay val="0"/></c:title>' if self.title else ""
        other = DOWN if self.id == ACROSS else ACROSS
        crosses = '<c:crosses val="autoZero"/>'
        if self.crosses is not None:
            crosses = f'<c:crossesAt val="{self.crosses:g}"/>'
        head = (
            f'<c:axId val="{self.id}"/><c:scaling>{order}{scale}</c:scaling>'
            f'<c:delete val="{int(self.hidden)}"/>'
            f'<c:axPos val="{self.side}"/>{grid}{title}'
            f'<c:numFmt formatCode={quoteattr(self.code)} sourceLinked="0"/><c:majorTickMark val="none"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="{self.ticks}"/>{shape("", self.edge)}'
            f'{letters(look)}<c:crossAx val="{other}"/>{crosses}'
        )
        if self.numbers:
            step = f'<c:majorUnit val="{self.span[2]:g}"/>' if self.span else ""
            between = "midCat" if self.points else "between"
            return f'<c:valAx>{head}<c:crossBetween val="{between}"/>{step}</c:valAx>'
        tail = '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/>'
        tail += '<c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/>'
        return f"<c:catAx>{head}{tail}</c:catAx>"


def axis_ids() -> str:
    """The two axes that a plot is drawn on."""
    return f'<c:axId val="{ACROSS}"/><c:axId val="{DOWN}"/>'


def legend(look: Look, *, without: tuple[int, ...] = (), side: str = "b") -> str:
    """The names of the series, but for those at the places in ``without``."""
    gone = "".join(f'<c:legendEntry><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>' for n in without)
    return f'<c:legend><c:legendPos val="{side}"/>{gone}<c:overlay val="0"/>{letters(look)}</c:legend>'


def inner(left: float, top: float, width: float, height: float) -> str:
    """Where the plot stands, without the words of its axes, as shares of the chart."""
    places = zip("xywh", (left, top, width, height), strict=True)
    sides = "".join(f'<c:{side} val="{share:g}"/>' for side, share in places)
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{modes}{sides}</c:manualLayout></c:layout>"


def space(look: Look, plots: str, axes: tuple[Axis, ...], key: str = "", layout: str = "<c:layout/>") -> str:
    """The whole part: no frame and no ground, so that it stands in the text like a picture. ``layout`` is
    Office's own, unless somebody says where the plot stands."""
    sides = "".join(axis.xml(look) for axis in axes)
    return (
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}"><c:date1904 val="0"/>'
        f'<c:lang val="{look.locale}"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{layout}{plots}{sides}</c:plotArea>{key}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{shape(NO_FILL, NO_LINE)}{letters(look)}</c:chartSpace>"
    )
