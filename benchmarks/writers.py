"""Eight people save scores at once for a minute: no error, none lost, nobody waits long for a turn.

The rival is what one of them waits for half the time; the ratio is the hundredth that waits longest.
"""

import statistics
import threading
import time
from contextlib import closing
from http.client import HTTPConnection

from django.apps import apps
from django.test import Client

from benchmarks.board import Scores
from benchmarks.commune import BACKEND, demo_commune
from benchmarks.paired import Row
from benchmarks.scored_many import CRITERIA, ScoredMany, make_scored_many
from benchmarks.web import OURS, Server, serving

_WRITERS, _SECONDS = 8, 60
_PATIENCE = 30


def rows() -> list[Row]:
    """Measure writers that each save another line; fail when one of them is refused or a score is lost."""
    data = demo_commune().data
    scored = make_scored_many()
    client = Client()
    client.force_login(scored.user, backend=BACKEND)
    with serving(OURS, data, client.cookies["sessionid"].value) as ours:
        waits = _write_together(ours, scored)
    _refuse_lost(scored, len(waits))
    hundredths = statistics.quantiles((1000 * wait for wait in waits), n=100)
    half, longest = hundredths[49], hundredths[98]
    what = f"tám người ghi điểm {_SECONDS} giây, {len(waits)} lần: lâu nhất 1% / trung vị"
    return [Row(what, longest, half, longest / half, wanted="≤ 10")]


def _write_together(server: Server, scored: ScoredMany) -> list[float]:
    waits: list[float] = []
    faults: list[Exception] = []
    end = time.monotonic() + _SECONDS

    def write(number: int) -> None:
        with closing(HTTPConnection("127.0.0.1", server.connection.port, timeout=_PATIENCE)) as own:
            scores = Scores(Server(server.pid, own, server.cookie), scored, line=number * CRITERIA)
            try:
                while time.monotonic() < end:
                    start = time.perf_counter()
                    scores.save()
                    waits.append(time.perf_counter() - start)
            except (RuntimeError, OSError) as fault:
                faults.append(fault)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(_WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(f"{len(faults)} writers were refused") from faults[0]
    return waits


def _refuse_lost(scored: ScoredMany, saved: int) -> None:
    """Each save raised the version of its line by one."""
    keys = [scored.lines[number * CRITERIA] for number in range(_WRITERS)]
    found = apps.get_model("scoring", "ScoreLine").objects.filter(pk__in=keys)
    kept = sum(found.values_list("version", flat=True)) - _WRITERS
    if kept != saved:
        raise RuntimeError(f"{saved} scores were acknowledged, {kept} are there")
