"""Before signing: what the law bars stands in the way, everything else asks for a written reason."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.contest import SCORED, Contest
from tests.decisions.deciding import AT, DAY, Deciding, make_deciding
from tests.season import VILLAGES

from thidua.awards.enums import AwardRoundState, GradeChoice, HoldKind
from thidua.awards.models import (
    AwardRound,
    DuplicateAnswer,
    Hold,
    Nomination,
    PersonProfile,
    PriorAward,
    WindowComment,
)
from thidua.awards.services import facts, window
from thidua.awards.services.fact_shapes import AwardFacts, RatingFacts
from thidua.core.errors import DomainError, RefusedError
from thidua.decisions.models import Decision, FundEntry, PreSigningNote
from thidua.decisions.queries.review import Review, review_of
from thidua.decisions.queries.warned import Warned
from thidua.decisions.queries.whole_round import members_of
from thidua.decisions.services import decisions, reviewing
from thidua.organisation.enums import Role
from thidua.organisation.models import Person
from thidua.scoring.enums import RoundState
from thidua.scoring.models import FrozenPlace, ScoringRound


def looked(deciding: Deciding, decision: Decision) -> Review:
    return reviewing.review(decision, by=deciding.year.office, at=AT)


def warned(found: Review, topic: str) -> list[Warned]:
    return [one for one in found.warnings if one.topic == topic]


def hold(deciding: Deciding, at: datetime, **values) -> Hold:
    known = {
        "authority": deciding.commune.authority,
        "kind": HoldKind.COMPLAINT,
        "document_number": "17/TB-UBND",
        "reason": "Đơn về quỹ thôn",
        "starts_on": at.date(),
        "added_by": "Văn phòng",
        "added_at": at,
    }
    return Hold.objects.create(**known | values)


def income(deciding: Deciding, amount: int) -> None:
    FundEntry.objects.create(
        authority=deciding.commune.authority,
        year=2024,
        on=date(2024, 1, 5),
        amount=amount,
        paper="01/PT",
        note="Ngân sách cấp",
        added_by="Văn phòng",
        added_at=AT,
    )


def test_a_hold_opened_after_the_dossier_bars_who_it_is_about(deciding: Deciding):
    passed = deciding.year.passed("GK")
    made = deciding.submitted(passed)
    deciding.explain_all(made)
    hold(deciding, AT - timedelta(days=1), person_name="Trần Thị Tốt", unit=deciding.commune.units["Thôn 1"])
    with pytest.raises(DomainError, match="Trần Thị Tốt: Tạm dừng xét"):
        deciding.issue(made)
    found = looked(deciding, made)
    (bar,) = [one for one in found.warnings if one.is_bar]
    with pytest.raises(DomainError, match="Đưa ra khỏi danh sách"):
        reviewing.explain(made, {bar.key: "Không sao"}, by=deciding.year.chairman, at=AT)


def test_a_title_stands_only_on_one_that_is_granted(deciding: Deciding):
    year, on = deciding.year, date(2025, 12, 10)
    fresh = Person.objects.create(
        authority=year.commune.authority, full_name="Mai Văn Mới", unit=year.commune.units["Thôn 1"]
    )
    rated = RatingFacts(person=fresh, year=2025, grade=GradeChoice.EXCELLENT, paper="45/BB-UBND")
    facts.add(rated, by=year.office, at=AT)
    of_2025 = year.another_round(name="Khen thưởng năm 2025", year=2025, judged_on=on)
    worker = year.passed("LDTT_CBCC", person=fresh, round=of_2025)
    title = year.passed("CSTDCS", person=fresh, round=of_2025)
    made = deciding.drafted(title, decided_on=on)
    (bar,) = [one for one in looked(deciding, made).warnings if one.is_bar]
    assert "Chưa có danh hiệu Lao động tiên tiến năm 2025" in bar.sentence
    told = deciding.facts(decided_on=on)
    decisions.rewrite(made, told, [worker, title], expected=made.version, by=year.office, at=AT)
    assert not any(one.is_bar for one in looked(deciding, made).warnings)


def test_a_family_of_culture_that_did_not_hang_out_long_enough_is_barred(deciding: Deciding):
    passed = deciding.year.passed("GDVH", household=deciding.year.household)
    made = deciding.drafted(passed)
    assert not any(one.is_bar for one in looked(deciding, made).warnings)
    deciding.year.hung_out(passed, days=5)
    (bar,) = warned(looked(deciding, made), "Công khai")
    assert bar.is_bar
    assert "Gia đình văn hóa phải lấy ý kiến ít nhất 10 ngày" in bar.sentence


def test_a_hold_on_a_namesake_of_another_unit_asks_for_a_reason(deciding: Deciding):
    made = deciding.drafted()
    hold(deciding, AT, person_name="Trần Thị Tốt", unit=deciding.commune.units["Thôn 2"], starts_on=DAY)
    (found,) = warned(looked(deciding, made), "Tạm dừng xét")
    assert not found.is_bar
    assert found.sentence.startswith("Trần Thị Tốt: đơn thư đang xem xét ghi sau ngày nhận hồ sơ")


def test_a_hold_known_when_the_dossier_was_accepted_is_no_news(deciding: Deciding):
    made = deciding.drafted()
    hold(
        deciding,
        AT - timedelta(days=30),
        person_name="Trần Thị Tốt",
        unit=deciding.commune.units["Thôn 2"],
    )
    assert warned(looked(deciding, made), "Tạm dừng xét") == []


def test_the_fund_that_is_too_small_is_told_in_numbers(deciding: Deciding):
    income(deciding, 500_000)
    made = deciding.drafted()
    (found,) = warned(looked(deciding, made), "Quỹ")
    assert found.sentence == "Quỹ còn 500.000 đồng, danh sách cần 710.000 đồng."
    income(deciding, 210_000)
    assert warned(looked(deciding, made), "Quỹ") == []


def test_two_of_one_name_are_told_until_somebody_says_they_are_two(deciding: Deciding):
    twin = Person.objects.create(
        authority=deciding.commune.authority,
        full_name="Trần Thị Tốt",
        unit=deciding.commune.units["Thôn 1"],
        birth_year=1980,
    )
    first, second = deciding.year.passed("GK"), deciding.year.passed("GK", person=twin, achievement="Khác")
    made = deciding.drafted(first, second)
    assert len(warned(looked(deciding, made), "Trùng")) == 1
    DuplicateAnswer.objects.create(
        first=second, second=first, is_one=False, reason="Hai người", by_name="VP", at=AT
    )
    assert warned(looked(deciding, made), "Trùng") == []


def test_two_of_one_name_with_two_identity_numbers_are_two(deciding: Deciding):
    twin = Person.objects.create(authority=deciding.commune.authority, full_name="Trần Thị Tốt")
    for person, number in ((twin, "040180000001"), (deciding.year.people["good"], "040180000002")):
        PersonProfile.objects.create(
            authority=deciding.commune.authority,
            person=person,
            identity_number=number,
            paper="Sổ",
            added_by="VP",
            added_at=AT,
        )
    made = deciding.drafted(deciding.year.passed("GK"), deciding.year.passed("GK", person=twin))
    assert warned(looked(deciding, made), "Trùng") == []


def test_a_pack_that_does_not_decide_asks_a_person(deciding: Deciding):
    made = deciding.drafted(decided_on=date(2026, 10, 5))
    (found,) = warned(looked(deciding, made), "Quy định")
    assert "cần người xác nhận" in found.sentence
    assert not found.is_bar
    with pytest.raises(RefusedError, match="Chỉ Chủ tịch được xác nhận"):
        reviewing.explain(made, {found.key: "Công văn 12/BNV"}, by=deciding.year.office, at=AT)
    with pytest.raises(DomainError, match="Ghi văn bản làm căn cứ"):
        reviewing.explain(made, {found.key: "Được"}, by=deciding.year.chairman, at=AT)
    confirmed = {found.key: "Công văn 12/BNV"}
    reviewing.explain(made, confirmed, by=deciding.year.chairman, at=AT)
    reviewing.explain(made, confirmed, by=deciding.year.office, at=AT)
    assert PreSigningNote.objects.get().by_name == deciding.year.chairman.name


def test_the_second_pack_is_used_from_its_first_day(deciding: Deciding):
    made = deciding.drafted(decided_on=date(2025, 7, 1))
    assert made.pack_name == "Quy định từ 01/07/2025 đến hết 30/09/2026"
    assert warned(looked(deciding, made), "Quy định") == []


def test_a_warning_without_a_reason_keeps_from_issuing(deciding: Deciding):
    made = deciding.submitted()
    with pytest.raises(DomainError, match="cảnh báo chưa có lý do"):
        deciding.issue(made)
    deciding.explain_all(made)
    assert PreSigningNote.objects.filter(decision=made).exists()
    assert deciding.issue(made).paper is not None


def test_a_reason_holds_for_the_sentence_it_was_written_for(deciding: Deciding):
    made = deciding.submitted()
    deciding.explain_all(made)
    income(deciding, 100_000)
    with pytest.raises(DomainError, match="Còn 1 cảnh báo"):
        deciding.issue(made)


def test_reasons_are_not_written_before_anything_was_looked_at(deciding: Deciding):
    made = deciding.drafted()
    with pytest.raises(DomainError, match="Rà soát dự thảo trước"):
        reviewing.explain(made, {"fund": "x"}, by=deciding.year.office, at=AT)


def test_who_does_not_decide_writes_no_reason(deciding: Deciding):
    made = deciding.submitted()
    with pytest.raises(RefusedError):
        reviewing.explain(made, {"fund": "x"}, by=deciding.commune.actor(Role.COUNCIL), at=AT)


def test_the_whole_round_is_counted_and_bars_nothing(deciding: Deciding):
    first, *others = deciding.three()
    made = deciding.drafted(first)
    income(deciding, 1_000_000)
    found = looked(deciding, made)
    told = {one.slug: one.words for one in found.groups}
    assert told["thon"] == "1/3 thôn."
    assert told["nam-truoc"] == "0/1 người (0%)."
    assert found.organising == "0 đồng, tối đa 200.000 đồng (20% tiền vào quỹ)."
    assert not any("Thôn 2" in one.sentence for one in found.warnings)
    assert [one.name for one in members_of(made.round, "lao-dong-truc-tiep", DAY)] == ["Trần Thị Tốt"]
    assert [one.detail for one in members_of(made.round, "thon", DAY)] == [
        "3 khen thưởng",
        "Chưa có ai",
        "Chưa có ai",
    ]
    assert len(others) == len(members_of(made.round, "thon", DAY)) - 1


def test_who_was_praised_in_earlier_years_is_counted_with_the_year(deciding: Deciding):
    made = deciding.drafted()
    for year in (2022, 2023):
        prior(deciding, year)
    told = {one.slug: one.words for one in looked(deciding, made).groups}
    assert told["nam-truoc"] == "1/1 người (100%)."
    assert told["ba-nam-lien"] == "1/1 người (100%)."


def prior(deciding: Deciding, year: int, revoked_on: date | None = None, **more: Any) -> PriorAward:
    told = {"code": "GK", "name": "Giấy khen", "year": year, "paper": "9/QĐ-UBND"} | more
    about = AwardFacts(person=deciding.year.people["good"], **told)
    made = facts.add(about, by=deciding.year.office, at=AT)
    if revoked_on:
        facts.revoke_prior_award(made, on=revoked_on, reason="Khai sai", by=deciding.year.office, at=AT)
    return made


@pytest.mark.parametrize(
    ("revoked_on", "count"), [(date(2021, 12, 21), 1), (date(2024, 12, 20), 1), (date(2021, 12, 19), 0)]
)
def test_an_award_taken_back_in_three_years_asks_for_a_reason(
    deciding: Deciding, revoked_on: date, count: int
):
    made = deciding.drafted()
    prior(deciding, 2020, revoked_on)
    found = warned(looked(deciding, made), "Khen thưởng đã hủy")
    assert len(found) == count
    for one in found:
        day = f"{revoked_on:%d/%m/%Y}"
        assert one.sentence == (f"Trần Thị Tốt: Giấy khen năm 2020 đã hủy ngày {day}, trong 3 năm gần đây.")
        assert not one.is_bar
        assert one.link[:2] == ("awards:fact-subject", "ca-nhan")


_AGAIN = [
    ("GK", (2024, 11, 1), 1),
    ("GK", (2024, 9, 19), 0),
    ("GK", (2024, 12, 20), 0),
    ("GĐVH", (2024, 11, 1), 0),
]


@pytest.mark.parametrize(("code", "day", "count"), _AGAIN)
def test_the_same_title_of_the_last_months_asks_for_a_reason(
    deciding: Deciding, code: str, day: tuple[int, int, int], count: int
):
    made = deciding.drafted()
    prior(deciding, 2023, code=code, decided_on=date(*day))
    found = warned(looked(deciding, made), "Vừa được khen")
    told = "Trần Thị Tốt: đã có Giấy khen, quyết định ngày 01/11/2024."
    assert [one.sentence for one in found] == [told] * count


@pytest.mark.parametrize(("ended_on", "count"), [(date(2024, 12, 19), 1), (date(2024, 9, 20), 0)])
def test_a_hold_that_ended_lately_asks_for_a_reason(deciding: Deciding, ended_on: date, count: int):
    made = deciding.drafted()
    where = deciding.commune.units["Thôn 1"]
    began = AT - timedelta(days=200)
    held = hold(deciding, began, person_name="Trần Thị Tốt", unit=where, ends_on=ended_on)
    found = [one for one in looked(deciding, made).warnings if one.key.startswith("ended:")]
    assert len(found) == count
    assert all("mới hết ngày 19/12/2024" in one.sentence and not one.is_bar for one in found)
    assert all(one.link == ("awards:hold-detail", str(held.pk)) for one in found)


def test_what_waits_for_an_answer_asks_for_a_reason(deciding: Deciding):
    made = deciding.drafted()
    assert warned(looked(deciding, made), "Ý kiến") == []
    comment = WindowComment.objects.create(
        authority=deciding.commune.authority, round=made.round, text="Chưa đúng", sent_at=AT
    )
    (found,) = warned(looked(deciding, made), "Ý kiến")
    assert found.sentence == "Còn 1 ý kiến về danh sách công khai chưa trả lời."
    assert found.link == ("awards:window-detail", str(made.round_id))
    window.look_into(comment, "Đã xem, không đúng.", by=deciding.year.office, at=AT)
    AwardRound.objects.update(state=AwardRoundState.SHOWN, shown_from=DAY, shown_until=DAY)
    (found,) = warned(looked(deciding, made), "Ý kiến")
    assert found.sentence == "Danh sách còn lấy ý kiến đến hết ngày 20/12/2024."


def test_grounds_that_do_not_fit_the_list_ask_for_a_reason(deciding: Deciding):
    made = deciding.drafted(bases="Căn cứ Nghị định số 86/2023/NĐ-CP")
    (found,) = warned(looked(deciding, made), "Căn cứ")
    assert "danh sách không có danh hiệu nào của văn bản này" in found.sentence


def test_what_is_kept_is_what_was_found(deciding: Deciding):
    made = deciding.drafted()
    found = looked(deciding, made)
    made.refresh_from_db()
    assert Review.read(made.review) == found


def test_looking_costs_the_same_for_three_and_thirty(deciding: Deciding):
    def queries(made: Decision) -> int:
        full = Decision.objects.select_related("authority", "round").get(pk=made.pk)
        awards = list(
            full.awards.select_related(
                "nomination__round", "person__unit", "unit", "household__head"
            ).order_by("position")
        )
        with CaptureQueriesContext(connection) as seen:
            review_of(full, awards, on=DAY + timedelta(days=30))
        return len(seen)

    def passed(village: str, count: int) -> list[Nomination]:
        unit = deciding.commune.units[village]
        people = [
            Person.objects.create(authority=unit.authority, full_name=f"{village} {number}", unit=unit)
            for number in range(count)
        ]
        praised = [deciding.year.passed("GK", person=person) for person in people]
        return [*praised, deciding.year.passed("GK", unit=unit)]

    few = queries(deciding.drafted(*passed("Thôn 1", 3)))
    assert queries(deciding.drafted(*passed("Thôn 2", 30))) == few


def settled(contest: Contest) -> None:
    """Freeze the villages in the order of their names."""
    for place, name in enumerate(VILLAGES, 1):
        FrozenPlace.objects.create(
            round=contest.round,
            unit=contest.season.commune.units[name],
            place=place,
            points=Decimal(90 - place),
            rating="Khá",
            content={},
        )
    ScoringRound.objects.filter(pk=contest.round.pk).update(state=RoundState.FROZEN, frozen_at=SCORED)


def test_awards_are_held_against_the_standing(contest: Contest):
    settled(contest)
    deciding = make_deciding(contest.season.commune)
    award_round = deciding.year.round
    award_round.scoring_round = contest.round
    award_round.save()
    units = deciding.commune.units
    made = deciding.drafted(deciding.year.passed("GK", unit=units[VILLAGES[-1]]))
    found = looked(deciding, made)
    assert found.has_standing
    assert [one.sentence for one in warned(found, "Kết quả thi đua")] == [
        "Thôn 1 đứng đầu trong Cụm các thôn nhưng không được khen.",
        f"{VILLAGES[-1]} đứng cuối trong Cụm các thôn nhưng được khen.",
    ]
    first, last = deciding.year.passed("GK", unit=units[VILLAGES[0]]), made.awards.get().nomination
    decisions.rewrite(
        made, deciding.facts(), [first, last], expected=made.version, by=deciding.year.office, at=AT
    )
    assert len(warned(looked(deciding, made), "Kết quả thi đua")) == 1


def test_a_round_without_a_standing_says_so(deciding: Deciding):
    assert not looked(deciding, deciding.drafted()).has_standing
