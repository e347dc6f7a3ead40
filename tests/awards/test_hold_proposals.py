"""A hold in force on the last day of a round stands beside what limits ratings, and writes nothing itself."""

from datetime import date

import pytest
from django.urls import reverse
from tests.commune import make_commune
from tests.contest import SCORED, make_contest
from tests.season import SmallSeason, make_season

from thidua.awards.enums import HoldKind
from thidua.awards.services import holds
from thidua.organisation.enums import Role


@pytest.mark.django_db
def test_holds_in_force_are_proposed_and_others_are_not():
    season: SmallSeason = make_season(make_commune())
    contest = make_contest(season)
    for village, ends_on in (("Thôn 1", None), ("Thôn 2", date(2024, 5, 1))):
        facts = holds.HoldFacts(
            season.commune.units[village],
            "",
            HoldKind.DISCIPLINE,
            "12/QĐ-UBND",
            f"Thu quỹ sai ở {village}",
            date(2024, 4, 1),
            ends_on,
        )
        holds.add(facts, by=season.office, at=SCORED)
    page = season.commune.client(Role.OFFICE).get(reverse("scoring:fact-list", args=[contest.round.pk]))
    text = page.content.decode()
    assert "đang thi hành kỷ luật, Thu quỹ sai ở Thôn 1" in text
    assert "Thu quỹ sai ở Thôn 2" not in text
    assert not contest.sheet("Thôn 1").rating_facts.exists()
