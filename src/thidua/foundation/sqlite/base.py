"""The connection: a transaction begins when its turn has come, and gives the turn on when it ends.

Where Django is told to begin transactions with IMMEDIATE, each of them locks the database, whether it writes
or not. Another process still waits the way SQLite lets it.
"""

from collections import defaultdict
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from thidua.foundation.sqlite.conversions import Cursor, Operations
from thidua.foundation.sqlite.turns import Turns

_SECONDS = 20.0
_turns: defaultdict[str, Turns] = defaultdict(Turns)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection to SQLite; `has_turn` while a transaction of it is open."""

    ops_class = Operations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_turn = False

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor on the open connection; SQLite knows none with names."""
        del name
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out
        except BaseException:
            self._leave_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # the stubs leave it out
        self._leave_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # the stubs leave it out
        finally:
            self._leave_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # the stubs leave it out
        finally:
            self._leave_turn()

    def _take_turn(self) -> None:
        """Wait as long as SQLite itself would, and say the same when it was in vain."""
        if self.has_turn:
            return
        seconds = float(self.settings_dict.get("OPTIONS", {}).get("timeout", _SECONDS))
        if not self._turns.take(seconds):
            raise OperationalError("database is locked")
        self.has_turn = True

    def _leave_turn(self) -> None:
        if self.has_turn:
            self.has_turn = False
            self._turns.leave()

    @property
    def _turns(self) -> Turns:
        return _turns[str(self.settings_dict["NAME"])]
