"""Where a database keeps what was deleted, and how it is made to forget it."""

from django.db import connection

from thidua.register.models import RegisterLeaf, RegisterPart


def overwrite_what_is_freed() -> None:
    """Let SQLite fill freed room with zeros from now on in this connection; asked for before deleting."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def drop_old_pages() -> None:
    """Empty the log of earlier pages, or the room of earlier rows; asked for after the transaction."""
    tables = [model._meta.db_table for model in (RegisterLeaf, RegisterPart)]  # noqa: SLF001 -- documented API
    names = ", ".join(map(connection.ops.quote_name, tables))
    statements = {"sqlite": "PRAGMA wal_checkpoint(TRUNCATE)", "postgresql": f"VACUUM {names}"}
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor])
