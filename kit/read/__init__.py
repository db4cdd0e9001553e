"""Reading returns: foreign files in, evidence and findings out. Originals are never written.

The way of one file: :mod:`sniff <kit.read.sniff>` looks at its first bytes, :mod:`containers
<kit.read.containers>` takes zips and mails apart, :mod:`xlsx <kit.read.xlsx>`, :mod:`ods <kit.read.ods>` or
:mod:`other <kit.read.other>` makes a grid of it, :mod:`recognise <kit.read.recognise>` finds out whose it is,
:mod:`locate <kit.read.locate>` finds the tables, :mod:`rows <kit.read.rows>` reads them into evidence.
:mod:`across <kit.read.across>` then looks at all returns together.
"""

from kit.read.across import across
from kit.read.context import ReadContext
from kit.read.files import MEMBER, is_temporary
from kit.read.outline import Rows
from kit.read.reader import Reader

__all__ = ["MEMBER", "ReadContext", "Reader", "Rows", "across", "is_temporary"]
