"""What inspection refuses: other communes, wrong steps, things left out; each in a sentence."""

from datetime import date
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from tests.commune import Commune, make_commune
from tests.monitoring.conftest import AT
from tests.monitoring.test_inspection_pages import address, send, text_of
from tests.monitoring.test_rounds import plan_of
from tests.monitoring.test_visits import DAY, Team

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import Actor
from thidua.monitoring import policies
from thidua.monitoring.enums import ItemVerdict, RoundState, SignManner, SignSide, VisitState
from thidua.monitoring.models import Visit
from thidua.monitoring.queries.doubts import Filters, doubts_of
from thidua.monitoring.queries.draws import draw_of
from thidua.monitoring.services import findings, rounds, signing, visits
from thidua.monitoring.services.findings import ToMend
from thidua.monitoring.services.signing import PaperSignature, Said
from thidua.monitoring.services.visits import VisitEntry
from thidua.organisation.enums import Role
from thidua.reporting.models import Figure


@pytest.fixture
def team(commune: Commune, office: Actor) -> Team:
    return Team(commune, office)


@pytest.fixture
def elsewhere() -> Commune:
    return make_commune("xã Cẩm Lạc")


def add(team: Team, unit: object, reason: str = "Số tròn") -> Visit:
    return visits.add(team.round, unit, reason=reason, figure_ids=[], by=team.office, at=AT)


def test_nobody_of_another_commune_does_anything(team: Team, elsewhere: Commune):
    stranger = elsewhere.actor(Role.OFFICE)
    head = elsewhere.actor(Role.UNIT_HEAD, elsewhere.units["Thôn 1"])
    waiting = Visit(authority_id=team.visit.authority_id, unit=team.visit.unit, state=VisitState.WAITING)
    answers = [
        policies.can_run(stranger, team.round),
        policies.can_arrange(stranger, team.visit),
        policies.can_be_team(stranger, team.visit),
        policies.can_sign(head, waiting, SignSide.UNIT),
        policies.can_lower(stranger, team.visit),
        policies.can_answer(stranger, team.season.movement),
    ]
    assert [bool(answer) for answer in answers] == [False] * len(answers)


def test_pages_for_some_are_refused_to_others_with_a_reason(commune: Commune):
    head = commune.actor(Role.UNIT_HEAD, commune.units["Thôn 1"])
    assert "dành cho Văn phòng, Chủ tịch, Hội đồng" in policies.can_see_doubts(head).refusal


def test_a_unit_is_added_to_a_running_round_of_its_commune_with_a_reason(team: Team, elsewhere: Commune):
    with pytest.raises(DomainError, match="Ghi lý do chọn"):
        add(team, team.season.unit("Thôn 3"), " ")
    with pytest.raises(DomainError, match="cơ quan khác"):
        add(team, elsewhere.units["Thôn 3"])
    team.round.state = RoundState.CLOSED
    with pytest.raises(DomainError, match="đã kết thúc hoặc đã hủy"):
        add(team, team.season.unit("Thôn 3"))


def test_only_people_of_the_commune_are_sent(team: Team, elsewhere: Commune):
    stranger = elsewhere.user(Role.INSPECTOR)
    with pytest.raises(DomainError, match="phải là người của xã"):
        visits.arrange(team.visit, stranger, DAY, expected=team.visit.version, by=team.office, at=AT)


def test_a_finished_record_keeps_its_inspector(team: Team):
    team.fill()
    team.finish()
    with pytest.raises(DomainError, match="không phân công lại được"):
        visits.arrange(team.visit, team.user, DAY, expected=team.visit.version, by=team.office, at=AT)
    with pytest.raises(RefusedError, match="đang chờ ký"):
        team.fill()


def test_a_visit_nobody_was_named_for_is_filled_by_nobody(team: Team):
    listed = add(team, team.season.unit("Thôn 3"))
    with pytest.raises(RefusedError, match="Chưa phân công"):
        visits.fill(listed, VisitEntry(DAY, "", "", {}), expected=listed.version, by=team.inspector, at=AT)


def test_a_visit_is_given_up_with_a_reason_and_then_closed(team: Team):
    with pytest.raises(DomainError, match="Ghi lý do bỏ"):
        visits.cancel(team.visit, reason="", expected=team.visit.version, by=team.office, at=AT)
    visits.cancel(team.visit, reason="Mưa lũ", expected=team.visit.version, by=team.office, at=AT)
    team.visit.refresh_from_db()
    with pytest.raises(RefusedError, match="đã bỏ"):
        team.fill()


def test_a_record_says_something(team: Team):
    team.visit = visits.choose(team.visit, [], expected=team.visit.version, by=team.office, at=AT)
    entry = VisitEntry(DAY, "", "", {})
    team.visit = visits.fill(team.visit, entry, expected=team.visit.version, by=team.inspector, at=AT)
    with pytest.raises(DomainError, match="chưa có số nào được xem"):
        team.finish()


def test_what_is_not_sent_of_a_figure_stays(team: Team):
    team.fill()
    entry = VisitEntry(DAY, "Nguyễn Văn A, Trưởng thôn", "Có sổ theo dõi", {})
    team.visit = visits.fill(team.visit, entry, expected=team.visit.version, by=team.inspector, at=AT)
    assert team.visit.items.get().verdict == ItemVerdict.DIFFERS


def test_signatures_wait_for_a_finished_record(team: Team):
    team.fill()
    paper = PaperSignature("Nguyễn Văn A", "", SignManner.REFUSED, opinion="Vắng")
    with pytest.raises(RefusedError, match="chưa chốt"):
        signing.sign_for_unit(team.visit, paper, seen="", by=team.inspector, at=AT)
    with pytest.raises(RefusedError, match="chưa chốt"):
        signing.sign(team.visit, SignSide.TEAM, Said(""), by=team.inspector, at=AT)


def test_work_is_not_given_to_units_of_others(team: Team, elsewhere: Commune):
    wanted = ToMend("Lập sổ", elsewhere.units["Thôn 1"], date(2024, 6, 30))
    with pytest.raises(DomainError, match="cơ quan khác"):
        findings.add(team.visit, wanted, by=team.inspector, at=AT)


def test_saving_the_same_plan_again_changes_nothing(team: Team):
    made = rounds.create(plan_of(team.season), by=team.office, at=AT)
    again = rounds.change(made, plan_of(team.season), expected=made.version, by=team.office, at=AT)
    assert (again.version, draw_of(again)) == (1, None)


def test_words_in_a_cell_are_no_number_to_check(team: Team):
    target = team.season.target("Lúa")
    said = team.season.figure(target, "Thôn 1", 2, None, said="none")
    out = team.season.figure(target, "Thôn 1", 3, None, said="not_applicable")
    wanted = [said.id, out.id, uuid4()]
    team.visit = visits.choose(team.visit, wanted, expected=team.visit.version, by=team.office, at=AT)
    (item,) = team.visit.items.all()
    assert (item.claimed_text, item.is_overstated, item.compare(0, None)) == ("không có", False, "matches")


def test_a_figure_of_a_target_that_is_not_followed_is_left_out(team: Team):
    target = team.season.target("Không theo dõi")
    team.season.figure(target, "Thôn 1", 1, 7)
    target.tracking.delete()
    assert doubts_of(team.season.movement, Filters()).total == 0


def test_a_claim_mended_meanwhile_is_not_lowered_again(team: Team):
    team.fill()
    team.sign_both()
    Figure.objects.filter(id=team.figure.id).update(value=380)
    with pytest.raises(DomainError, match="kém hơn"):
        findings.lower(team.visit.items.get(), reason="", by=team.office, at=AT)


def test_choosing_figures_on_the_page_offers_those_of_the_unit(team: Team):
    browser = team.commune.client(Role.OFFICE)
    url = address("visit-choose", team.visit.pk)
    page = browser.get(url)
    assert "Trồng cây, Tháng 1/2024: 402 cây" in text_of(page)
    assert "55 cây" not in text_of(page)
    answer = send(browser, url, figures=[str(team.figure.id)], _version=team.visit.version)
    assert [str(told) for told in get_messages(answer.wsgi_request)] == ["Đã chọn 1 số cần xem."]


@pytest.mark.parametrize("name", ["visit-sign", "round-step"])
def test_addresses_that_say_nothing_are_not_there(team: Team, name: str):
    browser = team.commune.client(Role.OFFICE)
    key = team.visit.pk if name == "visit-sign" else team.round.pk
    response = browser.post(address(name, key, "khac"), {"_once": str(uuid4())})
    assert response.status_code == 404


def test_figures_of_two_numbers_are_offered_as_counted(team: Team):
    target = team.season.target("Thẻ bảo hiểm", unit="%", nature="level", allocation_kind="weighted_mean")
    team.season.figure(target, "Thôn 1", 2, 540, base=571)
    page = team.commune.client(Role.OFFICE).get(address("visit-choose", team.visit.pk))
    assert "Thẻ bảo hiểm, Tháng 2/2024: 540 trong 571 (94,57%)" in text_of(page)
    assert "540%" not in text_of(page)
