"""The words behind `thidua` that need Django: their help and their arguments, without loading it."""

import argparse
from collections.abc import Callable
from pathlib import Path

from thidua.cli.base import Arguments

PORT, HOST, WORKERS = 8000, "127.0.0.1", 2


def no_arguments(arguments: Arguments) -> None:
    """Take nothing."""


def server_arguments(arguments: Arguments) -> None:
    arguments.add_argument(
        "--host", default=HOST, metavar="ĐỊA_CHỈ", help=f"địa chỉ lắng nghe (mặc định {HOST})"
    )
    arguments.add_argument("--port", default=PORT, type=_port, metavar="CỔNG", help=f"cổng (mặc định {PORT})")
    arguments.add_argument(
        "--workers", default=WORKERS, type=_count, metavar="SỐ", help=f"số tiến trình (mặc định {WORKERS})"
    )


def demo_arguments(arguments: Arguments) -> None:
    arguments.add_argument(
        "--stage",
        default="decided",
        metavar="GIAI_ĐOẠN",
        help="launch: đã mở phong trào; reporting: đã báo cáo sáu tháng; scored: đã chấm điểm; "
        "decided: đã khen thưởng (mặc định)",
    )


def backup_arguments(arguments: Arguments) -> None:
    arguments.add_argument(
        "archive", type=Path, metavar="TỆP", help="tệp sẽ ghi, ví dụ thidua-2024-04-16.tar.gz"
    )


def restore_arguments(arguments: Arguments) -> None:
    arguments.add_argument("archive", type=Path, metavar="TỆP", help="bản sao lưu do “thidua backup” tạo ra")
    arguments.add_argument(
        "--replace", action="store_true", help="thay dữ liệu đang có (dữ liệu cũ được cất lại)"
    )


def manage_arguments(arguments: Arguments) -> None:
    arguments.add_argument(
        "arguments", nargs=argparse.REMAINDER, metavar="…", help="lệnh của Django và tham số"
    )


def _port(text: str) -> int:
    return _between(1, 65535)(text)


def _count(text: str) -> int:
    return _between(1, 64)(text)


def _between(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(text)
        return value

    return parse
