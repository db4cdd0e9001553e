"""What ids are called: areas, roles, decisions, themes, units, workshops, choices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kit.model.process import Unit
from kit.model.results import Results
from kit.model.sheet import Choice
from kit.strategy.context import StrategyContext
from kit.strategy.say import Say, free, low

ADVISER = "RO-11"
"""The data protection officer advises and never decides."""

MOST_RANGES = 8
"""More ranges of tables than this are a number: nobody reads which forty tables said so."""

MOST_AREAS, FIRST_AREAS = 12, 8
"""More areas than the first are not all named in a sentence, but so many of them."""


@dataclass(frozen=True, slots=True)
class Names:
    """Titles in the process language. An unknown id is its own title: people may have written it."""

    context: StrategyContext
    say: Say
    roles: dict[str, str] = field(default_factory=dict)
    initiatives: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, context: StrategyContext, results: Results) -> Names:
        """Tables may rename a role: their title stands before the catalogue's."""
        lang = context.process.lang
        roles = {role.id: role.title[lang] for role in context.catalogue.roles}
        roles |= {slots.role: free(slots.title) for slots in results.coverage.roles if slots.title}
        initiatives = {item.id: free(item.title) for item in results.initiatives.items}
        return cls(context, Say(context.words), roles, initiatives)

    @property
    def lang(self) -> str:
        return self.context.process.lang

    def area(self, code: str) -> str:
        found = self.context.process.area(code)
        return found.name if found else code

    def areas(self, codes: Iterable[str]) -> str:
        """Area names in the process's order, as a list in a sentence; of very many the first and how many
        more, for the tables have them all."""
        names = [self.area(code) for code in self.in_order(codes)]
        return self.say.all(names) if len(names) <= MOST_AREAS else self.say.some(names, FIRST_AREAS)

    def in_order(self, codes: Iterable[str]) -> list[str]:
        order = [area.code for area in self.context.process.areas]
        found = set(codes)
        return [code for code in order if code in found] + sorted(found - set(order))

    def role(self, id: str) -> str:
        return self.roles.get(id, id)

    def role_low(self, id: str) -> str:
        return low(self.role(id))

    def roles_low(self, ids: Iterable[str]) -> str:
        return self.say.all(self.role_low(id) for id in ids)

    def advises(self, function: str) -> bool:
        """Whether a function, as people wrote it, is the adviser."""
        return free(function).casefold() == self.role(ADVISER).casefold()

    def decision(self, id: str) -> str:
        for decision in self.context.catalogue.decisions:
            if decision.id == id:
                return decision.title[self.lang]
        return free(id)

    def theme(self, id: str) -> str:
        return next((t.title[self.lang] for t in self.context.catalogue.themes if t.id == id), id)

    def theme_block(self, id: str) -> str:
        return next((b.title[self.lang] for b in self.context.catalogue.theme_blocks if b.id == id), id)

    def competence(self, id: str) -> str:
        return next((c.title[self.lang] for c in self.context.catalogue.competences if c.id == id), free(id))

    def module(self, id: str) -> str:
        return next((m.text[self.lang] for m in self.context.catalogue.modules if m.id == id), id)

    def initiative(self, id: str) -> str:
        return self.initiatives.get(id, free(id))

    def choice(self, list_name: str, id: str) -> str:
        return self.context.lists.text(list_name, id, self.lang)

    def choices(self, list_name: str) -> tuple[Choice, ...]:
        return self.context.lists.by_name.get(list_name, ())

    def column(self, sheet: str, column: str) -> str:
        """The header of a sheet's column; the id where the sheet is not known."""
        found = self.context.catalogue.sheets.get(sheet)
        header = found.column(column) if found else None
        return header.header[self.lang] if header else column

    def unit(self, code: str) -> str:
        """``G3`` as ``bord 3``, ``ASO`` as the area's name, ``LEAD`` as the lead's word."""
        unit = Unit.parse(code)
        if unit is None:
            return code
        words = self.context.words
        return self.context.process.unit_name(unit, words("table_word"), words("lead"))

    def units(self, codes: Sequence[str]) -> str:
        """Tables as ranges (``bord 1–3 og 5``), areas by name; too many of either as a number."""
        words = self.context.words
        units = [unit for code in codes if (unit := Unit.parse(code))]
        numbers = sorted({int(unit.key) for unit in units if unit.kind == "group"})
        areas = self.in_order({unit.key for unit in units if unit.kind == "area"})
        said = []
        ranges = _ranges(numbers)
        if len(ranges) > MOST_RANGES:
            said.append(self.say.count("table", len(numbers)))
        elif numbers:
            word = "table_word" if len(numbers) == 1 else "tables_word"
            said.append(f"{words(word)} {self.say.all(ranges)}")
        if len(areas) > 3:
            said.append(self.say.count("area", len(areas)))
        else:
            said += [self.area(code) for code in areas]
        if any(unit.kind == "lead" for unit in units):
            said.append(words("lead"))
        return self.say.all(said)

    def workshop(self, id: str) -> str:
        """``workshop 1`` in a sentence; the id where it is not known."""
        key = f"workshop_{id}"
        return self.context.words(key) if key in self.context.words.texts else id

    def lead(self) -> str:
        """Who keeps the process together: the function that the process names, else the word for it."""
        return low(self.context.process.lead) if self.context.process.lead else self.context.words("lead")

    def sponsor(self) -> str:
        return (
            low(self.context.process.sponsor)
            if self.context.process.sponsor
            else self.context.words("sponsor")
        )

    def anything(self, id: str) -> str:
        """The title of an id of any kind, for lists that mix them."""
        if id in self.roles:
            return self.role(id)
        if id in self.initiatives:
            return self.initiatives[id]
        for title in (self.decision(id), self.theme(id), self.competence(id), self.area(id)):
            if title != id:
                return title
        module = self.module(id)
        return f"{id} {module}" if module != id else free(id)

    def module_title(self, id: str) -> str:
        """``M04 Roller og ansvar``; a module of the process's own is called as people wrote it."""
        title = self.module(id)
        return id if title == id else f"{id} {title}"


def _ranges(numbers: Sequence[int]) -> list[str]:
    """``[1, 2, 3, 5]`` as ``["1–3", "5"]``; two neighbours stay apart."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said: list[str] = []
    for run in runs:
        said += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(number) for number in run]
    return said
