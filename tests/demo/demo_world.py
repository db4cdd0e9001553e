"""Runs the rehearsal in another process with another clock, time zone, locale and hash seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from kit.resources import OWN_ROOT

CLOCK = '''
"""Another day: whoever asks the clock hears the fifth of May 2031."""
import datetime, time

REAL_DATE, REAL_DATETIME = datetime.date, datetime.datetime
NOW = 1936000000.0


class AnyDate(type):
    def __instancecheck__(cls, thing):
        return isinstance(thing, REAL_DATETIME if cls.__name__ == "datetime" else REAL_DATE)

    def __subclasscheck__(cls, other):
        return issubclass(other, REAL_DATETIME if cls.__name__ == "datetime" else REAL_DATE)


class date(REAL_DATE, metaclass=AnyDate):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(NOW)


class datetime_(REAL_DATETIME, metaclass=AnyDate):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(NOW, tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(NOW, datetime.timezone.utc).replace(tzinfo=None)

    today = now


datetime_.__name__ = datetime_.__qualname__ = "datetime"
date.__module__ = datetime_.__module__ = "datetime"
datetime.date, datetime.datetime = date, datetime_
localtime, gmtime, strftime = time.localtime, time.gmtime, time.strftime
time.time = lambda: NOW
time.time_ns = lambda: int(NOW * 1e9)
time.localtime = lambda seconds=None: localtime(NOW if seconds is None else seconds)
time.gmtime = lambda seconds=None: gmtime(NOW if seconds is None else seconds)
time.strftime = lambda form, moment=None: strftime(form, moment or time.localtime())
'''

RUN = """
import datetime, json, re, resource, sys
from pathlib import Path
from kit.pipeline.demo import demo

assert str(datetime.date.today()) == "2031-05-08", datetime.date.today()
done = demo(Path(sys.argv[1]), sys.argv[2], lambda _: None)
# the system counts what the process was started from too, so its own peak is read elsewhere
mine = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
most = max(mine, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(json.dumps({"steps": done.steps, "megabytes": most // 1024}))
"""


def elsewhere(folder: Path, lang: str, aside: Path) -> dict[str, object]:
    """Run the rehearsal on another day and in another place; its steps, and the most memory it took."""
    aside.mkdir(parents=True)
    (aside / "sitecustomize.py").write_text(CLOCK, "utf-8")
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(aside), str(OWN_ROOT))),
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C.UTF-8",
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(folder), lang],
        env=surroundings,
        cwd=aside,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and ".read" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
