"""How the season of the sample commune is followed and split. Parts, bases and last year's are invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from thidua.demo.plan import HOUSEHOLDS, PEOPLE

_LAND = "Ban Địa chính - Nông nghiệp - Môi trường"
_MONEY = "Ban Tài chính - Kế toán"
_HEALTH = "Trạm Y tế"
_OFFICE = "Văn phòng HĐND và UBND xã"


@dataclass(frozen=True, slots=True)
class Way:
    """How a target is followed; `name` is its name in the letter, from the first word on.

    `changes` are the columns of its tracking where the proposal does not fit. Either `owner` answers for the
    whole, or the nine villages have `parts`; `bases` make a part the least count that reaches the rate.
    `last_year` are the villages' own results, in the order of their numbers.
    """

    name: str
    changes: Mapping[str, object] = field(default_factory=dict)
    owner: str = ""
    parts: str = ""
    bases: tuple[int, ...] = ()
    last_year: str = ""


WAYS: Mapping[str, Way] = {
    "growth": Way("Tốc độ tăng trưởng", {"allocation_kind": "one"}, owner=_MONEY),
    "grain": Way(
        "Tổng sản lượng lương thực",
        {"last_year": "2.318", "assigned_above": "2.300"},
        parts="266 286 246 309 223 277 232 298 213",
        last_year="261 283 240 306 221 274 229 294 210",
    ),
    "rice": Way(
        "Sản lượng lúa",
        {"last_year": "2.176", "assigned_above": "2.160"},
        parts="250 268 231 290 209 260 218 279 200",
        last_year="246 264 227 287 205 256 216 276 199",
    ),
    "livestock": Way("Chăn nuôi", {"allocation_kind": "one"}, owner=_LAND),
    "trees": Way(
        "Trồng cây phân tán",
        {
            "frequency": "month",
            "curve_kind": "points",
            "curve_points": [["29/02", "75"], ["31/03", "85"], ["30/06", "90"]],
            "last_year": "2.913",
        },
        parts="350 360 300 400 300 340 290 370 290",
        last_year="342 355 288 391 300 318 276 362 281",
    ),
    "forest": Way("Trồng rừng", {"frequency": "quarter", "allocation_kind": "one"}, owner=_LAND),
    "fish": Way(
        "Sản lượng đánh bắt",
        {"frequency": "month", "last_year": "3.262", "assigned_above": "3.300"},
        parts="520 380 310 450 400 340 300 480 220",
        last_year="505 366 297 433 384 322 288 461 206",
    ),
    "ponds": Way(
        "Sản lượng nuôi trồng",
        {"frequency": "month", "last_year": "248"},
        parts="40 34 22 38 30 28 24 36 18",
        last_year="37 31 20 35 28 26 22 33 16",
    ),
    "revenue": Way(
        "Thu ngân sách",
        {
            "allocation_kind": "one",
            "last_year": "18,4",
            "assigned_above": "18,5",
            "assigned_by_council": "19",
        },
        owner=_MONEY,
    ),
    "own_revenue": Way(
        "Thu trên địa bàn",
        {"frequency": "month", "allocation_kind": "one", "curve_kind": "budget", "last_year": "11,7"},
        owner=_MONEY,
    ),
    "firms": Way("Thành lập doanh nghiệp", {"allocation_kind": "one"}, owner=_MONEY),
    "cultured": Way("Tỷ lệ hộ đạt gia đình văn hóa", {"last_year": "93,4"}, bases=HOUSEHOLDS),
    "sporting": Way("Tỷ lệ hộ đạt gia đình thể thao", {"last_year": "53,8"}, bases=HOUSEHOLDS),
    "third_child": Way(
        "Số trường hợp sinh con thứ 3", {"frequency": "year", "allocation_kind": "one"}, owner=_HEALTH
    ),
    "thin": Way("Hạ tỷ lệ suy dinh dưỡng", {"allocation_kind": "one"}, owner=_HEALTH),
    "labour": Way(
        "Tạo điều kiện lao động",
        {"frequency": "month", "last_year": "296"},
        parts="38 40 32 44 30 36 30 42 28",
        last_year="35 37 30 41 27 33 28 39 26",
    ),
    "abroad": Way(
        "Xuất khẩu lao động",
        {"frequency": "month", "last_year": "57"},
        parts="8 8 6 9 6 7 6 8 6",
        last_year="7 7 6 8 5 7 5 7 5",
    ),
    "insured": Way(
        "Tỷ lệ người tham gia bảo hiểm",
        {
            "last_year": "93,1",
            "numerator_name": "số người có thẻ",
            "denominator_name": "số khẩu",
        },
        bases=PEOPLE,
        last_year="93,2 92,8 89,7 93,1 92,9 93,5 92,1 93,8 93,6",
    ),
    "online_services": Way(
        "Thủ tục hành chính",
        {
            "frequency": "quarter",
            "last_year": "88",
            "numerator_name": "số thủ tục trực tuyến",
            "denominator_name": "tổng số thủ tục",
        },
        owner=_OFFICE,
        bases=(126,),
    ),
    "online_files": Way(
        "Tỷ lệ hồ sơ phát sinh",
        {"last_year": "81,5", "numerator_name": "hồ sơ trực tuyến", "denominator_name": "tổng số hồ sơ"},
        owner=_OFFICE,
        bases=(1900,),
    ),
    "waste": Way(
        "Tỷ lệ chất thải rắn",
        {
            "last_year": "96,5",
            "numerator_name": "số tấn thu gom",
            "denominator_name": "số tấn phát sinh",
        },
        bases=(100, 110, 92, 120, 85, 106, 89, 115, 102),
    ),
    "clean_water": Way("Tỷ lệ hộ dân được sử dụng nước", {"last_year": "97,6"}, bases=HOUSEHOLDS),
    "new_rural": Way("Xây dựng xã đạt xã nông thôn mới", {"steps_total": 19}, owner=_LAND),
    "news": Way("Mỗi tháng tin bài", {"allocation_kind": "one"}, owner="Ban Văn hóa xã"),
}
