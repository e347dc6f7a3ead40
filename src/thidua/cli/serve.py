"""`thidua serve`: the web server, on this machine only unless told otherwise."""

import argparse
import socket
from pathlib import Path

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from thidua.cli import occupancy
from thidua.cli.base import CommandError
from thidua.cli.check import refuse_unless_sound

THREADS = 4
"""Threads of one process; a request that waits for the disk does not hold up the others."""


def run(arguments: argparse.Namespace) -> int:
    with occupancy.at_work(Path(settings.DATA)):
        refuse_unless_sound()
        refuse_if_taken(arguments.host, arguments.port)
        Granian(
            "thidua.config.wsgi:application",
            address=arguments.host,
            port=arguments.port,
            interface=Interfaces.WSGI,
            workers=arguments.workers,
            blocking_threads=THREADS,
            websockets=False,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            log_level=LogLevels.warning,
        ).serve()
    return 0


def answers(host: str, port: int) -> bool:
    """Say whether somebody listens at the address."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def refuse_if_taken(host: str, port: int) -> None:
    """Say so before the server starts: its own message is a page of a stack trace."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise CommandError(f"Không được phép dùng cổng {port}: chọn cổng từ 1024 trở lên.") from None
        except OSError:
            raise CommandError(
                f"Cổng {port} trên {host} đang có chương trình khác dùng: chọn cổng khác, "
                f"ví dụ --port {port + 1} (với make: PORT={port + 1} make run)."
            ) from None
