"""Office and unit talk a pledge over until every line is agreed."""

from datetime import date
from decimal import Decimal

import pytest
from tests.commitments.pledged import AT, YES, again, all_yes, counter, drafted, line, offered

from thidua.commitments.enums import PledgeState
from thidua.commitments.models import PledgeTurn
from thidua.commitments.queries.pledge_results import pledge_page
from thidua.commitments.services import pledge_talk, pledges
from thidua.commitments.services.pledge_talk import Answer
from thidua.commitments.services.pledges import ChangedMeanwhileError, Head, LineEntry
from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import Notice
from thidua.movements.models import Allocation
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role

pytestmark = pytest.mark.django_db


def _answers(pledge, place, said):
    return all_yes(pledge) | {line(pledge, place).pk: said}


def _answer(season, pledge, answers, village="Thôn 1"):
    head = season.heads[village]
    return pledge_talk.answer(pledge, answers, expected=again(pledge).version, by=head, at=AT)


def _reply(season, pledge, answers):
    return pledge_talk.reply(pledge, answers, expected=again(pledge).version, by=season.office, at=AT)


def test_the_unit_is_told_and_owes_a_signature_by_the_day(season):
    pledge = offered(season, sign_by=date(2024, 5, 20))
    notice = Notice.objects.get(dedup_key__startswith=f"pledge:{pledge.pk}")
    assert (notice.unit_id, notice.title) == (pledge.unit_id, "Giao ước thi đua chờ trả lời")
    assert "Hạn ký 20/05/2024" in notice.detail
    work = Obligation.objects.get(unit=pledge.unit, origin_kind="pledge_due")
    assert work.due_on == date(2024, 5, 20)


def test_a_day_that_passed_or_a_closed_unit_is_refused(season):
    pledge = drafted(season)
    with pytest.raises(DomainError, match="từ hôm nay trở đi"):
        pledge_talk.offer(pledge, sign_by=date(2024, 5, 1), expected=1, by=season.office, at=AT)
    pledge.unit.valid_to = date(2024, 5, 1)
    pledge.unit.save()
    with pytest.raises(DomainError, match="đã ngừng hoạt động từ 01/05/2024"):
        pledge_talk.offer(pledge, sign_by=None, expected=1, by=season.office, at=AT)


def test_all_agreed_at_once_fixes_paper_and_mark(season):
    pledge = offered(season)
    pledge = _answer(season, pledge, all_yes(pledge))
    assert pledge.state == PledgeState.AGREED
    assert pledge.paper is not None
    assert pledge.fingerprint == pledge.paper.fingerprint
    assert "1. Sản lượng đánh bắt: 120 tấn." in pledge.paper.text
    assert "2. Người có thẻ BHYT: 190/200 (95%)." in pledge.paper.text
    assert "3. Số vụ vi phạm: không quá 2 vụ." in pledge.paper.text


def test_both_numbers_and_the_days_stay(season):
    pledge = offered(season)
    _answer(season, pledge, _answers(pledge, 1, counter(100, "thiếu hai tàu")))
    assert again(pledge).state == PledgeState.COUNTERED
    assert line(pledge, 2).is_agreed
    _reply(season, pledge, {line(pledge).pk: counter(110, "có hỗ trợ ngư cụ")})
    assert again(pledge).state == PledgeState.OFFERED
    _answer(season, pledge, {line(pledge).pk: YES})
    fish = line(pledge)
    assert (fish.offered, fish.countered, fish.agreed) == (110, 100, 110)
    talk = pledge_page(again(pledge), date(2024, 5, 6)).lines[0].talk
    assert talk == (
        "Văn phòng đề nghị 120 tấn ngày 06/05/2024, Thôn 1 đề nghị 100 tấn ngày 06/05/2024 "
        "(“thiếu hai tàu”), Văn phòng đề nghị 110 tấn ngày 06/05/2024 (“có hỗ trợ ngư cụ”), "
        "thống nhất 110 tấn ngày 06/05/2024."
    )
    assert set(PledgeTurn.objects.filter(line=fish).values_list("by_name", flat=True)) == {
        season.office.name,
        season.heads["Thôn 1"].name,
    }


def test_the_office_takes_the_number_of_the_unit(season):
    pledge = offered(season)
    _answer(season, pledge, _answers(pledge, 1, counter(100)))
    done = _reply(season, pledge, {line(pledge).pk: YES})
    assert done.state == PledgeState.AGREED
    assert line(pledge).agreed == 100


def test_the_allocation_does_not_follow_silently(season):
    pledge = offered(season)
    _answer(season, pledge, _answers(pledge, 1, counter(100)))
    _reply(season, pledge, {line(pledge).pk: YES})
    assert Allocation.objects.get(unit=pledge.unit, target=season.targets["fish"]).amount == 120
    shown = pledge_page(again(pledge), date(2024, 5, 6)).differing
    assert [one.difference for one in shown] == ["Giao 120 tấn, cam kết 100 tấn. Điểm tính theo số giao."]


def test_the_number_typed_again_is_a_yes(season):
    pledge = offered(season)
    done = _answer(season, pledge, _answers(pledge, 1, counter(120)))
    assert done.state == PledgeState.AGREED


@pytest.mark.parametrize(
    ("place", "said", "fault"),
    [
        (1, Answer(agrees=False), "Dòng 1: ghi số đề nghị"),
        (1, counter(-5), "Dòng 1: số không được âm"),
        (2, counter(205), "Dòng 2: số không được lớn hơn tổng số 200"),
    ],
)
def test_a_counter_that_cannot_be_is_refused(season, place, said, fault):
    pledge = offered(season)
    with pytest.raises(DomainError, match=fault):
        _answer(season, pledge, _answers(pledge, place, said))
    assert again(pledge).state == PledgeState.OFFERED
    assert not line(pledge, 3).is_agreed


def test_every_open_line_needs_an_answer(season):
    pledge = offered(season)
    with pytest.raises(DomainError, match=r"Còn dòng chưa trả lời: 2, 3\."):
        _answer(season, pledge, {line(pledge).pk: YES})


def test_words_are_talked_over_until_the_unit_says_yes(season):
    pledge = drafted(season)
    entry = [LineEntry(None, "Giữ vững thôn văn hóa")]
    pledges.rewrite(pledge, Head("", ""), entry, expected=1, by=season.office, at=AT)
    pledge_talk.offer(pledge, sign_by=None, expected=2, by=season.office, at=AT)
    with pytest.raises(DomainError, match="ghi ý kiến"):
        _answer(season, pledge, {line(pledge).pk: Answer(agrees=False)})
    _answer(season, pledge, {line(pledge).pk: Answer(agrees=False, note="Ghi rõ năm")})
    better = Answer(agrees=True, text="Giữ vững thôn văn hóa năm 2024")
    assert _reply(season, pledge, {line(pledge).pk: better}).state == PledgeState.OFFERED
    done = _answer(season, pledge, {line(pledge).pk: YES})
    assert "1. Giữ vững thôn văn hóa năm 2024." in done.paper.text


def test_two_sides_at_once(season):
    pledge = offered(season)
    seen = pledge.version
    _answer(season, pledge, _answers(pledge, 1, counter(100)))
    with pytest.raises(RefusedError, match="không chờ đơn vị"):
        pledge_talk.answer(pledge, all_yes(pledge), expected=seen, by=season.heads["Thôn 1"], at=AT)
    with pytest.raises(ChangedMeanwhileError):
        pledge_talk.reply(pledge, {line(pledge).pk: YES}, expected=seen, by=season.office, at=AT)


def test_each_side_speaks_for_itself_only(season):
    pledge = offered(season)
    with pytest.raises(RefusedError, match="Chỉ người của Thôn 1"):
        _answer(season, pledge, all_yes(pledge), village="Thôn 2")
    with pytest.raises(RefusedError, match="Chỉ người của Thôn 1"):
        pledge_talk.answer(pledge, all_yes(pledge), expected=2, by=season.office, at=AT)
    with pytest.raises(RefusedError, match="không chờ Văn phòng"):
        _reply(season, pledge, all_yes(pledge))
    chairman = season.commune.actor(Role.CHAIRMAN)
    with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
        pledge_talk.reply(pledge, {}, expected=2, by=chairman, at=AT)


def test_a_level_above_what_can_be_is_refused(season):
    tracking = season.targets["fish"].tracking
    tracking.allocation_kind, tracking.ceiling = "each", Decimal(150)
    tracking.save()
    pledge = offered(season)
    with pytest.raises(DomainError, match="lớn hơn 150"):
        _answer(season, pledge, _answers(pledge, 1, counter(151)))
