"""The whole round worked out at once agrees with what followed each change; else it is named."""

from decimal import Decimal
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from tests.contest import Contest
from tests.reporting.steps import figure_of, send
from tests.season import NOW, VILLAGES, SmallSeason

from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import verification
from thidua.scoring.models import ScoreLine
from thidua.scoring.queries.agreement import disagreements


@pytest.fixture
def scored(season: SmallSeason, contest: Contest) -> Contest:
    """Figures drawn by chance, verified one by one, a few of them taken back."""
    dice = Random(11)  # noqa: S311 -- drawn figures, no secrets
    for village in VILLAGES:
        fish, cards = str(dice.randint(0, 150)), str(dice.randint(1, 200))
        send(season, village, fish=Entry(fish), health=Entry(cards, "200"))
        for name in ("fish", "health", "poor"):
            figure = figure_of(season, village, name)
            figure = verification.verify(figure, expected=figure.version, by=season.other_office, at=NOW)
            if dice.random() < 0.2:
                verification.undo(figure, expected=figure.version, by=season.other_office, at=NOW)
    return contest


def test_what_followed_agrees(scored: Contest):
    assert disagreements(scored.round) == []
    out = StringIO()
    call_command("score_all", stdout=out)
    assert "0 chỗ khác" in out.getvalue()


def test_what_does_not_agree_is_named(scored: Contest):
    ScoreLine.objects.filter(pk=scored.line("Thôn 1", "fish").pk).update(points=Decimal("1.23"))
    with pytest.raises(CommandError) as told:
        call_command("score_all", stdout=StringIO())
    assert "Thôn 1, fish: đang ghi 1,23 điểm" in str(told.value)


def test_reading_it_writes_nothing(scored: Contest):
    before = list(ScoreLine.objects.order_by("pk").values())
    disagreements(scored.round)
    assert list(ScoreLine.objects.order_by("pk").values()) == before
