"""The plan of a unit as an official paper: the words of Decree 30's boxes, nothing of how they are drawn."""

from collections.abc import Iterable

from thidua.commitments.models import Plan
from thidua.commitments.queries.plan_pages import PlanPage
from thidua.core.dates import show_date
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Authority
from thidua.papers.official import Letter, Paragraph, Section, Signature, Table, day_in_words, number_text

_NUMERALS = ("I", "II", "III", "IV", "V")
_OWN_HEAD = frozenset({UnitKind.PARTY, UnitKind.UNION, UnitKind.COOPERATIVE, UnitKind.ENTERPRISE})
"""Kinds that do not stand under the committee of the commune."""
_GOALS = ("STT", "Chỉ tiêu", "Mức giao", "Đơn vị phấn đấu")
_TASKS = ("STT", "Việc", "Người chịu trách nhiệm", "Hạn xong")


def plan_letter(page: PlanPage) -> Letter:
    """Lay a plan out as it is written now; empty sections are left out and numbers run on."""
    plan, authority = page.plan, page.plan.movement.authority
    return Letter(
        parent="" if plan.unit.kind in _OWN_HEAD else f"ỦY BAN NHÂN DÂN\n{authority.name.upper()}",
        agency=plan.unit.name.upper(),
        number=number_text(plan.number, "KH"),
        place_and_day=day_in_words(_place(authority), plan.signed_on),
        kind="KẾ HOẠCH",
        title=f"Hưởng ứng phong trào “{plan.movement.title}”",
        bases=tuple(_bases(plan)),
        opening=(Paragraph(f"{plan.unit.name} lập kế hoạch hưởng ứng phong trào như sau:"),),
        sections=_numbered(
            ("MỤC ĐÍCH, YÊU CẦU", _text(plan.purpose)),
            ("CHỈ TIÊU PHẤN ĐẤU", _goals(page)),
            ("CÁC VIỆC SẼ LÀM", _tasks(page)),
            ("GIẢI PHÁP", _text(plan.measures)),
            ("TỔ CHỨC THỰC HIỆN", _text(plan.organising)),
        ),
        recipients=(f"Ủy ban nhân dân {authority.name}", "Lưu: hồ sơ đơn vị"),
        signatures=(Signature(((plan.signer_title or plan.unit.head_title).upper(),), plan.signer),),
    )


def _bases(plan: Plan) -> Iterable[str]:
    letter = plan.movement.launching_document
    if letter is not None:
        yield f"Căn cứ {letter.dated_title} của {letter.issuer or plan.movement.authority.committee}"
    yield f"Căn cứ tình hình thực tế của {plan.unit.name}"


def _numbered(*sections: tuple[str, tuple[Paragraph | Table, ...]]) -> tuple[Section, ...]:
    full = [(heading, blocks) for heading, blocks in sections if blocks]
    return tuple(
        Section(f"{number}. {heading}", blocks)
        for number, (heading, blocks) in zip(_NUMERALS, full, strict=False)
    )


def _text(text: str) -> tuple[Paragraph | Table, ...]:
    return (Paragraph(text),) if text.strip() else ()


def _goals(page: PlanPage) -> tuple[Paragraph | Table, ...]:
    rows = tuple(
        (str(place), row.goal.name, row.goal.goal_text, row.aim) for place, row in enumerate(page.goals, 1)
    )
    return (Table(_GOALS, rows, (1, 6, 3, 3), frozenset({2, 3})),) if rows else ()


def _tasks(page: PlanPage) -> tuple[Paragraph | Table, ...]:
    rows = tuple(
        (str(place), task.text, task.owner, show_date(task.due_on) if task.due_on else "")
        for place, task in enumerate(page.tasks, 1)
    )
    return (Table(_TASKS, rows, (1, 6, 3, 2)),) if rows else ()


def _place(authority: Authority) -> str:
    """Return the place a paper is written at: as the office gave it, else the name without its level."""
    return authority.place_name or authority.name.split(" ", 1)[-1]
