"""Words and addresses in the templates of decisions."""

from collections.abc import Sequence

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
def page_of(link: Sequence[str]) -> str:
    """Return the address of the page where a warning is looked into: its name, then what it is asked for."""
    name, *arguments = link
    return reverse(name, args=arguments)


@register.simple_tag
def page_words(link: Sequence[str]) -> str:
    """Say what the page of a warning is, for its link."""
    return _PAGES.get(link[0], "Xem nơi ghi")


_PAGES = {
    "awards:fact-subject": "Xem xếp loại, kỷ luật đã ghi",
    "awards:hold-detail": "Xem việc tạm dừng xét",
    "awards:nomination-detail": "Xem đề nghị",
    "awards:round-detail": "Xem đợt xét",
    "awards:round-duplicates": "Xem chỗ nghi trùng",
    "awards:rule-list": "Xem quy định khen thưởng",
    "awards:window-detail": "Xem ý kiến về danh sách",
    "decisions:decision-detail": "Xem quyết định có cùng người",
    "decisions:decision-edit": "Sửa dự thảo",
    "decisions:fund-book": "Xem sổ quỹ",
    "scoring:reply-list": "Xem ý kiến về kết quả",
    "scoring:standing": "Xem bảng xếp hạng",
}
