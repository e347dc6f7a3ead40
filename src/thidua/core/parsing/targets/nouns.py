"""Which words behind a number are counted: classifiers of one syllable, longer names, and none."""

import re

LONG_NOUN = re.compile(
    r"\s+((?:nhà\s+văn\s+(?:hóa|hoá)|giường\s+bệnh|khu\s+dân\s+cư|khu\s+công\s+nghiệp"
    r"|cụm\s+công\s+nghiệp|câu\s+lạc\s+bộ|hợp\s+tác\s+xã|tổ\s+hợp\s+tác|khu\s+rừng\s+giống"
    r"|thủ\s+tục\s+hành\s+chính|đề\s+tài\s+khoa\s+học))(?!\w)",
    re.IGNORECASE,
)
_PLACES = (
    r"(?:xã|phường|thị\s+trấn|thị\s+xã|huyện|quận|thành\s+phố|thôn|ấp|khóm|khu\s+phố"
    r"|tổ\s+dân\s+phố|xóm|bản|làng|buôn)"
)
# "14 huyện, thành phố": places that are counted together.
PLACES_TOGETHER = re.compile(rf"\s+({_PLACES}(?:\s*,\s*{_PLACES})+)(?!\w)", re.IGNORECASE)
SINGLE_NOUNS = frozenset(
    {
        "htx", "tht", "dn", "hs", "gv", "clb", "đv", "hv", "ocop",
        "ao", "biển", "buôn", "buổi", "bài", "bản", "bảng", "bộ", "ca", "camera", "chiếc", "cháu",
        "chợ", "con", "cuộc", "cái", "cây", "căn", "cầu", "cặp", "cống", "em", "giường", "giải",
        "giếng", "gói", "gương", "huyện", "hạt", "hố", "hộ", "khóm", "làng", "lượt", "lần", "lớp",
        "máy", "ngôi", "người", "phường", "suất", "sân", "thôn", "thùng", "tin", "trường", "trạm",
        "trẻ", "tấm", "tỉnh", "tổ", "vụ", "xã", "xóm", "bậc", "vườn", "đoạn", "điểm", "đập", "đội", "ấp",
    }
)  # fmt: skip
NO_NOUNS = frozenset(
    {
        "bình", "bằng", "cho", "còn", "có", "cùng", "cũng", "của", "do", "dưới", "giảm", "giờ", "hoặc",
        "hàng", "hằng", "khi", "không", "là", "mỗi", "ngày", "như", "nhằm", "này", "năm", "nếu",
        "phút", "quý", "ra", "so", "sẽ", "theo", "tháng", "thì", "trong", "trên", "trở", "tuổi",
        "tăng", "tại", "từ", "và", "vào", "về", "với", "đã", "đó", "được", "đạt", "đến", "để", "ở",
    }
)  # fmt: skip
