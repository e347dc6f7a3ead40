"""The table of subcommands and how the console reads them."""

import argparse
import errno
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any, NoReturn

from thidua.cli import commands, read
from thidua.cli.base import Arguments, CommandError
from thidua.cli.lazy import with_django

REFUSED = 2
"""Exit code of everything that was refused, as argparse has it."""
STOPPED = 130
"""Exit code after Ctrl-C, as shells have it."""


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One word behind `thidua`: its help, its arguments, and what it does."""

    name: str
    help: str
    add_arguments: Callable[[Arguments], None]
    run: Callable[[argparse.Namespace], int]


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand("read", "Đọc văn bản: chỉ tiêu, căn cứ, phong trào, phân công.", read.add_arguments, read.run),
    Subcommand(
        "run",
        "Chạy thử trên máy này: chuẩn bị, nạp xã mẫu khi chưa có dữ liệu, mở máy chủ và việc nền.",
        commands.server_arguments,
        with_django("start"),
    ),
    Subcommand(
        "prepare",
        "Cập nhật cơ sở dữ liệu và các tệp giao diện cho bản này của chương trình.",
        commands.no_arguments,
        with_django("prepare"),
    ),
    Subcommand("serve", "Mở máy chủ trang web.", commands.server_arguments, with_django("serve")),
    Subcommand("worker", "Làm các việc nền và việc theo lịch.", commands.no_arguments, with_django("worker")),
    Subcommand("demo", "Nạp xã mẫu vào cơ sở dữ liệu trống.", commands.demo_arguments, with_django("demo")),
    Subcommand(
        "backup", "Sao lưu dữ liệu và tệp vào một tệp nén.", commands.backup_arguments, with_django("backup")
    ),
    Subcommand("restore", "Phục hồi từ một bản sao lưu.", commands.restore_arguments, with_django("restore")),
    Subcommand("check", "Kiểm tra các điều kiện để khởi động.", commands.no_arguments, with_django("check")),
    Subcommand("manage", "Chạy lệnh quản trị của Django.", commands.manage_arguments, with_django("manage")),
)


class _Parser(argparse.ArgumentParser):
    """Refuses in one Vietnamese sentence instead of printing its usage."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002  argparse words it in English
        raise CommandError(f"Lệnh chưa đúng. Gõ “{self.prog} --help” để xem cách dùng.")


class _Help(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = "Cách dùng: ",
    ) -> None:
        super().add_usage(usage, actions, groups, prefix)


def build_parser(subcommands: Sequence[Subcommand] = SUBCOMMANDS) -> argparse.ArgumentParser:
    """Build the parser of the console command from the table."""
    parser = _Parser(
        prog="thidua", description="Phong trào thi đua của xã.", add_help=False, formatter_class=_Help
    )
    _group(parser)
    children = parser.add_subparsers(dest="command", required=True, metavar="LỆNH", title="Các lệnh")
    for subcommand in subcommands:
        child = children.add_parser(
            subcommand.name,
            help=subcommand.help,
            description=subcommand.help,
            add_help=False,
            formatter_class=_Help,
        )
        subcommand.add_arguments(_group(child))
        child.set_defaults(run=subcommand.run)
    return parser


def _group(parser: argparse.ArgumentParser) -> Arguments:
    """Open the group all arguments of a command go to; argparse names its own in English."""
    group = parser.add_argument_group("Tham số")
    group.add_argument("-h", "--help", action="help", help="xem cách dùng")
    return group


def _run(chosen: argparse.Namespace) -> int:
    code = int(chosen.run(chosen))
    sys.stdout.flush()
    return code


def _speak_vietnamese() -> None:
    """Write UTF-8 whatever the console says of itself: no other encoding has all our letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def run(arguments: Sequence[str]) -> int:
    """Run one subcommand; a refusal is one sentence on stderr and exit code 2."""
    _speak_vietnamese()
    try:
        chosen = build_parser().parse_args(arguments)
        return _run(chosen)
    except CommandError as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # the reader of our output has seen enough ("| head"); nothing more may be flushed into it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except OSError as fault:
        # what a command does with files it answers for itself: here the output has nowhere to go
        if fault.errno not in {errno.ENOSPC, errno.EIO, errno.EDQUOT}:
            raise
        print("Không ghi được kết quả: nơi ghi đã đầy hoặc hỏng.", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return STOPPED
