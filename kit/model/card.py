"""Cards: what is printed, and the catalogues of roles, themes, competences and decisions behind them."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.text import Text


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled part of a side. ``style`` is ``lead``, ``text``, ``list`` or ``lines`` (to write on)."""

    label: Text | None
    items: tuple[Text, ...]
    style: str = "text"


@dataclass(frozen=True, slots=True)
class Card:
    """One printable card. ``mark`` names its family's symbol, so that colour never stands alone."""

    id: str
    title: Text
    kicker: Text
    mark: str
    colour: str
    front: tuple[Section, ...]
    back: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck of cards; ``blanks`` empty ones of the same look are printed at its end."""

    id: str
    title: Text
    cards: tuple[Card, ...]
    blanks: int = 0


@dataclass(frozen=True, slots=True)
class ThemeBlock:
    """One of the four blocks of themes: ``strategy``, ``governance``, ``anchoring`` or ``technology``.

    ``mark`` is a symbol's name (``diamond``, ``circle``, ``triangle``, ``square``).
    """

    id: str
    title: Text
    colour: str
    mark: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the sixteen themes; ``block`` is the id of a :class:`ThemeBlock`."""

    id: str
    block: str
    title: Text
    strength: Text
    warning: Text
    questions: tuple[Text, ...]
    tips: tuple[Text, ...]
    example: Text
    workshops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the catalogue. ``per`` is a choice of the list ``scope``; hours are per month."""

    id: str
    title: Text
    type: str
    placement: str
    per: str
    hours_month: float
    does: Text
    decides: Text
    question: Text
    kitos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Force:
    """A driver or a barrier. ``category`` is a choice of the list ``force_category``."""

    id: str
    kind: str
    title: Text
    category: str


@dataclass(frozen=True, slots=True)
class Competence:
    """A competence; ``level3`` is how level 3 sounds; ``wheel`` and ``digcomp`` are tags."""

    id: str
    title: Text
    level3: Text
    wheel: Text
    digcomp: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """A starting requirement: ``role`` needs ``competence`` at ``level`` (0–4)."""

    role: str
    competence: str
    level: int


@dataclass(frozen=True, slots=True)
class Decision:
    """One of the fourteen data decisions, with the RACI to disagree with: ``((role, letter), …)``."""

    id: str
    title: Text
    start: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry."""

    id: str
    title: Text
    meaning: Text
