"""The star in every format: CSV, Excel, Parquet, and the data dictionary in words."""

from kit.render.export.columnar import has_parquet, to_parquet
from kit.render.export.delimited import to_csv
from kit.render.export.dictionary import dictionary, to_readme
from kit.render.export.workbook import to_xlsx

__all__ = ["dictionary", "has_parquet", "to_csv", "to_parquet", "to_readme", "to_xlsx"]
