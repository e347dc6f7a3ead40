"""A commune's points and places in a workbook, as a careful user builds it, worked out by LibreOffice Calc.

The workbook has twelve columns of months for each unit and target (the layout that Calc is quickest with) and
lies open in memory; only its recalculation is timed. Ours reads the packed year from SQLite each time.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import xlsxwriter

from benchmarks import scoring
from benchmarks.paired import Pair, Row, seconds_of

_ROUNDS, _CALLS = 15, 5
_PATIENCE = 120
_NEAR = 1.0
"""Calc keeps floats, which are a hundredth off now and then: of forty totals never more than this."""


def rows() -> list[Row]:
    """Measure, or say what is missing."""
    python = _python_with_uno()
    if python is None:
        print("Không có LibreOffice Calc (soffice, python3-uno) nên không so với bảng tính.")
        return []
    nation = scoring.make(1)
    with (
        tempfile.TemporaryDirectory(prefix="thidua-office-") as folder,
        scoring.stored(nation) as (file, shape),
    ):
        workbook = Path(folder) / "xa.xlsx"
        write_workbook(workbook, nation)

        def ours() -> float:
            return float(scoring.score_first(file, shape, nation.columns).totals.sum()) / scoring.CENTS

        with _calc(python, workbook, folder) as calc:
            calc.refuse_other(ours())
            times = [(_mean(calc.recalculate), _mean(lambda: seconds_of(ours))) for _ in range(_ROUNDS)]
    pair = Pair(tuple(one[0] for one in times), tuple(one[1] for one in times))
    return [pair.as_row("một xã, LibreOffice tính lại bảng rộng / của ta, từ đĩa", wanted="≥ 30")]


def _mean(measure: Callable[[], float]) -> float:
    """Measure a few times in a row: what a processor still holds belongs to whoever ran last."""
    return sum(measure() for _ in range(_CALLS)) / _CALLS


def _python_with_uno() -> str | None:
    """Return an interpreter that has the bridge to the office, if both are there."""
    office = shutil.which("soffice")
    if office is None:
        return None
    beside = Path(office).resolve().parent / "python"
    for python in (sys.executable, "/usr/bin/python3", str(beside)):
        if shutil.which(python) and _has_uno(python):
            return python
    return None


def _has_uno(python: str) -> bool:
    done = subprocess.run([python, "-c", "import uno"], check=False, stderr=subprocess.DEVNULL)
    return done.returncode == 0


class _Calc:
    """The office in a process of its own, with the workbook open."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._sum = 0.0

    def recalculate(self) -> float:
        """Work all formulas out anew; return the seconds it took inside the office."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("The office has no pipes")
        print(file=self._process.stdin, flush=True)
        seconds, self._sum = map(float, self._process.stdout.readline().split())
        return seconds

    def refuse_other(self, total: float) -> None:
        """Fail unless the office comes to the same totals, so that both do the same work."""
        self.recalculate()
        if abs(self._sum - total) > _NEAR:
            raise RuntimeError(f"The office adds up to {self._sum}, ours to {total}")


@contextmanager
def _calc(python: str, workbook: Path, folder: str) -> Iterator[_Calc]:
    script = Path(__file__).with_name("office_calc.py")
    command = [python, str(script), str(workbook), str(Path(folder) / "profile")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield _Calc(process)
        process.communicate(timeout=_PATIENCE)


def write_workbook(path: Path, nation: scoring.Nation) -> None:
    """Write the figures, formulas for points, and the list of units with sum and place."""
    units, targets = range(scoring.UNITS), range(scoring.TARGETS)
    with xlsxwriter.Workbook(path) as book:
        head, data, points, places = map(book.add_worksheet, ("ChiTieu", "SoLieu", "Diem", "XepHang"))
        columns = nation.columns
        for target in targets:
            told = nation.weights[target], int(not columns.adds_up[target]), int(columns.turned[target])
            head.write_row(target + 1, 0, [target, *map(float, told)])
        for unit in units:
            for target in targets:
                place = unit * scoring.TARGETS + target + 1
                data.write_row(place, 0, nation.figures[0, unit, target].tolist())
                points.write_row(place, 0, [unit, target, float(nation.goals[0, unit, target])])
                points.write_row(place, 3, _formulas(place + 1))
        last = scoring.UNITS * scoring.TARGETS + 1
        for unit in units:
            total = f"=ROUND(SUMIF(Diem!$A$2:$A${last},A{unit + 2},Diem!$F$2:$F${last}),2)"
            places.write_row(unit + 1, 0, [unit, total, f"=RANK(B{unit + 2},$B$2:$B${scoring.UNITS + 1})"])


def _formulas(row: int) -> list[str]:
    """Return result, share and points of a row: a sum or the last month, cut at 120%, half up."""
    last = scoring.TARGETS + 1
    how, turned, weight = (f"INDEX(ChiTieu!${column}$2:${column}${last},B{row}+1)" for column in "CDB")
    share = f"IF({turned}=0,D{row}/C{row},2-D{row}/C{row})"
    return [
        f"=IF({how}=0,SUM(SoLieu!A{row}:L{row}),SoLieu!L{row})",
        f"=MAX(0,MIN(1.2,{share}))",
        f"=ROUND(E{row}*{weight},2)",
    ]
