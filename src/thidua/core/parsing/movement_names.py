"""Names of movements: the period that trails behind one, and the level it belongs to."""

import re

PERIOD = re.compile(
    r"[,\s]*(?:trên địa bàn[^,;.“”\"]{0,50}"
    r"|của[^,;.“”\"]{0,40})?[,\s(]*giai\s+đoạn\s+(?:từ\s+(?:năm\s+)?)?(?P<a>(?:19|20)\d{2})"
    r"\s*(?:[-–—]|đến(?:\s+năm)?)\s*(?P<b>(?:19|20)\d{2})",
    re.IGNORECASE,
)
"""A period behind a closing quotation mark."""

_PERIOD_TAIL = re.compile(
    r"[,\s(]*giai\s+đoạn\s+(?:từ\s+(?:năm\s+)?)?(?P<a>(?:19|20)\d{2})\s*(?:[-–—]"
    r"|đến(?:\s+năm)?)\s*(?P<b>(?:19|20)\d{2})\s*\)?\s*$",
    re.IGNORECASE,
)
_LEVELS = (
    ("trung ương", r"thủ tướng|chính phủ|trung ương|cả nước|toàn quốc|toàn dân|bộ chính trị"),
    ("tỉnh", r"cả tỉnh|toàn tỉnh|tỉnh|thành phố"),
    ("huyện", r"huyện|quận|thị xã"),
    ("xã", r"\bxã\b|phường|thị trấn|đặc khu"),
)
# Where a movement is held says more than its name ("Toàn dân ..."), but not more than who launched it.
_LAUNCHED_ABOVE = re.compile(r"thủ tướng|chính phủ|bộ chính trị")
_AREA = re.compile(
    r"trên địa bàn (?:toàn )?(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?!\w)"
)


def without_period(name: str) -> tuple[str, tuple[str, str] | None]:
    tail = _PERIOD_TAIL.search(name)
    if tail is None:
        return name.strip(" ,;.*"), None
    return name[: tail.start()].strip(" ,;.*("), (tail["a"], tail["b"])


def level_of(words: str) -> str | None:
    lowered = words.lower()
    area = None if _LAUNCHED_ABOVE.search(lowered) else _AREA.search(lowered)
    if area:
        lowered = area[1]
    return next((level for level, pattern in _LEVELS if re.search(pattern, lowered)), None)
