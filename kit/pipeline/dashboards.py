"""An empty one-page dashboard for each row of B8, for ``outputs/strategy/dashboards/``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from kit.model.results import Dashboards
from kit.pipeline.folder import Folder
from kit.pipeline.outputs import Output, Paper
from kit.render.dashboard import Frame, dashboard_xlsx
from kit.strategy.say import slug

FOLDER = "outputs/strategy/dashboards"


def dashboard_files(folder: Folder, found: Dashboards) -> Iterator[Output]:
    """The files in the order of the process; where two pages have one name the second gets ``-2``."""
    process, words = folder.process, folder.words("dashboard")
    frame = Frame(process.municipality, process.brand.colour, process.last_day)
    given: set[str] = set()
    for page in found.items:
        name = next(name for name in _names(slug(page.name)) if name not in given)
        given.add(name)
        data = dashboard_xlsx(page, frame, words)
        paper = Paper(1, "A4", 1, True)
        yield Output(f"{FOLDER}/{name}.xlsx", "dashboard", None, data, pages=1, paper=paper)


def _names(name: str) -> Iterator[str]:
    """The name, and then with 2, 3 … behind it."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))
