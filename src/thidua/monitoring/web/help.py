"""Which help page explains which page."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Topic:
    """One help page, for one family of pages; its text is a template of the same name."""

    slug: str
    title: str

    @property
    def url(self) -> str:
        return reverse("monitoring:help", args=[self.slug])

    @property
    def template(self) -> str:
        return f"monitoring/help/{self.slug.replace('-', '_')}.html"


WORK_LIST = Topic("viec-can-lam", "Việc cần làm")
SEARCH = Topic("tim-kiem", "Tìm kiếm")
LAUNCH = Topic("mo-phong-trao", "Mở phong trào từ văn bản")
MOVEMENTS = Topic("phong-trao", "Phong trào và chỉ tiêu")
DOCUMENTS = Topic("van-ban", "Văn bản")
OBLIGATIONS = Topic("viec-giao", "Việc giao cho đơn vị")
URGING = Topic("don-doc", "Đôn đốc và nhắc việc")
ORGANISATION = Topic("don-vi", "Đơn vị, người và chức vụ")
ACCOUNT = Topic("dang-nhap", "Đăng nhập và thiết bị")
INSPECTION = Topic("kiem-tra", "Kiểm tra và nên đi xem")
GIVING = Topic("giao-chi-tieu", "Giao chỉ tiêu và cách theo dõi")
REPORTING = Topic("bao-cao", "Báo cáo kỳ và thẩm định")
RESULTS = Topic("ket-qua", "Kết quả và bảng điều hành")
STANDING = Topic("xep-hang", "Xếp hạng và vì sao")
PROMISES = Topic("dang-ky-ke-hoach-giao-uoc", "Đăng ký, kế hoạch, giao ước")
CRITERIA = Topic("bo-tieu-chi", "Bộ tiêu chí chấm điểm")
SCORING = Topic("cham-diem", "Chấm điểm")
AWARDS = Topic("khen-thuong", "Khen thưởng")
PUBLIC = Topic("trang-cong-khai", "Trang công khai")

TOPICS = (
    WORK_LIST,
    LAUNCH,
    MOVEMENTS,
    GIVING,
    REPORTING,
    RESULTS,
    PROMISES,
    CRITERIA,
    SCORING,
    STANDING,
    AWARDS,
    DOCUMENTS,
    OBLIGATIONS,
    URGING,
    INSPECTION,
    ORGANISATION,
    SEARCH,
    ACCOUNT,
    PUBLIC,
)

# by the beginning of a page's name, the longest that fits
_BY_PAGE = {
    "": WORK_LIST,
    "monitoring:search": SEARCH,
    "monitoring:start": PUBLIC,
    "monitoring:overview": RESULTS,
    "monitoring:result": RESULTS,
    "monitoring:target-result": RESULTS,
    "monitoring:unit-year": RESULTS,
    "monitoring:public-results": RESULTS,
    "monitoring:doubt": INSPECTION,
    "monitoring:finding": INSPECTION,
    "monitoring:item": INSPECTION,
    "monitoring:round": INSPECTION,
    "monitoring:visit": INSPECTION,
    "monitoring:draw-public": PUBLIC,
    "movements:": MOVEMENTS,
    "movements:allocation": GIVING,
    "movements:tracking": GIVING,
    "movements:draft": LAUNCH,
    "movements:launch": LAUNCH,
    "movements:item": LAUNCH,
    "movements:movement-public": PUBLIC,
    "reporting:": REPORTING,
    "commitments:": PROMISES,
    "scoring:": SCORING,
    "scoring:criteria": CRITERIA,
    "scoring:standing-public": PUBLIC,
    "scoring:why-public": PUBLIC,
    "scoring:why-line-public": PUBLIC,
    "monitoring:block": ORGANISATION,
    "scoring:commune": STANDING,
    "scoring:standing": STANDING,
    "scoring:unit-standing": STANDING,
    "scoring:why": STANDING,
    "awards:": AWARDS,
    "awards:citizen-tell": PUBLIC,
    "awards:window-public": PUBLIC,
    "awards:window-comment": PUBLIC,
    "council:": AWARDS,
    "decisions:": AWARDS,
    "decisions:certificate-ask": PUBLIC,
    "decisions:certificate-check": PUBLIC,
    "decisions:decision-public": PUBLIC,
    "register:": AWARDS,
    "register:register": PUBLIC,
    "documents:": DOCUMENTS,
    "obligations:": OBLIGATIONS,
    "obligations:reminder": URGING,
    "obligations:sending": URGING,
    "obligations:urging": URGING,
    "obligations:calendar": URGING,
    "monitoring:unit-load": URGING,
    "organisation:": ORGANISATION,
    "organisation:device": ACCOUNT,
    "organisation:account": ACCOUNT,
    "organisation:enrol": ACCOUNT,
    "organisation:card": ACCOUNT,
    "account_": ACCOUNT,
    "mfa_": ACCOUNT,
}


def topic_of(view_name: str) -> Topic:
    """Return the help page of a page by its URL name."""
    fitting = [start for start in _BY_PAGE if view_name.startswith(start)]
    return _BY_PAGE[max(fitting, key=len)]


def topic_named(slug: str) -> Topic | None:
    return next((topic for topic in TOPICS if topic.slug == slug), None)
