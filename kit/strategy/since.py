"""The self-evaluation of this edition held against that of the edition before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit.model.comparison import DOWN, SAME, UP, Mark, Move, moves
from kit.model.results import Results
from kit.strategy.book import Basis, Chapter, cell, left, right

THEMES, LEADERS, LEVELS = "M03.theme", "M03.leaders", "M07.wheel"
FIRST = 5
"""More than this that moved equally far stand in the table alone."""
_LEAST = {THEMES: "groups.spread", LEADERS: "groups.leaders", LEVELS: "groups.competence"}
_SIGNS = {UP: "↑", SAME: "→", DOWN: "↓"}


def self_evaluation(results: Results) -> dict[str, Mark]:
    """What an edition tells of its self-evaluation, by subject: ``M03.theme.T04``. What too few have answered
    is not among it."""
    levels = results.competences.levels
    told = (
        *((f"{THEMES}.{t.theme}", t.now.mean, t.now.n) for t in results.maturity.themes),
        *((f"{LEADERS}.{m.mark}", m.now.mean, m.now.n) for m in results.leadership.shown),
        *((f"{LEVELS}.{level.competence}", level.median, level.n) for level in levels),
    )
    return {subject: Mark(value, n) for subject, value, n in told if value is not None}


def moved(
    before: Mapping[str, Mark], now: Mapping[str, Mark], thresholds: Mapping[str, float]
) -> dict[str, Move]:
    """How the self-evaluation has moved from one edition to another, by subject and in the order of ``now``.
    What could tell the answers of fewer people than a figure needs is not among it."""
    step, found = thresholds["maturity.moved"], {}
    for kind, least in _LEAST.items():
        found.update(moves(_of(kind, before), _of(kind, now), step=step, least=thresholds[least]))
    return {subject: found[subject] for subject in now if subject in found}


def _of(kind: str, marks: Mapping[str, Mark]) -> dict[str, Mark]:
    return {subject: mark for subject, mark in marks.items() if subject.startswith(f"{kind}.")}


@dataclass(frozen=True, slots=True)
class Since:
    """What moved since ``edition``, by what follows the last dot of the subject; ``apart`` are those that
    either edition tells and that cannot be compared."""

    edition: str
    moves: Mapping[str, Move]
    apart: tuple[str, ...]

    def of(self, turn: str) -> list[str]:
        return [id for id, move in self.moves.items() if move.turn == turn]


def since(chapter: Chapter, kind: str) -> Since | None:
    """How figures of one kind have moved; ``None`` without an earlier edition that tells them, and where
    nobody has answered anew."""
    context = chapter.book.context
    if context.before is None:
        return None
    both = (context.before.marks, self_evaluation(chapter.book.results))
    then, now = (_of(kind, marks) for marks in both)
    if not then or then == now:
        return None
    found = moved(then, now, context.catalogue.thresholds)
    apart = (_id(subject) for subject in dict.fromkeys((*now, *then)) if subject not in found)
    by_id = {_id(subject): move for subject, move in found.items()}
    return Since(context.before.number, by_id, tuple(apart))


def _id(subject: str) -> str:
    return subject.rpartition(".")[2]


def change_words(chapter: Chapter, move: Move) -> str:
    """``frem 0,5``, ``uændret``."""
    return chapter.common(f"since_{move.turn}_by", change=chapter.say.fixed(abs(move.change)))


@dataclass(frozen=True, slots=True)
class Compared:
    """One kind of figures: its ``noun`` in ``strategy.toml``, how one is called in a table (``title``) and in
    a sentence (``said``), the header of their column, the subject of the claims, and what the figures of
    today rest on."""

    noun: str
    title: Callable[[str], str]
    said: Callable[[str], str]
    header: str
    subject: str
    basis: Basis


def tell(chapter: Chapter, found: Since, what: Compared) -> None:
    """A paragraph and a table; only the paragraph where nothing can be compared."""
    chapter.claim(what.subject, _text(chapter, found, what), what.basis)
    columns = (
        left(what.header, 2.4),
        right(chapter.common("since_edition", edition=found.edition)),
        right(chapter.common("since_now"), 0.8),
        left(chapter.common("since_change"), 1.4),
    )
    rows = [
        [
            cell(what.title(id)),
            cell(chapter.say.fixed(move.before.value)),
            cell(chapter.say.fixed(move.now.value)),
            cell(f"{_SIGNS[move.turn]} {change_words(chapter, move)}"),
        ]
        for id, move in found.moves.items()
    ]
    chapter.table(
        f"{what.subject}.table", chapter.common("since_table", edition=found.edition), columns, rows
    )


def _text(chapter: Chapter, found: Since, what: Compared) -> str:
    parts = [
        chapter.common(f"since_{turn}", what=chapter.say.count(what.noun, len(ids)))
        for turn in (UP, DOWN, SAME)
        if (ids := found.of(turn))
    ]
    said = []
    if parts:
        step = chapter.say.number(chapter.book.context.catalogue.thresholds["maturity.moved"], 1)
        said.append(chapter.common("since_counts", **_edition(chapter), moves=chapter.say.clauses(parts)))
        said += [text for turn in (UP, DOWN) if (text := _farthest(chapter, found, what, turn))]
        said.append(chapter.common("since_step", step=step))
    if found.apart:
        listed = chapter.say.all(_quoted(what, found.apart))
        said.append(chapter.common("since_apart", what=listed, **_edition(chapter)))
    return " ".join(said)


def _edition(chapter: Chapter) -> dict[str, str]:
    before = chapter.book.context.before
    return {"edition": before.number if before else ""}


def _farthest(chapter: Chapter, found: Since, what: Compared, turn: str) -> str:
    """Those that moved most in one direction, as far as one can see; nothing where none stands out."""
    far = {id: round(abs(found.moves[id].change), 1) for id in found.of(turn)}
    most = max(far.values(), default=0.0)
    first = [id for id, change in far.items() if change == most]
    if not 0 < len(first) <= FIRST:
        return ""
    listed = chapter.say.all(_quoted(what, first))
    return chapter.common(f"since_most_{turn}", what=listed, change=chapter.say.fixed(most))


def _quoted(what: Compared, ids: Iterable[str]) -> Sequence[str]:
    return [f"“{what.said(id)}”" for id in ids]
