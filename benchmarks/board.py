"""The council's board of three hundred sheets, and one score saved, against pages of the floor.

The board is measured in processor time of the server's own process, as the machine may be busy with other
things; saving by the clock too, since much of it is waiting until the disk holds the row.
"""

from functools import partial
from itertools import count
from uuid import uuid4

from django.apps import apps
from django.test import Client
from django.urls import reverse

from benchmarks.commune import BACKEND, demo_commune
from benchmarks.grid import by_processor, save_bare
from benchmarks.paired import Row, in_turn
from benchmarks.scored_many import ScoredMany, make_scored_many
from benchmarks.web import OURS, Server, floor_server, serving

_SAVES = 60


def rows() -> list[Row]:
    data = demo_commune().data
    scored = make_scored_many()
    client = Client()
    client.force_login(scored.user, backend=BACKEND)
    page = reverse("scoring:council-board", args=[scored.round])
    with floor_server() as floor, serving(OURS, data, client.cookies["sessionid"].value) as ours:
        hello = (floor, lambda: floor.get("/hello/"))
        board = by_processor((ours, lambda: ours.get(page)), hello)
        whole = by_processor((ours, lambda: ours.get(f"{page}?xem=tat-ca")), hello)
        scores, bare = Scores(ours, scored), partial(save_bare, floor, count(1))
        saved = in_turn(scores.save, bare, rounds=_SAVES)
        worked = by_processor((ours, scores.save), (floor, bare))
    return [
        board.as_row("bảng Hội đồng 300 phiếu / trang đơn giản nhất (CPU)", wanted="≤ 6"),
        whole.as_row("bảng Hội đồng, đủ 6.000 ô / trang đơn giản nhất (CPU)"),
        saved.as_row("ghi bền một điểm, tính lại phiếu / ghi bền một dòng trần", wanted="≤ 2"),
        worked.as_row("ghi bền một điểm, tính lại phiếu / ghi bền một dòng trần (CPU)"),
    ]


class Scores:
    """Gives one line other points each time, in the column of the council, with a reason."""

    def __init__(self, server: Server, scored: ScoredMany, *, line: int = 0) -> None:
        self._server = server
        self._line = scored.lines[line]
        self._version = apps.get_model("scoring", "ScoreLine").objects.get(pk=self._line).version
        self._numbers = count(1)
        self._page = reverse("scoring:line-give", args=[self._line, "hoi-dong"])

    def save(self) -> None:
        """Save, and fail unless the answer says that it was kept."""
        points = next(self._numbers) % 4 + 1
        fields = {
            "_once": str(uuid4()),
            "points": str(points),
            "words": f"Biên bản {points}",
            "_version": str(self._version),
        }
        self._server.post(f"{self._page}?tu=bang", fields)
        self._version += 1
