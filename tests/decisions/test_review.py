"""Before signing: what the law bars stands in the way, everything else asks for a written reason."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.contest import SCORED, Contest
from tests.decisions.deciding import AT, DAY, Deciding, make_deciding
from tests.season import VILLAGES

from thidua.awards.enums import GradeChoice, HoldKind
from thidua.awards.models import DuplicateAnswer, Hold, Nomination, PersonProfile
from thidua.awards.services import facts
from thidua.awards.services.fact_shapes import RatingFacts
from thidua.core.errors import DomainError, RefusedError
from thidua.decisions.models import Decision, FundEntry, PreSigningNote
from thidua.decisions.queries.review import Review, Warned, review_of
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


def test_balance_and_villages_left_out_are_shown_and_bar_nothing(deciding: Deciding):
    found = looked(deciding, deciding.drafted(*deciding.three()))
    assert dict(found.balance)["Nữ"].startswith(("Chưa có", "0/", "1/"))
    assert found.villages_without == ("Thôn 2", "Thôn 3")
    assert not any("Thôn 2" in one.sentence for one in found.warnings)


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
