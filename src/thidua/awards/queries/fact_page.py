"""What is written down of one subject, sort by sort."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.awards.models import (
    CollectiveYear,
    Discipline,
    Initiative,
    PersonProfile,
    PriorAward,
    Rating,
    WorkYear,
)
from thidua.awards.queries.subjects import Whom
from thidua.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact in words, with the paper it stands in and who wrote it."""

    row: Any
    words: str

    @property
    def is_decided(self) -> bool:
        return bool(self.row.origin == "decided")


def facts_about(actor: Actor, whom: Whom, models: Iterable[Any]) -> list[tuple[Any, Sequence[FactLine]]]:
    """Return the facts of each sort about somebody, newest year first. One query a sort."""
    return [(model, _lines(actor, whom, model)) for model in models]


def in_words(row: Any) -> str:
    """Say what a fact is, without whom it is about."""
    told: str = _WORDS[type(row)](row)
    return told


def _lines(actor: Actor, whom: Whom, model: Any) -> list[FactLine]:
    names = {field.name for field in model._meta.fields}  # noqa: SLF001 -- Django's documented model API
    about = {name: thing for name, thing in whom.values.items() if name in names}
    newest = "-decided_on" if model is Discipline else "-year" if "year" in names else "id"
    rows = model.objects.visible_to(actor).filter(**about).order_by(newest, "id")
    return [FactLine(row, in_words(row)) for row in rows]


def _rating(row: Rating) -> str:
    return f"Năm {row.year}: {row.get_grade_display()}"


def _award(row: PriorAward) -> str:
    gone = f", đã hủy từ {row.revoked_on:%d/%m/%Y}" if row.revoked_on else ""
    deed = f", {row.achievement}" if row.achievement else ""
    return f"{row.name}, năm {row.year}{deed}{gone}"


def _discipline(row: Discipline) -> str:
    until = f"đến hết {row.ends_on:%d/%m/%Y}" if row.ends_on else "chưa ghi ngày hết thời hạn"
    return f"{row.get_level_display().capitalize()} từ {row.decided_on:%d/%m/%Y}, {until}"


def _initiative(row: Initiative) -> str:
    return f"{row.name}, công nhận năm {row.year}"


def _work(row: WorkYear) -> str:
    leave = ", có nghỉ thai sản" if row.is_on_maternity else ""
    return f"Năm {row.year}: {row.months} tháng{leave}"


def _profile(row: PersonProfile) -> str:
    known = {True: "có", False: "không", None: "chưa rõ"}
    number = f"số định danh {row.identity_number}; " if row.identity_number else ""
    return (
        f"{number}lãnh đạo: {known[row.is_leader]}; lao động trực tiếp: {known[row.is_direct_worker]}"
    ).capitalize()


def _collective(row: CollectiveYear) -> str:
    parts = {
        "hoàn thành": row.completed,
        "Lao động tiên tiến": row.advanced,
        "Chiến sĩ thi đua cơ sở": row.exemplary,
        "bị cảnh cáo trở lên": row.warned,
    }
    told = "; ".join(f"{name} {'chưa ghi' if count is None else count}" for name, count in parts.items())
    return f"Năm {row.year}: {row.members} người; {told}"


_WORDS: dict[Any, Any] = {
    Rating: _rating,
    PriorAward: _award,
    Discipline: _discipline,
    Initiative: _initiative,
    WorkYear: _work,
    PersonProfile: _profile,
    CollectiveYear: _collective,
}
