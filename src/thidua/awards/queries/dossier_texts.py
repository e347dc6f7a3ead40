"""The first text of each form of a dossier, made of what was typed once; people change it as they like."""

from collections.abc import Callable, Mapping, Sequence

from thidua.awards.enums import GradeChoice
from thidua.awards.models import Nomination
from thidua.awards.queries.dossier import BLANK
from thidua.awards.queries.known import Row, known_of
from thidua.core.dates import show_date

_NONE = "Không có."


def first_texts(nominations: Sequence[Nomination], form: str) -> list[str]:
    """Return the first text of a form for each; empty where the pack knows no form. One query."""
    write = _FORMS.get(form)
    if write is None:
        return ["" for _ in nominations]
    known = known_of(nominations)
    about = ((one, one.subject_key[1]) for one in nominations)
    return [write(one, [*known.of("rating", owner), *known.of("award", owner)]) for one, owner in about]


def _submission(one: Nomination, _: Sequence[Row]) -> str:
    award_round = one.round
    return "\n".join(
        [
            f"Kính gửi: Hội đồng Thi đua - Khen thưởng {award_round.authority.name}",
            f"{_by(one)} đề nghị Hội đồng xét khen {award_round.get_merit_display()} năm {award_round.year}:",
            f"Danh hiệu, hình thức: {one.kind_name}.",
            f"{one.subject.label.capitalize()}: {_name(one)}.",
            f"Thành tích: {_ended(one.achievement)}",
            "Kính trình Hội đồng xem xét.",
        ]
    )


def _report(one: Nomination, rows: Sequence[Row]) -> str:
    return "\n".join(
        [
            "I. Sơ lược",
            f"Tên: {one.subject_name}.",
            f"Đơn vị: {one.home or _by(one)}.",
            *_ratings(rows),
            "II. Thành tích đạt được",
            f"{_ended(one.achievement)}",
            one.merits.strip() or BLANK,
            "III. Khen thưởng đã có",
            *(_awards(rows) or [_NONE]),
        ]
    )


def _minutes(one: Nomination, _: Sequence[Row]) -> str:
    return "\n".join(
        [
            f"Thời gian: {BLANK}",
            f"Địa điểm: {BLANK}",
            f"Chủ trì, thư ký: {BLANK}",
            f"Số người dự: {BLANK}",
            f"Nội dung: bình xét {one.kind_name} năm {one.round.year}.",
            f"Người, đơn vị được đưa ra bình xét: {_name(one)}.",
            f"Thành tích: {_ended(one.achievement)}",
            f"Kết quả: {BLANK} trên {BLANK} người dự đồng ý đề nghị.",
        ]
    )


def _households(one: Nomination, _: Sequence[Row]) -> str:
    members = one.household.members if one.household else None
    count = f", {members} người" if members else ""
    return "\n".join(
        [
            f"Hộ đề nghị {one.kind_name} năm {one.round.year}:",
            f"1. {_name(one)}{count}. {_ended(one.achievement)}",
            f"Ý kiến của người dân trong thời gian công khai: {BLANK}",
        ]
    )


_FORMS: Mapping[str, Callable[[Nomination, Sequence[Row]], str]] = {
    "submission": _submission,
    "report": _report,
    "minutes": _minutes,
    "households": _households,
}


def _ratings(rows: Sequence[Row]) -> list[str]:
    names = dict(GradeChoice.choices)
    return [
        f"Xếp loại năm {row.year}: {names[row.code]}, theo {row.paper}."
        for row in rows
        if row.sort == "rating"
    ]


def _awards(rows: Sequence[Row]) -> list[str]:
    return [
        f"- {row.name}, {show_date(row.from_on) if row.from_on else f'năm {row.year}'}, {row.paper}."
        for row in rows
        if row.sort == "award"
    ]


def _by(one: Nomination) -> str:
    return str(one.put_forward_by or f"Văn phòng Ủy ban nhân dân {one.round.authority.name}")


def _ended(sentence: str) -> str:
    """End a sentence with one full stop, whether its writer put one or not."""
    return f"{sentence.rstrip(' .')}."


def _name(one: Nomination) -> str:
    home = "" if one.unit_id else str(one.home or "")
    return f"{one.subject_name}, {home}" if home else one.subject_name
