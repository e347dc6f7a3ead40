"""Councils by decision, what is on the table, who takes part, when a session may open."""

from datetime import date

import pytest
from django.urls import reverse
from tests.council.sitting import AT, TITLE, WORKER, make_sitting
from tests.pages import MOST_QUERIES, queries_of

from thidua.awards.enums import AwardRoundState, NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.services import nominations
from thidua.core.errors import DomainError, IllegalTransitionError, RefusedError
from thidua.core.voting.counting import Tally
from thidua.council.enums import ItemState, Seat, SessionState, StepOutCause, StepOutState
from thidua.council.models import CouncilSession, StepOut
from thidua.council.queries.early import early_of
from thidua.council.queries.groups import groups_of
from thidua.council.queries.letters import items_of
from thidua.council.services import agenda, councils, polls, presence, sessions
from thidua.council.services.councils import CouncilFacts, MemberFacts
from thidua.council.services.presence import Ground
from thidua.organisation.enums import Role
from thidua.organisation.models import Household, Position

pytestmark = pytest.mark.django_db


def test_a_council_begins_not_before_its_decision(sitting):
    facts = CouncilFacts("Hội đồng", "1/QĐ", date(2024, 2, 1), date(2024, 1, 1))
    with pytest.raises(DomainError, match="không hoạt động trước ngày quyết định"):
        councils.create(facts, by=sitting.office, at=AT)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COUNCIL, Role.KEEPER])
def test_only_office_and_chairman_write_councils(sitting, role):
    facts = CouncilFacts("Hội đồng", "1/QĐ", date(2024, 1, 1), date(2024, 1, 1))
    with pytest.raises(RefusedError):
        councils.create(facts, by=sitting.commune.actor(role), at=AT)


def test_a_member_who_resigned_sits_in_sessions_held_before_only(sitting):
    member = sitting.members[-1]
    end = date(2024, 11, 30)
    councils.end_seat(member, end, reason="Xin thôi.", expected=1, by=sitting.office, at=AT)
    assert member in sitting.council.members.sitting_on(end)
    assert member not in sitting.council.members.sitting_on(date(2024, 12, 1))
    again = MemberFacts(member.person, Seat.MEMBER, date(2024, 12, 1))
    assert councils.seat(sitting.council, again, by=sitting.office, at=AT) != member


def test_ending_a_seat_needs_a_reason(sitting):
    with pytest.raises(DomainError, match="Ghi lý do"):
        councils.end_seat(
            sitting.members[0], date(2024, 12, 1), reason=" ", expected=1, by=sitting.office, at=AT
        )


def test_a_nomination_on_the_table_is_before_the_council(sitting):
    nomination = sitting.nominate("Nguyễn Văn H")
    item = sitting.table(nomination)[0]
    nomination.refresh_from_db()
    assert (item.position, nomination.state) == (1, NominationState.COUNCIL)
    with pytest.raises(IllegalTransitionError):
        sitting.table(nomination)


def test_taking_an_item_off_closes_the_ranks(sitting):
    first, second = sitting.table(sitting.nominate("A"), sitting.nominate("B"))
    agenda.take_off(first, by=sitting.office, at=AT)
    second.refresh_from_db()
    first.nomination.refresh_from_db()
    assert (second.position, first.nomination.state) == (1, NominationState.ACCEPTED)


def test_a_nomination_of_another_round_is_refused(sitting):
    other = make_sitting(sitting.commune)
    with pytest.raises(DomainError, match="thuộc đợt xét khác"):
        sitting.table(other.nominate("A"))


def test_nominees_who_vote_are_found_as_person_household_and_unit(sitting):
    members, village = sitting.members, sitting.commune.units["Thôn 1"]
    household = Household.objects.create(
        authority=sitting.commune.authority, unit=village, head=members[1].person
    )
    Position.objects.create(
        authority=sitting.commune.authority,
        person=members[2].person,
        unit=village,
        role=Role.UNIT_HEAD,
        title="Trưởng thôn",
        starts_on=date(2024, 1, 1),
    )
    sitting.table(
        sitting.nominate("", person=members[0].person),
        sitting.nominate("", kind="GK", household=household),
        sitting.nominate("", kind="TTLDTT", unit=village),
    )
    found = StepOut.objects.order_by("item__position").values_list("member_id", "cause", "state")
    assert set(found) == {
        (members[0].pk, StepOutCause.NOMINEE, StepOutState.PROPOSED),
        (members[1].pk, StepOutCause.NOMINEE, StepOutState.PROPOSED),
        (members[2].pk, StepOutCause.UNIT, StepOutState.PROPOSED),
    }


def test_a_session_opens_with_four_fifths_in_the_room_or_in_writing(sitting):
    sitting.table(sitting.nominate("A"))
    sitting.mark(absent=2)
    with pytest.raises(
        DomainError, match=r"Có mặt 7 trên 9 thành viên, không có ý kiến bằng văn bản\. Cần ít nhất 8 người"
    ):
        sitting.open()
    sitting.mark(absent=1, written=1)
    opened = sitting.open()
    assert (opened.state, opened.chaired_by) == (SessionState.OPENED, "Lê Văn A, Chủ tịch Hội đồng")


@pytest.mark.parametrize("day", [15, 17])
def test_a_session_begins_on_the_day_it_is_held(sitting, day):
    sitting.table(sitting.nominate("A"))
    sitting.mark()
    at = AT.replace(day=day)
    with pytest.raises(DomainError, match=f"ghi họp ngày 16/12/2024, hôm nay là ngày {day}/12/2024"):
        presence.open_session(sitting.session, expected=1, by=sitting.office, at=at)
    sitting.commune.authority.stands_on = date(2024, 12, 16)
    sitting.commune.authority.save()
    assert presence.open_session(sitting.session, expected=1, by=sitting.office, at=at).opened_at == at


def test_a_deputy_presides_without_the_chair_and_nobody_else_does(commune):
    sitting = make_sitting(commune, size=10)
    sitting.table(sitting.nominate("A"))
    sitting.members = [*sitting.members[2:], *sitting.members[:2]]
    sitting.mark(written=1, absent=0)
    assert sitting.open().chaired_by == "Lê Văn A, Chủ tịch Hội đồng"
    other = make_sitting(commune, size=10)
    other.table(other.nominate("A"))
    other.members = [*other.members[2:], *other.members[:2]]
    other.mark(written=2)
    with pytest.raises(DomainError, match="Không có Chủ tịch hoặc Phó Chủ tịch"):
        other.open()


def test_a_council_of_four_after_resignations_still_counts_of_all_four(commune):
    sitting = make_sitting(commune, size=4)
    sitting.begin(sitting.nominate("A"))
    poll = sitting.poll()
    assert (poll.members, poll.voters) == (4, 4)
    group = groups_of(sitting.session, items_of(sitting.session))
    assert group == []


def test_a_pack_that_does_not_decide_needs_somebody_who_read_the_law(commune):
    sitting = make_sitting(commune, judged_on=date(2026, 11, 1))
    sitting.table(sitting.nominate("A"))
    sitting.mark()
    with pytest.raises(DomainError, match="Ghi người đã đối chiếu"):
        sitting.open()
    assert sitting.open(law_note="Lê Văn A đã đọc luật sửa đổi").law_note


def test_a_conflict_is_answered_before_the_vote(sitting):
    sitting.begin(sitting.nominate("", person=sitting.members[3].person), sitting.nominate("B"))
    with pytest.raises(DomainError, match="Lê Văn D là người được đề nghị"):
        sitting.poll()
    one = StepOut.objects.select_related("item__session").get()
    with pytest.raises(DomainError, match="không bỏ phiếu cho việc của mình"):
        presence.answer(one, votes=True, note="Vẫn bỏ phiếu.", by=sitting.office, at=AT)
    presence.answer(one, votes=False, by=sitting.office, at=AT)
    poll = sitting.poll()
    assert (poll.voters, poll.members, poll.lines.count()) == (8, 9, 1)


def test_a_dismissed_conflict_leaves_the_vote(sitting):
    item = sitting.table(sitting.nominate("A"))[0]
    sitting.mark()
    sitting.open()
    one = StepOut.objects.create(item=item, member=sitting.members[3], cause=StepOutCause.UNIT)
    with pytest.raises(DomainError, match="Ghi lý do thành viên vẫn được bỏ phiếu"):
        presence.answer(one, votes=True, by=sitting.office, at=AT)
    presence.answer(one, votes=True, note="Đã chuyển đi.", by=sitting.office, at=AT)
    assert sitting.poll().voters == 9


def test_all_stepped_out_leaves_nobody_to_vote(commune):
    sitting = make_sitting(commune, size=3)
    item = sitting.table(sitting.nominate("A"))[0]
    sitting.mark()
    sitting.open()
    for member in sitting.members:
        presence.step_out(item, member, Ground(StepOutCause.RELATIVE, "họ hàng"), by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="Không còn ai được bỏ phiếu"):
        sitting.poll()
    agenda.put_off(item, reason="Mọi thành viên có liên quan.", by=sitting.office, at=AT)
    item.nomination.refresh_from_db()
    assert (sitting.states(), item.nomination.state) == ([ItemState.PUT_OFF], NominationState.ACCEPTED)


def test_too_few_voters_are_told_before_the_vote(sitting):
    item = sitting.table(sitting.nominate("A"))[0]
    sitting.mark()
    sitting.open()
    for member in sitting.members[:2]:
        presence.step_out(item, member, Ground(StepOutCause.RELATIVE), by=sitting.office, at=AT)
    (group,) = groups_of(sitting.session, items_of(sitting.session))
    assert group.warning == (
        "Chỉ còn 7 người được biểu quyết, cần 8/9 phiếu. Có đồng ý hết cũng không đủ. Nên để phiên sau."
    )


def test_who_leaves_half_way_is_absent_from_what_follows(commune):
    sitting = make_sitting(commune, size=10)
    sitting.begin(sitting.nominate("A"), sitting.nominate("B", kind="LDTT_ND"))
    first = sitting.poll()
    with pytest.raises(DomainError, match="Đang bỏ phiếu"):
        presence.leave(sitting.session, sitting.members[5], by=sitting.office, at=AT)
    sitting.session.refresh_from_db()
    sitting.count(first, Tally(9, 1))
    assert presence.leave(sitting.session, sitting.members[5], by=sitting.office, at=AT) == 1
    second = sitting.poll()
    assert (first.voters, second.voters, second.members) == (10, 9, 10)


def test_who_went_home_votes_on_nothing_that_comes_later(sitting):
    sitting.begin(sitting.nominate("A", kind=WORKER))
    poll = sitting.count(sitting.poll(), Tally(7, 2))
    assert presence.leave(sitting.session, sitting.members[-1], by=sitting.office, at=AT) == 0
    with pytest.raises(DomainError, match="không có mặt trong phòng"):
        presence.leave(sitting.session, sitting.members[-1], by=sitting.office, at=AT)
    sitting.table(sitting.nominate("B", kind=WORKER))
    second = sitting.poll()
    assert (second.voters, second.members) == (8, 9)
    sitting.count(second, Tally(6, 2))
    polls.void(poll, reason="Phiếu in sai tên.", expected=poll.version, by=sitting.office, at=AT)
    assert sitting.poll().voters == 8


def test_a_secret_vote_takes_three_in_the_room(commune):
    sitting = make_sitting(commune, size=5)
    item = sitting.table(sitting.nominate("A"))[0]
    sitting.mark()
    sitting.open()
    for member in sitting.members[2:]:
        presence.step_out(item, member, Ground(StepOutCause.RELATIVE), by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="Chỉ còn 2 người bỏ phiếu trong phòng nên không giữ kín được"):
        sitting.poll()


def test_all_members_are_those_of_the_day(sitting):
    sitting.table(sitting.nominate("A", kind=WORKER), sitting.nominate("B", kind=TITLE))
    sitting.mark()
    new = MemberFacts(sitting.person("Lê Văn L"), Seat.MEMBER, date(2024, 12, 1))
    sitting.members.append(councils.seat(sitting.council, new, by=sitting.office, at=AT))
    with pytest.raises(DomainError, match="Ghi lại người dự"):
        sitting.open()
    sitting.mark()
    sitting.open()
    assert sitting.poll().members == 10
    gone = sitting.members.pop()
    end = date(2024, 12, 15)
    councils.end_seat(gone, end, reason="Xin thôi.", expected=1, by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="Ghi lại người dự"):
        sitting.poll()


def test_who_took_part_stands_once_a_vote_was_counted(sitting):
    sitting.begin(sitting.nominate("A", kind=WORKER))
    sitting.count(sitting.poll(), Tally(7, 2))
    with pytest.raises(DomainError, match="Đã kiểm phiếu nên không sửa người dự"):
        sitting.mark(absent=6)


def test_quorum_lost_on_the_way_stops_the_vote(sitting):
    sitting.begin(sitting.nominate("A"), absent=1)
    presence.leave(sitting.session, sitting.members[4], by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="Không còn đủ người để xét"):
        sitting.poll()


def test_a_cancelled_session_gives_its_nominations_back(sitting):
    nomination = sitting.nominate("A")
    sitting.table(nomination)
    with pytest.raises(DomainError, match="Ghi lý do hủy"):
        sessions.cancel(sitting.session, reason="", expected=1, by=sitting.office, at=AT)
    sessions.cancel(sitting.session, reason="Bão.", expected=1, by=sitting.office, at=AT)
    nomination.refresh_from_db()
    assert nomination.state == NominationState.ACCEPTED


def test_a_session_before_its_round_is_ready_says_so_until_it_begins(sitting):
    made = sitting.nominate("A")
    Nomination.objects.filter(pk=made.pk).update(state=NominationState.SENT)
    days = {"shown_from": date(2024, 12, 10), "shown_until": date(2024, 12, 17)}
    AwardRound.objects.update(state=AwardRoundState.SHOWN, **days)
    session = CouncilSession.objects.get()
    told = (
        "Ngày họp có thể sớm: danh sách công khai đến hết ngày 17/12/2024, còn 1 đề nghị chưa nhận đủ hồ sơ."
    )
    page = reverse("council:session-detail", args=[session.pk])
    office = sitting.commune.client(Role.OFFICE)
    assert told in office.get(page).text
    assert queries_of(office, page) <= MOST_QUERIES
    session.state = SessionState.OPENED
    assert early_of(session) == ""


def test_a_withdrawn_nomination_is_not_voted_on(sitting):
    nomination = sitting.nominate("A")
    sitting.begin(nomination)
    nomination.refresh_from_db()
    nominations.withdraw(nomination, reason="Xin rút.", expected=nomination.version, by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="đề nghị đã rút"):
        sitting.poll()


def test_raised_hands_are_for_kinds_that_need_no_ballot(sitting):
    sitting.session.manner = "hands"
    sitting.session.save()
    sitting.begin(sitting.nominate("A", kind=TITLE), sitting.nominate("B", kind="LDTT_ND"))
    assert {
        group.kind_name: group.is_ballot for group in groups_of(sitting.session, items_of(sitting.session))
    } == {
        "Chiến sĩ thi đua cơ sở": True,
        "Lao động tiên tiến": False,
    }


def test_a_round_leads_to_its_session_else_to_planning_one_with_it_chosen(sitting):
    office, session = sitting.commune.client(Role.OFFICE), sitting.session
    door = reverse("council:session-of-round", args=[session.award_round_id])
    assert office.get(door).url == reverse("council:session-detail", args=[session.pk])
    sessions.cancel(session, reason="Hoãn.", expected=session.version, by=sitting.office, at=AT)
    planning = office.get(door).url
    assert planning.startswith(reverse("council:session-new", args=[sitting.council.pk]))
    assert f'<option value="{session.award_round_id}" selected>' in office.get(planning).text
