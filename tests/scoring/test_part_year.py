"""A round in the midst of a year: what it holds against the whole year is said before opening and locking."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.contest import Contest, make_contest
from tests.season import SmallSeason

from thidua.movements.enums import FrequencyChoice
from thidua.movements.models import Tracking
from thidua.organisation.enums import Role
from thidua.reporting.models import Period
from thidua.scoring.enums import ReadingChoice, RoundState, SetState
from thidua.scoring.models import CriteriaSet, Criterion, ScoringRound
from thidua.scoring.queries.part_year import half_year_sentences, round_sentences

JULY = date(2024, 7, 31)
FISH = "“Sản lượng đánh bắt” so với chỉ tiêu cả năm. Đến hết 31/07/2024"
TOLD = "Cần biết trước khi"


def said(contest: Contest, on: date) -> tuple[str, ...]:
    contest.round.ends_on = on
    return round_sentences(contest.round)


def test_what_divides_by_the_goal_of_the_year_is_named_with_what_is_lost(contest: Contest):
    fish, what_to_do = said(contest, JULY)
    assert fish.startswith(FISH)
    assert fish.endswith("đúng tiến độ là 58,2%, được 23,28 trong 40 điểm.")
    assert "Muốn chấm theo phần của kỳ" in what_to_do


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2025, 3, 31), date(2023, 12, 31)])
def test_nothing_is_said_of_a_whole_year(contest: Contest, day: date):
    assert said(contest, day) == ()


def test_what_is_reported_once_a_year_has_nothing_to_count_yet(contest: Contest):
    health = contest.season.targets["health"]
    Tracking.objects.filter(target=health).update(frequency=FrequencyChoice.YEAR)
    known = Period.objects.filter(name="Tháng 4/2024").get()
    Period.objects.create(
        authority=known.authority,
        year=2024,
        frequency=FrequencyChoice.YEAR,
        name="Năm 2024",
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 12, 31),
        due_on=date(2025, 1, 6),
    )
    _, health_said, _ = said(contest, JULY)
    assert health_said == (
        "“Người có thẻ BHYT” báo cáo theo năm. Đến hết 31/07/2024 chưa hết kỳ nào nên chưa có điểm."
    )


def test_of_many_the_first_are_named(contest: Contest):
    fish = contest.line("Thôn 1", "fish").criterion
    for number in range(9):
        copy = Criterion.objects.get(pk=fish.pk)
        copy.pk, copy.key, copy.name = None, f"fish-{number}", f"Đánh bắt {number}"
        copy._state.adding = True
        copy.save()
        copy.targets.set([contest.season.targets["fish"]])
    told = said(contest, JULY)
    assert len(told) == 7
    assert told[5] == "Và 5 tiêu chí khác."
    with CaptureQueriesContext(connection) as many:
        said(contest, JULY)
    Criterion.objects.filter(key__startswith="fish-").delete()
    with CaptureQueriesContext(connection) as few:
        said(contest, JULY)
    assert len(many) == len(few)


def test_the_page_of_opening_says_it(season: SmallSeason):
    contest = make_contest(season, is_open=False)
    office = season.commune.client(Role.OFFICE)
    address = reverse("scoring:round-step", args=[contest.round.pk, "mo"])
    ScoringRound.objects.update(ends_on=JULY)
    page = office.get(address).text
    assert TOLD in page
    assert FISH in page
    ScoringRound.objects.update(ends_on=date(2024, 12, 31))
    assert TOLD not in office.get(address).text
    assert ScoringRound.objects.get().state == RoundState.DRAFT


def test_the_page_of_locking_says_it_of_the_first_half(season: SmallSeason):
    contest = make_contest(season, is_open=False)
    CriteriaSet.objects.update(state=SetState.DRAFT, locked_at=None, locked_by="", movement=season.movement)
    address = reverse("scoring:criteria-lock", args=[contest.criteria_set.pk])
    page = season.commune.client(Role.OFFICE).get(address).text
    assert TOLD in page
    assert "Đến hết 30/06/2024" in page
    Criterion.objects.update(reading=ReadingChoice.PERSON)
    assert TOLD not in season.commune.client(Role.OFFICE).get(address).text


def test_a_set_of_no_movement_says_nothing(contest: Contest):
    lines = Criterion.objects.filter(group__criteria_set=contest.criteria_set)
    of_movement = CriteriaSet(movement=contest.season.movement)
    assert half_year_sentences(of_movement, lines) != ()
    assert half_year_sentences(CriteriaSet(), lines) == ()
