"""Eight who write at once: none is refused, nothing is lost, sums hold, on SQLite and on PostgreSQL."""

from decimal import Decimal

import pytest
from tests.contest import SCORED, Contest
from tests.documents.test_together import at_once
from tests.season import VILLAGES

from thidua.foundation.models import AuditEntry
from thidua.scoring.enums import Column
from thidua.scoring.models import ScoreLine
from thidua.scoring.queries.agreement import disagreements
from thidua.scoring.services import giving
from thidua.scoring.services.giving import Given

pytestmark = pytest.mark.django_db(transaction=True)
_WRITERS, _TIMES = 8, 4


def test_eight_who_score_at_once_lose_nothing(contest: Contest):
    """Several of them score the same sheets, and all keep adding to the sums of the round."""
    keys = [(village, key) for village in VILLAGES for key in ("work", "model", "fish")][:_WRITERS]
    ScoreLine.objects.filter(auto_state="not_assigned").update(auto_state="not_judged")

    def score(village: str, key: str) -> None:
        for points in range(1, _TIMES + 1):
            line = contest.line(village, key)
            given = Given(points=Decimal(points) / 2, words=f"Lần {points}")
            giving.give(
                line, Column.COUNCIL, given, expected=line.version, by=contest.season.office, at=SCORED
            )

    told = at_once(*[lambda one=one: score(*one) for one in keys])
    assert told == [None] * _WRITERS
    for village, key in keys:
        assert contest.line(village, key).council_points == Decimal(_TIMES) / 2
    assert AuditEntry.objects.filter(action="scoring.line.give").count() == _WRITERS * _TIMES
    assert disagreements(contest.round) == []
