"""From figures to modules, claims and the document tree."""
