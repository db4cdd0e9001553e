"""Names for the objects of python-pptx that the slides are made of.

Its published types leave out what OOXML needs beyond them (attributes, extensions, placeholders' kinds), so
they stand for any object here; each name says which one is meant.
"""

from __future__ import annotations

from typing import Any

PresentationFile = Any
Slide = Any
SlideOrLayout = Any
Shape = Any
TableRow = Any
TableCell = Any
Paragraph = Any
Element = Any
