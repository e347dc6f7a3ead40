"""The record of a visit as one text, and its fingerprint: what somebody signs."""

from hashlib import sha256

from thidua.core.dates import show_date
from thidua.monitoring.models import Visit

CHANGED = "Biên bản vừa được sửa. Nhờ đọc lại bản mới rồi ký."
"""What is said to who signs another record than the one that stands."""
_GROUP = 4
_GROUPS = 4


def content_of(visit: Visit) -> str:
    """Write all that the record says, a line a fact, in an order that never changes. Two queries."""
    head = [
        f"Đợt: {visit.round.name}",
        f"Đơn vị: {visit.unit.name}",
        f"Ngày: {show_date(visit.visited_on) if visit.visited_on else ''}",
        f"Người kiểm tra: {visit.inspector_name}",
        f"Người làm việc cùng: {visit.present}",
    ]
    items = [
        f"{item.target_name} | {item.period_name} | báo cáo {item.claimed_text} | "
        f"thực tế {item.found_text} | {item.get_verdict_display()} | {item.note}"
        for item in visit.items.all()
    ]
    findings = [
        f"Kiến nghị: {finding.what} | {finding.unit.name} | {show_date(finding.due_on)}"
        for finding in visit.findings.select_related("unit")
    ]
    return "\n".join([*head, *items, f"Nhận xét: {visit.note}", *findings])


def fingerprint_of(visit: Visit) -> str:
    """Return the SHA-256 of the record, in UTF-8, as hexadecimal digits."""
    return sha256(content_of(visit).encode()).hexdigest()


def spoken(fingerprint: str) -> str:
    """Shorten a fingerprint to what people compare: "7C1E 90AB 44D2 F603"."""
    parts = (fingerprint[place : place + _GROUP] for place in range(0, _GROUP * _GROUPS, _GROUP))
    return " ".join(parts).upper()
