"""`thidua check`: what must hold before anybody's data may be kept; `serve` and `worker` ask the same."""

import argparse

from django.core.checks import ERROR, CheckMessage, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from thidua.cli.base import CommandError

PREPARE = "Cơ sở dữ liệu chưa được chuẩn bị cho bản này của chương trình: chạy “thidua prepare” trước."


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001  every command is called with its arguments
    refuse_unless_sound()
    print("Mọi điều kiện để khởi động đều đạt.")
    return 0


def refuse_unless_sound() -> None:
    """Raise with every fault that was found, one sentence a line."""
    try:
        faults = [
            _sentence(message) for message in run_checks(databases=["default"]) if message.level >= ERROR
        ]
        if not faults and _waits_for_migration():
            faults = [PREPARE]
    except DatabaseError as failure:
        raise CommandError(f"Không mở được cơ sở dữ liệu: {str(failure).strip()}.") from failure
    if faults:
        raise CommandError("\n".join(faults))


def _waits_for_migration() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _sentence(message: CheckMessage) -> str:
    return f"{message.msg} {message.hint}" if message.hint else str(message.msg)
