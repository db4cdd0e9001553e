"""From results to the document tree: modules, claims with their evidence, and open questions."""

from kit.strategy.compile import compile_strategy
from kit.strategy.context import StrategyContext

__all__ = ["StrategyContext", "compile_strategy"]
