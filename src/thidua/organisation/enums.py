"""Kinds, levels and roles of an organisation."""

from django.db import models


class Level(models.TextChoices):
    """Levels of government; the district level ended on 30/6/2025 and stays for older papers."""

    CENTRAL = "central", "trung ương"
    PROVINCE = "province", "tỉnh"
    DISTRICT = "district", "huyện"
    COMMUNE = "commune", "xã"


class ChangeKind(models.TextChoices):
    """How one authority became another."""

    MERGED = "merged", "sáp nhập"
    RENAMED = "renamed", "đổi tên"
    SPLIT = "split", "chia tách"
    ABOLISHED = "abolished", "kết thúc hoạt động"


class UnitKind(models.TextChoices):
    """What a unit of a commune is."""

    VILLAGE = "village", "thôn"
    OFFICE = "office", "văn phòng"
    BOARD = "board", "ban, ngành"
    PARTY = "party", "tổ chức Đảng, HĐND"
    UNION = "union", "Mặt trận, đoàn thể"
    SCHOOL = "school", "trường học"
    CLINIC = "clinic", "trạm y tế"
    COOPERATIVE = "cooperative", "hợp tác xã"
    ENTERPRISE = "enterprise", "doanh nghiệp"


HEAD_TITLES = {
    UnitKind.VILLAGE: "Trưởng thôn",
    UnitKind.OFFICE: "Chánh Văn phòng",
    UnitKind.SCHOOL: "Hiệu trưởng",
    UnitKind.CLINIC: "Trạm trưởng",
    UnitKind.COOPERATIVE: "Giám đốc",
    UnitKind.ENTERPRISE: "Giám đốc",
}
"""What the head of a unit signs as; a kind whose heads are called differently is not in it."""
VILLAGE_HEAD_TITLES = {
    "tổ dân phố": "Tổ trưởng",
    **{word: f"Trưởng {word}" for word in ("xóm", "bản", "ấp", "làng", "buôn", "khu phố", "khối phố")},
}
"""The same by the first words of a village that is no "thôn"."""
ANY_HEAD_TITLE = "Thủ trưởng đơn vị"


class ListKind(models.TextChoices):
    """What a list pasted from Excel holds."""

    UNITS = "units", "đơn vị"
    PEOPLE = "people", "người"


class PersonRequestState(models.TextChoices):
    """How far a unit's request to add a person is."""

    WAITING = "waiting", "Chờ Văn phòng"
    ADDED = "added", "Đã thêm"
    REFUSED = "refused", "Không thêm"


class Role(models.TextChoices):
    """What a position lets its holder do; rights end with the position."""

    OFFICE = "office", "Văn phòng"
    CHAIRMAN = "chairman", "Chủ tịch UBND"
    COUNCIL = "council", "Thành viên Hội đồng"
    UNIT_HEAD = "unit_head", "Trưởng đơn vị"
    EDITOR = "editor", "Ban văn hóa"
    INSPECTOR = "inspector", "Tổ kiểm tra"
    UPPER = "upper", "Cấp trên"
    KEEPER = "keeper", "Quản trị hệ thống"


REPORTERS = (Role.UNIT_HEAD, Role.EDITOR)
"""Roles that write and send the reports of the unit they are of; only its head signs and verifies for it."""
TRUSTED = frozenset({Role.CHAIRMAN, Role.KEEPER, Role.COUNCIL, Role.OFFICE, Role.UPPER})
"""Roles whose accounts nobody enters or gives away alone."""

CONFIRMING = frozenset({Role.CHAIRMAN, Role.KEEPER, Role.OFFICE})
"""Roles that stand as the second person when a card for a trusted account is printed."""
