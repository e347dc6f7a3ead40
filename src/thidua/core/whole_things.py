"""Things that come whole: half a household is nowhere to be found, half a ton is.

Which these are is said by the unit of measure. A share, a mean ("con/hộ") and a count in thousands
("nghìn cây") are no counts of whole things.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from thidua.core.goal_text import amount_text
from thidua.core.quantities import format_number
from thidua.core.rounding import rounded
from thidua.core.text import normalise

_NOUNS = (
    "người", "hộ", "khẩu", "nhân khẩu", "cháu", "em", "trẻ", "trẻ em", "học sinh", "giáo viên", "đảng viên",
    "đoàn viên", "hội viên", "thành viên", "cán bộ", "công dân", "lao động", "gia đình", "công nhân",
    "cây", "con", "gốc", "nhà", "ngôi", "căn", "công trình", "mô hình", "thôn", "xóm", "ấp", "xã", "tổ",
    "đội", "khu dân cư", "cơ quan", "đơn vị", "doanh nghiệp", "hợp tác xã", "câu lạc bộ", "chi hội",
    "chi bộ", "trường", "lớp", "trạm", "vụ", "vụ việc", "cuộc", "buổi", "lượt", "lần", "trường hợp",
    "hồ sơ", "tin", "bài", "tin bài", "sản phẩm", "sáng kiến", "đề tài", "chiếc", "cái", "tàu", "thuyền",
    "xe", "thùng", "suất", "giếng", "cầu", "cống", "camera", "bộ", "tiêu chí",
)  # fmt: skip
_NOT = ("cây số", "bộ phận")


@lru_cache(maxsize=1000)
def is_whole(measure: str) -> bool:
    """Whether the measure counts things that cannot be parted: "hộ", "người có thẻ", "cây xanh"."""
    words = " ".join(normalise(measure).lower().split())
    if "/" in words or any(_begins(words, name) for name in _NOT):
        return False
    return any(_begins(words, noun) for noun in _NOUNS)


def about(number: Fraction, unit: str) -> str:
    """Print a computed number that is not negative: whole things "khoảng 12 hộ", others as they are."""
    if not is_whole(unit):
        return amount_text(rounded(number), unit)
    text = amount_text(rounded(number, 0), unit)
    return text if number.denominator == 1 else f"khoảng {text}"


def parted(value: Decimal, measure: str) -> str:
    """Say what is wrong with a fraction of whole things: "2,5 hộ? Số hộ phải là số nguyên."."""
    if value % 1 == 0 or not is_whole(measure):
        return ""
    return f"{format_number(value)} {measure}? Số {measure} phải là số nguyên."


def _begins(words: str, noun: str) -> bool:
    return f"{words} ".startswith(f"{noun} ")
