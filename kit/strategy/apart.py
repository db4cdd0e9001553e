"""What is seen differently, in words: the matter, how far apart, the views, and who should talk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kit.model.process import Unit
from kit.model.results import Disagreement, Point, Side
from kit.model.text import Words
from kit.strategy.book import Basis, Book
from kit.strategy.names import Names
from kit.strategy.say import Say, cap, free, low, slug

RESTS_ON = {"theme": "AN-03", "decision": "AN-07", "role": "AN-07", "system": "AN-13", "initiative": "AN-09"}
"""The analysis behind each kind of disagreement."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of appendix H, which M12 shares."""

    book: Book
    words: Words

    @classmethod
    def of(cls, book: Book) -> Wording:
        return cls(book, book.context.sentences["appendix_h"])

    @property
    def names(self) -> Names:
        return self.book.names

    @property
    def say(self) -> Say:
        return self.book.say

    def how(self) -> str:
        """How agreement is measured, and from how many people a view is shown."""
        least = self.book.context.catalogue.thresholds["groups.spread"]
        return self.words("how", least=self.say.number(least))

    def subject(self, item: Disagreement, point: Point) -> str:
        """``Dataejer i Sundhed og ældre: hvem har rollen?``"""
        names = self.names
        if item.kind == "theme":
            return f"{item.subject} {names.theme(item.subject)}"
        if item.kind == "decision":
            return names.decision(item.subject)
        if item.kind == "role":
            return self._role(item.subject, point)
        sheet = "S1" if item.kind == "system" else "B4"
        header = names.column(sheet, point.about)
        return self.words("subject", name=free(item.subject), header=header)

    def _role(self, role: str, point: Point) -> str:
        title = cap(free(self.names.role(role)))
        if point.about == "keep":
            return self.words("subject_keep", role=title)
        if point.scope in ("", "municipality"):
            return self.words("subject_holder", role=title)
        return self.words("subject_holder_in", role=title, place=free(self.names.area(point.scope)))

    def distance(self, point: Point) -> str:
        """``0,31 (uenige)``, or ``0,75 (3 af 4)``; what is below the limit never reads as the limit."""
        limits = self.book.context.catalogue.thresholds
        shown = round(point.agreement, 2)
        if point.measure == "share":
            most, whole = max(side.n for side in point.sides), sum(side.n for side in point.sides)
            part = self.words("part", part=self.say.number(most), whole=self.say.number(whole))
        else:
            near = [limits[f"consensus.{name}"] for name in ("agree", "partly")]
            shown -= 0.01 * any(point.agreement < limit <= shown for limit in near)
            part = self.words("label_partly" if point.agreement >= near[1] else "label_disagree")
        return self.words("distance", figure=self.say.fixed(shown, 2), said=part)

    def where(self, point: Point) -> str:
        units = {unit.kind for side in point.sides for code in side.units if (unit := Unit.parse(code))}
        mixed = point.where == "tables" and units != {"group"}
        return self.words("where_answers" if mixed else f"where_{point.where}")

    def views(self, item: Disagreement, point: Point) -> str:
        """Every view with those who hold it; small groups are never told apart."""
        if not point.sides:
            return self.words("too_small")
        return cap("; ".join(self._view(item, point, side) for side in point.sides))

    def _view(self, item: Disagreement, point: Point, side: Side) -> str:
        if side.mean is None:
            return self.words("view", value=self._value(item, point, side.value), who=self._who(side))
        mark = self.say.mark(side.mean)
        if item.kind == "initiative":
            return self.words("view_score", who=self._who(side), mark=mark)
        answers = self.say.count("answer", side.n)
        if side.who == "areas":
            return self.words("view_areas", who=self._who(side), mark=mark, answers=answers)
        return self.words(f"view_{side.who}", mark=mark, answers=answers)

    def _who(self, side: Side) -> str:
        areas = [area for area in side.areas if area]
        if side.who == "areas":
            return self.names.areas(areas) or self.words("no_area")
        return self.names.units(side.units)

    def _value(self, item: Disagreement, point: Point, value: str) -> str:
        if item.kind == "decision":
            return self.names.role_low(value)
        if point.about == "keep":
            return low(self.names.choice("keep", value))
        sheet = self.book.context.catalogue.sheets.get("S1")
        column = sheet.column(point.about) if sheet and item.kind == "system" else None
        if column and column.type == "choice":
            return low(self.names.choice(column.source or "", value))
        return low(free(value))

    def talkers(self, item: Disagreement, point: Point) -> str:
        """The areas, functions or tables that should talk."""
        if item.kind == "decision":
            return cap(self.names.roles_low(dict.fromkeys(side.value for side in point.sides)))
        if point.about == "holder":
            return self.say.functions(dict.fromkeys(side.value for side in point.sides))
        if item.kind == "initiative":
            return self._owners(item, point)
        if point.where in ("leaders", "within"):
            return self.words(f"talk_{point.where}")
        areas = [area for side in point.sides for area in side.areas if area]
        return self.names.areas(areas) or cap(self._units(point.sides))

    def _owners(self, item: Disagreement, point: Point) -> str:
        """The tables that scored furthest apart, with the initiative's owners."""
        units = self._units(point.sides)
        found = [i for i in self.book.results.initiatives.items if i.title == item.subject and i.owners]
        if not found:
            return cap(units)
        return cap(self.words("talk_owner", units=units, owners=low(self.say.functions(found[0].owners))))

    def _units(self, sides: Iterable[Side]) -> str:
        return self.names.units(list(dict.fromkeys(code for side in sides for code in side.units)))

    def claim(self, item: Disagreement, point: Point) -> str:
        return self.words(
            "claim", subject=self.subject(item, point).rstrip("?"), views=self.views(item, point)
        )


def basis(item: Disagreement, points: Sequence[Point]) -> Basis:
    """The analysis of the kind, and the rows of these points."""
    return Basis.of(RESTS_ON[item.kind], *(point.evidence for point in points))


def key(item: Disagreement, point: Point) -> str:
    """The part of a claim's id that stays while its subject does: ``system.kmd-nexus.extract``."""
    subject = item.subject if item.kind in ("theme", "decision", "role") else slug(item.subject)
    parts = [item.kind, subject if subject.isascii() else slug(subject)]
    if item.kind in ("role", "system", "initiative"):
        parts.append(point.about)
    if point.scope:
        parts.append(slug(point.scope))
    return ".".join(parts)
