"""The grid of forty units by forty targets, one figure saved, and a form of forty: against the floor's pages.

The grid is measured in processor time of the server's own process, as the machine may be busy with other
things; saving by the clock, since most of it is waiting until the disk holds the row.
"""

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from django.test import Client
from django.urls import reverse

from benchmarks.commune import BACKEND, demo_commune
from benchmarks.forty import SIDE, Forty, make_forty
from benchmarks.paired import Pair, Row, in_turn
from benchmarks.web import OURS, Server, floor_server, serving

ROUNDS = 6
_CALLS = 20
_SAVES = 60


def rows() -> list[Row]:
    data = demo_commune().data
    forty = make_forty()
    client = Client()
    client.force_login(forty.user, backend=BACKEND)
    with floor_server() as floor, serving(OURS, data, client.cookies["sessionid"].value) as ours:
        writer, numbers = _Writer(ours, forty), count(1)
        bare = partial(save_bare, floor, numbers)
        table = by_processor((ours, lambda: ours.get(writer.grid)), (floor, lambda: floor.get("/table/")))
        one = in_turn(writer.one, bare, rounds=_SAVES)
        form = in_turn(writer.many, bare, rounds=_SAVES)
    return [
        table.as_row("lưới 40 × 40 ô / bảng 520 ô trần (CPU)", wanted="≤ 1,0"),
        one.as_row("ghi bền một số, có nhật ký / ghi bền một dòng trần", wanted="≤ 2"),
        form.as_row("ghi bền một biểu 40 số / ghi bền một dòng trần", wanted="≤ 3"),
    ]


class _Writer:
    """Sends new numbers each time, on the versions that stand."""

    def __init__(self, server: Server, forty: Forty) -> None:
        self._server = server
        self._forty = forty
        self._version = 0
        self._texts = [""] * SIDE
        self._seen = 0
        self.grid = reverse("reporting:period-grid", args=[forty.period])

    def one(self) -> None:
        """Save one figure by the address that a form uses while somebody types."""
        report, target = self._forty.reports[0], self._forty.targets[0]
        fields = {f"so-{target.hex}": str(self._seen + 1), f"v-{target.hex}": str(self._seen)}
        self._server.post(reverse("reporting:figure-write", args=[report, target]), fields)
        self._seen += 1

    def many(self) -> None:
        """Save all figures of one unit by the form of the grid."""
        report, targets = self._forty.reports[1], self._forty.targets
        texts = [str(self._version + place) for place in range(SIDE)]
        fields = {
            "hang": report.hex,
            "cot": ",".join(target.hex for target in targets),
            "b0": ",".join([str(self._version)] * SIDE),
            "c0": "\t".join(self._texts),
            **{f"o0-{place}": text for place, text in enumerate(texts)},
        }
        self._server.post(self.grid, fields)
        self._version, self._texts = self._version + 1, texts


def save_bare(floor: Server, numbers: "count[int]") -> None:
    """Keep one row of the floor durably by its form."""
    floor.post("/save/", {"id": "5", "v": str(next(numbers))})


def by_processor(ours: tuple[Server, Callable[[], Any]], rival: tuple[Server, Callable[[], Any]]) -> Pair:
    """Measure processor time by turns; a round is many calls, since a tick of its clock is long."""
    times = [(_processor_of(*ours), _processor_of(*rival)) for _ in range(ROUNDS + 1)][1:]
    return Pair(tuple(pair[0] for pair in times), tuple(pair[1] for pair in times))


def _processor_of(server: Server, work: Callable[[], Any]) -> float:
    start = server.processor
    for _ in range(_CALLS):
        work()
    return (server.processor - start) / _CALLS
