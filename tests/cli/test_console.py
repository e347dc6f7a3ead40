import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

from thidua.cli.parser import SUBCOMMANDS, build_parser, run


@pytest.fixture
def taken_port() -> Iterator[int]:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def thidua(*arguments: str, data, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {"THIDUA_DATA": str(data), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **settings}
    command = [sys.executable, "-m", "thidua", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory):
    """A data folder as a new installation has it, made through the console."""
    data = tmp_path_factory.mktemp("data")
    done = thidua("prepare", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    return data


@pytest.mark.parametrize("name", [subcommand.name for subcommand in SUBCOMMANDS])
def test_help_of_every_command_is_vietnamese(name: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args([name, "--help"])
    text = capsys.readouterr().out
    assert ended.value.code == 0
    assert text.startswith("Cách dùng: ")
    assert not {"usage", "options", "positional", "show"} & set(text.split())


@pytest.mark.parametrize("port", ["0", "65536", "-1", "cong"])
def test_port_out_of_range_is_refused(port: str, capsys: pytest.CaptureFixture[str]):
    assert run(["serve", f"--port={port}"]) == 2
    assert "Lệnh chưa đúng" in capsys.readouterr().err


def test_console_starts_without_django():
    code = "import sys; import thidua.cli.parser; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_server_on_unprepared_data_says_what_to_do(tmp_path):
    refused = thidua("serve", "--port", "8159", data=tmp_path)
    assert refused.returncode == 2
    assert "thidua prepare" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_server_on_a_taken_port_says_so(prepared, taken_port: int):
    refused = thidua("serve", "--port", str(taken_port), data=prepared)
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"Cổng {taken_port} trên 127.0.0.1 đang có chương trình khác dùng")
    assert len(refused.stderr.splitlines()) == 1


def test_prepared_data_pass_the_check(prepared):
    checked = thidua("check", data=prepared)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_backup_and_restore_through_the_console(prepared, tmp_path):
    saved = thidua("backup", str(tmp_path / "ban-luu.tar.gz"), data=prepared)
    assert saved.returncode == 0
    assert "đối chiếu: khớp" in saved.stdout
    other = tmp_path / "may-khac"
    restored = thidua("restore", str(tmp_path / "ban-luu.tar.gz"), data=other)
    assert (restored.returncode, restored.stderr) == (0, "")
    assert thidua("check", data=other).returncode == 0


def test_backup_never_overwrites_an_older_one(prepared, tmp_path):
    old = tmp_path / "ban-luu.tar.gz"
    old.write_bytes(b"ban cu")
    refused = thidua("backup", str(old), data=prepared)
    assert refused.returncode == 2
    assert "đã có" in refused.stderr
    assert old.read_bytes() == b"ban cu"


def test_restore_keeps_what_stood_there(prepared, tmp_path):
    data, saved = tmp_path / "data", tmp_path / "ban-luu.tar.gz"
    thidua("backup", str(saved), data=prepared)
    thidua("restore", str(saved), data=data)
    refused = thidua("restore", str(saved), data=data)
    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    assert thidua("restore", "--replace", str(saved), data=data).returncode == 0
    assert [kept.name for folder in data.glob("truoc-phuc-hoi-*") for kept in folder.glob("*.sqlite3")] == [
        "thidua.sqlite3"
    ]


def test_restore_of_a_damaged_archive_changes_nothing(prepared, tmp_path):
    data, saved, cut = tmp_path / "data", tmp_path / "ban-luu.tar.gz", tmp_path / "cut.tar.gz"
    thidua("backup", str(saved), data=prepared)
    thidua("restore", str(saved), data=data)
    before = (data / "thidua.sqlite3").read_bytes()
    cut.write_bytes(saved.read_bytes()[:2000])
    refused = thidua("restore", "--replace", str(cut), data=data)
    assert refused.returncode == 2
    assert "không bị động đến" in refused.stderr
    assert (data / "thidua.sqlite3").read_bytes() == before


def test_backup_of_postgresql_points_to_its_own_tools(prepared, tmp_path):
    refused = thidua("backup", str(tmp_path / "x.tar.gz"), data=prepared, THIDUA_POSTGRES_DB="thidua")
    assert refused.returncode == 2
    assert "pg_dump" in refused.stderr
