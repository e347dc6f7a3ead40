"""What a plan of a unit may say: how high it aims, which days its tasks have, how far a task has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.dates import show_date
from thidua.core.quantities import format_number

MOST_TASKS = 200
LONGEST_SECTION = 20_000
ALL = 100
PURPOSE = (
    "Thực hiện đủ các chỉ tiêu và việc được giao trong phong trào.\n"
    "Mỗi việc có người chịu trách nhiệm và có hạn xong. Số báo cáo đúng thực tế, có minh chứng."
)
MEASURES = (
    "Họp bàn, phổ biến nội dung phong trào đến mọi người trong đơn vị.\n"
    "Phân công từng việc, kiểm tra hằng tháng, việc chậm thì bàn cách làm tiếp.\n"
    "Nêu gương người làm tốt, cách làm hay."
)
ORGANISING = (
    "Người đứng đầu đơn vị chịu trách nhiệm chung.\n"
    "Đơn vị báo cáo kết quả theo kỳ; có vướng mắc thì báo Văn phòng để cùng tháo gỡ."
)
"""Texts a plan begins with, to be changed by the unit."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a unit was given of a target; `most` is the highest level there can be, None without one."""

    amount: Decimal | None
    is_limit: bool = False
    most: Decimal | None = None


def aim_problem(given: Given, aimed: Decimal | None) -> str:
    """Say why a unit cannot aim at this; empty when it can. It may aim better than given, never worse."""
    if aimed is None:
        return "" if given.amount is None else "Ghi mức phấn đấu, ít nhất bằng mức giao."
    if aimed < 0:
        return "Mức phấn đấu không được âm."
    if given.most is not None and aimed > given.most:
        return f"Mức phấn đấu không quá {format_number(given.most)}."
    return "" if given.amount is None else _worse(given.amount, aimed, is_limit=given.is_limit)


def _worse(amount: Decimal, aimed: Decimal, *, is_limit: bool) -> str:
    if is_limit and aimed > amount:
        return f"Chỉ tiêu này càng thấp càng tốt. Ghi không quá mức giao {format_number(amount)}."
    if not is_limit and aimed < amount:
        return f"Ghi từ mức giao {format_number(amount)} trở lên."
    return ""


def better(given: Given, aimed: Decimal | None) -> Decimal | None:
    """Return what the unit aims at after it was given another amount: its own aim while that is as good."""
    if given.amount is None or aimed is None:
        return aimed if given.amount is None else given.amount
    return min(given.amount, aimed) if given.is_limit else max(given.amount, aimed)


def day_problem(due: date | None, first: date, last: date) -> str:
    """Say why a task cannot be due on a day; empty when it can, or has none yet."""
    if due is None or first <= due <= last:
        return ""
    return (
        f"Hạn {show_date(due)} ngoài thời gian của phong trào. "
        f"Chọn ngày từ {show_date(first)} đến {show_date(last)}."
    )


def share_problem(share: int, *, is_done: bool, is_waiting: bool) -> str:
    """Say why a share does not fit the state of a task."""
    if not 0 <= share <= ALL:
        return "Ghi phần đã làm từ 0 đến 100."
    if is_waiting and share:
        return "Đã làm được một phần thì chọn “Đang làm”."
    if not is_done and share == ALL:
        return "Đã làm 100% thì chọn “Đã xong”."
    return ""


@dataclass(frozen=True, slots=True)
class TaskDay:
    """What a summary of tasks asks of each."""

    is_done: bool
    due: date | None


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """How many tasks there are, are done, and are late on a day."""

    total: int
    done: int
    late: int


def count_tasks(tasks: Iterable[TaskDay], on: date) -> TaskCounts:
    """Count tasks; one that is done is not late, however late it was done."""
    found = list(tasks)
    done = sum(task.is_done for task in found)
    late = sum(not task.is_done and task.due is not None and task.due < on for task in found)
    return TaskCounts(len(found), done, late)
