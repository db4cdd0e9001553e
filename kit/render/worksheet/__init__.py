"""Excel worksheets: what a group or area fills in, as one .xlsx."""

from kit.render.worksheet.limits import check_limits
from kit.render.worksheet.marked import write_marked
from kit.render.worksheet.package import normalise_xlsx
from kit.render.worksheet.writer import WorksheetWriter

__all__ = ["WorksheetWriter", "check_limits", "normalise_xlsx", "write_marked"]
