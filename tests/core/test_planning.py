"""What a plan may say, by tables."""

from datetime import date
from decimal import Decimal

import pytest

from thidua.core.planning import (
    Given,
    TaskCounts,
    TaskDay,
    aim_problem,
    better,
    count_tasks,
    day_problem,
    share_problem,
)

D = Decimal
FISH, VICE, RATE, WORDS = Given(D(120)), Given(D(2), is_limit=True), Given(D(190), most=D(200)), Given(None)


@pytest.mark.parametrize(
    ("given", "aimed", "problem"),
    [
        (FISH, D(120), ""),
        (FISH, D("125.5"), ""),
        (FISH, D("119.9"), "Ghi từ mức giao 120 trở lên."),
        (FISH, None, "Ghi mức phấn đấu, ít nhất bằng mức giao."),
        (FISH, D(-1), "Mức phấn đấu không được âm."),
        (VICE, D(2), ""),
        (VICE, D(0), ""),
        (VICE, D(3), "Chỉ tiêu này càng thấp càng tốt. Ghi không quá mức giao 2."),
        (RATE, D(200), ""),
        (RATE, D(201), "Mức phấn đấu không quá 200."),
        (WORDS, None, ""),
        (WORDS, D(5), ""),
    ],
)
def test_a_unit_aims_as_high_as_given_or_better(given: Given, aimed: Decimal | None, problem: str):
    assert aim_problem(given, aimed) == problem


@pytest.mark.parametrize(
    ("given", "aimed", "kept"),
    [
        (FISH, D(130), D(130)),
        (FISH, D(100), D(120)),
        (FISH, None, D(120)),
        (VICE, D(1), D(1)),
        (VICE, D(4), D(2)),
        (WORDS, D(7), D(7)),
        (WORDS, None, None),
    ],
)
def test_an_aim_is_kept_while_it_is_as_good_as_what_is_given_now(given, aimed, kept):
    assert better(given, aimed) == kept


@pytest.mark.parametrize(
    ("due", "problem"),
    [
        (None, ""),
        (date(2024, 1, 1), ""),
        (date(2024, 12, 31), ""),
        (
            date(2025, 1, 1),
            "Hạn 01/01/2025 ngoài thời gian của phong trào. Chọn ngày từ 01/01/2024 đến 31/12/2024.",
        ),
        (
            date(2023, 12, 31),
            "Hạn 31/12/2023 ngoài thời gian của phong trào. Chọn ngày từ 01/01/2024 đến 31/12/2024.",
        ),
    ],
)
def test_a_task_is_due_while_the_movement_runs(due, problem):
    assert day_problem(due, date(2024, 1, 1), date(2024, 12, 31)) == problem


@pytest.mark.parametrize(
    ("share", "is_done", "is_waiting", "problem"),
    [
        (0, False, True, ""),
        (30, False, False, ""),
        (100, True, False, ""),
        (101, True, False, "Ghi phần đã làm từ 0 đến 100."),
        (-1, False, False, "Ghi phần đã làm từ 0 đến 100."),
        (30, False, True, "Đã làm được một phần thì chọn “Đang làm”."),
        (100, False, False, "Đã làm 100% thì chọn “Đã xong”."),
    ],
)
def test_a_share_fits_its_state(share, is_done, is_waiting, problem):
    assert share_problem(share, is_done=is_done, is_waiting=is_waiting) == problem


def test_what_is_done_is_never_late():
    on, before = date(2024, 5, 2), date(2024, 5, 1)
    tasks = [
        TaskDay(is_done=True, due=before),
        TaskDay(is_done=False, due=before),
        TaskDay(is_done=False, due=on),
        TaskDay(is_done=False, due=None),
    ]
    assert count_tasks(tasks, on) == TaskCounts(4, 1, 1)
    assert count_tasks([], on) == TaskCounts(0, 0, 0)
