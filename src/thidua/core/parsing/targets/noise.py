"""Numbers that are never the value of a target: dates, codes, articles, ages, terms, names of roads."""

import re
from decimal import Decimal

from thidua.core.parsing.targets.units import Measure, Unit
from thidua.core.quantities import read_number

_LOOKBACK = 40
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_BEFORE = re.compile(
    r"(?:(?<!\w)(?:năm|tháng|ngày|quý|khóa|khoá|lần\s+thứ|thứ|điều|khoản|điểm|mục|phụ\s+lục|biểu|mẫu|chương|phần|trang"
    r"|nghị\s+quyết|quyết\s+định|chỉ\s+thị|thông\s+tư|nghị\s+định|luật|kế\s+hoạch|đề\s+án|chương\s+trình|công\s+văn|thông\s+báo"
    r"|kết\s+luận|hướng\s+dẫn|báo\s+cáo|tiêu\s+chí|tiêu\s+chí\s+thứ|đợt|khối|(?<!nâng )(?<!cung )(?<!trợ )cấp"
    r"|loại|hạng|mức\s+độ|cấp\s+độ|giai\s+đoạn|vòng|quốc\s+lộ"
    r"|tỉnh\s+lộ|đường|kênh|phường|quận|tổ\s+dân\s+phố|(?<!nông )thôn"
    r"|xóm|ấp|khóm|khu|khu\s+phố|khu\s+vực|chi\s+bộ|đội|vùng|nhóm|tốp|top|bảng|hình|tờ|thửa|lô|covid-|số\s+hiệu|ql|đt"
    r"|con\s+thứ|bước|dự\s+án|tiểu\s+dự\s+án|nội\s+dung|nhiệm\s+vụ|câu|bài|trước\s+ngày|sau\s+ngày|hồi|lúc|tel|đt:|fax)"
    r"|\[|(?<!tổng\s)(?<!tổng)(?<!\w)số|n°|no\.)\s*(?:thứ\s+|số\s*:?\s*)?$"
)
# Neither roads nor villages nor papers are numbered with points between the thousands.
_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+")
# Who speaks for whom, and how few there are, is told and not promised.
_TOLD = re.compile(r"(?:đại\s+diện\s+(?:cho\s+|của\s+)?(?:gần\s+|hơn\s+|trên\s+)?|(?<!\w)chỉ\s+có\s+)$")
_WITHIN = re.compile(r"trong\s+(?:khoảng\s+|vòng\s+)?$")
_EACH = re.compile(
    r"(?:(?:mỗi|hàng|hằng|từng|một|bình\s+quân)\s+(?:năm|tháng|quý|ngày)|mỗi\s+(?:chi\s+bộ|đội|khu|thôn|xóm|ấp|khóm))\s*$"
)
_SLASHED_CODE = re.compile(
    r"/(?:\d{4}/)?(?:nq|qđ|kh|ct|tt|nđ|qh|cv|tb|hd|bc|ttr|ubnd|tw|tu|tt-|nđ-|kl|pa|đa)[-\w]*", re.IGNORECASE
)
_DATE = re.compile(r"\s?/\s?\d{1,2}(?:/\d{2,4})?(?!\d)|-\d{1,2}-\d{4}|\.\d{1,2}\.\d{4}")
_AFTER = re.compile(
    r"\s*(?:tháng\s+)?(?:tuổi|giờ|phút|giây|ngày|h\d{0,2}(?!\w)|tháng(?!\s+tuổi)|năm(?!\w)|độ\s+tuổi|giai\s+đoạn|khâu|đột\s+phá|nhiệm\s+vụ"
    r"|nhóm\s+(?:nhiệm|giải|vấn)|giải\s+pháp|nội\s+dung|bước|bản(?!\s+đồ)|bộ\s+hồ\s+sơ|kỳ(?!\w)|khóa|khoá|mục\s+tiêu"
    r"|quan\s+điểm|nguyên\s+tắc|yêu\s+cầu|phương\s+châm|chương\s+trình\s+mục\s+tiêu|luật|nghị\s+quyết|nghị\s+định|chế\s+độ|kiên\s+quyết"
    r"|tại\s+chỗ|không(?!\w)|sạch(?!\w)|mạnh(?!\w)|phải(?!\w)|dám(?!\w)|sẵn\s+sàng|rõ(?!\w)|bên(?!\w)|phía(?!\w))"
)
_POPULATION = re.compile(
    r"\s*(?:(?:nghìn|ngàn|vạn|triệu)\s+)?(?:dân|người\s+dân|dân\s+số|trẻ\s+đẻ\s+sống|trẻ\s+sinh|ca\s+đẻ)(?!\w)"
)
_PER_POPULATION = re.compile(r"(?:trên|/|cho|tính trên|mỗi)\s*$")
_LIFE = re.compile(
    r"tuổi\s+thọ[^;.]*$|số\s+năm[^;.]*$|thời\s+(?:gian|hạn)[^;,.]*(?:giảm|rút|cắt)[^;,.]*$|(?:giảm|rút\s+ngắn|cắt\s+giảm)[^;,.]*$"
)
_MEMBERS = re.compile(r"\s*thành\s+viên(?!\w)")
_SMALL_BODY = 40
_SCORE = re.compile(
    r"\s*điểm(?!\s*%)(?!\s*phần)(?!\s+(?:trường|du|bưu|cầu|dân|mô|sáng|bán|truy|kinh|tham|sinh|phát|giới|thu|tập|vui|nóng|đen|đấu|cung|quy|đến))"
)


_GENERATION = re.compile(r"g(?!\w)")


def is_noise(low: str, match: re.Match[str], to: re.Match[str] | None, unit: Unit) -> bool:
    """Say whether the number at `match` (a range up to `to`) in the lower-case text is no value."""
    start, end = match.start(), to.end() if to else match.end()
    before = low[max(0, start - _LOOKBACK) : start]
    is_measured = unit.measure in {Measure.SHARE, Measure.MONEY, Measure.MEASURED}
    if _GENERATION.match(low, end) or _is_year(match[0], before, unit) or _is_code_or_date(low, match.end()):
        return True
    is_free = is_measured or (unit.measure is Measure.COUNTED and _GROUPED.fullmatch(match[0]))
    if _BEFORE.search(before) and not is_free and not _EACH.search(before):
        return True
    if is_measured:
        return False
    if _TOLD.search(before):
        return True
    if _AFTER.match(low, end):
        is_span = unit.name == "năm" and _WITHIN.search(before)
        return bool(is_span) or not _LIFE.search(before)
    is_staff = _MEMBERS.match(low, end) and (read_number(match[0]) or 0) < _SMALL_BODY
    is_base = _POPULATION.match(low, end) and _PER_POPULATION.search(before)
    return bool(is_staff or is_base or _SCORE.match(low, end))


def _is_year(digits: str, before: str, unit: Unit) -> bool:
    if not digits.isdigit() or len(digits) != len("2024"):
        return False
    year = read_number(digits) or Decimal(0)
    is_measured = unit.measure in {Measure.SHARE, Measure.MONEY, Measure.MEASURED}
    return _FIRST_YEAR <= year <= _LAST_YEAR and not (is_measured and not before.rstrip().endswith("năm"))


def _is_code_or_date(low: str, end: int) -> bool:
    if _SLASHED_CODE.match(low, end) or re.match(
        r"-(?:nq|ct|kh|qđ|kl|cv|hd|tb|bc|đa|ctr)/", low[end : end + 8]
    ):
        return True
    date = _DATE.match(low, end)
    if date is None:
        return False
    return not re.match(r"\s+[^\W\d_]", low[date.end() : date.end() + 4]) or "/" in date[0].strip("/ ")
