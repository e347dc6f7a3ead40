"""Who and what the sample commune consists of. Villages, people and results are invented."""

from dataclasses import dataclass
from datetime import date

from thidua.organisation.enums import Role, UnitKind

COMMUNE, DISTRICT, PROVINCE = "xã Cẩm Lĩnh", "huyện Cẩm Xuyên", "tỉnh Hà Tĩnh"
FIRST_DAY = date(2021, 6, 1)
VILLAGES = 9
HOUSEHOLDS = (186, 203, 174, 221, 158, 197, 165, 212, 190)
PEOPLE = (640, 702, 598, 765, 541, 683, 571, 734, 656)


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    name: str
    kind: UnitKind
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    households: int | None = None
    people: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """A post with an account; `unit` is a name of `UNITS`, empty for the commune itself."""

    username: str
    role: Role
    title: str
    unit: str
    full_name: str


UNITS = (
    PlannedUnit(
        "Văn phòng HĐND và UBND xã",
        UnitKind.OFFICE,
        "Văn phòng",
        ("Văn phòng UBND xã", "Văn phòng HĐND&UBND xã", "VP HĐND - UBND xã"),
    ),
    PlannedUnit("Đảng ủy xã", UnitKind.PARTY, "", ("Thường trực Đảng ủy", "TT. Đảng ủy")),
    PlannedUnit("Hội đồng nhân dân xã", UnitKind.PARTY, "HĐND xã", ("Thường trực HĐND xã", "TT. HĐND xã")),
    PlannedUnit("Ban Văn hóa xã", UnitKind.BOARD, "Ban Văn hóa"),
    PlannedUnit("Ban Tài chính - Kế toán", UnitKind.BOARD, "Tài chính"),
    PlannedUnit("Ban Địa chính - Nông nghiệp - Môi trường", UnitKind.BOARD, "Địa chính - Nông nghiệp"),
    PlannedUnit("Công an xã", UnitKind.BOARD),
    PlannedUnit("Ban Chỉ huy Quân sự xã", UnitKind.BOARD, "BCH Quân sự"),
    PlannedUnit(
        "Ủy ban Mặt trận Tổ quốc xã",
        UnitKind.UNION,
        "MTTQ xã",
        ("UBMTTQ xã", "Ủy ban MTTQ xã", "Mặt trận Tổ quốc xã"),
    ),
    PlannedUnit("Hội Nông dân xã", UnitKind.UNION),
    PlannedUnit("Hội Liên hiệp Phụ nữ xã", UnitKind.UNION, "Hội Phụ nữ"),
    PlannedUnit("Hội Cựu chiến binh xã", UnitKind.UNION),
    PlannedUnit("Đoàn Thanh niên xã", UnitKind.UNION, "Đoàn xã"),
    PlannedUnit("Trường Mầm non", UnitKind.SCHOOL),
    PlannedUnit("Trường Tiểu học", UnitKind.SCHOOL),
    PlannedUnit("Trạm Y tế", UnitKind.CLINIC, "", ("Trạm Y tế xã",)),
    PlannedUnit("Hợp tác xã Thủy sản", UnitKind.COOPERATIVE, "HTX Thủy sản"),
    *(
        PlannedUnit(f"Thôn {number}", UnitKind.VILLAGE, households=households, people=people)
        for number, (households, people) in enumerate(zip(HOUSEHOLDS, PEOPLE, strict=True), start=1)
    ),
)

POSTS = (
    PlannedPost("vanphong", Role.OFFICE, "Công chức Văn phòng", "Văn phòng HĐND và UBND xã", "Trần Thị B"),
    PlannedPost("chutich", Role.CHAIRMAN, "Chủ tịch UBND xã", "", "Lê Văn A"),
    PlannedPost(
        "hoidong", Role.COUNCIL, "Ủy viên Hội đồng Thi đua - Khen thưởng", "Đảng ủy xã", "Phạm Thị C"
    ),
    PlannedPost("banvanhoa", Role.EDITOR, "Công chức Văn hóa - Xã hội", "Ban Văn hóa xã", "Hoàng Văn D"),
    PlannedPost("kiemtra", Role.INSPECTOR, "Tổ kiểm tra", "Công an xã", "Đặng Văn E"),
    PlannedPost("tramyte", Role.UNIT_HEAD, "Trạm trưởng", "Trạm Y tế", "Bùi Thị G"),
    PlannedPost("taichinh", Role.UNIT_HEAD, "Trưởng ban", "Ban Tài chính - Kế toán", "Đinh Văn L"),
    PlannedPost(
        "diachinh", Role.UNIT_HEAD, "Trưởng ban", "Ban Địa chính - Nông nghiệp - Môi trường", "Phan Văn M"
    ),
    PlannedPost("quansu", Role.UNIT_HEAD, "Chỉ huy trưởng", "Ban Chỉ huy Quân sự xã", "Trịnh Văn N"),
    PlannedPost("mamnon", Role.UNIT_HEAD, "Hiệu trưởng", "Trường Mầm non", "Cao Thị P"),
    PlannedPost("tieuhoc", Role.UNIT_HEAD, "Hiệu trưởng", "Trường Tiểu học", "Mai Thị Q"),
    PlannedPost("quantri", Role.KEEPER, "Quản trị hệ thống", "Văn phòng HĐND và UBND xã", "Võ Văn H"),
)
VILLAGE_POST = PlannedPost("thon{number}", Role.UNIT_HEAD, "Trưởng thôn", "Thôn {number}", "")
UPPER_POST = PlannedPost("captren", Role.UPPER, "Chuyên viên Phòng Nội vụ huyện", "", "Ngô Thị K")

FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Võ", "Bùi", "Hồ", "Dương")
GIVEN_NAMES = (
    "An",
    "Bình",
    "Cường",
    "Dung",
    "Hà",
    "Khánh",
    "Lan",
    "Minh",
    "Nga",
    "Phúc",
    "Quý",
    "Sơn",
    "Thảo",
)
"""Family and given names are drawn apart, so that no village head is anybody."""

OWNERS = {
    "tăng trưởng giá trị sản xuất": "Ban Tài chính - Kế toán",
    "lương thực": "Ban Địa chính - Nông nghiệp - Môi trường",
    "lúa": "Ban Địa chính - Nông nghiệp - Môi trường",
    "Chăn nuôi": "Ban Địa chính - Nông nghiệp - Môi trường",
    "cây phân tán": "Ban Địa chính - Nông nghiệp - Môi trường",
    "rừng": "Ban Địa chính - Nông nghiệp - Môi trường",
    "nuôi trồng": "Hợp tác xã Thủy sản",
    "Thu ": "Ban Tài chính - Kế toán",
    "văn hóa": "Ban Văn hóa xã",
    "thể thao": "Ban Văn hóa xã",
    "Mầm non": "Trường Mầm non",
    "Tiểu học": "Trường Tiểu học",
    "Y tế": "Trạm Y tế",
    "suy dinh dưỡng": "Trạm Y tế",
    "dân số": "Trạm Y tế",
    "bảo hiểm y tế": "Trạm Y tế",
    "thủ tục hành chính": "Văn phòng HĐND và UBND xã",
    "Tỷ lệ hồ sơ": "Văn phòng HĐND và UBND xã",
    "chất thải": "Ban Địa chính - Nông nghiệp - Môi trường",
    "nước hợp vệ sinh": "Ban Địa chính - Nông nghiệp - Môi trường",
    "vững mạnh toàn diện": "Ban Chỉ huy Quân sự xã",
}
"""Which unit answers for a target, by words of its name; the first that fits. The rest stays open."""
