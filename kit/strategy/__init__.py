"""From results to the document tree: modules, claims with their evidence, and open questions."""

from kit.strategy.compile import compile_strategy
from kit.strategy.context import StrategyContext
from kit.strategy.fates import fates
from kit.strategy.letters import fate_letters
from kit.strategy.lint import below_minimum, lint
from kit.strategy.own import Draft, drafts, held_against_drafts, with_own_texts
from kit.strategy.public import public_decisions, published
from kit.strategy.reference import with_reference
from kit.strategy.role_pages import role_pages
from kit.strategy.since import moved, self_evaluation

__all__ = [
    "Draft",
    "StrategyContext",
    "below_minimum",
    "compile_strategy",
    "drafts",
    "fate_letters",
    "fates",
    "held_against_drafts",
    "lint",
    "moved",
    "public_decisions",
    "published",
    "role_pages",
    "self_evaluation",
    "with_own_texts",
    "with_reference",
]
