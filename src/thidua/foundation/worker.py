"""The background worker: takes work from the queue, one piece at a time, until it is told to stop."""

import logging
import signal
import socket
import time
from datetime import timedelta
from threading import Event
from types import FrameType
from uuid import uuid4

from django.conf import settings
from django.db import close_old_connections
from django.db.utils import OperationalError
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from thidua.foundation.services import schedules

logger = logging.getLogger("thidua.worker")
_TICK_SECONDS = 10.0
_PAUSE_AFTER_FAULT = 5.0


def run(stop: Event, *, interval: float = 1.0) -> None:
    """Work until `stop` is set: run what waits, enqueue what is due, pick up what was left behind.

    Ends within seconds when idle, and after the present task otherwise. A database that does not
    answer is asked again; nothing is lost, since what was taken comes back after its lease.
    """
    name = f"{socket.gethostname()[:40]}-{uuid4().hex[:12]}"
    next_tick: float | None = None
    while not stop.is_set():
        try:
            if next_tick is None:
                schedules.sync(at=timezone.now())
            if next_tick is None or time.monotonic() >= next_tick:
                _look_after_the_queue()
                next_tick = time.monotonic() + _TICK_SECONDS
            if not _run_one(name):
                stop.wait(interval)
        except OperationalError:
            logger.exception("The database does not answer; asking again in %s s", _PAUSE_AFTER_FAULT)
            close_old_connections()
            stop.wait(_PAUSE_AFTER_FAULT)


def run_until_signalled() -> None:
    """Run in the main thread of a process until SIGTERM or SIGINT."""
    stop = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    run(stop)


def _look_after_the_queue() -> None:
    now = timezone.now()
    schedules.tick(at=now)
    schedules.reap(at=now, lease=timedelta(minutes=settings.TASK_LEASE_MINUTES))


def _run_one(name: str) -> bool:
    """Run one waiting task, if there is one."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.run()
    return bool(worker._run_tasks)  # noqa: SLF001 -- the only sign that a task was run
