"""A draw that anybody can repeat: the list first, the number after it, in two deeds."""

from hashlib import sha256
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.commune import Commune, make_commune
from tests.monitoring.conftest import AT
from tests.monitoring.season import Season, make_season

from thidua.core.errors import DomainError, IllegalTransitionError, RefusedError
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry, Notice
from thidua.monitoring.enums import ChosenBy, RoundState
from thidua.monitoring.models import InspectionRound
from thidua.monitoring.queries.draws import draw_of
from thidua.monitoring.services import rounds, visits
from thidua.monitoring.services.rounds import RoundPlan
from thidua.organisation.enums import Role


@pytest.fixture(scope="module")
def kept_season(kept_commune: Commune) -> Season:
    return make_season(kept_commune)


def plan_of(season: Season, name: str = "Đợt tháng 5/2024", count: int = 2, **values: object) -> RoundPlan:
    facts = {
        "name": name,
        "movement": season.movement,
        "period": None,
        "count": count,
        "seed_source": "Giải đặc biệt xổ số miền Bắc ngày 02/5/2024",
        "units": [season.unit(f"Thôn {number}") for number in (1, 2, 3)],
    }
    return RoundPlan(**facts | values)


def fixed(season: Season, office: Actor, **values: object) -> InspectionRound:
    made = rounds.create(plan_of(season, **values), by=office, at=AT)
    return rounds.fix(made, expected=made.version, by=office, at=AT)


def drawn(season: Season, office: Actor, seed: str = "27431", **values: object) -> InspectionRound:
    made = fixed(season, office, **values)
    return rounds.draw(made, seed, expected=made.version, by=office, at=AT)


def test_the_draw_follows_from_list_and_number(season: Season, office: Actor):
    made = drawn(season, office)
    names = [f"Thôn {number}" for number in (1, 2, 3)]
    by_hand = sorted(names, key=lambda name: sha256(f"27431|Đợt tháng 5/2024|{name}".encode()).hexdigest())
    found = made.visits.order_by("place")
    assert [visit.unit.name for visit in found] == by_hand[:2]
    assert [ticket.key for ticket in draw_of(made).chosen] == by_hand[:2]
    first = found[0]
    assert sha256(first.ticket_line.encode()).hexdigest() == first.ticket_digest
    assert {visit.chosen_by for visit in found} == {ChosenBy.DRAW}


def test_list_and_number_are_two_deeds(season: Season, office: Actor):
    made = drawn(season, office)
    deeds = list(AuditEntry.objects.about(made.pk).order_by("id"))
    assert [deed.action.split(".")[-1] for deed in deeds] == ["create", "fix", "draw"]
    assert deeds[1].changes["units"] == ["", "Thôn 1, Thôn 2, Thôn 3"]
    assert deeds[2].changes["seed"] == ["", "27431"]


def test_a_number_before_the_list_is_refused(season: Season, office: Actor):
    made = rounds.create(plan_of(season), by=office, at=AT)
    with pytest.raises(IllegalTransitionError):
        rounds.draw(made, "27431", expected=made.version, by=office, at=AT)


def test_a_fixed_list_does_not_change(season: Season, office: Actor):
    made = fixed(season, office)
    with pytest.raises(RefusedError, match="đã chốt"):
        rounds.change(made, plan_of(season, count=1), expected=made.version, by=office, at=AT)


def test_a_second_draw_is_refused(season: Season, office: Actor):
    made = drawn(season, office)
    with pytest.raises(IllegalTransitionError):
        rounds.draw(made, "11111", expected=made.version, by=office, at=AT)
    assert made.visits.count() == 2


def test_a_plan_may_be_changed_until_it_is_fixed(season: Season, office: Actor):
    made = rounds.create(plan_of(season), by=office, at=AT)
    wanted = plan_of(season, count=1, units=[season.unit("Thôn 1"), season.unit("Thôn 2")])
    changed = rounds.change(made, wanted, expected=made.version, by=office, at=AT)
    assert (changed.count, len(changed.candidates)) == (1, 2)
    entry = AuditEntry.objects.about(made.pk).get(action="monitoring.round.change")
    assert entry.changes["units"] == ["Thôn 1, Thôn 2, Thôn 3", "Thôn 1, Thôn 2"]


def test_who_was_drawn_last_waits(season: Season, office: Actor):
    first = drawn(season, office, count=2)
    went = {visit.unit.name for visit in first.visits.all()}
    second = fixed(season, office, name="Đợt tháng 6/2024", count=1)
    assert {one["name"] for one in second.candidates if one["was_last"]} == went
    second = rounds.draw(second, "5", expected=second.version, by=office, at=AT)
    assert second.visits.get().unit.name not in went


def test_units_drawn_are_told(season: Season, office: Actor):
    made = drawn(season, office)
    told = set(Notice.objects.filter(url=f"/cong-khai/rut-tham/{made.pk}/").values_list("unit_id", flat=True))
    assert told == {visit.unit_id for visit in made.visits.all()}


def test_figures_in_doubt_come_first_on_the_visit(season: Season, office: Actor):
    plain, doubted = season.target("Cây"), season.target("Lúa", ceiling=5)
    for unit in ("Thôn 1", "Thôn 2", "Thôn 3"):
        season.figure(plain, unit, 1, 44)
        season.figure(doubted, unit, 1, 7)
        season.figure(doubted, unit, 2, 1)
    made = drawn(season, office, period=season.month(1))
    items = list(made.visits.first().items.all())
    assert [(item.target_name, item.claimed_text) for item in items] == [("Lúa", "7"), ("Cây", "44")]


def test_a_unit_on_the_list_for_doubts_keeps_its_visit_when_drawn(season: Season, office: Actor):
    made = fixed(season, office, count=3)
    listed = visits.add(made, season.unit("Thôn 1"), reason="Số tròn", figure_ids=[], by=office, at=AT)
    made = rounds.draw(made, "27431", expected=made.version, by=office, at=AT)
    listed.refresh_from_db()
    assert (made.visits.count(), listed.chosen_by, listed.reason) == (3, ChosenBy.DRAW, "Số tròn")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"count": 4}, "Rút từ 1 đến 3"),
        ({"count": 0}, "Rút từ 1 đến 3"),
    ],
)
def test_plans_that_make_no_sense(season: Season, office: Actor, values: dict[str, object], sentence: str):
    with pytest.raises(DomainError, match=sentence):
        rounds.create(plan_of(season, **values), by=office, at=AT)


def test_two_rounds_of_one_name_are_refused(season: Season, office: Actor):
    rounds.create(plan_of(season), by=office, at=AT)
    with pytest.raises(DomainError, match="Đã có đợt"):
        rounds.create(plan_of(season), by=office, at=AT)


def test_a_name_that_cannot_be_hashed_is_refused_before_it_is_fixed(season: Season, office: Actor):
    made = rounds.create(plan_of(season, name="Đợt 5|2024"), by=office, at=AT)
    with pytest.raises(DomainError, match="dấu"):
        rounds.fix(made, expected=made.version, by=office, at=AT)


@pytest.mark.parametrize("seed", ["", "  ", "a|b", "chọn Thôn 3", "12.5", "-1", "٣", "1" * 61])
def test_numbers_that_are_none(season: Season, office: Actor, seed: str):
    made = fixed(season, office)
    with pytest.raises(DomainError):
        rounds.draw(made, seed, expected=made.version, by=office, at=AT)


def test_a_round_is_cancelled_with_a_reason_and_stays_public(season: Season, office: Actor):
    made = fixed(season, office)
    with pytest.raises(DomainError, match="lý do"):
        rounds.cancel(made, reason=" ", expected=made.version, by=office, at=AT)
    made = rounds.cancel(made, reason="Nghỉ bão", expected=made.version, by=office, at=AT)
    assert made.state == RoundState.CANCELLED
    assert InspectionRound.objects.public().get() == made


def test_a_round_ends_when_no_visit_is_left(season: Season, office: Actor):
    made = drawn(season, office)
    with pytest.raises(DomainError, match="Còn 2 lượt"):
        rounds.close(made, expected=made.version, by=office, at=AT)
    for visit in made.visits.all():
        visits.cancel(visit, reason="Mưa lũ", expected=visit.version, by=office, at=AT)
    made = rounds.close(made, expected=made.version, by=office, at=AT)
    made = rounds.reopen(made, expected=made.version, by=office, at=AT)
    assert made.state == RoundState.DRAWN


def test_only_the_office_of_the_commune_plans_and_draws(season: Season, commune: Commune, office: Actor):
    made = fixed(season, office)
    for role in (Role.CHAIRMAN, Role.INSPECTOR, Role.COUNCIL):
        actor = commune.actor(role)
        with pytest.raises(RefusedError):
            rounds.create(plan_of(season, name="Khác"), by=actor, at=AT)
        with pytest.raises(RefusedError):
            rounds.draw(made, "1", expected=made.version, by=actor, at=AT)


def test_nothing_of_another_commune_gets_in(season: Season, office: Actor):
    other = make_commune("xã Cẩm Lạc")
    wanted = plan_of(season, units=[other.units["Thôn 1"]], count=1)
    with pytest.raises(DomainError, match="cùng một xã"):
        rounds.create(wanted, by=office, at=AT)


def test_spaces_between_digits_do_not_count(season: Season, office: Actor):
    assert drawn(season, office, seed=" 27 431 ").seed == "27431"


@pytest.mark.parametrize(
    ("seed", "again", "words"),
    [
        ("27431", "27413", "Hai lần ghi khác nhau"),
        ("27431", "", "Ghi lại số công khai lần nữa"),
        ("Thôn 3", "Thôn 3", "chỉ gồm chữ số"),
    ],
)
def test_a_slip_of_the_hand_draws_nothing(
    season: Season, commune: Commune, office: Actor, seed: str, again: str, words: str
):
    made = fixed(season, office)
    data = {"_once": str(uuid4()), "_version": made.version, "seed": seed, "again": again}
    answer = commune.client(Role.OFFICE).post(reverse("monitoring:round-draw", args=[made.pk]), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    made.refresh_from_db()
    assert made.state == RoundState.FIXED
