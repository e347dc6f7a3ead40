"""Names of bodies: abbreviations spelled out, capitals brought back to the usual spelling."""

import re

LEVELS = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")
"""Levels of administration, as a name of a place follows them."""

_ABBREVIATIONS = (
    (re.compile(r"\bUBMTTQ(?:VN|\s+VN|\s+Việt Nam)?\b", re.IGNORECASE), "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    (re.compile(r"\bMTTQ(?:VN|\s+VN|\s+Việt Nam)?\b", re.IGNORECASE), "Mặt trận Tổ quốc Việt Nam"),
    (re.compile(r"\bUBND\b", re.IGNORECASE), "Ủy ban nhân dân"),
    (re.compile(r"\bU[ỷỶ] ban\b", re.IGNORECASE), "Ủy ban"),
    (re.compile(r"\bHĐND\b", re.IGNORECASE), "Hội đồng nhân dân"),
    (re.compile(r"\bBCH\b", re.IGNORECASE), "Ban Chấp hành"),
    (re.compile(r"\bBTV\b", re.IGNORECASE), "Ban Thường vụ"),
    (re.compile(r"\bBCĐ\b", re.IGNORECASE), "Ban Chỉ đạo"),
    (re.compile(r"\bLHPN\b", re.IGNORECASE), "Liên hiệp Phụ nữ"),
    (re.compile(r"\bTNCS\b", re.IGNORECASE), "Thanh niên Cộng sản"),
    (re.compile(r"\bthi đua\s?[-–]\s?khen thưởng\b", re.IGNORECASE), "Thi đua - Khen thưởng"),
    (re.compile(r"\bTĐ\s?-?\s?KT\b", re.IGNORECASE), "Thi đua - Khen thưởng"),
    (re.compile(r"(?<=\bTrường )MN(?=\s)", re.IGNORECASE), "Mầm non"),
    (re.compile(r"(?<=\bTrường )T\.?H\.?(?=\s)", re.IGNORECASE), "Tiểu học"),
    (re.compile(r"(?<=\bTrường )THCS(?=\s)", re.IGNORECASE), "Trung học cơ sở"),
    (re.compile(r"(?<=\bTrường )THPT(?=\s)", re.IGNORECASE), "Trung học phổ thông"),
    (re.compile(r"\bTP\.?\s+(?=\w)", re.IGNORECASE), "thành phố "),
)
_FIXED = (
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Mặt trận Tổ quốc Việt Nam",
    "Ban Chấp hành",
    "Ban Thường vụ",
    "Ban Chỉ đạo",
    "Ban Thường trực",
    "Đảng bộ",
    "Đảng ủy",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Quận ủy",
    "Thị ủy",
    "Chi bộ",
    "Văn phòng",
    "Quốc hội",
    "Chính phủ",
    "Thủ tướng Chính phủ",
    "Hội đồng Thi đua - Khen thưởng",
    "Thi đua - Khen thưởng",
    "Hội Liên hiệp Phụ nữ",
    "Hội Nông dân",
    "Hội Cựu chiến binh",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "Liên đoàn Lao động",
    "Việt Nam",
    "Phó Chủ tịch",
    "Chủ tịch",
    "Phó Bí thư",
    "Bí thư",
)
_PHRASES = {phrase.casefold(): phrase for phrase in sorted(_FIXED, key=len, reverse=True)}
_PHRASE = re.compile("|".join(rf"\b{re.escape(phrase)}\b" for phrase in _PHRASES))
_LEVEL = re.compile(
    rf"\b(?:(?:{'|'.join(LEVELS)})(?!\s+(?:hội|ủy|uỷ|đoàn)\b)|(?:tỉnh|huyện|thành|quận|thị) (?:ủy"
    r"|uỷ|đoàn))\s+(?=\w)"
)
_SCHOOL = re.compile(
    r"\btrường (?:mầm non|mẫu giáo|(?:tiểu học và )?trung học cơ sở|tiểu học(?! và)|trung học phổ thông)"
    rf"\s+(?=\w)(?!(?:{'|'.join(LEVELS)})\b)"
)
_PLACE_NAME = re.compile(r"(?<=\bthành phố )\w+ \w+|(?<=\btỉnh )\w+ \w+")
_ABBREVIATION = re.compile(r"\b(?:ubnd|hđnd|mttq|ubmttq|bch|btv|bcđ|tđkt|lhpn|qs|vh|xh|đu)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_PROPER_HEADS = re.compile(
    r"\b(?:sở|phòng|(?<!ủy )ban|bộ|cục|chi cục|trường|trung tâm|công an|viện|hội|đoàn)\s+(?=\w)"
)


def spell_out(name: str) -> str:
    """Write abbreviations in full: "UBND xã Cẩm Lĩnh" -> "Ủy ban nhân dân xã Cẩm Lĩnh"."""
    for pattern, words in _ABBREVIATIONS:
        name = pattern.sub(words, name)
    return " ".join(name.split())


def name_from_capitals(printed: str) -> str:
    """Spell a name printed in capitals as in running text: "SỞ TÀI CHÍNH TỈNH A" -> "Sở Tài chính tỉnh A"."""
    name = spell_out(printed)
    return _small(name) if _is_in_capitals(printed) else name


def title_from_capitals(printed: str) -> str:
    """Spell the title of a person as in running text, its abbreviations as printed."""
    name = " ".join(printed.split())
    if not _is_in_capitals(name):
        return name
    return _ABBREVIATION.sub(lambda match: match[0].upper(), _small(name))


def _small(name: str) -> str:
    name = name.lower()
    place = _SCHOOL.search(name) or _LEVEL.search(name)
    head, tail = (name[: place.end()], name[place.end() :]) if place else (name, "")
    opener = _PROPER_HEADS.search(head)
    if opener:
        inner = _each_part_capital(head[opener.end() :])
        head = head[: opener.start()] + opener[0].capitalize() + inner
        head = _LEVEL.sub(lambda match: match[0].lower(), head)
    text = _with_fixed(head) + _title(tail)
    return text[:1].upper() + text[1:]


def _with_fixed(text: str) -> str:
    folded = text.lower()
    parts, position = [], 0
    for match in _PHRASE.finditer(folded):
        parts += [text[position : match.start()], _PHRASES[match[0]]]
        position = match.end()
    return "".join([*parts, text[position:]])


def sentence_from_capitals(printed: str) -> str:
    """Spell a title printed in capitals as a sentence; places and names may stay small."""
    if not _is_in_capitals(printed):
        return printed
    text = _with_fixed(printed.lower())
    text = _PLACE_NAME.sub(lambda match: _title(match[0]), text)
    text = re.sub(r"[“\"„]\w", lambda match: match[0].upper(), text)
    return text[:1].upper() + text[1:]


def _is_in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) > 0.7 * len(letters)


def _title(text: str) -> str:
    return _WORD.sub(lambda match: match[0].capitalize(), text)


def _each_part_capital(text: str) -> str:
    """Capitalise the first word, and those after a comma, a dash and "và"."""
    return re.sub(r"(?:^|,\s*|\s[-–—]\s|\bvà\s+)\w", lambda match: match[0][:-1] + match[0][-1].upper(), text)
