"""The words officials build targets from."""

import re


def words(*alternatives: str) -> str:
    """Return a group that matches any of the alternatives as whole words, spaces of any width."""
    joined = "|".join(alternative.replace(" ", r"\s+") for alternative in alternatives)
    return rf"(?:(?<!\w)(?:{joined})(?!\w))"


_HEADS = words(
    "t[ỷỉ] lệ", "t[ỷỉ] suất", "t[ỷỉ] trọng", "t[ỷỉ] số", "số",
    "tổng", "diện tích", "sản lượng", "năng suất", "giá trị", "thu nhập",
    "thu ngân sách", "thu", "chi ngân sách", "tốc độ", "mức", "cơ cấu",
    "mật độ", "kim ngạch", "độ che phủ", "hệ số", "chỉ số", "doanh thu", "vốn",
    "quy mô", "công suất", "chiều dài", "lượng", "tuổi thọ", "grdp",
    "gdp", "dư nợ", "bội chi", "huy động", "giải ngân", "bình quân",
    "tổng đàn", "cấp huyện", "cấp xã", "cấp tỉnh",
)  # fmt: skip
ANY_HEAD = re.compile(_HEADS)
ACTIONS = words(
    "trồng mới", "trồng", "xây dựng mới", "xây dựng lại", "xây dựng", "thành lập mới",
    "thành lập", "tạo việc làm", "tạo điều kiện", "tạo", "giải quyết việc làm",
    "giải quyết", "đào tạo nghề", "đào tạo", "thu hút", "phát triển mới",
    "phát triển thêm", "phát triển", "kết nạp", "tổ chức", "duy trì", "giữ vững", "hoàn thành",
    "đóng góp", "cung cấp", "bảo đảm", "đảm bảo", "mở", "sửa chữa", "làm mới",
    "hỗ trợ", "vận động", "xử lý", "cấp", "công nhận", "xóa", "xoá", "nâng cấp", "nâng",
    "tăng", "giảm", "hạ", "cứng hóa", "cứng hoá", "bê tông hóa", "sử dụng",
    "đăng ký", "đưa", "lắp đặt", "trang bị", "chuyển đổi", "cải tạo", "khai thác",
    "nuôi dưỡng", "bảo vệ", "khoanh nuôi", "tuyên truyền", "tập huấn", "đầu tư",
    "tiếp nhận", "thả", "nuôi", "sản xuất", "gieo trồng", "gieo cấy", "kéo giảm",
    "rút ngắn", "tiêm phòng", "khám", "tặng", "trao", "xuất khẩu", "tham gia", "xây", "rà soát", "thực hiện",
)  # fmt: skip
_HORIZON = (
    r"(?:(?:phấn\s+đấu\s+)?(?:định\s+hướng\s+)?(?:đến|vào|trong|từ|hết|cuối|tới)?\s*(?:hết\s+|cuối\s+)?(?:(?:năm|giai\s+đoạn|nhiệm\s+kỳ)\s+\d{4}"
    r"(?:\s*[-–—]\s*\d{4})?|(?:hàng|hằng|mỗi)\s+(?:năm|quý|tháng)|nhiệm\s+kỳ|năm\s+học\s+\d{4}\s*[-–—]\s*\d{4}))"
)
_AIMS = words(
    "phấn đấu", "quyết tâm", "đảm bảo", "bảo đảm", "có", "đạt", "đạt được",
    "khoảng", "bình quân", "từ", "trên", "dưới", "mỗi năm", "tiếp tục", "còn", "và",
    "ít nhất", "được", "cho", "mới", "thêm", "là", "đều", "dự kiến", "ước",
    "hướng tới", "ngoài ra", "với", "đồng thời", "cụ thể", "đi", "trong đó", "riêng",
)  # fmt: skip

# Only verbs, fillers and horizons: what may stand before a value that opens its clause.
LIGHT = re.compile(rf"(?>[\s,:\"“(]|{_HORIZON}|{ACTIONS}|{_AIMS})*+")
HORIZON_START = re.compile(rf"[\s\"“(]*{_HORIZON}")
HEAD_START = re.compile(
    rf"[\s\"“(]*(?:{_HORIZON}[\s,]*)?(?:phấn\s+đấu\s+(?:đạt\s+)?)?(?:{_HORIZON}[\s,]*)?(?:các\s+)?{_HEADS}"
)
COMMITMENT_START = re.compile(rf"\s*(?:{_HORIZON}[\s,]*)?(?:phấn\s+đấu|{ACTIONS}|{_HORIZON}|đạt(?!\w))")
STRONG_START = re.compile(
    rf"\s*(?:{_HORIZON}|phấn\s+đấu|{_HEADS}|{ACTIONS}|(?:đạt|cao\s+hơn|góp\s+phần|nâng\s+cao|tăng\s+cường|không\s+để|không\s+có|không\s+còn)(?!\w))"
)
CHANGE_AFTER = re.compile(
    r"\s*\(?(?:(?:và|đồng\s+thời)\s+)?(?:tăng|giảm|vượt|bằng|gấp)(?:\s+(?:thêm|bình\s+quân|khoảng|hơn|trên|gần|từ|tương\s+ứng|là|kế\s+hoạch))*\s+(?=\d)"
)
FREQUENCY = re.compile(r"(?<!\w)(?:định\s+kỳ\s+)?(?:mỗi|hàng|hằng|một)\s+(?:năm|quý|tháng|tuần)(?!\w)")
CAPACITY = re.compile(
    r"(?<!\w)(?:với|tham\s+gia)\s+(?=(?:khoảng\s+|trên\s+|hơn\s+)?\d)"
    r"|(?<!\w)(?:với\s+)?(?:tổng\s+)?(?:công\s+suất|diện\s+tích|quy\s+mô|chiều\s+dài|sản\s+lượng|năng\s+suất|tổng\s+mức\s+đầu\s+tư|tổng\s+vốn|tổng\s+kinh\s+phí)(?!\w)"
)
LEVEL_TO = re.compile(r"[^,;()]{0,40}?(?<!\w)(?:lên|xuống|còn|thành)(?!\w)[^,;()]{0,30}$")
CHANGE_VERB = re.compile(
    r"(?<!\w)(?:tăng(?!\s+(?:cường|gia|cao|tốc|ca|sinh|thu\s+nhập(?!\s+bình\s+quân)))|nâng(?!\s+(?:cao|cấp))|giảm(?!\s+(?:thiểu|nghèo(?!\s+(?:bình|từ|\d|hàng|hằng|mỗi))))"
    r"|hạ(?=\s+(?:t[ỷỉ]|thấp|mức|xuống|\d|giá|từ|bình))|rút\s+ngắn|cắt\s+giảm|kéo\s+giảm|tiết\s+giảm)(?:\s+(?:trưởng|thêm|bớt|dần))?(?!\w)"
)
RISES = ("tăng", "nâng")
NOUN_BEFORE_CHANGE = re.compile(
    r"(?:tốc\s+độ|nhịp\s+độ|mức(?:\s+độ)?|t[ỷỉ]\s+lệ|chỉ\s+số|giá\s+trị|gia|công\s+tác|đà)\s*$"
)
# "mục tiêu tăng trưởng 8%" names a level, "mục tiêu tăng thu ngân sách 8%" asks for a change.
NOUN_BEFORE_GROWTH = re.compile(r"(?<!\w)(?:mục\s+tiêu|chỉ\s+tiêu|vào|cho|về|của)\s*$")
HOLDS_CHANGE = re.compile(r"(?:duy\s+trì|giữ(?:\s+vững)?|bảo\s+đảm|đảm\s+bảo)\s+(?:được\s+)?mức\s*$")
LEVEL_WORD = re.compile(r"(?<!\w)(?:đạt|còn|xuống|lên|là|bằng|chiếm|ở\s+mức|dưới\s+mức|thành)(?!\w)|:")
MAINTAIN = re.compile(
    r"(?<!\w)(?:giữ\s+vững|duy\s+trì|giữ\s+nguyên|giữ\s+ổn\s+định|giữ\s+mức|tiếp\s+tục\s+giữ|^ổn\s+định|ổn\s+định(?=\s+(?:ở\s+mức\s+|khoảng\s+|từ\s+)*\d))(?!\w)"
)
MAINTAIN_AND = re.compile(r"\s+(?:và|hoặc|,)\s+(?:nâng|tăng|phát\s+triển|mở\s+rộng|đẩy|cải\s+thiện)")
