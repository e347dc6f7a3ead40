"""The answers a person can give to a doubt of the reader, and what each makes of the target."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from thidua.core.goal_text import goal_text
from thidua.core.parsing.reading import Comparator
from thidua.core.quantities import format_number
from thidua.core.targets import Goal

POINTS = "điểm %"
_QUOTED = re.compile("“([^”]+)”")
_THOUSAND = Decimal(1000)
_HUNDRED = Decimal(100)
_EXAMPLE_SHARE = Decimal(10)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a doubt is about: a target by name and level."""

    name: str
    goal: Goal


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in words, and the target as it stands with it."""

    key: str
    label: str
    subject: Subject


def answers_to(code: str, question: str, subject: Subject) -> tuple[Answer, ...]:
    """Return the answers to choose from, the likelier first; empty when only looking or editing helps."""
    make = _MAKERS.get(code)
    return make(question, subject) if make is not None else ()


def unanswered(choices: Mapping[str, str], doubts: Mapping[str, str], subject: Subject) -> tuple[str, ...]:
    """Return the codes of the doubts that have answers, none of which was chosen."""
    return tuple(
        code
        for code, question in doubts.items()
        if (answers := answers_to(code, question, subject))
        and choices.get(code) not in {answer.key for answer in answers}
    )


def apply(choices: Mapping[str, str], doubts: Mapping[str, str], subject: Subject) -> Subject:
    """Apply the chosen answer of each doubt (`doubts` maps code to question), one after the other."""
    for code, question in doubts.items():
        for answer in answers_to(code, question, subject):
            if answer.key == choices.get(code):
                subject = answer.subject
                break
    return subject


def _thousands(_question: str, subject: Subject) -> tuple[Answer, ...]:
    goal = subject.goal
    smaller = replace(goal, low=_divided(goal.low), high=_divided(goal.high))
    return (
        Answer("nghin", f"Đúng, {goal_text(goal)}", subject),
        Answer("thap-phan", f"Không, là {goal_text(smaller)}", replace(subject, goal=smaller)),
    )


def _misspelt(question: str, subject: Subject) -> tuple[Answer, ...]:
    words = _QUOTED.findall(question)
    if len(words) < 2:  # noqa: PLR2004 -- the word as printed and the word it may be
        return ()
    printed, meant = words[:2]
    mended = re.sub(re.escape(printed), lambda _: meant, subject.name, flags=re.IGNORECASE)
    return (
        Answer("sua", f"Đúng, là “{meant}”", replace(subject, name=mended[:1].upper() + mended[1:])),
        Answer("giu", "Không, giữ nguyên như văn bản", subject),
    )


def _points(_question: str, subject: Subject) -> tuple[Answer, ...]:
    goal = subject.goal
    size = goal.low if goal.low is not None else goal.high
    if size is None:
        return ()
    sign = 1 if goal.comparator == Comparator.INCREASE_BY else -1
    share = f"từ {format_number(_EXAMPLE_SHARE)}% thành {format_number(_EXAMPLE_SHARE + sign * size)}%"
    count = f"từ 1.000 thành {format_number(_THOUSAND + sign * _THOUSAND * size / _HUNDRED)}"
    return (
        Answer("diem", f"Điểm phần trăm, ví dụ {share}", replace(subject, goal=replace(goal, unit=POINTS))),
        Answer("tuong-doi", f"Phần trăm so với mức cũ, ví dụ {count}", subject),
    )


def _divided(number: Decimal | None) -> Decimal | None:
    return None if number is None else number / _THOUSAND


_MAKERS = {"thousands_dot": _thousands, "misspelt": _misspelt, "points_or_percent": _points}
