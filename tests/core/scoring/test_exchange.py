"""The exchange form loses nothing, and a bad file is refused by a sentence with its place."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from tests.core.scoring.sets import RULES, criteria_sets

from thidua.core.errors import DomainError
from thidua.core.scoring import CriteriaSet
from thidua.core.scoring.exchange import rule_from, rule_to, set_from, set_to
from thidua.core.scoring.rules import Rule, RuleKind


@given(criteria_sets())
@settings(max_examples=60, deadline=None)
def test_a_set_comes_back_as_it_went(criteria: CriteriaSet):
    assert set_from(json.loads(json.dumps(set_to(criteria)))) == criteria


@given(RULES)
def test_a_rule_comes_back_as_it_went(rule: Rule):
    assert rule_from(rule.kind, rule.maximum, rule_to(rule)) == rule


def plain(**more: Any) -> dict[str, Any]:
    return {"form": "thidua.criteria", "edition": 1, "name": "Bộ A", "total": "10", "groups": [], **more}


def line(**more: Any) -> dict[str, Any]:
    return plain(
        groups=[
            {
                "name": "Kinh tế",
                "maximum": "10",
                "criteria": [{"name": "Lúa", "maximum": "10", "rule": "TY_LE", **more}],
            }
        ]
    )


def test_the_least_that_is_a_set():
    made = set_from(line())
    (one,) = made.criteria
    assert (made.groups[0].key, one.key, one.rule.kind) == ("1", "1.1", RuleKind.PROPORTIONAL)
    assert (made.places, made.rescales, made.is_scored, one.self_scored) == (2, True, True, True)


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ([], "Tệp này không phải là bộ tiêu chí chấm điểm."),
        ({"form": "khác"}, "Tệp này không phải là bộ tiêu chí chấm điểm."),
        (plain(edition=2), "Tệp này do bản chương trình khác ghi, chưa đọc được."),
        (plain(name=" "), "Bộ tiêu chí: chưa có tên."),
        (plain(name=5), "Bộ tiêu chí: mục “name” phải là chữ."),
        (plain(name="x" * 301), "Bộ tiêu chí: mục “name” dài quá 300 chữ cái."),
        (plain(total="mười"), "Bộ A: mục “total” phải là một số, ví dụ 2.5."),
        (plain(total="NaN"), "Bộ A: mục “total” phải là một số, ví dụ 2.5."),
        (
            plain(total="100000"),
            "Bộ A: mục “total” phải nhỏ hơn 100.000, không quá 4 chữ số sau dấu phẩy.",
        ),
        (
            plain(total="1.23456"),
            "Bộ A: mục “total” phải nhỏ hơn 100.000, không quá 4 chữ số sau dấu phẩy.",
        ),
        (plain(places=5), "Bộ A: mục “places” là số nguyên từ 0 đến 4."),
        (plain(rescales="true"), "Bộ A: mục “rescales” chỉ ghi true hoặc false."),
        (plain(groups={}), "Bộ A: mục “groups” phải là một danh sách."),
        (plain(groups=["a"]), "Bộ A: mục “groups” phải là một danh sách."),
        (plain(groups=[{"name": "a"}]), "Nhóm 1: mục “maximum” phải là một số, ví dụ 2.5."),
        (
            plain(groups=[{"maximum": "1", "kind": "lạ"}]),
            "Nhóm 1: mục “kind” có chữ “lạ” không hiểu được.",
        ),
        (line(rule="KHAC"), "Nhóm 1.1 Lúa: không có cách tính “KHAC”."),
        (line(maximum=None), "Nhóm 1.1 Lúa: mục “maximum” phải là một số, ví dụ 2.5."),
        (line(numbers=[]), "Nhóm 1.1 Lúa: mục “numbers” phải gồm các số có tên."),
        (line(numbers={"cap": "x"}), "Nhóm 1.1 Lúa: mục “cap” phải là một số, ví dụ 2.5."),
        (
            line(rule="BAC", numbers={"bands": [{"low": "1"}]}),
            "Nhóm 1.1 Lúa, bậc 1: mục “points” phải là một số, ví dụ 2.5.",
        ),
        (line(rule="DEM"), "Nhóm 1.1 Lúa: mục “each” phải là một số, ví dụ 2.5."),
        (line(reading="sách"), "Nhóm 1.1 Lúa: mục “reading” có chữ “sách” không hiểu được."),
        (line(targets="Lúa"), "Nhóm 1.1 Lúa: mục “targets” phải là một danh sách tên."),
        (line(needs_evidence=1), "Nhóm 1.1 Lúa: mục “needs_evidence” chỉ ghi true hoặc false."),
        (plain(bands=[{"name": "Tốt"}]), "Xếp loại, mức 1: mục “low” phải là một số, ví dụ 2.5."),
        (plain(ties=[{"kind": "lạ"}]), "Khi bằng điểm, bước 1: mục “kind” có chữ “lạ” không hiểu được."),
    ],
)
def test_a_bad_file_is_refused_with_its_place(bad: Any, sentence: str):
    with pytest.raises(DomainError) as refused:
        set_from(bad)
    assert str(refused.value) == sentence
