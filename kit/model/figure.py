"""Figures as data. A renderer draws them; the numbers and words are settled here.

Every figure carries a one-sentence ``summary`` that serves as alternative text, and all of them can be
shown as a table (``header`` and ``rows`` of the node that holds them).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """``left`` and ``right`` are sums of strength (≥ 0) for barriers and drivers."""

    label: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class DivergingBars:
    """The force field: barriers to the left, drivers to the right."""

    left_title: str
    right_title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """One theme: mean now, target, lowest and highest answer, all on ``1…5``; ``None`` where too few.

    ``flag`` is a short word such as ``Uenige`` that is printed beside the line. ``before`` is the mean of the
    edition before, ``turn`` where it went from there (``up``, ``same``, ``down``) and ``change`` says so.
    """

    label: str
    group: str
    mean: float | None
    target: float | None
    low: float | None
    high: float | None
    flag: str = ""
    before: float | None = None
    turn: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class SpreadChart:
    """Sixteen themes with spread on one common scale; ``before_word`` is the edition before."""

    scale: tuple[str, ...]
    mean_word: str
    target_word: str
    spread_word: str
    too_few_word: str
    rows: tuple[Spread, ...]
    before_word: str = ""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """``level`` is 0 (worst) … 4 (best) for the shade, ``None`` for no figure; ``text`` is printed."""

    text: str
    level: int | None
    word: str = ""


@dataclass(frozen=True, slots=True)
class HeatMatrix:
    """Rows × columns with number and word in each cell (coverage, quality, competence)."""

    row_title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[HeatCell, ...]], ...]
    legend: tuple[str, ...]
    """Words for level 0…4 in order; empty strings are not shown."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """An initiative: ``x`` doability and ``y`` benefit on ``1…5``, ``size`` effort in days."""

    number: int
    label: str
    x: float
    y: float
    size: float
    quadrant: str


@dataclass(frozen=True, slots=True)
class BubbleChart:
    """The initiative portfolio. ``quadrants`` are words: top left, top right, bottom left, bottom right."""

    x_title: str
    y_title: str
    size_title: str
    threshold: float
    quadrants: tuple[str, str, str, str]
    bubbles: tuple[Bubble, ...]


@dataclass(frozen=True, slots=True)
class GanttBar:
    """``first`` and ``last`` are indices into ``quarters``; both ``None`` when not placed."""

    label: str
    first: int | None
    last: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gantt:
    """The delivery plan by quarter."""

    quarters: tuple[str, ...]
    bars: tuple[GanttBar, ...]
    not_placed_word: str


@dataclass(frozen=True, slots=True)
class FlowNode:
    """``kind`` is ``system``, ``spreadsheet``, ``paper``, ``person`` or ``outside``."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class FlowEdge:
    """One movement of data; ``manual`` is drawn dashed and thick; ``label`` is short, such as ``36 t/år``."""

    source: str
    target: str
    manual: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class FlowDiagram:
    """The data flows of one area."""

    manual_word: str
    automatic_word: str
    nodes: tuple[FlowNode, ...]
    edges: tuple[FlowEdge, ...]


@dataclass(frozen=True, slots=True)
class RadarDot:
    """One technology; ``ring`` is an index into ``rings``; ``running`` where a pilot or more is going on."""

    number: int
    label: str
    ring: int
    running: bool


@dataclass(frozen=True, slots=True)
class RadarRings:
    """The technology radar. ``rings`` are words from the innermost ring outwards."""

    rings: tuple[str, ...]
    running_word: str
    idle_word: str
    dots: tuple[RadarDot, ...]


@dataclass(frozen=True, slots=True)
class Wedge:
    """One competence on ``0…4``: ``value`` today, ``None`` where too few; ``need``, ``None`` where no role
    has one. ``group`` is an index into the wheel's ``groups``. ``before`` is the value of the edition before,
    ``change`` what became of it in words."""

    label: str
    group: int
    value: float | None
    need: float | None
    before: float | None = None
    change: str = ""


@dataclass(frozen=True, slots=True)
class CompetenceWheel:
    """Competences around one middle, those of a group side by side. ``levels`` are words for 0…4,
    ``before_word`` is the edition before."""

    groups: tuple[str, ...]
    levels: tuple[str, ...]
    value_word: str
    need_word: str
    too_few_word: str
    wedges: tuple[Wedge, ...]
    before_word: str = ""


@dataclass(frozen=True, slots=True)
class Accord:
    """How far people agree on one theme: ``value`` 0…1, ``word`` is what that calls for; ``talk`` where they
    should talk first."""

    label: str
    value: float
    word: str
    talk: bool = False


@dataclass(frozen=True, slots=True)
class AgreementPlot:
    """Themes by how far people agree, 0…1. ``limits`` part the three ``zones``; ``ends`` say what 0 and 1
    are."""

    value_word: str
    talk_word: str
    other_word: str
    ends: tuple[str, str]
    zones: tuple[str, str, str]
    limits: tuple[float, float]
    rows: tuple[Accord, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """Hours in use of the hours that are free; ``text`` says both."""

    used: float
    free: float
    text: str

    @property
    def share(self) -> float:
        """0…1; nothing is in use where nothing is free."""
        return min(self.used / self.free, 1.0) if self.free else 0.0


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One role: a load for each column, ``None`` where nobody stated hours."""

    label: str
    loads: tuple[Load | None, ...]


@dataclass(frozen=True, slots=True)
class LoadChart:
    """Hours in use by role and quarter; ``limit`` is the share of the free hours that may be planned, and
    ``full_word`` says that it is reached."""

    quarters: tuple[str, ...]
    used_word: str
    full_word: str
    free_word: str
    limit_word: str
    limit: float
    rows: tuple[LoadRow, ...]


@dataclass(frozen=True, slots=True)
class RankedBar:
    """``note`` is a short line below the label."""

    label: str
    value: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class RankedBars:
    """The largest of something, the largest first; ``unit`` follows each number."""

    value_word: str
    unit: str
    bars: tuple[RankedBar, ...]


Figure = (
    DivergingBars
    | SpreadChart
    | HeatMatrix
    | BubbleChart
    | Gantt
    | FlowDiagram
    | RadarRings
    | CompetenceWheel
    | AgreementPlot
    | LoadChart
    | RankedBars
)
