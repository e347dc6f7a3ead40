from decimal import Decimal

import pytest

from thidua.core.doubt_answers import POINTS, Subject, answers_to, apply, unanswered
from thidua.core.parsing.reader import read
from thidua.core.parsing.reading import Comparator
from thidua.core.targets import Goal

D = Decimal
RICE = Subject("Tổng sản lượng", Goal(Comparator.EQ, D(2350), D(2350), "tấn"))
FISH = Subject("Sản lượng nuôi trông", Goal(Comparator.EQ, D(270), D(270), "tấn"))
POOR = Subject("Giảm hộ nghèo", Goal(Comparator.DECREASE_BY, D("0.5"), D("0.5"), "%", "năm"))
MORE = Subject("Năng suất", Goal(Comparator.INCREASE_BY, D(8), None, "%"))
SPELLING = "“nuôi trông”: có phải là “nuôi trồng” như ở trên không?"


@pytest.mark.parametrize(
    ("code", "question", "subject", "labels"),
    [
        ("thousands_dot", "", RICE, ["Đúng, 2.350 tấn", "Không, là 2,35 tấn"]),
        ("misspelt", SPELLING, FISH, ["Đúng, là “nuôi trồng”", "Không, giữ nguyên như văn bản"]),
        ("misspelt", "Tên này có đúng không?", FISH, []),
        (
            "points_or_percent",
            "",
            POOR,
            [
                "Điểm phần trăm, ví dụ từ 10% thành 9,5%",
                "Phần trăm so với mức cũ, ví dụ từ 1.000 thành 995",
            ],
        ),
        (
            "points_or_percent",
            "",
            MORE,
            [
                "Điểm phần trăm, ví dụ từ 10% thành 18%",
                "Phần trăm so với mức cũ, ví dụ từ 1.000 thành 1.080",
            ],
        ),
        ("points_or_percent", "", Subject("A", Goal(Comparator.QUALITATIVE)), []),
        ("number_unread", "", RICE, []),
    ],
)
def test_each_doubt_has_its_answers(code: str, question: str, subject: Subject, labels: list[str]) -> None:
    assert [answer.label for answer in answers_to(code, question, subject)] == labels


@pytest.mark.parametrize(
    ("choices", "doubts", "subject", "name", "low", "unit"),
    [
        ({"thousands_dot": "nghin"}, {"thousands_dot": ""}, RICE, "Tổng sản lượng", D(2350), "tấn"),
        ({"thousands_dot": "thap-phan"}, {"thousands_dot": ""}, RICE, "Tổng sản lượng", D("2.35"), "tấn"),
        ({"misspelt": "sua"}, {"misspelt": SPELLING}, FISH, "Sản lượng nuôi trồng", D(270), "tấn"),
        ({"misspelt": "giu"}, {"misspelt": SPELLING}, FISH, "Sản lượng nuôi trông", D(270), "tấn"),
        ({"points_or_percent": "diem"}, {"points_or_percent": ""}, POOR, "Giảm hộ nghèo", D("0.5"), POINTS),
        ({}, {"points_or_percent": ""}, POOR, "Giảm hộ nghèo", D("0.5"), "%"),
        ({"points_or_percent": "bậy"}, {"points_or_percent": ""}, POOR, "Giảm hộ nghèo", D("0.5"), "%"),
    ],
)
def test_answer_changes_the_target(
    choices: dict[str, str], doubts: dict[str, str], subject: Subject, name: str, low: Decimal, unit: str
) -> None:
    answered = apply(choices, doubts, subject)
    assert (answered.name, answered.goal.low, answered.goal.unit) == (name, low, unit)


def test_answers_fit_the_questions_the_reader_asks() -> None:
    text = (
        "Các chỉ tiêu chủ yếu:\n- Sản lượng nuôi trồng 3.400 tấn, trong đó sản lượng nuôi trông 270 tấn;\n"
        "- Giảm tỷ lệ hộ nghèo 0,5%/năm.\n"
    )
    doubts = [
        (doubt, Subject(target.name, Goal(target.comparator, target.low, target.high, target.unit)))
        for target in read(text).targets
        for doubt in target.doubts
    ]
    assert {doubt.code for doubt, _ in doubts} == {"thousands_dot", "misspelt", "points_or_percent"}
    assert all(len(answers_to(doubt.code, doubt.question, subject)) == 2 for doubt, subject in doubts)


@pytest.mark.parametrize(
    ("choices", "missing"),
    [
        ({}, ("misspelt",)),
        ({"misspelt": ""}, ("misspelt",)),
        ({"misspelt": "another"}, ("misspelt",)),
        ({"misspelt": "giu"}, ()),
    ],
)
def test_unanswered_are_the_doubts_with_answers_of_which_none_was_chosen(
    choices: dict[str, str], missing: tuple[str, ...]
) -> None:
    doubts = {"misspelt": SPELLING, "only_to_look_at": "Xem lại giúp."}
    assert unanswered(choices, doubts, FISH) == missing
