"""Who is put forward for praise in the sample half year. People and deeds are invented."""

from dataclasses import dataclass

FRONT = ("Thôn 4", "Thôn 8", "Thôn 1")
"""The first three places of the half year."""
CLINIC = ("Trạm Y tế", "Tiêm chủng đầy đủ cho trẻ dưới một tuổi sáu tháng đầu năm 2024")
HELD_UNIT = "Thôn 8"
HELD_BECAUSE = "Đơn của hai hộ về việc thu quỹ thôn, đang xác minh"
HELD_PAPER = "17/TB-UBND ngày 05/08/2024"


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Somebody put forward, as the village wrote it down."""

    name: str
    unit: str
    deed: str
    birth_year: int
    is_female: bool

    @property
    def is_leader(self) -> bool:
        return self.deed.startswith("Trưởng thôn")


_PEOPLE = """
Nguyễn Thị Hòa | Thôn 1 | 1979 | nữ | Thu gom 12 tấn rác ven biển cùng tổ tự quản
Trần Văn Bảy | Thôn 1 | 1968 | nam | Chuyển hai tàu cá sang nghề câu, không dùng lưới cấm
Lê Thị Xoan | Thôn 2 | 1972 | nữ | Vận động 38 hộ mua bảo hiểm y tế
Phạm Văn Lực | Thôn 2 | 1965 | nam | Trồng 400 cây phi lao chắn cát
Hoàng Thị Mận | Thôn 2 | 1981 | nữ | Dạy nghề đan lưới cho 9 lao động
Đặng Văn Thuận | Thôn 3 | 1959 | nam | Hiến 120 mét vuông đất mở đường thôn
Võ Thị Lài | Thôn 3 | 1976 | nữ | Nuôi tôm an toàn, giúp bốn hộ cùng làm
Bùi Văn Toản | Thôn 4 | 1970 | nam | Trưởng thôn dẫn đầu sáu tháng đầu năm 2024
Hồ Thị Thơm | Thôn 4 | 1974 | nữ | Tổ trưởng tổ vay vốn, không có nợ quá hạn
Dương Văn Kỷ | Thôn 4 | 1983 | nam | Cứu hai ngư dân gặp nạn ngày 14/05/2024
Nguyễn Văn Trung | Thôn 5 | 1963 | nam | Cải tạo 1,5 ha ruộng nhiễm mặn
Trần Thị Vân | Thôn 5 | 1985 | nữ | Giữ đội văn nghệ thôn, ba giải cấp huyện
Lê Văn Đông | Thôn 5 | 1977 | nam | Sửa 30 cột đèn đường bằng công của mình
Phạm Thị Nhàn | Thôn 6 | 1961 | nữ | Nấu cháo miễn phí cho trạm y tế mỗi sáng thứ bảy
Hoàng Văn Sáu | Thôn 6 | 1966 | nam | Vụ Xuân đạt 62 tạ lúa một héc ta
Đặng Thị Sen | Thôn 7 | 1980 | nữ | Giúp 12 hộ làm hố rác tại nhà
Võ Văn Hải | Thôn 8 | 1971 | nam | Đánh bắt 21 tấn cá sáu tháng đầu năm 2024
Bùi Thị Lý | Thôn 8 | 1990 | nữ | Bán hàng giúp 40 hộ qua mạng
Hồ Văn Chiến | Thôn 9 | 1958 | nam | Giữ sạch tuyến đường thôn dài 1,2 km
Công Tằng Tôn Nữ Hoàng Thị Ngọc Quỳnh Phương Thảo | Thôn 9 | 1994 | nữ | Mở lớp học hè cho 26 em
Dương Thị Hiền | Trường Mầm non | 1988 | nữ | Làm đồ chơi từ vật liệu bỏ đi
Nguyễn Văn Quyết | Trường Tiểu học | 1982 | nam | Dạy kèm 11 học sinh yếu
Trần Thị Thu | Trạm Y tế | 1978 | nữ | Khám tại nhà cho 63 người già
"""


def _person(line: str) -> PlannedPerson:
    name, unit, year, sex, deed = (part.strip() for part in line.split("|"))
    return PlannedPerson(name, unit, deed, int(year), is_female=sex == "nữ")


PEOPLE = tuple(_person(line) for line in _PEOPLE.strip().splitlines())
PRAISED_BEFORE = "Dương Văn Kỷ"
"""He holds a commendation of the district for the same deed."""
PRAISED_BY = "412/QĐ-UBND ngày 20/05/2024 của UBND huyện"
VOTED_DOWN = "Hoàng Văn Sáu"
FALSE_CLAIM = "Võ Văn Hải"
"""The visit to Thôn 8 found less fish than was claimed; what he was praised for was not so."""

HOUSEHOLDS = (
    ("Thôn 1", "Phan Văn Thịnh", "Hiến đất và công làm đường nội đồng"),
    ("Thôn 2", "Mai Thị Tâm", "Hộ sản xuất giỏi, tạo việc cho 7 lao động"),
    ("Thôn 4", "Cao Văn Hợi", "Vườn mẫu đầu tiên của thôn"),
    ("Thôn 5", "Đinh Thị Loan", "Nhận nuôi hai cháu mồ côi"),
    ("Thôn 6", "Trịnh Văn Dần", "Trồng 2 ha rừng phòng hộ"),
    ("Thôn 9", "Phan Thị Nguyệt", "Giữ nghề làm nước mắm, dạy nghề cho 5 người"),
)
