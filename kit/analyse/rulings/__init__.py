"""The lead's decisions before and after the analyses.

Before: :func:`rule` applies what was decided to the evidence (names, answers, holders, initiatives, modules).
After: :func:`matters` lists what is still to decide, in the order of what it holds up.
"""

from kit.analyse.rulings.ground import fingerprint
from kit.analyse.rulings.matters import matters
from kit.analyse.rulings.rule import rule

__all__ = ["fingerprint", "matters", "rule"]
