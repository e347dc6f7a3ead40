"""The numbers of a rule in one cell: written and read back without a change, faults with their line."""

import pytest
from hypothesis import given
from tests.core.scoring.sets import RULES

from thidua.core.errors import DomainError
from thidua.core.scoring.exchange import rule_from, rule_to
from thidua.core.scoring.rule_words import rule_numbers, rule_words
from thidua.core.scoring.rules import Rule


@given(RULES)
def test_what_is_written_is_read_back(rule: Rule):
    numbers = rule_numbers(rule_words(rule_to(rule)), "Ô G7")
    assert rule_from(rule.kind, rule.maximum, numbers) == rule


def test_lines_as_a_clerk_writes_them():
    text = "Từ 90 được 15\n\n  từ  2.350,5 được 20 \nĐọc: Kết quả"
    assert rule_numbers(text, "Ô G7") == {
        "bands": [{"low": "90", "points": "15"}, {"low": "2350.5", "points": "20"}],
        "measure": "value",
    }
    assert rule_numbers("việc Có kế hoạch được 1\nviệc Ký giao ước được 2", "Ô G7")["steps"] == [
        {"key": "viec-1", "name": "Có kế hoạch", "points": "1"},
        {"key": "viec-2", "name": "Ký giao ước", "points": "2"},
    ]
    assert rule_numbers("trừ từ điểm tối đa: CÓ", "Ô G7") == {"from_full": True}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("mỗi tuần: 2", "Ô G7: không hiểu dòng “mỗi tuần: 2”."),
        ("mỗi lần: hai rưỡi mốt", "Ô G7: dòng “mỗi lần: hai rưỡi mốt” phải có số, ví dụ 2,5."),
        ("từ chín được mười mốt mốt", "Ô G7: dòng “từ chín được mười mốt mốt” phải có số, ví dụ 2,5."),
        ("đọc: báo", "Ô G7: dòng “đọc: báo” chỉ ghi mức hoàn thành hoặc kết quả."),
        ("không vượt điểm tối đa: ừ", "Ô G7: dòng “không vượt điểm tối đa: ừ” chỉ ghi có hoặc không."),
    ],
)
def test_what_is_not_understood_is_told(text: str, sentence: str):
    with pytest.raises(DomainError) as refused:
        rule_numbers(text, "Ô G7")
    assert str(refused.value) == sentence
