"""How well the reader reads: the scores of the library of facts, where it lies beside the repository."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.letters import SHARED
from thidua.cli.parser import run

SCORER, GOLD = SHARED / "reading/score.py", SHARED / "reading/dev"


def report() -> str:
    """Return the scorer's own table, or say why there is none."""
    if not SCORER.is_file():
        return "Không có ../shared/reading: không chấm được độ chính xác."
    with TemporaryDirectory() as folder:
        run(["read", str(GOLD), "--out", folder])
        _check(Path(folder))
        scored = subprocess.run(
            [sys.executable, str(SCORER), folder, str(GOLD)], capture_output=True, text=True, check=False
        )
    return scored.stdout or scored.stderr


def _check(folder: Path) -> None:
    for path in folder.glob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
