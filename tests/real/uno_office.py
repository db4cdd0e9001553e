"""One LibreOffice with a profile of its own, started and ended here. Run by the system's Python only."""

import os
import signal
import subprocess
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

FILTERS = {
    "xlsx": ("Calc MS Excel 2007 XML", None),
    "ods": ("calc8", None),
    "xls": ("MS Excel 97", None),
    "csv": ("Text - txt - csv (StarCalc)", "59,34,ANSI,1,,0,false,true,false"),
}
START_SECONDS = 90
DANISH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>da-DK</value></prop>
</item>
</oor:items>
"""
"""A Danish computer: decimal comma, day before month."""


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Office:
    """One LibreOffice with a profile of its own, reached over a pipe of its own."""

    def __init__(self, profile):
        user = Path(profile) / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(DANISH, "utf-8")
        self.pipe = f"kit-tests-{os.getpid()}"
        self.process = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", "--nodefault",
             f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={self.pipe};urp;"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        context = self._connect()
        manager = context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.helper = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)

    def _connect(self):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                return resolver.resolve(f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext")
            except Exception:
                if self.process.poll() is not None or time.monotonic() > until:
                    self.close()
                    raise
                time.sleep(0.1)

    def load(self, path, read_only=False, **more):
        given = [prop("ReadOnly", read_only), *(prop(name, value) for name, value in more.items())]
        document = self.desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, tuple(given))
        if document is None:
            raise RuntimeError(f"LibreOffice cannot open {path}")
        return document

    def new(self):
        """An empty workbook."""
        return self.desktop.loadComponentFromURL(
            "private:factory/scalc", "_blank", 0, (prop("Hidden", True),)
        )

    def close(self):
        """End LibreOffice and all that it started; nothing stays behind."""
        if self.process.poll() is None:
            try:
                self.desktop.terminate()
                self.process.wait(20)
            except Exception:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
