"""What the strategy means for one kind of reader: three to five answers from the results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kit.model.letter import RoleLine, RolePage
from kit.model.results import Activity, PlanItem, Results
from kit.model.text import Words
from kit.strategy.context import StrategyContext
from kit.strategy.letters import sender
from kit.strategy.names import Names
from kit.strategy.role_readers import READERS, Reader
from kit.strategy.say import Say, cap, free, low, slug

_Said = tuple[str, str]
"""A module and a sentence that comes from it."""
MOST = 3
"""So many decisions, initiatives or activities are named in one sentence."""
LETTERS = {"A": "accountable", "R": "responsible", "C": "consulted"}
"""Letters of the responsibility matrix that ask something of a role, the weightiest first."""
ERRORS = "D04"
"""The decision on correcting errors in data."""


def role_pages(
    results: Results, context: StrategyContext, words: Words, unpublished: frozenset[str] = frozenset()
) -> tuple[RolePage, ...]:
    """A page for each kind of reader of whom the results say something; nobody gets an empty one. Of modules
    in ``unpublished`` no name is told: nobody outside can look there."""
    made = (_Page(reader, results, context, words, unpublished).page() for reader in READERS)
    return tuple(page for page in made if page)


class _Page:
    def __init__(
        self,
        reader: Reader,
        results: Results,
        context: StrategyContext,
        words: Words,
        unpublished: frozenset[str],
    ) -> None:
        self.unpublished = unpublished
        self.reader, self.results, self.context, self.words = reader, results, context, words
        self.names, self.say = Names.of(context, results), Say(context.words)
        slots = {slot.role: slot for slot in results.coverage.roles}
        self.slots = {role: slots[role] for role in reader.roles if role in slots and slots[role].in_use}
        self.roles = tuple(role for role in reader.roles if role not in slots or slots[role].in_use)

    def page(self) -> RolePage | None:
        """The page, ``None`` where nothing is said of such a reader in particular."""
        own = [
            *self._line("change", self._change()),
            *self._line("decides", (("M04", said) for said in self._decides())),
            *self._line("time", self._time()),
        ]
        if not own:
            return None
        return RolePage(
            reader=self.reader.id,
            name=slug(self.words(f"file_{self.reader.id}")),
            sender=sender(self.context, self.words),
            title=self.words(f"title_{self.reader.id}"),
            opening=self.words("opening", edition=self.context.edition),
            lines=(
                *own,
                *self._line("monday", self._monday()),
                *self._line("whom", self._whom()),
                *self._line("expect", self._expect()),
            ),
            closing=self.words("closing"),
        )

    def _line(self, key: str, said: Iterable[_Said]) -> Iterator[RoleLine]:
        """The answer to one question with the modules that its sentences come from."""
        told = [(module, sentence) for module, sentence in said if sentence]
        if told:
            modules = dict.fromkeys(module for module, _ in told if module not in self.unpublished)
            places = (self.words("place", module=self.names.module_title(module)) for module in modules)
            answer = " ".join(sentence for _, sentence in told)
            yield RoleLine(self.words(f"ask_{key}"), answer, ", ".join(places))

    # ---- what changes ----

    def _change(self) -> Iterator[_Said]:
        if self.reader.audience:
            yield from self._initiatives()
        elif self.reader.id == "network":
            yield from (("M05", said) for said in self._network())
        elif self.reader.id == "data_owner":
            yield from (("M04", said) for said in self._data_owners())
        else:
            yield from (("M04", said) for said in self._system_owners())

    def _data_owners(self) -> Iterator[str]:
        coverage = self.results.coverage
        share = coverage.data_owner_areas
        if share.whole:
            part, whole = self.say.letters(share.part), self.say.letters(share.whole)
            alone = "_alone" if share.whole == 1 else ""
            full = "_all" if share.part >= share.whole else alone
            yield cap(self.words(f"change_data_owner{full}", part=part, whole=whole))
            yield self._missing(sum(gap.data_owner_missing for gap in coverage.critical_gaps))

    def _system_owners(self) -> Iterator[str]:
        for slot in self.slots.values():
            if slot.required:
                part, whole = self.say.number(slot.filled), self.say.number(slot.required)
                alone = slot.required == 1 and not slot.filled
                key = "change_system_owner_alone" if alone else "change_system_owner"
                yield self.words(key, part=part, whole=whole)
                yield self._missing(sum(gap.owner_missing for gap in self.results.coverage.critical_gaps))

    def _missing(self, n: int) -> str:
        key = "change_missing_one" if n == 1 else "change_missing_many"
        return cap(self.words(key, n=self.say.letters(n))) if n else ""

    def _initiatives(self) -> Iterator[_Said]:
        mine = self._mine()[:MOST]
        if mine:
            key = f"change_{self.reader.id}{'_one' if len(mine) == 1 else ''}"
            items = (
                self.words("item", title=free(item.title), quarter=self.say.quarter(item.quarters[0]))
                for item in mine
            )
            yield "M08", self.words(key, list=self.say.all(items))
        hours = self.results.flows.hours_year
        if self.reader.id == "registering" and hours:
            yield "M06", self.words("change_hours", hours=self.say.count("hour", hours))

    def _mine(self) -> list[PlanItem]:
        """Initiatives in the plan from which such readers gain, the earliest first."""
        initiatives = self.results.initiatives
        mine = [
            item
            for item in self.results.plan.placed
            if (found := initiatives.get(item.initiative)) and self.reader.audience in found.audiences
        ]
        return sorted(mine, key=lambda item: item.quarters[0])

    def _network(self) -> Iterator[str]:
        network = self.results.network
        if network.members:
            members = self.say.count("member", len(network.members))
            areas = self.say.count("area", len({m.area for m in network.members if m.area}))
            yield self.words("change_network", members=members, areas=areas)
        if network.members and network.hours_month:
            yield self.words("change_network_hours", hours=self.say.count("hour", network.hours_month))
        purpose = network.field("purpose")
        if purpose and purpose.content:
            yield self.words("change_network_charter", purpose=low(free(purpose.content)))

    # ---- what is my part ----

    def _decides(self) -> Iterator[str]:
        unsure = self._disputed()
        for role in self.roles:
            held: dict[str, list[str]] = {}
            for row in self.results.raci.rows:
                for holder, letter in row.common:
                    if holder == role and not (letter == "A" and row.decision in unsure):
                        held.setdefault(letter, []).append(row.decision)
            yield self._part(role, held)
        if unsure:
            yield self.words("decides_disputed", list=self._decisions(unsure))

    def _disputed(self) -> list[str]:
        """Decisions that most tables give to such a reader, and others to somebody else."""
        apart = {conflict.decision for conflict in self.results.role_conflicts.accountable}
        return [
            row.decision
            for role in self.roles
            for row in self.results.raci.rows
            if row.decision in apart and (role, "A") in row.common
        ]

    def _part(self, role: str, held: Mapping[str, Sequence[str]]) -> str:
        """What one role does; of a reader with several roles only the weightiest of each."""
        letters = [letter for letter in LETTERS if held.get(letter)][: 2 if len(self.roles) == 1 else 1]
        clauses = {
            place: self.words(f"{place}_{LETTERS[letter]}", list=self._decisions(held[letter]))
            for place, letter in zip(("first", "second"), letters, strict=False)
        }
        if not clauses:
            return ""
        key = "decides_two" if len(clauses) > 1 else "decides"
        return self.words(key, role=self.names.role_low(role), **clauses)

    def _decisions(self, ids: Iterable[str]) -> str:
        return self.say.some([low(self.names.decision(id)) for id in dict.fromkeys(ids)], MOST)

    # ---- what it takes ----

    def _time(self) -> Iterator[_Said]:
        items = [
            self.words(
                "time_item",
                hours=self.say.count("hour", slot.hours_month, 1),
                role=self.names.role_low(role),
            )
            for role, slot in self.slots.items()
            if slot.hours_month and slot.evidence
        ]
        if items:
            yield "M04", self.words("time_hours", list=self.say.all(items))
        for activity in self._activities()[:2]:
            yield "M07", self._learning(activity)

    def _activities(self) -> list[Activity]:
        """Learning for such readers: their word, or the name of a function that is not in the room."""
        wanted = [word.strip().casefold() for word in self.words(f"match_{self.reader.id}").split(";")]
        if self.reader.id == "registering":
            wanted += [
                free(item.function).casefold()
                for item in self.results.stakeholders.functions
                if "passive" in item.types
            ]
        found = [a for a in self.results.learning.activities if _names(a.audience, wanted)]
        return sorted(found, key=lambda a: (a.start is None, a.start or self.context.day))

    def _learning(self, activity: Activity) -> str:
        day = self.words("on_day", day=self.say.long_day(activity.start)) if activity.start else ""
        hours = self.say.count("hour", activity.hours_each, 1) if activity.hours_each else ""
        key = "time_learning" if day and hours else "time_learning_day" if day else "time_learning_hours"
        if not day and not hours:
            return ""
        return self.words(key, competence=self.names.competence(activity.competence), day=day, hours=hours)

    # ---- what to do on Monday ----

    def _monday(self) -> Iterator[_Said]:
        """One thing to do at once, where the results call for it."""
        if self.reader.audience:
            yield from self._monday_of_work()
        elif self.reader.id == "data_owner" and (unsure := self._disputed()):
            yield "M04", self.words("monday_data_owner", list=self._decisions(unsure[:1]))
        elif self.reader.id == "system_owner" and (open_ := self.results.systems.no_assessment):
            key = "monday_system_owner_one" if len(open_) == 1 else "monday_system_owner"
            yield "M10", self.words(key, n=self.say.number(len(open_)))
        elif self.reader.id == "network" and (blank := self._blank()):
            yield "M05", self.words("monday_network", fields=self.say.some(blank, MOST))

    def _monday_of_work(self) -> Iterator[_Said]:
        mine = self._mine()
        if mine:
            title, quarter = free(mine[0].title), self.say.quarter(mine[0].quarters[0])
            yield "M08", self.words(f"monday_{self.reader.id}", title=title, quarter=quarter)
        if roles := self._asks_of_errors():
            yield "M04", self.words("monday_errors", roles=self.names.roles_low(roles))

    def _blank(self) -> list[str]:
        """What the charter still lacks, once somebody has begun it."""
        filled = {field.field for field in self.results.network.charter if field.content}
        fields = self.names.choices("charter_field") if filled else ()
        return [low(field.text[self.names.lang]) for field in fields if field.id not in filled]

    # ---- whom to ask, and what comes first ----

    def _asks_of_errors(self) -> tuple[str, ...]:
        if self.reader.id != "registering":
            return ()
        rows = [row for row in self.results.raci.rows if row.decision == ERRORS]
        return tuple(
            role
            for row in rows
            for role, letter in row.common
            if letter == "R" and role not in self.reader.roles
        )

    def _whom(self) -> Iterator[_Said]:
        sponsor = self.results.coverage.sponsor.function
        leads = [m.function for m in self.results.network.members if m.role == "lead"]
        if self.reader.id == "network":
            yield "M04", self.words("whom_sponsor", who=low(free(sponsor))) if sponsor else ""
        elif leads:
            yield "M05", self.words("whom_lead", who=low(free(leads[0])))

    def _expect(self) -> Iterator[_Said]:
        mine = {item.initiative for item in self._mine()} if self.reader.audience else set()
        shown = self.results.plan.first_visible
        first = next((item for item in shown if item.initiative in mine), shown[0] if shown else None)
        if first:
            quarter = self.say.quarter(first.quarter)
            yield "M08", self.words("expect", title=free(first.title), quarter=quarter)


def _names(audience: str, wanted: Iterable[str]) -> bool:
    said = audience.casefold()
    return any(word and word in said for word in wanted)
