"""What a part of a letter is about: targets, general aims, past results, tasks, awards; and its field."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from thidua.core.parsing.layout import Layout, Paragraph
from thidua.core.parsing.markers import BULLET_RANK
from thidua.core.parsing.reading import Field
from thidua.core.parsing.tense import Tense, tense_of


class Part(StrEnum):
    """How far a part of a letter can be trusted to hold targets."""

    TARGETS = "targets"
    GOALS = "goals"
    GENERAL = "general"
    TASKS = "tasks"
    RESULTS = "results"
    AWARDS = "awards"
    SCORING = "scoring"
    FRAME = "frame"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Section:
    """The part a paragraph belongs to, the heading that says so, and its nearest heading."""

    part: Part
    heading: str | None = None
    field: Field = Field.OTHER


_AFTERWARDS = re.compile(
    r"(?:để|nhằm)\s+(?:\w+\s+){1,4}(?:các\s+|những\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)"
    r"|(?:với|trên\s+cơ\s+sở|căn\s+cứ|từ)\s+(?:vào\s+)?(?:các\s+|những\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)[^:]{0,24}?(?:trên|này|đã|đề\s+ra)(?!\w)"
)
_ANNOUNCED = re.compile(
    r"(?:với|đề\s+ra|đặt\s+ra|thông\s+qua|xác\s+định|thống\s+nhất)\s+(?:\w+\s+){0,6}?chỉ\s+tiêu"
    r"(?:(?:,?\s+(?!trên(?!\w)|này(?!\w)|đã(?!\w))[\w\-–]+){0,20}[.;]\s+(?:cụ\s+thể|theo\s+đó)\s*[,:]"
    r"|(?:\s+(?!trên(?!\w)|này(?!\w)|đã(?!\w))\w+){0,8}\s*,?(?:\s+(?:như|là|gồm|sau))?\s*:)"
)
_BUDGET = re.compile(r"(?<!\w)(?:kinh\s+phí|nguồn\s+vốn|nhu\s+cầu\s+vốn|dự\s+toán)(?!\w)")
_SPEECH = re.compile(
    r"[^:.;]{0,90}(?<!\w)(?:cho\s+biết|chia\s+sẻ|cho\s+rằng|bày\s+tỏ|khẳng\s+định|tâm\s+sự|phát\s+biểu)\s*:"
)
_LONGEST_TITLE = 150
_LONGEST_TOPIC = 80
_TOPIC = re.compile(r"(?:các\s+|nhóm\s+)*(?:chỉ\s+tiêu|mục\s+tiêu|về|lĩnh\s+vực)(?!\w)", re.IGNORECASE)
_OPENING = 160
_TITLE = re.compile(
    r"(?:các|một\s+số|những|bộ|hệ\s+thống)?\s*(?:mục\s+tiêu\s*,\s*)?(?:chỉ\s+tiêu|mục\s+tiêu\s+cụ\s+thể)(?:(?!đạt|\d+\s*%)[^.;])*$"
)
_TASK = re.compile(r"nhiệm\s+vụ|giải\s+pháp|biện\s+pháp")
_TARGET = re.compile(r"chỉ\s+tiêu|mục\s+tiêu\s+(?:cụ\s+thể|chủ\s+yếu)|mục\s+tiêu\s+thi\s+đua")
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        Part.FRAME,
        re.compile(
            r"^(?:nơi\s+nhận|kính\s+gửi|(?:phần\s+)?căn\s+cứ(?:\s+pháp\s+lý)?$|lưu|phụ\s+lục\s+kèm)|^đối\s+tượng|^phạm\s+vi|^thời\s+gian"
        ),
    ),
    (
        Part.RESULTS,
        re.compile(
            r"^(?:về\s+|phần\s+(?:thứ\s+)?\w+\s*[:.\-–]?\s*|báo\s+cáo\s+)*(?:đánh\s+giá|(?:một\s+số\s+|những\s+|các\s+)?kết\s+quả|tình\s+hình|thực\s+trạng"
            r"|đặc\s+điểm|ưu\s+điểm|(?:những\s+|một\s+số\s+)?(?:tồn\s+tại|hạn\s+chế|khó\s+khăn)|nguyên\s+nhân|sự\s+cần\s+thiết|bài\s+học|kiểm\s+điểm"
            r"|bối\s+cảnh|(?:những\s+)?thành\s+tựu|(?:những\s+)?thành\s+tích)"
            r"|kết\s+quả\s+(?:đạt\s+được|thực\s+hiện|nổi\s+bật|chủ\s+yếu|đã)|tình\s+hình\s+(?:thực\s+hiện|triển\s+khai)"
            r"|năm\s+qua|thời\s+gian\s+qua|nhiệm\s+kỳ\s+qua|(?<!\w)đã\s+(?:cơ\s+bản\s+)?(?:đạt|hoàn\s+thành)(?!\w)"
        ),
    ),
    (
        Part.SCORING,
        re.compile(
            r"chấm\s+điểm|thang\s+điểm|bảng\s+điểm|điểm\s+thưởng|điểm\s+trừ|(?:tiêu\s+chí|tiêu\s+chuẩn)\s+(?:và\s+\w+\s+)?(?:đánh\s+giá|thi\s+đua|xét|bình|xếp|khen)"
            r"|xếp\s+hạng|xếp\s+loại|bình\s+xét|cách\s+tính"
        ),
    ),
    (
        Part.GENERAL,
        re.compile(
            r"mục\s+tiêu\s+(?:chung|tổng\s+quát|tổng\s+thể)|^mục\s+đích|^yêu\s+cầu|^quan\s+điểm|^phương\s+châm|^chủ\s+đề"
        ),
    ),
    (
        Part.TASKS,
        re.compile(r"tổ\s+chức\s+thực\s+hiện|phân\s+công|trách\s+nhiệm|phương\s+án|cách\s+thức|kinh\s+phí"),
    ),
    (
        Part.AWARDS,
        re.compile(
            r"khen\s+thưởng|khen|danh\s+hiệu|giải\s+thưởng|tôn\s+vinh|bằng\s+khen|giấy\s+khen|cơ\s+cấu\s+giải"
        ),
    ),
    (Part.GOALS, re.compile(r"mục\s+tiêu|phương\s+hướng|định\s+hướng|tầm\s+nhìn|phấn\s+đấu")),
    (
        Part.TASKS,
        re.compile(
            r"nhiệm\s+vụ|giải\s+pháp|biện\s+pháp|nội\s+dung|công\s+tác\s+trọng\s+tâm|phần\s+việc|công\s+trình"
        ),
    ),
)
_FIELDS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (
        Field.NEW_RURAL,
        re.compile(r"nông\s+thôn\s+mới|(?<!\w)ntm(?!\w)|vườn\s+mẫu|khu\s+dân\s+cư\s+kiểu\s+mẫu|ocop"),
    ),
    (
        Field.PARTY_BUILDING,
        re.compile(
            r"xây\s+dựng\s+đảng|đảng\s+viên|(?:chi|đảng)\s+bộ|tổ\s+chức\s+(?:cơ\s+sở\s+)?đảng|hệ\s+thống\s+chính\s+trị|kết\s+nạp|phát\s+triển\s+đảng"
            r"|mặt\s+trận|đoàn\s+thể|hội\s+viên|đoàn\s+viên|kiểm\s+tra,\s+giám\s+sát"
        ),
    ),
    (
        Field.DEFENCE_SECURITY,
        re.compile(
            r"quốc\s+phòng|an\s+ninh(?!\s+lương)|quân\s+sự|trật\s+tự|tội\s+phạm|giao\s+quân|gọi\s+công\s+dân|tuyển\s+quân|dân\s+quân|ma\s+(?:túy|tuý)|nội\s+chính"
            r"|tai\s+nạn\s+giao\s+thông|phạm\s+pháp"
        ),
    ),
    (
        Field.ENVIRONMENT,
        re.compile(
            r"môi\s+trường|chất\s+thải|rác|nước\s+(?:sạch|hợp\s+vệ\s+sinh|thải)|che\s+phủ\s+rừng|ô\s+nhiễm|tài\s+nguyên|khí\s+hậu|vệ\s+sinh"
        ),
    ),
    (
        Field.ADMINISTRATION,
        re.compile(
            r"cải\s+cách\s+hành\s+chính|thủ\s+tục\s+hành\s+chính|dịch\s+vụ\s+công|chuyển\s+đổi\s+số|hồ\s+sơ|chính\s+quyền|cán\s+bộ,\s+công\s+chức|đơn\s+thư"
            r"|khiếu\s+nại|tiếp\s+công\s+dân|trực\s+tuyến|chỉ\s+số\s+(?:par|pci|papi|sipas)"
        ),
    ),
    (
        Field.CULTURE_SOCIETY,
        re.compile(
            r"văn\s+(?:hóa|hoá)|xã\s+hội|y\s+tế|giáo\s+dục|trường|học\s+sinh|trẻ\s+em|dân\s+số|hộ\s+nghèo|cận\s+nghèo|giảm\s+nghèo|bảo\s+hiểm|bhyt|bhxh"
            r"|lao\s+động|việc\s+làm|suy\s+dinh\s+dưỡng|sinh\s+con|người\s+có\s+công|thể\s+(?:thao|dục)|gia\s+đình|bác\s+sĩ|giường\s+bệnh|tuổi\s+thọ|nhà\s+ở"
            r"|đào\s+tạo|trợ\s+cấp|tảo\s+hôn|tầm\s+soát|sinh\s+thay\s+thế"
        ),
    ),
    (
        Field.ECONOMY,
        re.compile(
            r"kinh\s+tế|sản\s+lượng|sản\s+xuất|thu\s+ngân\s+sách|thu\s+nhập|doanh\s+nghiệp|hợp\s+tác\s+xã|diện\s+tích|năng\s+suất|chăn\s+nuôi|trồng|rừng"
            r"|thủy\s+sản|tăng\s+trưởng|grdp|gdp|giá\s+trị|đầu\s+tư|vốn|nông\s+nghiệp|công\s+nghiệp|dịch\s+vụ|thương\s+mại|du\s+lịch|xuất\s+khẩu|giao\s+thông|đường"
            r"|thuế|ngân\s+sách|đàn|lương\s+thực|cây"
        ),
    ),
)


def part_of_heading(heading: str) -> Part | None:
    """Return what the words of a heading announce; None when they only name a field or a year."""
    low = " ".join(heading.lower().split())
    if not low:
        return None
    results = _PARTS[1][1].search(low)
    if _AFTERWARDS.search(low):
        return Part.TASKS
    target, task = _TARGET.search(low), _TASK.search(low)
    if target and not results and not (task and task.start() < target.start()):
        return Part.TARGETS
    return next((part for part, words in _PARTS if words.search(low)), None)


def field_of(*texts: str) -> Field:
    """Return the field that the first telling text names; texts go from the nearest outwards."""
    for text in texts:
        low = text.lower()
        hits = [
            (match.start(), order, field)
            for order, (field, words) in enumerate(_FIELDS)
            if (match := words.search(low))
        ]
        if hits:
            return min(hits, key=lambda hit: hit[1])[2]
    return Field.OTHER


def sections_of(layout: Layout) -> Iterator[tuple[Paragraph, Section]]:
    """Yield each paragraph with its section: its own head first, then those around it, innermost first.

    A letter without headings carries on what the last lead-in announced ("... một số chỉ tiêu như:").
    """
    part_named = cache(part_of_heading)  # a heading is asked about again in each paragraph below it
    carried: tuple[tuple[str, ...], Part | None] = ((), None)
    titled: Part | None = None
    for paragraph in layout.paragraphs:
        is_item = paragraph.marker is not None and paragraph.level < BULLET_RANK
        if is_item or paragraph.headings != carried[0]:
            carried = (paragraph.headings, None)
        own = part_named(lead_of(paragraph))
        if own is not None and paragraph.marker is None:
            carried = (carried[0], own)
        around = next(
            (part for head in reversed(paragraph.headings) if (part := part_named(head)) is not None),
            None,
        )
        if carried[1] is not None and own is None and _turns_back(paragraph):
            carried = (carried[0], None)
        part = own or carried[1] or around or titled or Part.OTHER
        if around is None and _is_title(paragraph):
            titled, part = part_named(paragraph.text), Part.FRAME
        heading = _topic_of(paragraph) or (paragraph.headings[-1] if paragraph.headings else None)
        yield paragraph, Section(part, heading)


def is_budget(headings: Sequence[str]) -> bool:
    """Say whether the nearest heading speaks of the money for the work."""
    return bool(headings) and _BUDGET.search(headings[-1].lower()) is not None


def announced_at(low: str) -> int:
    """Return where a list of targets begins inside a paragraph ("... với 20 chỉ tiêu chủ yếu là:"), or -1."""
    found = _ANNOUNCED.search(low)
    return found.end() if found else -1


def _turns_back(paragraph: Paragraph) -> bool:
    """Say whether a plain paragraph tells of the past or of what someone said, which ends a carried list."""
    opening = paragraph.text[:_OPENING].lower()
    is_over = tense_of(opening, Tense.OPEN) is Tense.PAST or _SPEECH.match(opening)
    return paragraph.marker is None and bool(is_over)


def _topic_of(paragraph: Paragraph) -> str | None:
    """Return the heading that runs into its paragraph: "2.1. Chỉ tiêu kinh tế: thu ngân sách ..."."""
    lead = lead_of(paragraph)
    return lead if len(lead) <= _LONGEST_TOPIC and _TOPIC.match(lead) else None


def _is_title(paragraph: Paragraph) -> bool:
    """Say whether a line without any mark announces targets: "Các chỉ tiêu chủ yếu năm 2025"."""
    text = paragraph.text
    return paragraph.marker is None and len(text) <= _LONGEST_TITLE and bool(_TITLE.match(text.lower()))


def lead_of(paragraph: Paragraph) -> str:
    """Return the words in front of the first colon, when they open the paragraph's first sentence."""
    if paragraph.is_heading or paragraph.bold_end:
        return paragraph.head
    colon = paragraph.text.find(":", 0, 240)
    if colon < 0:
        return ""
    lead = paragraph.text[:colon]
    return lead[max(lead.rfind(". "), lead.rfind("; ")) + 1 :].strip()
