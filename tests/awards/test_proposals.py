"""Nominations made of a settled standing: who stands in front, with the words why, by one press."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.awards.commending import AT, Year, make_year, round_facts
from tests.commune import Commune
from tests.contest import make_contest
from tests.pages import MOST_QUERIES, queries_of
from tests.season import make_season

from thidua.awards.enums import MeritChoice, NominationSource, NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.services import proposing, rounds
from thidua.core.errors import DomainError, RefusedError
from thidua.organisation.enums import Role
from thidua.scoring.enums import RoundState
from thidua.scoring.models import FrozenPlace, ScoringRound

FROZEN = datetime(2024, 7, 20, 7, 0, tzinfo=UTC)
PLACES = (("Thôn 1", 1, "92.5"), ("Thôn 2", 2, "90"), ("Thôn 3", None, "0"))


@pytest.fixture
def year(commune: Commune) -> Year:
    return make_year(commune)


@pytest.fixture
def standing(commune: Commune) -> ScoringRound:
    scoring = make_contest(make_season(commune)).round
    ScoringRound.objects.filter(pk=scoring.pk).update(state=RoundState.PUBLISHED, frozen_at=FROZEN)
    FrozenPlace.objects.bulk_create(
        FrozenPlace(
            round=scoring,
            unit=commune.units[name],
            place=place,
            points=Decimal(points),
            rating="Xuất sắc",
            content={},
        )
        for name, place, points in PLACES
    )
    scoring.refresh_from_db()
    return scoring


@pytest.fixture
def praised(year: Year, standing: ScoringRound) -> AwardRound:
    facts = round_facts(name="Theo xếp hạng", merit=MeritChoice.MOVEMENT, scoring_round=standing)
    return rounds.create(facts, by=year.office, at=AT)


def test_the_page_shows_who_stands_in_front_and_drafts_by_one_press(year: Year, praised: AwardRound):
    office, page = year.commune.client(Role.OFFICE), reverse("awards:round-proposals", args=[praised.pk])
    text = office.get(page).text
    assert "Đứng hạng 1 trên 2 trong “Sáu tháng đầu năm 2024”: 92,5 điểm, xếp loại Xuất sắc." in text
    assert "Thôn 3." not in text
    assert text.count(" checked") == 2
    units = [year.commune.units[name].pk for name in ("Thôn 1", "Thôn 2")]
    office.post(page, {"_once": str(uuid4()), "kind_code": "GK", "units": units})
    made = Nomination.objects.filter(round=praised).order_by("position")
    assert [(one.unit_id, one.source, one.state) for one in made] == [
        (unit, NominationSource.STANDING, NominationState.DRAFT) for unit in units
    ]
    assert made[0].source_words.startswith("Đứng hạng 1 trên 2")
    assert queries_of(office, page) <= MOST_QUERIES


def test_who_is_put_forward_already_is_not_again(year: Year, praised: AwardRound):
    units = {year.commune.units["Thôn 1"].pk}
    proposing.propose_placed(praised, units, "GK", by=year.office, at=AT)
    with pytest.raises(DomainError, match="Chọn ít nhất một đơn vị chưa có đề nghị"):
        proposing.propose_placed(praised, units, "GK", by=year.office, at=AT)


def test_a_unit_proposes_nothing_of_it(year: Year, praised: AwardRound):
    with pytest.raises(RefusedError):
        proposing.propose_placed(praised, {year.commune.units["Thôn 1"].pk}, "GK", by=year.head, at=AT)


def test_the_nomination_stands_beside_the_result(year: Year, praised: AwardRound):
    office = year.commune.client(Role.OFFICE)
    village = year.put_forward("GK", round=praised, unit=year.commune.units["Thôn 1"])
    page = office.get(reverse("awards:nomination-detail", args=[village.pk])).text
    assert "Thôn 1 đứng hạng 1 trên 2</a>, xếp loại Xuất sắc." in page
    without = year.put_forward("GK", round=praised, unit=year.commune.units["Thôn 3"])
    told = office.get(reverse("awards:nomination-detail", args=[without.pk])).text
    assert "Thôn 3 không có hạng trong bảng xếp hạng của đợt này." in told
