"""Whose turn it is to write: first come, first served, among the threads of a process."""

from collections import deque
from threading import Lock


class Turns:
    """One may write at a time; the others wait in the order in which they came.

    SQLite lets those who wait try again and again, so that by bad luck one of eight waits for seconds.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def take(self, seconds: float) -> bool:
        """Wait for the turn, at most `seconds`; return whether it came."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            call = Lock()
            call.acquire()
            self._waiting.append(call)
        if call.acquire(timeout=seconds):
            return True
        with self._guard:
            if call in self._waiting:
                self._waiting.remove(call)
                return False
        return True  # it was handed over in the very moment

    def leave(self) -> None:
        """Hand the turn to who has waited longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
