"""Which entries are looked for, and the form with which the words about a person are erased."""

import re
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from thidua.core.register.leaves import LeafKind
from thidua.organisation.models import User
from thidua.organisation.web.guesses import is_password_of
from thidua.register.models import RegisterLeaf, RegisterPart
from thidua.register.queries.entries import Filters
from thidua.register.services.erasing import Request

_NUMBER, _YEAR, _LONGEST = re.compile(r"[0-9]{1,9}"), re.compile(r"[12][0-9]{3}"), 100


def filters_in(query: QueryDict) -> Filters:
    """Return what an address asks for; what makes no sense asks for nothing that exists, or is left out."""
    year, number = query.get("nam", ""), query.get("muc", "").strip()
    kind = query.get("loai", "")
    return Filters(
        number=(int(number) if _NUMBER.fullmatch(number) else 0) if number else None,
        year=int(year) if _YEAR.fullmatch(year) else None,
        kind=kind if kind in {*LeafKind} else "",
        words=query.get("tim", "").strip()[:_LONGEST],
    )


def password_ahead(request: HttpRequest) -> bool:
    """Check the password ahead of the transaction: a form that comes back must not undo the count."""
    typed = request.POST.get("password", "")
    return bool(typed) and isinstance(request.user, User) and is_password_of(request.user, typed)


class EraseForm(forms.Form):
    """Whose words go, by which paper, why, and the password once more; that was found out before the form."""

    part = forms.ModelChoiceField(
        label="Người, nội dung cần xóa",
        help_text="Tên được xóa ở mọi mục của khen thưởng này. Nơi khác còn tên ấy thì máy báo.",
        queryset=RegisterPart.objects.none(),
        error_messages={
            "required": "Chọn người, nội dung cần xóa.",
            "invalid_choice": "Nội dung này đã xóa rồi. Chọn lại.",
        },
    )
    ground = forms.CharField(
        label="Văn bản yêu cầu",
        help_text="Hiện trên trang công khai sau chữ “theo”, như đơn đề nghị ngày 20/12/2025. Không ghi tên.",
        max_length=200,
        error_messages={"required": "Ghi văn bản yêu cầu xóa."},
    )
    reason = forms.CharField(
        label="Lý do xóa",
        help_text="Lưu trong lịch sử, chỉ Văn phòng xem được.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do xóa."},
    )
    password = forms.CharField(
        label="Mật khẩu",
        help_text="Xóa rồi không lấy lại được, nên cần biết chắc người xóa.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Ghi mật khẩu."},
    )

    def __init__(self, *args: Any, leaf: RegisterLeaf, is_right: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_right = is_right
        if leaf.format == 1:
            del self.fields["part"]
            return
        field: Any = self.fields["part"]
        field.queryset = leaf.parts.filter(erasure=None)
        field.label_from_instance = label_of
        field.empty_label = "Chọn một"
        if field.queryset.count() == 1:
            field.initial = field.queryset.get()

    def clean_password(self) -> str:
        if not self._is_right:
            raise forms.ValidationError("Mật khẩu chưa đúng.")
        return str(self.cleaned_data["password"])

    @property
    def request(self) -> Request:
        """What is asked for, once the form is valid."""
        return Request(self.cleaned_data["ground"], self.cleaned_data["reason"])


def label_of(part: RegisterPart) -> str:
    """Return whom a part tells of, or the first of what it says."""
    text = part.text or {}
    return str(text.get("name") or text.get("title") or part)
