"""The text of a pledge, its fingerprint, and the sentence that tells how a number was agreed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from thidua.core.parsing.reading import Comparator
from thidua.core.pledges import (
    PledgePaper,
    Promise,
    Turn,
    TurnKind,
    level_words,
    paper_from,
    spoken,
    talk_sentence,
)
from thidua.core.targets import Goal

PAPER = PledgePaper(
    movement="Thi đua lao động giỏi năm 2024",
    unit="Thôn 3",
    committee="Ủy ban nhân dân xã Cẩm Lĩnh",
    edition=1,
    theme="Đoàn kết, đổi mới",
    promise="Cả thôn cùng giữ gìn đường làng sạch đẹp.",
    promises=(Promise("Sản lượng đánh bắt", "380 tấn"), Promise("Giữ vững thôn văn hóa.")),
)
GOLDEN_TEXT = """GIAO ƯỚC THI ĐUA
Phong trào: Thi đua lao động giỏi năm 2024.
Giữa Thôn 3 và Ủy ban nhân dân xã Cẩm Lĩnh.
Chủ đề: Đoàn kết, đổi mới.
1. Sản lượng đánh bắt: 380 tấn.
2. Giữ vững thôn văn hóa.
Cả thôn cùng giữ gìn đường làng sạch đẹp."""
GOLDEN_MARK = "ec236a01b5d893249b970dc01f9a977da02c6db8b5100d0001b3bc5d9c9a072d"


def test_the_text_is_what_is_printed_a_paragraph_a_line():
    assert PAPER.text == GOLDEN_TEXT


def test_the_fingerprint_is_the_sha_256_of_the_text():
    assert PAPER.fingerprint == GOLDEN_MARK
    assert spoken(PAPER.fingerprint) == "EC23 6A01 B5D8 9324"


@pytest.mark.parametrize(
    "other",
    [
        replace(PAPER, unit="Thôn 2"),
        replace(PAPER, theme=""),
        replace(PAPER, promises=(PAPER.promises[1], PAPER.promises[0])),
        replace(PAPER, promises=(Promise("Sản lượng đánh bắt", "381 tấn"), PAPER.promises[1])),
        replace(PAPER, edition=2, replaced=1, because="Bão số 3"),
    ],
)
def test_any_other_text_has_another_fingerprint(other: PledgePaper):
    assert other.fingerprint != PAPER.fingerprint


def test_a_later_edition_says_which_it_replaces_and_why():
    later = replace(PAPER, edition=3, replaced=1, because="Bão số 3 làm hỏng 12 lồng bè.")
    assert "Bản thứ 3, thay bản thứ 1. Lý do: Bão số 3 làm hỏng 12 lồng bè.\n" in later.text


def test_general_words_are_ended_and_hold_no_empty_lines():
    spaced = replace(PAPER, promise="Giữ đường sạch.\n\n  Giúp nhau làm ăn ")
    assert spaced.promise_lines == ("Giữ đường sạch.", "Giúp nhau làm ăn.")
    assert spaced.text.endswith("\nGiữ đường sạch.\nGiúp nhau làm ăn.")
    assert replace(PAPER, promise=" ").text.endswith("2. Giữ vững thôn văn hóa.")


def test_kept_as_data_it_comes_back_the_same():
    assert paper_from(PAPER.to_data()) == PAPER


LIMIT = Goal(Comparator.LE, None, Decimal(6), "vụ")
GROWTH = Goal(Comparator.INCREASE_BY, Decimal(11), None, "%")
LEAST = Goal(Comparator.GE, Decimal(360), None, "tấn")


@pytest.mark.parametrize(
    ("amount", "base", "measure", "goal", "words"),
    [
        (None, None, "tấn", LEAST, ""),
        (Decimal("2350.5"), None, "tấn", LEAST, "2.350,5 tấn"),
        (Decimal(193), Decimal(203), "%", None, "193/203 (95,07%)"),
        (Decimal(2), None, "vụ", LIMIT, "không quá 2 vụ"),
        (Decimal(12), None, "%", GROWTH, "tăng ít nhất 12%"),
        (Decimal(0), None, "vụ", LIMIT, "không quá 0 vụ"),
        (Decimal(3), None, "cuộc", None, "3 cuộc"),
    ],
)
def test_a_level_in_words(amount, base, measure, goal, words):
    assert level_words(amount, base, measure, goal) == words


def test_the_talk_names_both_numbers_and_the_days():
    turns = [
        Turn(TurnKind.OFFER, "Văn phòng", "400 tấn", date(2024, 4, 18)),
        Turn(TurnKind.COUNTER, "Thôn 3", "360 tấn", date(2024, 4, 20), "thiếu hai tàu."),
        Turn(TurnKind.AGREE, "Văn phòng", "380 tấn", date(2024, 4, 22)),
    ]
    assert talk_sentence(turns) == (
        "Văn phòng đề nghị 400 tấn ngày 18/04/2024, Thôn 3 đề nghị 360 tấn ngày 20/04/2024 "
        "(“thiếu hai tàu”), thống nhất 380 tấn ngày 22/04/2024."
    )


def test_a_line_of_words_is_talked_about_without_a_number():
    turns = [
        Turn(TurnKind.OFFER, "Văn phòng", "", date(2024, 4, 18)),
        Turn(TurnKind.COUNTER, "Thôn 3", "", date(2024, 4, 20), "nên ghi rõ ngày"),
        Turn(TurnKind.AGREE, "Thôn 3", "", date(2024, 4, 22)),
    ]
    assert talk_sentence(turns) == (
        "Văn phòng đề nghị ngày 18/04/2024, Thôn 3 có ý kiến ngày 20/04/2024 (“nên ghi rõ ngày”), "
        "thống nhất ngày 22/04/2024."
    )
    assert talk_sentence([]) == ""
