"""From the catalogues to cards: what stands on the front and the back of each family.

Pure views. A card carries every language; which one is printed is settled when the deck is rendered.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence

from kit.model.card import Card, Competence, Decision, Deck, Force, Role, Section, Theme, ThemeBlock
from kit.model.catalogue import Catalogue
from kit.model.sheet import Choice
from kit.model.text import LANGUAGES, Text, Words
from kit.resources import Resources

CARDS_A_SHEET = 4
NEUTRAL = "blank"
"""The symbol and colour of a blank card in a deck of several families."""

Colours = Mapping[str, str]


def family_colours(resources: Resources) -> Colours:
    """Symbol → colour of every family whose colour is not part of its content."""
    return dict(tomllib.loads(resources.text("templates/card_colours.toml")))


def all_decks(catalogue: Catalogue, words: Words, colours: Colours) -> dict[str, Deck]:
    """Every deck by its id, as agenda blocks name them. ``words`` are those of ``cards.toml``."""
    decks = (
        theme_cards(catalogue.themes, catalogue.theme_blocks, words),
        role_cards(catalogue.roles, words, colours),
        force_cards(catalogue.forces, "barrier", catalogue.lists, words, colours),
        force_cards(catalogue.forces, "driver", catalogue.lists, words, colours),
        competence_cards(catalogue.competences, words, colours),
        decision_cards(catalogue.decisions, catalogue.roles, words, colours),
    )
    return {deck.id: deck for deck in decks}


def theme_cards(themes: Sequence[Theme], blocks: Sequence[ThemeBlock], words: Words) -> Deck:
    """Front: how it is when it works, and the warning sign. Back: questions, advice, an example, notes."""
    by_id = {block.id: block for block in blocks}
    cards = tuple(_theme_card(theme, by_id[theme.block], words) for theme in themes)
    return _deck("themes", cards, words)


def _theme_card(theme: Theme, block: ThemeBlock, words: Words) -> Card:
    return Card(
        id=theme.id,
        title=theme.title,
        kicker=_say(words, "kicker_theme", block=block.title),
        mark=block.mark,
        colour=block.colour,
        front=(
            Section(_say(words, "strength"), (theme.strength,), "lead"),
            Section(_say(words, "warning"), (theme.warning,), "lead"),
        ),
        back=(
            Section(_say(words, "questions"), theme.questions, "list"),
            Section(_say(words, "tips"), theme.tips),
            Section(_say(words, "example"), (theme.example,)),
            _lines(words, "notes"),
        ),
    )


def role_cards(roles: Sequence[Role], words: Words, colours: Colours) -> Deck:
    """Front: what the role does. Back: what it decides, its time, a question, and lines for "hos os"."""
    return _deck("roles", tuple(_role_card(role, words, colours) for role in roles), words, blanks=2)


def _role_card(role: Role, words: Words, colours: Colours) -> Card:
    names = (_say(words, "role_kitos", names=", ".join(role.kitos)),) if role.kitos else ()
    return Card(
        id=role.id,
        title=role.title,
        kicker=_say(words, f"kicker_role_{role.type}"),
        mark=role.type,
        colour=colours[role.type],
        front=(Section(_say(words, "role_does"), (role.does,), "lead"),),
        back=(
            Section(_say(words, "role_decides"), (role.decides,)),
            Section(
                _say(words, "role_time"), (_hours(role, words), _say(words, f"placement_{role.placement}"))
            ),
            Section(_say(words, "role_question"), (role.question, *names)),
            _lines(words, "here_called"),
            _lines(words, "here_held_by"),
        ),
    )


def _hours(role: Role, words: Words) -> Text:
    per = _say(words, f"per_{role.per}")
    if role.hours_month == 1:
        return _say(words, "role_hours_per_one", per=per)
    number = f"{role.hours_month:g}"
    hours = Text.of({lang: number.replace(".", ",") if lang == "da" else number for lang in LANGUAGES})
    return _say(words, "role_hours_per", hours=hours, per=per)


def force_cards(
    forces: Sequence[Force],
    kind: str,
    lists: Mapping[str, tuple[Choice, ...]],
    words: Words,
    colours: Colours,
) -> Deck:
    """The barriers or the drivers. Front: the sentence alone, large. Back: lines under the questions."""
    labels = ("barrier_back_1", "barrier_back_2", "barrier_back_3") if kind == "barrier" else ("driver_back",)
    back = tuple(_lines(words, label) for label in labels)
    categories = {choice.id: choice.text for choice in lists["force_category"]}
    cards = tuple(
        Card(
            id=force.id,
            title=force.title,
            kicker=_joined(_say(words, f"kicker_{kind}"), categories[force.category]),
            mark=kind,
            colour=colours[kind],
            front=(),
            back=back,
        )
        for force in forces
        if force.kind == kind
    )
    return _deck(f"{kind}s", cards, words, blanks=4)


def competence_cards(competences: Sequence[Competence], words: Words, colours: Colours) -> Deck:
    """Front: how level 3 sounds. Back: lines for an example and for what one wants it for; the tags."""
    cards = tuple(
        Card(
            id=competence.id,
            title=competence.title,
            kicker=_say(words, "kicker_competence"),
            mark="competence",
            colour=colours["competence"],
            front=(Section(_say(words, "level3"), (competence.level3,), "lead"),),
            back=(
                _lines(words, "competence_can"),
                _lines(words, "competence_want"),
                Section(None, _tags(competence, words), "small"),
            ),
        )
        for competence in competences
    )
    return _deck("competences", cards, words)


def _tags(competence: Competence, words: Words) -> tuple[Text, ...]:
    wheel = _say(words, "wheel_tag", wheel=competence.wheel)
    return wheel, _say(words, "digcomp_tag", areas=competence.digcomp)


def decision_cards(
    decisions: Sequence[Decision], roles: Sequence[Role], words: Words, colours: Colours
) -> Deck:
    """Front: the decision and the prompt. Back: the RACI to disagree with, lines for one's own."""
    titles = {role.id: role.title for role in roles}
    cards = tuple(
        Card(
            id=decision.id,
            title=decision.title,
            kicker=_say(words, "kicker_decision"),
            mark="decision",
            colour=colours["decision"],
            front=(Section(None, (_say(words, "decision_prompt"),), "lead"),),
            back=(
                Section(_say(words, "decision_start"), _raci(decision, titles, words)),
                _lines(words, "decision_ours", _say(words, "decision_one_a")),
                _lines(words, "decision_missing"),
            ),
        )
        for decision in decisions
    )
    return _deck("decisions", cards, words, blanks=2)


def _raci(decision: Decision, titles: Mapping[str, Text], words: Words) -> tuple[Text, ...]:
    """One line a letter: ``Ansvarlig (A): Dataejer``."""
    lines = []
    for letter in "ARCI":
        held = [titles[role] for role, given in decision.start if given == letter]
        if held:
            word = words.texts[f"raci_{letter}"]
            names = {lang: ", ".join(title[lang] for title in held) for lang in LANGUAGES}
            lines.append(Text.of({lang: f"{word[lang]} ({letter}): {names[lang]}" for lang in LANGUAGES}))
    return tuple(lines)


def _deck(id: str, cards: tuple[Card, ...], words: Words, blanks: int = 0) -> Deck:
    """``blanks`` is the least number of empty cards; more of them fill the last sheet."""
    left_over = -(len(cards) + blanks) % CARDS_A_SHEET
    return Deck(id, _say(words, f"deck_{id}"), cards, blanks + left_over)


def blank_card(deck: Deck, words: Words, colours: Colours) -> Card:
    """An empty card of the deck's look: a title to write, and the labels that all its cards share."""
    first = deck.cards[0]
    one_look = all((card.mark, card.colour) == (first.mark, first.colour) for card in deck.cards)
    key = f"blank_{deck.id.removesuffix('s')}"
    return Card(
        id="",
        title=_say(words, key if key in words.texts else "blank_card"),
        kicker=_say(words, "blank_card"),
        mark=first.mark if one_look else NEUTRAL,
        colour=first.colour if one_look else colours[NEUTRAL],
        front=_emptied(first.front),
        back=_emptied(first.back),
    )


def _emptied(sections: Sequence[Section]) -> tuple[Section, ...]:
    return tuple(Section(section.label, (), "lines") for section in sections if section.label is not None)


def _lines(words: Words, key: str, *items: Text) -> Section:
    return Section(_say(words, key), items, "lines")


def _joined(one: Text, other: Text) -> Text:
    return Text.of({lang: f"{one[lang]} · {other[lang]}" for lang in LANGUAGES})


def _say(words: Words, key: str, **values: Text | str) -> Text:
    """The wording of ``key`` in every language, its placeholders filled in language by language."""
    return Text.of(
        {
            lang: words.texts[key][lang].format(
                **{name: value[lang] if isinstance(value, Text) else value for name, value in values.items()}
            )
            for lang in LANGUAGES
        }
    )
