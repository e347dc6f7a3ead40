from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.voting.council import Seats
from thidua.core.voting.counting import (
    Count,
    Tally,
    differences,
    faults_of,
    faults_of_hands,
    outcome_of,
    tells_votes,
)

SEATS = Seats(present=8, written=2, absent=1)
NAMES = {"an": "Nguyễn An", "binh": "Trần Bình"}
GOOD = Count(
    issued=8, used=7, spoiled=1, unused=0, tallies={"an": Tally(7, 0, 2, 0), "binh": Tally(5, 2, 1, 1)}
)


def test_a_count_that_closes_has_no_fault():
    assert faults_of(GOOD, SEATS, names=NAMES) == ()
    blank = replace(GOOD, tallies={**GOOD.tallies, "an": Tally(5, 1, 2, 0, blank=1)})
    assert faults_of(blank, SEATS, names=NAMES) == ()


@pytest.mark.parametrize(
    ("count", "nominee", "words"),
    [
        (replace(GOOD, used=8), "", "cộng lại 9. Đếm lại phiếu"),
        (replace(GOOD, issued=9, unused=1), "", "chỉ có 8 thành viên trong phòng"),
        (replace(GOOD, spoiled=-1, used=9), "", "không được âm"),
        (replace(GOOD, tallies={"an": Tally(7, 0, 2, 0)}), "binh", "Chưa ghi số phiếu của Trần Bình"),
        (replace(GOOD, tallies={**GOOD.tallies, "an": Tally(7, 1, 2, 0)}), "an", "Phải bằng 7 phiếu hợp lệ"),
        (replace(GOOD, tallies={**GOOD.tallies, "an": Tally(6, 0, 2, 0)}), "an", "cộng lại 6"),
        (replace(GOOD, issued=7, spoiled=0), "", "có 8 thành viên bỏ phiếu trong phòng"),
        (replace(GOOD, tallies={**GOOD.tallies, "an": Tally(7, 0, 1, 0)}), "an", "Ghi đủ ý kiến"),
        (replace(GOOD, tallies={**GOOD.tallies, "an": Tally(7, 0, 3, 0)}), "an", "có 2 thành viên gửi"),
        (replace(GOOD, tallies={**GOOD.tallies, "an": Tally(-1, 0)}), "an", "không được âm"),
    ],
)
def test_what_does_not_add_up_is_told_at_its_place(count, nominee, words):
    faults = faults_of(count, SEATS, names=NAMES)
    assert [fault.nominee for fault in faults] == [nominee]
    assert words in faults[0].sentence


def test_two_entries_must_agree():
    assert differences(GOOD, GOOD, names=NAMES) == ()
    other = replace(GOOD, used=6, spoiled=2, tallies={**GOOD.tallies, "an": Tally(6, 0, 2, 0)})
    found = differences(GOOD, other, names=NAMES)
    assert [fault.nominee for fault in found] == ["", "", "an"]
    assert found[0].sentence == "Số phiếu hợp lệ: người thứ nhất ghi 7, người thứ hai ghi 6."


counts = st.builds(
    lambda used, spoiled, unused, agree: Count(
        used + spoiled + unused,
        used,
        spoiled,
        unused,
        {"an": Tally(min(agree, used), used - min(agree, used))},
    ),
    *(st.integers(0, 9) for _ in range(4)),
)


@given(counts, st.sampled_from(["issued", "used", "spoiled", "unused"]), st.integers(1, 3))
def test_one_wrong_number_is_always_caught(count, field, off):
    wrong = replace(count, **{field: getattr(count, field) + off})
    seats = Seats(present=count.issued, written=0, absent=0)
    assert faults_of(wrong, seats, names={"an": "An"})
    assert differences(count, wrong, names={"an": "An"})


@given(counts, st.integers(0, 9), st.integers(0, 9))
def test_a_wrong_tally_is_caught_by_the_second_entry(count, agree, disagree):
    wrong = replace(count, tallies={"an": Tally(agree, disagree)})
    assert bool(differences(count, wrong, names={"an": "An"})) == (wrong.tallies != count.tallies)


@pytest.mark.parametrize(
    ("tally", "share", "passed"),
    [
        (Tally(7, 0, 2, 0), Fraction(4, 5), True),
        (Tally(7, 0, 1, 1), Fraction(4, 5), False),
        (Tally(6, 1), None, True),
        (Tally(5, 2), None, False),
    ],
)
def test_written_opinions_count_and_absent_members_count_against(tally, share, passed):
    outcome = outcome_of("an", tally, SEATS, share)
    assert outcome.passed is passed
    assert outcome.members == 11


def test_the_sentence_of_the_minutes():
    outcome = outcome_of("an", Tally(7, 0, 2, 0), SEATS, Fraction(4, 5))
    assert outcome.sentence == "9/11 thành viên đồng ý (81,82%); cần từ 9 phiếu: đạt."
    raised = outcome_of("an", Tally(5, 3, 1, 1), SEATS, None, is_ballot=False)
    assert raised.sentence == "6/11 thành viên đồng ý (54,55%); cần từ 6 người: đạt."


def test_the_side_of_who_wrote_is_told_nowhere():
    sides = [Tally(6, 1, 1, 0), Tally(5, 2, 2, 0), Tally(7, 0, 0, 1)]
    assert len({outcome_of("an", one, SEATS, None).sentence for one in sides}) == 1


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(5, 2, 2, 0, blank=1), ""),
        (
            Tally(5, 2, 2, 0),
            "5 tán thành, 2 không tán thành, 0 không biểu quyết, cộng lại 7. Phải bằng 8 người",
        ),
        (Tally(8, 0, 1, 0), "ghi 1 ý kiến bằng văn bản, có 2 thành viên gửi"),
        (Tally(-1, 9, 2, 0), "không được âm"),
    ],
)
def test_raised_hands_are_those_of_everybody_in_the_room(tally, words):
    faults = faults_of_hands({"an": tally}, SEATS, names={"an": "Nguyễn An"})
    assert [one.nominee for one in faults] == (["an"] if words else [])
    assert all(words in one.sentence and "phiếu" not in one.sentence for one in faults)


def test_hands_of_somebody_that_were_not_counted_are_asked_for():
    (fault,) = faults_of_hands({}, SEATS, names={"an": "Nguyễn An"})
    assert fault.sentence == "Chưa ghi số người giơ tay về Nguyễn An."


def test_nobody_passes_in_a_council_without_members():
    outcome = outcome_of("an", Tally(0, 0), Seats(0, 0, 0), None)
    assert (outcome.passed, outcome.share) == (False, 0)


@pytest.mark.parametrize(
    ("tallies", "tells"),
    [
        ([Tally(7, 0)], True),
        ([Tally(6, 1)], True),
        ([Tally(1, 6)], True),
        ([Tally(5, 2)], False),
        ([Tally(0, 0, blank=7)], True),
        ([Tally(5, 2), Tally(7, 0)], True),
        ([], False),
    ],
)
def test_counts_that_tell_how_members_voted(tallies, tells):
    assert tells_votes(tallies) is tells
