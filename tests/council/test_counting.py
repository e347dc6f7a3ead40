"""Ballots counted by two people: what must close, what differs, what passes, ties."""

from datetime import date

import pytest
from tests.council.sitting import AT, HELD, TITLE, WORKER, Sitting, make_sitting

from thidua.awards.enums import NominationState
from thidua.core.errors import DomainError, RefusedError
from thidua.core.voting.counting import Tally
from thidua.council.enums import ItemState, PollState
from thidua.council.models import CountEntry, PollLine
from thidua.council.queries.counting import count_page
from thidua.council.queries.letters import items_of
from thidua.council.queries.results import results_of, ties_of
from thidua.council.queries.rules import pack_of, priority_words
from thidua.council.services import polls, sessions, ties
from thidua.council.services.polls import CountFaultError
from thidua.council.services.sessions import SessionFacts
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import Role

pytestmark = pytest.mark.django_db


def _lines(sitting: Sitting) -> list[tuple[int | None, bool | None]]:
    return list(PollLine.objects.order_by("item__position").values_list("for_it", "passed"))


def test_two_equal_entries_settle_each_item_of_all_members(sitting):
    sitting.begin(sitting.nominate("A"), sitting.nominate("B"))
    poll = sitting.count(sitting.poll(), Tally(8, 1), Tally(7, 2))
    assert poll.state == PollState.COUNTED
    assert _lines(sitting) == [(8, True), (7, False)]
    assert poll.lines.first().sentence == "8/9 thành viên đồng ý (88,89%); cần từ 8 phiếu: đạt."


def test_written_opinions_count_of_all_members(sitting):
    sitting.begin(sitting.nominate("A"), written=1)
    sitting.count(sitting.poll(), Tally(7, 1, written_agree=1))
    assert _lines(sitting) == [(8, True)]


def test_ninety_percent_and_majority_come_from_the_kind(commune):
    sitting = make_sitting(commune, size=10)
    sitting.begin(sitting.nominate("A", kind="CSTD_TINH"), sitting.nominate("B", kind=WORKER))
    sitting.count(sitting.poll(), Tally(8, 2))
    sitting.count(sitting.poll(), Tally(6, 4))
    assert list(PollLine.objects.order_by("item__position").values_list("needed", "passed")) == [
        (9, False),
        (6, True),
    ]


def test_nobody_sees_the_other_entry_before_both_stand(sitting):
    sitting.begin(sitting.nominate("A"))
    poll = sitting.poll()
    polls.enter(poll, sitting.entered(poll, Tally(8, 1)), by=sitting.office, at=AT)
    seen = count_page(poll, sitting.counter)
    assert (seen.own, seen.entries, seen.is_full) == (None, (), False)
    assert seen.entered_by == (f"Lê Văn B ({sitting.office.name} nhập hộ)",)
    assert count_page(poll, sitting.office).own is not None
    assert _lines(sitting) == [(None, None)]


def test_a_wrong_double_entry_is_shown_and_entered_again(sitting):
    sitting.begin(sitting.nominate("A"))
    poll = sitting.poll()
    polls.enter(poll, sitting.entered(poll, Tally(9, 0)), by=sitting.office, at=AT)
    polls.enter(poll, sitting.entered(poll, Tally(8, 1)), by=sitting.counter, at=AT)
    poll.refresh_from_db()
    assert poll.state == PollState.OPEN
    assert [one.sentence for one in count_page(poll, sitting.office).differing] == [
        "A: hai người ghi số phiếu khác nhau. Đếm lại."
    ]
    polls.enter(poll, sitting.entered(poll, Tally(8, 1)), by=sitting.office, at=AT)
    poll.refresh_from_db()
    assert poll.state == PollState.COUNTED
    kept = CountEntry.objects.values_list("counter", "edition", "tallies__agree")
    assert list(kept) == [(1, 1, 9), (1, 2, 8), (2, 1, 8)]


def test_one_person_is_not_both_counters(sitting):
    sitting.begin(sitting.nominate("A"))
    poll = sitting.poll()
    for _ in range(2):
        polls.enter(poll, sitting.entered(poll, Tally(8, 1)), by=sitting.office, at=AT)
    poll.refresh_from_db()
    assert (poll.state, poll.entries.count()) == (PollState.OPEN, 2)


def test_a_third_person_may_not_enter(sitting):
    sitting.begin(sitting.nominate("A"))
    poll = sitting.poll()
    polls.enter(poll, sitting.entered(poll, Tally(9, 0)), by=sitting.office, at=AT)
    polls.enter(poll, sitting.entered(poll, Tally(8, 1)), by=sitting.counter, at=AT)
    third = sitting.commune.actor(Role.OFFICE)
    with pytest.raises(DomainError, match="Đã đủ người nhập"):
        polls.enter(poll, sitting.entered(poll, Tally(8, 1)), by=third, at=AT)


@pytest.mark.parametrize("role", [Role.CHAIRMAN, Role.EDITOR, Role.KEEPER])
def test_only_office_and_council_count(sitting, role):
    sitting.begin(sitting.nominate("A"))
    poll = sitting.poll()
    with pytest.raises(RefusedError):
        polls.enter(poll, sitting.entered(poll, Tally(9, 0)), by=sitting.commune.actor(role), at=AT)


def test_an_entry_that_does_not_close_is_refused(sitting):
    sitting.begin(sitting.nominate("A"))
    poll = sitting.poll()
    entered = polls.Entered(9, 7, 1, 0, sitting.entered(poll, Tally(7, 0)).tallies)
    with pytest.raises(CountFaultError, match="cộng lại 8"):
        polls.enter(poll, entered, by=sitting.office, at=AT)
    more = polls.Entered(10, 10, 0, 0, sitting.entered(poll, Tally(9, 1)).tallies)
    with pytest.raises(CountFaultError, match="chỉ có 9 thành viên trong phòng"):
        polls.enter(poll, more, by=sitting.office, at=AT)
    with pytest.raises(CountFaultError, match="ghi 1 ý kiến bằng văn bản, có 0"):
        polls.enter(poll, sitting.entered(poll, Tally(9, 0, 1)), by=sitting.office, at=AT)
    assert not CountEntry.objects.exists()


def test_ballots_votes_and_written_opinions_are_entered_whole(sitting):
    sitting.begin(sitting.nominate("A"), written=1)
    poll = sitting.poll()
    few = polls.Entered(5, 5, 0, 0, sitting.entered(poll, Tally(5, 0, 1)).tallies)
    with pytest.raises(CountFaultError, match="có 8 thành viên bỏ phiếu trong phòng"):
        polls.enter(poll, few, by=sitting.office, at=AT)
    with pytest.raises(CountFaultError, match=r"cộng lại 3\. Phải bằng 8 phiếu hợp lệ"):
        polls.enter(poll, sitting.entered(poll, Tally(2, 1, 1)), by=sitting.office, at=AT)
    with pytest.raises(CountFaultError, match="ghi 0 ý kiến bằng văn bản, có 1"):
        polls.enter(poll, sitting.entered(poll, Tally(7, 1)), by=sitting.office, at=AT)
    assert sitting.count(poll, Tally(6, 1, 1, blank=1)).state == PollState.COUNTED
    assert _lines(sitting) == [(7, False)]


def test_spoiled_ballots_are_no_votes(sitting):
    sitting.begin(sitting.nominate("A"))
    sitting.count(sitting.poll(), Tally(7, 0), spoiled=2)
    assert _lines(sitting) == [(7, False)]


def test_the_history_of_a_count_holds_no_number(sitting):
    sitting.begin(sitting.nominate("A"))
    sitting.count(sitting.poll(), Tally(8, 1))
    told = AuditEntry.objects.filter(action__startswith="council.poll")
    assert [(one.action, one.changes, one.reason) for one in told.order_by("id")] == [
        ("council.poll.open", {}, ""),
        ("council.poll.enter", {}, ""),
        ("council.poll.enter", {}, ""),
        ("council.poll.agree", {}, ""),
    ]


def test_a_vote_given_up_is_taken_again(sitting):
    sitting.begin(sitting.nominate("A"))
    poll = sitting.count(sitting.poll(), Tally(8, 1))
    with pytest.raises(DomainError, match="Ghi lý do"):
        polls.void(poll, reason="", expected=poll.version, by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="người khác lưu"):
        polls.void(poll, reason="Phiếu in sai tên.", expected=1, by=sitting.office, at=AT)
    polls.void(poll, reason="Phiếu in sai tên.", expected=poll.version, by=sitting.office, at=AT)
    assert sitting.states() == [ItemState.WAITING]
    assert not CountEntry.objects.exists()
    assert _lines(sitting) == [(None, None)]
    again = sitting.count(sitting.poll(), Tally(7, 2))
    (result,) = results_of(sitting.session, items_of(sitting.session)).values()
    assert (again.number, result.passed) == (2, False)


def test_items_of_two_kinds_need_two_votes(sitting):
    items = sitting.table(sitting.nominate("A"), sitting.nominate("B", kind=WORKER))
    sitting.mark()
    sitting.open()
    with pytest.raises(DomainError, match="Mỗi lượt chỉ một danh hiệu"):
        polls.open_poll(sitting.session, [one.pk for one in items], by=sitting.office, at=AT)


def test_places_go_by_votes_and_equal_ones_wait_for_the_chairman(sitting):
    first, second, third = (sitting.nominate(name, kind=WORKER) for name in "ABC")
    sitting.begin(first, second, third)
    ties.limit(sitting.session, WORKER, 2, because="Kế hoạch 10/KH-UBND.", by=sitting.office, at=AT)
    sitting.count(sitting.poll(), Tally(9, 0), Tally(7, 2), Tally(7, 2))
    items = items_of(sitting.session)
    (tie,) = ties_of(sitting.session, results_of(sitting.session, items).values())
    assert (tie.free, len(tie.results)) == (1, 2)
    with pytest.raises(DomainError, match="Chờ Chủ tịch chọn"):
        sitting.close()
    chosen = {items[2].pk}
    with pytest.raises(RefusedError, match="Chủ tịch"):
        ties.decide(sitting.session, chosen, reason="Lao động trực tiếp.", by=sitting.office, at=AT)
    both = {one.item.pk for one in tie.results}
    with pytest.raises(DomainError, match="chọn đúng 1"):
        ties.decide(sitting.session, both, reason="Lao động trực tiếp.", by=sitting.chairman, at=AT)
    ties.decide(sitting.session, chosen, reason="Lao động trực tiếp.", by=sitting.chairman, at=AT)
    found = results_of(sitting.session, items_of(sitting.session))
    assert [found[one.pk].passed for one in items] == [True, False, True]
    assert found[items[1].pk].sentence.endswith("Bằng phiếu, không được chọn. Lý do: Lao động trực tiếp.")


def test_fewer_votes_than_the_last_place_are_left_out(sitting):
    sitting.begin(*(sitting.nominate(name, kind=WORKER) for name in "AB"))
    ties.limit(sitting.session, WORKER, 1, because="Kế hoạch.", by=sitting.office, at=AT)
    sitting.count(sitting.poll(), Tally(8, 1), Tally(7, 2))
    found = list(results_of(sitting.session, items_of(sitting.session)).values())
    assert [(one.passed, one.because) for one in found] == [
        (True, ""),
        (False, "Chỉ có 1 suất, phiếu thấp hơn."),
    ]


def test_places_are_those_of_the_round_over_its_sessions(sitting):
    first, second = (sitting.nominate(name, kind=WORKER) for name in "AB")
    sitting.begin(first)
    ties.limit(sitting.session, WORKER, 1, because="Kế hoạch.", by=sitting.office, at=AT)
    sitting.count(sitting.poll(), Tally(7, 2))
    sitting.close()
    facts = SessionFacts(HELD, "Phòng họp UBND xã", "ballot")
    sitting.session = sessions.plan(sitting.council, sitting.round, facts, by=sitting.office, at=AT)
    sitting.begin(second)
    sitting.count(sitting.poll(), Tally(8, 1))
    sitting.close()
    first.refresh_from_db()
    second.refresh_from_db()
    assert [first.state, second.state] == [NominationState.PASSED, NominationState.NOT_PASSED]
    assert second.outcome.endswith("Chỉ có 1 suất, phiên trước đã dùng 1.")


def test_a_woman_goes_first_among_equals_once_the_law_says_so(commune):
    sitting = make_sitting(commune, judged_on=date(2025, 12, 16))
    woman = sitting.person("Bà B", is_female=True)
    sitting.begin(sitting.nominate("A", kind=WORKER), sitting.nominate("", kind=WORKER, person=woman))
    ties.limit(sitting.session, WORKER, 1, because="Kế hoạch.", by=sitting.office, at=AT)
    sitting.count(sitting.poll(), Tally(7, 2), Tally(7, 2))
    found = list(results_of(sitting.session, items_of(sitting.session)).values())
    assert [one.passed for one in found] == [False, True]


def test_between_a_woman_and_a_collective_the_chairman_chooses(commune):
    """The law prefers a collective of mostly women as well, and nobody keeps that share."""
    sitting = make_sitting(commune, judged_on=date(2025, 12, 16))
    woman, unit = sitting.person("Bà B", is_female=True), commune.units["Trạm Y tế"]
    listed = [sitting.nominate("", kind=WORKER, person=woman), sitting.nominate("", kind=WORKER, unit=unit)]
    sitting.begin(*listed)
    ties.limit(sitting.session, WORKER, 1, because="Kế hoạch.", by=sitting.office, at=AT)
    sitting.count(sitting.poll(), Tally(7, 2), Tally(7, 2))
    found = list(results_of(sitting.session, items_of(sitting.session)).values())
    assert [one.passed for one in found] == [None, None]
    said = priority_words(pack_of(sitting.session), listed)
    assert "tập thể có từ 70% nữ (NĐ 152/2025/NĐ-CP" in said
    assert said.endswith("Máy không có tỷ lệ nữ của tập thể: xem hồ sơ rồi chọn.")


def test_where_the_rules_prefer_nobody_the_page_says_so(sitting):
    said = priority_words(pack_of(sitting.session), [sitting.nominate("A", kind=WORKER)])
    assert said == "Quy định của đợt xét không nêu ưu tiên khi bằng phiếu."


def test_places_are_at_least_one_and_stand_somewhere(sitting):
    sitting.table(sitting.nominate("A"))
    with pytest.raises(DomainError, match="ít nhất là 1"):
        ties.limit(sitting.session, TITLE, 0, because="Kế hoạch.", by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="Ghi căn cứ"):
        ties.limit(sitting.session, TITLE, 1, because=" ", by=sitting.office, at=AT)
    with pytest.raises(DomainError, match="không có việc nào của hình thức này"):
        ties.limit(sitting.session, WORKER, 1, because="Kế hoạch.", by=sitting.office, at=AT)


def test_places_are_said_before_the_vote(sitting):
    sitting.begin(sitting.nominate("A", kind=TITLE))
    sitting.poll()
    with pytest.raises(DomainError, match="Đã bỏ phiếu"):
        ties.limit(sitting.session, TITLE, 1, because="Kế hoạch.", by=sitting.office, at=AT)
