"""kit: from printed workshop material over filled-in worksheets to a municipal data strategy."""

__version__ = "0.1.0"
