"""The lead's own texts: what a section says now, and the words that stand before it once they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kit.model.claim import Claim, Strategy
from kit.model.decision import Decision
from kit.model.document import Bullets, Document, Heading, Module, Node, Paragraph
from kit.strategy.plain import plain_paragraphs
from kit.strategy.say import slug


@dataclass(frozen=True, slots=True)
class Draft:
    """One section of a module as the kit wrote it.

    ``key`` is ``M04`` or ``M04:roller-i-brug``; ``section`` is its heading, ``""`` for what stands before the
    first one.
    """

    key: str
    module: str
    section: str
    text: str

    @property
    def matter(self) -> str:
        return f"text:{self.key}"


def drafts(document: Document) -> tuple[Draft, ...]:
    """Every section of the modules that has words, in the order of the document; appendices have none."""
    found = []
    for module in document.modules:
        if module.appendix:
            continue
        for key, section, nodes in _sections(module):
            text = "\n\n".join(_words(nodes))
            if text:
                found.append(Draft(key, module.id, section, text))
    return tuple(found)


def _sections(module: Module) -> Iterator[tuple[str, str, list[Node]]]:
    """Key, heading and nodes of each section; sub-headings belong to theirs."""
    key, section, nodes = module.id, "", list[Node]()
    for node in module.nodes:
        if isinstance(node, Heading) and node.level == 2:
            yield key, section, nodes
            key, section, nodes = _key(module, node), node.text, []
        else:
            nodes.append(node)
    yield key, section, nodes


def _key(module: Module, heading: Heading) -> str:
    return f"{module.id}:{slug(heading.text)}"


def _words(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Paragraph):
            yield node.text
        elif isinstance(node, Bullets):
            yield from (f"– {item.text}" for item in node.items)


def with_own_texts(strategy: Strategy, decisions: Iterable[Decision]) -> Strategy:
    """The strategy with the lead's own words first in each section that has some.

    They are claims of their own, ``M04.own`` or ``M04.own.roller-i-brug``, that rest on the row of the review
    workbook; what the kit wrote follows as support. Decisions of other kinds are passed over.
    """
    texts = {
        decision.matter.partition(":")[2]: decision
        for decision in decisions
        if decision.kind == "text" and decision.applies and decision.text("own_text").strip()
    }
    if not texts:
        return strategy
    claims: list[Claim] = []
    modules = tuple(_with(module, texts, claims) for module in strategy.document.modules)
    return replace(
        strategy,
        document=replace(strategy.document, modules=modules),
        claims=_in_order((*strategy.claims, *claims), modules),
    )


def _with(module: Module, texts: Mapping[str, Decision], claims: list[Claim]) -> Module:
    nodes: list[Node] = list(_paragraphs(module.id, module, texts, claims))
    for node in module.nodes:
        nodes.append(node)
        if isinstance(node, Heading) and node.level == 2:
            nodes.extend(_paragraphs(_key(module, node), module, texts, claims))
    return replace(module, nodes=tuple(nodes))


def _paragraphs(
    key: str, module: Module, texts: Mapping[str, Decision], claims: list[Claim]
) -> Iterator[Paragraph]:
    decision = texts.get(key)
    if decision is None:
        return
    section = key.partition(":")[2]
    id = f"{module.id}.own.{section}" if section else f"{module.id}.own"
    own = plain_paragraphs(decision.text("own_text"))
    if not own:
        return
    claims.append(Claim(id, module.id, " ".join(own), (), decision.evidence[:1]))
    for place, part in enumerate(own):
        style = "lead" if place == 0 and not section else "body"
        yield Paragraph(part, style, id if place == 0 else None)


def _in_order(claims: Iterable[Claim], modules: Iterable[Module]) -> tuple[Claim, ...]:
    """Own claims stand first in their module."""
    order = {module.id: place for place, module in enumerate(modules)}
    return tuple(sorted(claims, key=lambda c: (order.get(c.module, len(order)), not is_own(c.id))))


def is_own(claim: str) -> bool:
    """Whether the claim with this id is the lead's own text."""
    return claim.split(".")[1:2] == ["own"]


def held_against_drafts(
    decisions: Iterable[Decision], document: Document, prints: Mapping[str, str]
) -> tuple[Decision, ...]:
    """Decisions about texts with their state: ``changed`` where the draft reads otherwise now, ``gone`` where
    the section is no longer there. ``prints`` are the drafts' grounds by matter."""
    there = {draft.matter for draft in drafts(document)}
    return tuple(_held(decision, there, prints) for decision in decisions)


def _held(decision: Decision, there: set[str], prints: Mapping[str, str]) -> Decision:
    if decision.kind != "text" or decision.state == "contradicted":
        return decision
    now = prints.get(decision.matter, "")
    if decision.matter not in there:
        return replace(decision, state="gone", now="")
    changed = bool(decision.ground) and decision.ground != now
    return replace(decision, state="changed" if changed else "holds", now=now)
