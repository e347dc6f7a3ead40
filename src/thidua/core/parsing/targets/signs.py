"""The words of a paragraph that tell promise from report, found once and asked for by place."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from enum import StrEnum

from thidua.core.parsing.targets.lexicon import words

_PAST = re.compile(
    words(
        "đã", "đạt được", "hiện nay", "tính đến", "đến nay", "năm qua",
        "thời gian qua", "ước đạt", "ước thực hiện", "6 tháng đầu năm",
        "9 tháng", "cùng kỳ", "kết quả", "trong kỳ",
        "nhiệm kỳ qua", "vừa qua", "so với đầu nhiệm kỳ", "so với đầu năm",
    )
)  # fmt: skip
_SINCE = re.compile(
    r"(?<!\w)(?:đã|tính\s+đến|đến\s+nay|hiện\s+nay|(?<!thực\s)hiện\s+có|ước\s+(?:đạt|thực\s+hiện)|năm\s+qua|thời\s+gian\s+qua|vừa\s+qua)(?!\w)"
)
_AHEAD = re.compile(
    words(
        "phấn đấu", "đến năm", "đến hết năm", "đến cuối năm", "mục tiêu", "chỉ tiêu",
        "bảo đảm", "đảm bảo", "quyết tâm", "ít nhất", "tối thiểu", "trở lên", "kế hoạch",
        "sẽ", "đến giai đoạn", "giai đoạn",
    )
)  # fmt: skip
_STRONG_AHEAD = re.compile(
    r"(?<!tính )"
    + words(
        "phấn đấu",
        "quyết tâm",
        "đến năm",
        "đến hết năm",
        "đến cuối năm",
        r"mục tiêu (?:đến|là|đề ra|đặt ra|cụ thể)",
    )
)
_AIM = re.compile(words("phấn đấu"))
_MADE = re.compile(
    words(
        "trồng", "xây dựng", "xây mới", "xây", "thành lập", "tổ chức", "mở", "kết nạp",
        "giải quyết việc làm", "tạo việc làm", "đào tạo", "hỗ trợ", "sửa chữa", "nâng cấp", "làm mới",
        "phát triển", "thu hút", "cung cấp", "sử dụng", "đăng ký", "vận động", "lắp đặt",
        "cải tạo", "bê tông hóa", "bê tông hoá", "cứng hóa", "cứng hoá", "công nhận", "nhân rộng",
        "hoàn thành", "có", "đạt", "tăng", "giảm", "đưa", "trang bị", "tạo điều kiện",
        "huy động", "xóa", "xoá", "tặng", "trao", "tuyên truyền", "tập huấn", "thực hiện", "nuôi dưỡng",
        "bảo vệ", "duy trì", "giữ vững", "xuất khẩu", "gieo trồng", "gieo cấy", "khoanh nuôi",
        "chuyển đổi", "tiếp nhận", "phát hiện", "giới thiệu", "viết", "đăng", "kiểm tra",
        "giám sát", "họp", "sinh hoạt",
    )
)  # fmt: skip


class Sign(StrEnum):
    """What a word hints at."""

    PAST = "past"
    DONE_SINCE = "done since"
    AHEAD = "ahead"
    STRONGLY_AHEAD = "strongly ahead"
    AIM = "aim"
    MADE = "made"


_PATTERNS: Mapping[Sign, re.Pattern[str]] = {
    Sign.PAST: _PAST,
    Sign.DONE_SINCE: _SINCE,
    Sign.AHEAD: _AHEAD,
    Sign.STRONGLY_AHEAD: _STRONG_AHEAD,
    Sign.AIM: _AIM,
    Sign.MADE: _MADE,
}


class Signs:
    """The signs of one paragraph (lower case); each kind is searched once, when first asked for."""

    def __init__(self, low: str) -> None:
        self._low = low
        self._found: dict[Sign, tuple[list[int], list[int]]] = {}

    def has(self, sign: Sign, start: int, end: int) -> bool:
        """Say whether the sign stands wholly between two places."""
        if sign not in self._found:
            spans = [match.span() for match in _PATTERNS[sign].finditer(self._low)]
            self._found[sign] = ([first for first, _ in spans], [last for _, last in spans])
        starts, ends = self._found[sign]
        index = bisect_left(starts, start)
        return index < len(starts) and ends[index] <= end
