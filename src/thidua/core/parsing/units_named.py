"""Units as subjects of sentences: where the name of a responsible body ends and its task begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.core.parsing.letters import LOWER

_LEAD = r"(?:(?:các|toàn thể|mỗi|từng|mọi|tất cả các|toàn bộ|những|đồng chí|tập thể|lãnh đạo)\s+)?"
_NOUN = (
    "sở|ban(?! hành)|[uủ][ỷyỳ] ban|ubnd|ubmttq|ubmt|hội đồng|hđnd|văn phòng|vp|phòng(?!, chống| chống"
    "| cháy| ngừa| trào| tránh)|công an|mặt trận"
    "|mttq|hội(?! nghị| thi| nhập| thảo| họp)|đoàn(?! kết)|tỉnh đoàn|huyện đoàn|thành đoàn"
    "|xã đoàn|liên đoàn|liên minh|công đoàn|trường(?! hợp)"
    "|nhà trường|trạm|thôn|ấp|bản|buôn|khóm|khu phố|khu dân cư|tổ(?! chức)|tổ dân phố|chi bộ"
    "|chi [uủ][ỷy]|đảng [uủ][ỷy]|đảng bộ|đảng viên|cấp [uủ][ỷy]"
    "|cụm(?! từ)|khối(?! lượng)|cục|chi cục|bộ(?! tiêu chí| máy| mặt| thủ tục)|bưu điện|ngân hàng"
    "|nhnn|báo(?! cáo| đảm)|đài|cơ quan|đơn vị|doanh nghiệp"
    "|hợp tác xã|htx|trung tâm|viện|bệnh viện|kho bạc|bảo hiểm xã hội|bhxh|thuế|thống kê"
    "|thanh tra|tòa án|viện kiểm sát|thủ trưởng|lãnh đạo|giám đốc"
    "|chủ tịch|phó chủ tịch|bí thư|cán bộ|công chức|viên chức|thường trực|tổ chức(?= chính trị"
    "| đoàn thể| đảng| xã hội| tín dụng|,| cung cấp| thành viên| liên quan| cơ sở| hội)"
    "|địa phương|ngành|đoàn thể|xã|phường|huyện|quận|thành phố|thị xã|chánh văn phòng|trưởng"
    "|thôn trưởng|hiệu trưởng|thành viên|đại biểu|lực lượng"
    "|chủ thể|quỹ|điện lực|chi nhánh|công ty|tổng công ty|đồn|bch|ban chỉ huy|kế toán|địa chính|tư pháp"
    "|tiểu ban|đội|nhóm|hạt|vườn quốc gia|người đứng đầu|hộ gia đình"
    "|chi hội|chi đoàn|ban, ngành|sở, ngành|các cấp|toàn thể|gia đình|đảng|chính quyền|quân sự"
    "|tt đảng|phân hiệu|học viện|đại học|phó|tổng phụ trách|bệnh xá|tập thể|đồng chí|ông|bà"
)
_UNIT = re.compile(rf"{_LEAD}(?:{_NOUN})\b", re.IGNORECASE)
_DASHED_NUMBER = re.compile(r"\d{1,2}\s?[-–]\s*")
_ORDER = re.compile(
    r"(?:(?:kính\s+)?đề nghị|giao(?: cho| trách nhiệm cho)?|yêu cầu|phân công|trách nhiệm của"
    "|nhiệm vụ của|đối với|về phía|ủy quyền(?: cho)?"
    r"|ủy nhiệm|chỉ đạo)\s*:?\s+",
    re.IGNORECASE,
)
_CIRCUMSTANCE = re.compile(
    "(?:căn cứ|trên cơ sở|theo|để|nhằm|hằng năm|hàng năm|định kỳ|sau khi|từ|trong|vào|hằng quý"
    r"|hằng tháng)\b",
    re.IGNORECASE,
)
_VERBS = (
    "chủ trì|phối hợp|phối, kết hợp|tham mưu|xây dựng|triển khai|tổ chức|thực hiện|có trách nhiệm"
    "|có nhiệm vụ|có kế hoạch|chịu trách nhiệm|căn cứ"
    "|theo dõi|đôn đốc|hướng dẫn|chỉ đạo|tăng cường|đẩy mạnh|tuyên truyền|vận động|tích cực"
    "|tiếp tục|chủ động|bố trí|rà soát|kiểm tra|giám sát"
    "|phát động|đăng ký|quán triệt|phân công|bám sát|lồng ghép|tổng hợp|báo cáo|cụ thể hóa"
    "|cụ thể hoá|nghiên cứu|đảm bảo|bảo đảm|phát huy|nâng cao"
    "|làm tốt|phụ trách|giúp|trực tiếp|thường xuyên|theo chức năng|theo nhiệm vụ|trên cơ sở"
    "|hằng năm|hàng năm|hằng quý|hằng tháng|định kỳ|đưa|mở|lập|là|được giao"
    "|cần|phải|thẩm định|đề xuất|quan tâm|tập trung|chấp hành|lãnh đạo,|lãnh đạo việc|phổ biến"
    "|giới thiệu|phát hiện|kịp thời|gắn|hoàn thành|ban hành"
    "|nghiêm túc|đồng loạt|hưởng ứng|tiến hành|cân đối|thông tin|đăng tải|đăng tin|ký|gửi"
    "|kiện toàn|khẩn trương|dự trù|quản lý|hỗ trợ|huy động|tạo"
    "|duy trì|củng cố|đổi mới|phản ánh|cung cấp|cập nhật|xem xét|đánh giá|lựa chọn|bình xét"
    "|thành lập|rút kinh nghiệm|cử|sử dụng|nắm|viết|in|có văn bản"
    "|có giải pháp|dựa|treo|tuần tra|trồng|ra quân|nộp|chuẩn bị|bảo vệ|bồi dưỡng|nhân rộng"
    "|biểu dương|đầu tư|trình"
    "|ưu tiên|xử lý|ngăn chặn|công khai|niêm yết|phân loại|thu gom|chăm lo|kết nối|nêu gương"
    "|gương mẫu|nhắc nhở|dọn|khai thác|đề nghị|quy định|thành lập|tham gia|đề ra|thu|chi trả"
    "|giải quyết"
    "|sẵn sàng|điều động|khắc phục|kêu gọi|di dời|thông báo|dành|cam kết|đề cao|khuyến khích"
    "|tôn vinh|truyền thông"
    "|khơi dậy|chăm sóc|áp dụng|ứng dụng|số hóa|số hoá|bổ sung|đóng góp|ủng hộ|soạn thảo"
    r"|phê duyệt|tự giác|học tập|rèn luyện|thi đua(?!\s*[-–])"
    "|tiếp nhận|phấn đấu|thống nhất|quyết định|chỉ huy|phân bổ"
)
_VERB = re.compile(
    r"(?<=\s)(?<!Ban )(?<!ban )(?<!Tổ )(?<!Đội )(?<!Đoàn )(?<!Hội )(?<!Phòng )(?<!tâm )"
    r"(?<!công tác )(?<![-–] )(?<!đầu tư )(?<!Tổng )"
    r"(?<!được )(?<!công chức )(?<!cán bộ )(?<!cơ quan )"
    rf"(?:(?:(?:sẽ|đã|cùng)\s+)?(?:{_VERBS}))(?=[\s,;:.])"
)
_RUN_IN = re.compile(
    rf"(?<=[{LOWER}] )(?<!ban )(?<!phòng )(?<!tổ )(?<!sở )(?<!và )"
    "(?:Chủ trì|Phối hợp|Vận động|Triển khai|Tham mưu|Bố trí|Hướng dẫn|Giám sát|Tăng cường"
    "|Tuyên truyền|Đẩy mạnh"
    "|Theo dõi|Đôn đốc|Rà soát|Căn cứ|Theo chức năng|Xây dựng kế hoạch)"
)
_DUTY = re.compile(r"\s(?:chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|tham mưu|có nhiệm vụ)\b")
_NOUN_USE = re.compile(
    r"(?:các|và|mọi|mỗi|từng|,|cơ quan|những|với|cổng|trang|bưu chính,)\s+$", re.IGNORECASE
)
_LONGEST_UNIT = 330
_ORDER_INSIDE = re.compile(r"\b(?:đề nghị|giao|yêu cầu)\s+")
_PLURAL = re.compile(
    r"(?<!của)(?<!cho)(?<!với)(?<!tới)(?<!đến)(?<!trong)\s(?=các (?:cơ quan|đơn vị|ngành|thôn|ban"
    r"|tổ chức|địa phương|sở|đoàn thể)\b)"
)
# Behind "Giám đốc các sở:" the bodies follow that belong to the name.
_OPEN_ROLE = re.compile(
    r"(?:giám đốc|thủ trưởng|chủ tịch|bộ trưởng|hiệu trưởng)"
    rf"(?: các(?:,? (?:sở|ban|phòng|bộ|ngành|cơ quan|trường))*: (?=\w)|: (?={_NOUN})\b)",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\s*\([^()]{0,160}\)\s*$")


@dataclass(frozen=True, slots=True)
class UnitAtHead:
    """A unit at the head of an item, as positions in its text; `task` is where the task begins."""

    start: int
    end: int
    task: int
    is_ordered: bool = False


def unit_at_head(text: str, *, is_heading: bool = False) -> UnitAtHead | None:
    """Return the unit `text` makes responsible; None when it does not begin with one."""
    start, is_ordered = _start_of_unit(text)
    if start is None:
        return None
    end, task = _end_of_unit(text, start, is_heading=is_heading)
    if end is None or task is None:
        return None
    name = text[start:end].rstrip(" ,;:-–.")
    bracket = _PARENTHESIS.search(name)
    name = name[: bracket.start()] if bracket else name
    if not name.strip() or len(name) > _LONGEST_UNIT:
        return None
    return UnitAtHead(start, start + len(name), task, is_ordered)


def _start_of_unit(text: str) -> tuple[int | None, bool]:
    number = _DASHED_NUMBER.match(text)
    begin = number.end() if number else 0
    order = _ORDER.match(text, begin)
    start = order.end() if order else begin
    if _UNIT.match(text, start):
        return start, order is not None
    if not order and _CIRCUMSTANCE.match(text):
        return _after_circumstance(text), False
    return None, False


def _after_circumstance(text: str) -> int | None:
    """Find the subject behind "Căn cứ Kế hoạch này, ...": after a comma, or the first plural."""
    window = text[:_LONGEST_UNIT]
    candidates = [comma + 2 for comma in _commas(window) if _UNIT.match(text, comma + 2)]
    first = next((start for start in candidates if not _is_inside_list(text, start - 2)), None)
    order = _ORDER_INSIDE.search(window)
    if order and _UNIT.match(text, order.end()):
        return order.end()
    plural = _PLURAL.search(window)
    return min(
        (start for start in (first, plural.end() if plural else None) if start is not None), default=None
    )


def _commas(text: str) -> Iterator[int]:
    position = text.find(", ")
    while position >= 0:
        yield position
        position = text.find(", ", position + 1)


def _is_inside_list(text: str, comma: int) -> bool:
    """Say whether the comma parts items of "của các ban, ngành, đoàn thể"."""
    before = text[max(0, comma - 60) : comma]
    last = re.split(r",\s", before)[-1]
    return re.search(r"\b(?:của|với|cho|các)\s[^,]{0,30}$", last) is not None and not re.search(
        r"\b(?:này|trên|giao|xã|phường|thành phố|tỉnh|huyện|năm \d{4}|\d{4})$", last
    )


def _end_of_unit(text: str, start: int, *, is_heading: bool) -> tuple[int | None, int | None]:
    window = text[: start + _LONGEST_UNIT + 60]
    colon = window.find(":", start)
    verb = _verb_after(window, start)
    if verb is not None and _OPEN_ROLE.match(window, start):
        return verb, verb
    is_whole = text[-1] not in ".;" and not _DUTY.search(window, start) and not _RUN_IN.search(window, start)
    if is_heading and colon < 0 and is_whole:
        return len(text), len(text)
    if colon >= 0 and (
        verb is None or colon < verb or (is_heading and colon == len(text) - 1 and verb is None)
    ):
        return colon, colon + 1
    if verb is not None:
        return verb, verb
    return (len(text), len(text)) if is_heading else (None, None)


def _verb_after(text: str, start: int) -> int | None:
    for verb in _VERB.finditer(text, start):
        if run_in := _RUN_IN.search(text, start, verb.start()):
            return run_in.start()
        before = text[max(start, verb.start() - 12) : verb.start()]
        is_noun = verb[0] in {"tổ chức", "thông tin", "chi trả", "quản lý", "lãnh đạo,"} and _NOUN_USE.search(
            before
        )
        in_brackets = text.count("(", start, verb.start()) > text.count(")", start, verb.start())
        if not is_noun and not in_brackets:
            return verb.start()
    run_in = _RUN_IN.search(text, start)
    return run_in.start() if run_in else None
