"""How the lines of registering, planning, pledging and scoring read, and which page each opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.commitments.queries.duties import page_of
from thidua.commitments.signals import REGISTRATION
from thidua.monitoring.queries.items import Urgency, WorkItem

_NAMES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one kind of line.

    `noun` is counted, or named with its unit; a round without noun goes by its own name. `page` opens one
    thing, `every` the list of the movement or round that several are of.
    """

    noun: str
    rest: str
    button: str
    page: str
    every: str = ""
    query: str = ""
    urgency: Urgency = Urgency.ASKING


_OF_ROUND = "scoring:round-detail"
_SESSION = "council:session-detail"
_REGISTRATION = "commitments:registration-detail"
WORDS: Mapping[str, Words] = {
    "registration": Words(
        "đăng ký thi đua",
        "chờ ghi nhận.",
        "Xem đăng ký",
        _REGISTRATION,
        "commitments:registration-list",
        "?trang-thai=sent",
    ),
    "plan": Words(
        "kế hoạch hưởng ứng", "chờ nhận.", "Xem kế hoạch", "commitments:plan-detail", "commitments:plan-list"
    ),
    "countered": Words(
        "giao ước",
        "có đề nghị khác, chờ Văn phòng trả lời.",
        "Xem đề nghị",
        "commitments:pledge-detail",
        "commitments:pledge-list",
    ),
    "to_sign": Words("giao ước", "chờ Chủ tịch ký.", "Xem và ký", "", "commitments:pledge-sign-many"),
    "unassigned": Words(
        "phiếu", "chưa giao người thẩm định.", "Giao người thẩm định", "", "scoring:sheet-list"
    ),
    "free": Words("phiếu", "chưa có người thẩm định.", "Chọn phiếu để thẩm định", "", "scoring:sheet-list"),
    "second": Words("phiếu", "chờ thẩm định điểm.", "Thẩm định", "scoring:sheet-check", "scoring:sheet-list"),
    "reply": Words("ý kiến về điểm", "chờ trả lời.", "Trả lời", "scoring:reply-answer", "scoring:reply-list"),
    "draft": Words("", "đang lập, chưa mở.", "Xem đợt chấm", _OF_ROUND, urgency=Urgency.NEXT),
    "checked": Words("", "đã thẩm định xong, chờ báo kết quả dự kiến.", "Làm bước tiếp", _OF_ROUND),
    "council": Words("", "đã thẩm định xong, chờ Hội đồng xem.", "Mở bảng Hội đồng", "scoring:council-board"),
    "differing": Words(
        "", "có chỗ chấm khác nhau, chờ Hội đồng xem.", "Mở bảng Hội đồng", "scoring:council-board"
    ),
    "replied": Words("", "đã hết hạn có ý kiến, chờ chốt.", "Làm bước tiếp", _OF_ROUND),
    "frozen": Words("", "đã chốt, chờ công bố.", "Làm bước tiếp", _OF_ROUND),
    "tie": Words("", "có đơn vị bằng điểm.", "Xem cách phân hạng", "scoring:tie-list"),
    "registration_back": Words(
        "Đăng ký thi đua",
        "bị trả lại, cần sửa rồi gửi lại.",
        "Sửa đăng ký",
        _REGISTRATION,
        urgency=Urgency.SOON,
    ),
    "plan_back": Words(
        "Kế hoạch hưởng ứng",
        "bị trả lại, cần sửa rồi gửi lại.",
        "Sửa kế hoạch",
        "commitments:plan-detail",
        urgency=Urgency.SOON,
    ),
    "offered": Words(
        "Giao ước thi đua", "chờ đơn vị trả lời.", "Đọc và trả lời", "commitments:pledge-detail"
    ),
    "own_to_sign": Words(
        "Giao ước thi đua", "đã thống nhất, chờ đơn vị ký.", "Đọc và ký", "commitments:pledge-detail"
    ),
    "self_back": Words(
        "Phiếu tự chấm",
        "bị trả lại, cần sửa rồi gửi lại.",
        "Sửa phiếu",
        "scoring:sheet-self",
        urgency=Urgency.SOON,
    ),
    "session_late": Words(
        "Phiên", "của Hội đồng chưa khai mạc.", "Xem phiên họp", _SESSION, urgency=Urgency.LATE
    ),
    "session_today": Words(
        "Phiên", "của Hội đồng họp hôm nay.", "Xem phiên họp", _SESSION, urgency=Urgency.SOON
    ),
    "session_ahead": Words("Phiên", "của Hội đồng sắp họp.", "Xem phiên họp", _SESSION, urgency=Urgency.NEXT),
    "session_sits": Words("Phiên", "của Hội đồng đang họp.", "Mở phiên họp", _SESSION, urgency=Urgency.SOON),
    "count": Words(
        "Phiên",
        "của Hội đồng chờ nhập số phiếu.",
        "Nhập số phiếu",
        "council:poll-count",
        urgency=Urgency.SOON,
    ),
    "provisional": Words(
        "Kết quả dự kiến", "đã có. Xem điểm, chưa đúng thì gửi ý kiến.", "Xem điểm", "", "scoring:standing"
    ),
}
OF_UNITS = frozenset({"registration_back", "plan_back", "offered", "own_to_sign", "self_back", "provisional"})
"""Kinds that wait for a unit itself: a line for each thing, for one may answer for several units."""

_OF_SESSIONS = frozenset({"session_late", "session_today", "session_ahead", "session_sits", "count"})


def line_of(kind: str, group: Sequence[Any]) -> WorkItem:
    """Put things of one kind, of one movement or round, into one line."""
    words, first, count = WORDS[kind], group[0], len(group)
    opens_one = bool(words.page) and (count == 1 or not words.every)
    is_registration = opens_one and words.page == _REGISTRATION
    return WorkItem(
        words.urgency,
        lead=_lead(kind, words, group),
        rest=f" {words.rest}",
        detail=_detail(kind, words, group),
        button=words.button,
        page=words.page if opens_one else words.every,
        arg=str(first.key if opens_one else first.of),
        query="" if opens_one else words.query,
        url=page_of(REGISTRATION, first.of, first.key) if is_registration else "",
    )


def _lead(kind: str, words: Words, group: Sequence[Any]) -> str:
    if not words.noun:
        return f"Đợt “{group[0].name}”"
    if kind in _OF_SESSIONS:
        return f"{words.noun} {group[0].name}"
    if kind in OF_UNITS:
        return f"{words.noun} của {group[0].name}"
    return f"{len(group)} {words.noun}"


def _detail(kind: str, words: Words, group: Sequence[Any]) -> str:
    if not words.noun:
        return _HINTS.get(kind, "")
    if kind in OF_UNITS | _OF_SESSIONS:
        return f"{group[0].of_name}."
    names = [row.name for row in group[:_NAMES_SHOWN]]
    left = len(group) - len(names)
    named = ", ".join(names) + (f" và {left} đơn vị khác" if left else "")
    return f"{named}. {group[0].of_name}."


_HINTS = {"tie": "Còn bằng nhau thì ghi kết quả phân hạng rồi mới chốt."}
