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
ORGANISATION = Topic("don-vi", "Đơn vị, người và chức vụ")
ACCOUNT = Topic("dang-nhap", "Đăng nhập và thiết bị")
PUBLIC = Topic("trang-cong-khai", "Trang công khai")

TOPICS = (WORK_LIST, LAUNCH, MOVEMENTS, DOCUMENTS, OBLIGATIONS, ORGANISATION, SEARCH, ACCOUNT, PUBLIC)

# by the beginning of a page's name, the longest that fits
_BY_PAGE = {
    "": WORK_LIST,
    "monitoring:search": SEARCH,
    "monitoring:start": PUBLIC,
    "movements:": MOVEMENTS,
    "movements:draft": LAUNCH,
    "movements:launch": LAUNCH,
    "movements:item": LAUNCH,
    "movements:movement-public": PUBLIC,
    "documents:": DOCUMENTS,
    "obligations:": OBLIGATIONS,
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
