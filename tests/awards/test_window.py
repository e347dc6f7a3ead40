"""A list hangs out for its days, takes comments that only the office reads, and ends by itself."""

from datetime import date, timedelta

import pytest
from tests.awards.commending import AT, Year

from thidua.awards.enums import AwardRoundState
from thidua.awards.models import Nomination, WindowComment
from thidua.awards.queries.window import comments_waiting, shown_in, unserved, window_summary
from thidua.awards.services import nominations, rounds, window
from thidua.awards.services.window import Comment
from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import Role

LAST = date(2024, 12, 17)
"""Five working days after Tuesday the tenth."""


@pytest.fixture
def shown(year):
    year.accepted("LDTT_CBCC")
    return hang_out(year)


def hang_out(year: Year, *, days: int = 5):
    year.round.refresh_from_db()
    return window.show(year.round, days=days, expected=year.round.version, by=year.office, at=AT)


def send(year: Year, text: str = "Ông Tốt còn nợ quỹ.", **more) -> WindowComment:
    year.round.refresh_from_db()
    return window.comment(year.round, Comment(text, **more), at=AT)


def test_it_hangs_out_for_working_days(shown):
    assert (shown.state, shown.shown_from, shown.shown_until) == (
        AwardRoundState.SHOWN,
        date(2024, 12, 10),
        LAST,
    )
    assert shown.is_shown_on(LAST)
    assert not shown.is_shown_on(LAST + timedelta(days=1))
    assert not shown.is_shown_on(date(2024, 12, 9))


def test_an_empty_list_does_not_hang_out(year):
    year.sent("LDTT_CBCC")
    with pytest.raises(DomainError, match="Chưa có đề nghị nào đủ hồ sơ"):
        hang_out(year)


def test_the_law_asks_for_longer_for_families_of_culture(year):
    year.accepted("GDVH", household=year.household)
    with pytest.raises(DomainError, match="Gia đình văn hóa phải lấy ý kiến ít nhất 10 ngày"):
        hang_out(year, days=9)
    assert hang_out(year, days=10).shown_until == date(2024, 12, 24)


@pytest.mark.parametrize("days", [0, 31])
def test_a_number_of_days_that_makes_no_sense(year, days):
    with pytest.raises(DomainError, match="từ 1 đến 30"):
        hang_out(year, days=days)


def test_a_unit_does_not_hang_a_list_out(year):
    with pytest.raises(RefusedError):
        window.show(year.round, days=5, expected=year.round.version, by=year.head, at=AT)


def test_who_was_refused_or_not_taken_in_is_not_on_the_list(year):
    kept = year.accepted("LDTT_CBCC")
    year.sent("LDTT_CBCC", person=year.people["excellent"])
    assert shown_in(year.round) == [kept]
    nominations.withdraw(kept, reason="Rút", expected=kept.version, by=year.office, at=AT)
    assert shown_in(year.round) == []


def test_it_is_not_ended_before_its_last_day(shown, year):
    with pytest.raises(DomainError, match="đến hết ngày 17/12/2024"):
        rounds.review(shown, expected=shown.version, by=year.office, at=AT)
    after = AT + timedelta(days=8)
    assert rounds.review(shown, expected=shown.version, by=year.office, at=after).state == "review"


def test_it_ends_by_itself_the_day_after(shown):
    assert window.end_over(at=AT + timedelta(days=7)) == 0
    assert window.end_over(at=AT + timedelta(days=8)) == 1
    shown.refresh_from_db()
    assert shown.state == AwardRoundState.REVIEW
    assert window.end_over(at=AT + timedelta(days=9)) == 0


def test_the_sample_commune_ends_by_its_own_day(shown):
    authority = shown.authority
    for day, is_over in ((LAST, False), (LAST + timedelta(days=1), True)):
        authority.stands_on = day
        authority.save(update_fields=["stands_on"])
        assert window.end_over(at=AT + timedelta(days=800)) == is_over
    assert AuditEntry.objects.get(action="awards.round.review").at == AT + timedelta(days=8)


def test_nobody_is_put_before_the_council_while_the_list_hangs_out(shown, year):
    (line,) = shown_in(shown)
    with pytest.raises(DomainError, match="còn lấy ý kiến đến hết ngày 17/12/2024"):
        nominations.submit([line], by=year.office, at=AT)
    assert nominations.submit([line], by=year.office, at=AT + timedelta(days=8))[0].state == "council"


@pytest.mark.parametrize(("days", "is_short"), [(0, True), (13, True), (14, False)])
def test_a_family_of_culture_hangs_out_as_long_as_the_law_asks(year, days, is_short):
    line = year.accepted("GDVH", household=year.household)
    year.hung_out(line, days=days)
    line = Nomination.objects.get(pk=line.pk)
    told = unserved(line.round, [line], on=LAST).get(line.pk, "")
    assert ("Gia đình văn hóa phải lấy ý kiến ít nhất 10 ngày" in told) == is_short


def test_who_is_taken_in_while_the_list_hangs_out_waits_for_the_next(year):
    late = year.sent("GDVH", household=year.household)
    year.confirm_all(late)
    year.write_papers(late)
    year.accepted("LDTT_CBCC")
    hang_out(year, days=10)
    after = AT + timedelta(days=1)
    late = nominations.accept(late, expected=late.version, by=year.office, at=after)
    with pytest.raises(DomainError, match="chưa công khai đủ ngày"):
        nominations.submit([late], by=year.office, at=AT + timedelta(days=16))


def test_a_list_that_is_taken_down_says_so_and_serves_nobody(year):
    line = year.accepted("GDVH", household=year.household)
    shown = hang_out(year, days=10)
    opened = rounds.reopen(shown, expected=shown.version, by=year.office, at=AT + timedelta(days=2))
    assert window_summary(opened, on=LAST).sentence.startswith(
        "Danh sách công khai từ 10/12/2024 đến hết 12/12/2024."
    )
    with pytest.raises(DomainError, match="chưa công khai đủ ngày"):
        nominations.submit([line], by=year.office, at=AT + timedelta(days=20))


def test_a_comment_reaches_the_office_and_the_chairman_only(shown, year):
    send(year, name="Bà Hai", contact="0912")
    assert [one.text for one in WindowComment.objects.visible_to(year.office)] == ["Ông Tốt còn nợ quỹ."]
    assert WindowComment.objects.visible_to(year.chairman).count() == 1
    for role in (Role.COUNCIL, Role.KEEPER, Role.INSPECTOR):
        assert not WindowComment.objects.visible_to(year.commune.actor(role)).exists()
    assert not WindowComment.objects.visible_to(year.head).exists()
    sent = AuditEntry.objects.get(action="awards.comment.send")
    assert (sent.by_user_id, sent.object_label) == (None, "Ý kiến về danh sách")


def test_nothing_comes_in_once_it_is_over_or_empty(shown, year):
    with pytest.raises(DomainError, match="hết thời gian lấy ý kiến"):
        window.comment(shown, Comment("Muộn"), at=AT + timedelta(days=8))
    with pytest.raises(DomainError, match="Ghi ý kiến"):
        send(year, "  ")


def test_a_flood_of_one_machine_is_stopped_for_an_hour_and_shuts_nobody_else_out(shown, year):
    for number in range(10):
        send(year, f"Ý kiến {number}", sender="a")
    with pytest.raises(DomainError, match="Máy này đã gửi 10 ý kiến"):
        send(year, sender="a")
    assert send(year, "Của người khác", sender="b").text == "Của người khác"
    later = AT + timedelta(hours=2)
    assert window.comment(shown, Comment("Sau đó", sender="a"), at=later).text == "Sau đó"


def test_a_flood_of_many_is_stopped_for_an_hour(shown, year):
    told = {"authority": shown.authority, "round": shown, "text": "Ý kiến", "sent_at": AT}
    WindowComment.objects.bulk_create(WindowComment(**told, sender=str(n)) for n in range(300))
    with pytest.raises(DomainError, match="quá nhiều ý kiến"):
        send(year)


def test_each_is_looked_into_with_a_sentence(shown, year):
    made = send(year)
    assert [(one, one.waiting) for one in comments_waiting(year.office)] == [(shown, 1)]
    assert window_summary(shown, on=LAST).sentence.endswith("Có 1 ý kiến, còn 1 ý kiến chưa xem xét.")
    with pytest.raises(DomainError, match="Ghi kết quả"):
        window.look_into(made, " ", by=year.office, at=AT)
    with pytest.raises(RefusedError):
        window.look_into(made, "Đã đóng đủ.", by=year.head, at=AT)
    window.look_into(made, "Quỹ đã đóng đủ, có biên nhận.", by=year.office, at=AT)
    assert not comments_waiting(year.office)
    told = window_summary(shown, on=LAST + timedelta(days=1))
    assert told.is_over
    assert told.sentence == (
        "Danh sách công khai từ 10/12/2024 đến hết 17/12/2024. Có 1 ý kiến, đã xem xét hết."
    )


def test_a_round_that_never_hung_out_has_nothing_to_sum_up(year):
    assert window_summary(year.round, on=LAST) is None
