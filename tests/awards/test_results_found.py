"""Nominations made of verified results: the figure, the target and the letter's sentence go with them."""

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.awards.commending import AT, Year, round_facts
from tests.pages import MOST_QUERIES, queries_of
from tests.reported import months, report
from tests.season import SmallSeason, make_season

from thidua.awards.enums import MeritChoice, NominationSource, NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.queries.results_found import results_found
from thidua.awards.services import proposing, rounds
from thidua.core.errors import DomainError, RefusedError
from thidua.organisation.enums import Role
from thidua.reporting.models import Figure

ON = AT.date()


@pytest.fixture
def season(year: Year) -> SmallSeason:
    """Thôn 1 fished more than its 120 tons by March, Thôn 2 half, Thôn 3 more still but unverified."""
    season = make_season(year.commune)
    report(season, "fish", months(60, 50, 20, 5), verified=True)
    report(season, "fish", months(60, unit="Thôn 2"), verified=True)
    report(season, "fish", months(150, unit="Thôn 3"))
    report(season, "poor", months(1), verified=True)
    return season


@pytest.fixture
def praised(year: Year, season: SmallSeason) -> AwardRound:
    facts = round_facts(name="Theo kết quả", merit=MeritChoice.MOVEMENT, movement=season.movement)
    return rounds.create(facts, by=year.office, at=AT)


def test_only_what_was_verified_and_stands_out_is_found(year: Year, praised: AwardRound):
    (found,) = results_found(praised, ON)
    assert found.unit == year.commune.units["Thôn 1"]
    assert found.words == (
        "Sản lượng đánh bắt: 135 tấn : 120 tấn = 112,5%. Đạt. "
        "Đủ mức được giao ngày 31/03/2024, trước hạn 275 ngày. Tỷ lệ cao nhất trong 2 đơn vị đã báo cáo."
    )
    assert found.said == "Câu trong văn bản: “Sản lượng đánh bắt đạt 360 tấn.”"


def test_a_press_drafts_it_and_leads_back_to_the_figure(year: Year, season: SmallSeason, praised: AwardRound):
    office, page = year.commune.client(Role.OFFICE), reverse("awards:round-results", args=[praised.pk])
    text = office.get(page).text
    assert "135 tấn : 120 tấn" in text
    assert " checked" not in text
    key = f"{year.commune.units['Thôn 1'].pk}:{season.targets['fish'].pk}"
    assert office.post(page, {"_once": str(uuid4()), "kind_code": "GK"}).status_code == 422
    assert office.post(page, {"_once": str(uuid4()), "kind_code": "GK", "results": [key]}).status_code == 302
    made = Nomination.objects.get(round=praised)
    last = Figure.objects.get(
        report__unit__name="Thôn 1", report__period__name="Tháng 4/2024", target=made.figure.target
    )
    assert (made.source, made.state, made.figure) == (NominationSource.RESULT, NominationState.DRAFT, last)
    assert (made.merits, made.achievement[:32]) == (
        "Câu trong văn bản: “Sản lượng đánh bắt đạt 360 tấn.”",
        "Sản lượng đánh bắt: 135 tấn : 12",
    )
    told = office.get(reverse("awards:nomination-detail", args=[made.pk])).text
    assert reverse("reporting:figure-history", args=[last.id]) in told
    assert office.get(reverse("reporting:figure-history", args=[last.id])).status_code == 200


def test_nobody_is_put_forward_twice_or_by_a_unit(year: Year, praised: AwardRound):
    (found,) = results_found(praised, ON)
    with pytest.raises(RefusedError):
        proposing.propose_found(praised, {found.key}, "GK", by=year.head, at=AT)
    proposing.propose_found(praised, {found.key}, "GK", by=year.office, at=AT)
    with pytest.raises(DomainError, match="Chọn ít nhất một kết quả"):
        proposing.propose_found(praised, {found.key}, "GK", by=year.office, at=AT)


def test_several_results_of_a_unit_are_one_nomination(year: Year, season: SmallSeason, praised: AwardRound):
    report(season, "health", months((198, 200)), verified=True)
    report(season, "health", months((150, 200), unit="Thôn 2"), verified=True)
    keys = {one.key for one in results_found(praised, ON)}
    (made,) = proposing.propose_found(praised, keys, "GK", by=year.office, at=AT)
    assert [line.split(":")[0] for line in made.merits.splitlines()] == [
        "Sản lượng đánh bắt",
        "Câu trong văn bản",
        "Người có thẻ BHYT",
        "Câu trong văn bản",
    ]


def test_a_round_of_no_movement_looks_at_its_year(year: Year, season: SmallSeason):
    assert [one.target for one in results_found(year.round, ON)] == [season.targets["fish"]]
    before = year.another_round(name="Năm trước", year=2023)
    assert results_found(before, ON) == []
    page = reverse("awards:round-results", args=[before.pk])
    assert "Chưa có kết quả nào nổi bật." in year.commune.client(Role.OFFICE).get(page).text


def test_the_page_costs_the_same_for_any_number(year: Year, season: SmallSeason, praised: AwardRound):
    office, page = year.commune.client(Role.OFFICE), reverse("awards:round-results", args=[praised.pk])
    before = queries_of(office, page)
    report(season, "health", months((198, 200), unit="Thôn 1"), verified=True)
    report(season, "health", months((196, 200), unit="Thôn 2"), verified=True)
    assert len(results_found(praised, ON)) > 1
    assert queries_of(office, page) == before <= MOST_QUERIES
