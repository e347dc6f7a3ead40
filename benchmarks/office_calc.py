"""LibreOffice Calc with one workbook open, run by an interpreter that has its bridge (`import uno`).

It takes the workbook and a folder for its profile. For each line that comes in, all formulas are worked out
anew and one line goes out: the seconds that took, and the sum of the totals. It ends when no line comes any
more.
"""

import importlib
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

_PATIENCE = 60
_QUIET: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
_TOTALS = "B2:B41"


def _main(workbook: str, folder: str) -> None:
    uno: Any = importlib.import_module("uno")
    pipe = f"thidua{Path(folder).name}"
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{folder}"]
    office = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], **_QUIET)
    try:
        desktop = _desktop(uno, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        hidden = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        hidden.Name, hidden.Value = "Hidden", True
        document = desktop.loadComponentFromURL(Path(workbook).as_uri(), "_blank", 0, (hidden,))
        totals = document.Sheets.getByName("XepHang").getCellRangeByName(_TOTALS)
        for _ in sys.stdin:
            start = time.perf_counter()
            document.calculateAll()
            seconds = time.perf_counter() - start
            print(seconds, sum(row[0] for row in totals.getDataArray()), flush=True)
        document.close(True)  # noqa: FBT003 -- the interface takes it by place
        desktop.terminate()
        office.wait(_PATIENCE)
    finally:
        office.kill()


def _desktop(uno: Any, address: str) -> Any:
    """Return the office once it listens."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    limit = time.monotonic() + _PATIENCE
    while True:
        try:
            context = resolver.resolve(address)
        except Exception:  # the bridge has kinds of errors of its own, which are known at run time only
            if time.monotonic() > limit:
                raise
            time.sleep(0.2)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


if __name__ == "__main__":
    _main(*sys.argv[1:])
