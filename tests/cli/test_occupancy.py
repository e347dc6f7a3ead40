import subprocess
import sys
from pathlib import Path

import pytest

from thidua.cli import occupancy
from thidua.cli.base import CommandError

HOLD = """
import sys
from pathlib import Path
from thidua.cli import occupancy
with occupancy.at_work(Path(sys.argv[1])):
    print("at work", flush=True)
    sys.stdin.read()
"""


def test_many_may_be_at_work(tmp_path: Path):
    with occupancy.at_work(tmp_path), occupancy.at_work(tmp_path):
        assert tmp_path.is_dir()


def test_nobody_is_alone_while_another_process_works_and_death_frees_the_folder(tmp_path: Path):
    worker = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert worker.stdout.readline() == b"at work\n"
        with pytest.raises(CommandError, match="Chương trình đang chạy"), occupancy.alone(tmp_path):
            pytest.fail("two at once")
    finally:
        worker.kill()
        worker.communicate()
    with occupancy.alone(tmp_path):
        assert tmp_path.is_dir()


def test_nobody_starts_during_a_restore(tmp_path: Path):
    with (
        occupancy.alone(tmp_path),
        pytest.raises(CommandError, match="đang được phục hồi"),
        occupancy.at_work(tmp_path),
    ):
        pytest.fail("started during a restore")
