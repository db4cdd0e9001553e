"""A table as Parquet, which Power BI reads with its types and without a question."""

from __future__ import annotations

import io
from importlib.util import find_spec

from kit.model.star import StarTable


def has_parquet() -> bool:
    """Whether the library is there: it is large, and so an extra."""
    return find_spec("pyarrow") is not None


def to_parquet(table: StarTable) -> bytes:
    """The table, the same bytes for the same rows and the same version of the library.

    Texts stand as they were written. Raises ``ModuleNotFoundError`` where :func:`has_parquet` says no.
    """
    import pyarrow as arrow  # noqa: PLC0415 - an extra, and slow to load
    from pyarrow import parquet  # noqa: PLC0415

    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "date": arrow.date32(),
    }
    schema = arrow.schema([(column.name, types[column.type]) for column in table.columns])
    arrays = [
        arrow.array([row[place] for row in table.rows], types[column.type])
        for place, column in enumerate(table.columns)
    ]
    made = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), made, compression="snappy")
    return made.getvalue()
