"""Forms of pledges: the draft, the talk line by line, signatures, reasons."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField

from thidua.commitments.enums import PledgeSide
from thidua.commitments.models import Pledge, PledgeLine
from thidua.commitments.queries.pledge_results import LineView
from thidua.commitments.services.pledge_signing import PaperSigner
from thidua.commitments.services.pledge_talk import Answer
from thidua.commitments.services.pledges import Head, LineEntry
from thidua.commitments.web.pledge_proofs import Proof
from thidua.core.quantities import format_number
from thidua.foundation.web.fields import CountField, DayField, NumberField, TextField
from thidua.organisation.web.signing import WRONG_CODE, CodeField

_NEW_LINES = 3
_LONG = 500
_REST = {
    PledgeSide.UNIT: "Đồng ý tất cả các dòng để trống",
    PledgeSide.AUTHORITY: "Nhận số của đơn vị ở tất cả các dòng để trống",
}
_ASK_REST = "Đồng ý thì tích vào ô này. Muốn khác thì ghi số hoặc ý kiến vào dòng."


class PrepareForm(forms.Form):
    """For which units a pledge is begun."""

    units = forms.MultipleChoiceField(
        label="Soạn cho các đơn vị",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chọn ít nhất một đơn vị.",
            "invalid_choice": "Có đơn vị không soạn được nữa. Nhờ tải lại trang.",
        },
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["units"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- tells the type checker
        field.choices = choices
        self.initial.setdefault("units", [key for key, _ in choices])

    @property
    def unit_ids(self) -> list[UUID]:
        return [UUID(key) for key in self.cleaned_data["units"]]


class DraftForm(forms.Form):
    """The whole draft: its words and its lines; a line whose text is emptied is dropped."""

    theme = TextField(label="Chủ đề", max_length=_LONG, required=False)
    promise = TextField(
        label="Cam kết chung",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In sau các dòng. Không bắt buộc.",
    )

    def __init__(self, *args: Any, pledge: Pledge, lines: Sequence[PledgeLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(theme=pledge.theme, promise=pledge.promise)
        self._lines = lines
        self._keys: list[tuple[str, PledgeLine | None]] = [(line.pk.hex, line) for line in lines]
        self._keys += [(f"moi{place}", None) for place in range(1, _NEW_LINES + 1)]
        for place, (key, line) in enumerate(self._keys, 1):
            self._add(key, line, place)

    def _add(self, key: str, line: PledgeLine | None, place: int) -> None:
        self.fields[f"loi_{key}"] = TextField(
            label="Nội dung", max_length=_LONG, required=False, initial=line.text if line else ""
        )
        if line is None or line.offered is not None or line.target_id is None:
            of = f" (trong tổng số {format_number(line.base)})" if line is not None and line.base else ""
            self.fields[f"so_{key}"] = NumberField(
                label=f"Số đề nghị{of}",
                required=False,
                initial=line.offered if line else None,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
        if line is None or line.target_id is None:
            self.fields[f"dv_{key}"] = TextField(
                label="Đơn vị tính", max_length=60, required=False, initial=line.measure if line else ""
            )
        self.fields[f"tt_{key}"] = CountField(label="Thứ tự", required=False, initial=place)

    @property
    def head_fields(self) -> list[BoundField]:
        return [self["theme"], self["promise"]]

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Yield the heading and the fields of each line."""
        for place, (key, line) in enumerate(self._keys, 1):
            names = [f"{part}_{key}" for part in ("loi", "so", "dv", "tt")]
            heading = f"Dòng {place}" if line is not None else "Dòng thêm"
            yield heading, [self[name] for name in names if name in self.fields]

    @property
    def head(self) -> Head:
        return Head(self.cleaned_data["theme"], self.cleaned_data["promise"])

    @property
    def lines(self) -> list[LineEntry]:
        """The lines in the order of their numbers."""
        typed = self.cleaned_data
        found = [
            (
                typed.get(f"tt_{key}") or len(self._keys),
                LineEntry(
                    line.pk if line is not None else None,
                    typed[f"loi_{key}"],
                    typed.get(f"dv_{key}") or "",
                    typed.get(f"so_{key}"),
                ),
            )
            for key, line in self._keys
        ]
        return [entry for _, entry in sorted(found, key=lambda one: one[0])]


class OfferForm(forms.Form):
    """By when both should have signed."""

    sign_by = DayField(
        label="Hạn ký", required=False, help_text="Ngày/tháng/năm. Đơn vị thấy hạn này trong việc cần làm."
    )


class TalkForm(forms.Form):
    """One turn of the talk: a line left empty is a yes, once the tick below the lines says so."""

    def __init__(self, *args: Any, views: Sequence[LineView], side: PledgeSide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._views, self._is_office = views, side == PledgeSide.AUTHORITY
        for view in views:
            self._add(view)
        if any(self._may_be_empty(view) for view in views):
            self.fields["rest"] = forms.BooleanField(label=_REST[side], required=False)

    def _add(self, view: LineView) -> None:
        key, is_words = view.line.pk.hex, view.line.offered is None
        if is_words and self._is_office:
            self.fields[f"loi_{key}"] = TextField(
                label="Lời mới của dòng này", max_length=_LONG, initial=view.line.text
            )
        elif not is_words:
            theirs = view.countered_words if self._is_office else view.offered_words
            self.fields[f"so_{key}"] = NumberField(
                label="Số đề nghị khác",
                required=False,
                help_text=f"Đồng ý {theirs} thì để trống.",
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
        self.fields[f"y_{key}"] = TextField(
            label="Ý kiến",
            max_length=_LONG,
            required=False,
            help_text="Đồng ý thì để trống." if is_words and not self._is_office else "",
        )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        for view in self._views:
            name = f"so_{view.line.pk.hex}"
            is_lost = name in self.fields and name not in self.errors and typed.get(name) is None
            if is_lost and typed.get(f"y_{view.line.pk.hex}"):
                self.add_error(name, "Ghi số đề nghị khác, hoặc xóa ý kiến nếu đồng ý.")
        self._ask_for_rest(typed)
        return typed

    def _ask_for_rest(self, typed: dict[str, Any]) -> None:
        """Take no silence for a yes: what is left empty needs the tick."""
        empty = [
            str(view.place)
            for view in self._views
            if self._may_be_empty(view) and not any(self._is_typed(typed, view))
        ]
        if empty and not typed.get("rest"):
            is_all = 1 < len(empty) == len(self._views)
            which = "Các dòng đều" if is_all else f"Dòng {', '.join(empty)}"
            self.add_error("rest", f"{which} để trống. {_ASK_REST}")

    def _is_typed(self, typed: dict[str, Any], view: LineView) -> Iterator[bool]:
        for name in (f"so_{view.line.pk.hex}", f"y_{view.line.pk.hex}"):
            yield name in self.errors or typed.get(name) not in (None, "")

    def _may_be_empty(self, view: LineView) -> bool:
        """Words that the unit objected to are offered again, so there is nothing to say yes to."""
        return view.line.offered is not None or not self._is_office

    def groups(self) -> Iterator[tuple[LineView, list[BoundField]]]:
        """Yield each open line with its fields."""
        for view in self._views:
            names = (f"{part}_{view.line.pk.hex}" for part in ("loi", "so", "y"))
            yield view, [self[name] for name in names if name in self.fields]

    @property
    def answers(self) -> dict[UUID, Answer]:
        return {view.line.pk: self._answer(view.line.pk.hex) for view in self._views}

    def _answer(self, key: str) -> Answer:
        typed = self.cleaned_data
        number, note = typed.get(f"so_{key}"), typed[f"y_{key}"]
        return Answer(number is None and not note, number, note, typed.get(f"loi_{key}") or "")


class ReasonForm(forms.Form):
    """Why a step is taken back or a new edition is begun."""

    reason = TextField(
        label="Lý do",
        max_length=_LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do."},
    )


class PasswordForm(forms.Form):
    """The own password once more; `proof` was found out before the form, so that guesses stay counted."""

    password = forms.CharField(
        label="Mật khẩu",
        help_text="Ký rồi không rút lại được, nên cần biết chắc người ký.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Ghi mật khẩu."},
    )

    def __init__(self, *args: Any, proof: Proof | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_right = proof is not None and proof.password

    def clean_password(self) -> str:
        if not self._is_right:
            raise forms.ValidationError("Mật khẩu chưa đúng.")
        return str(self.cleaned_data["password"])


class ByCodeForm(forms.Form):
    """Six digits that the office gives, where the account has no password."""

    code = CodeField(help_text="Sáu chữ số Văn phòng đọc cho. Dùng một lần, trong mười phút.")

    def __init__(self, *args: Any, proof: Proof | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_right = proof is not None and proof.code

    def clean_code(self) -> str:
        if not self._is_right:
            raise forms.ValidationError(WRONG_CODE)
        return str(self.cleaned_data["code"])


class PaperForm(forms.Form):
    """Who signed on paper for which side, with the scan."""

    scan = forms.FileField(
        label="Bản chụp có chữ ký",
        required=False,
        help_text="Ảnh .jpg, .png hoặc tệp PDF, nhiều nhất 10 MB.",
        error_messages={"invalid": "Tệp chưa tải lên được. Chọn lại tệp rồi gửi."},
    )

    def __init__(self, *args: Any, sides: Sequence[PledgeSide], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sides = sides
        for side in sides:
            label = str(side.label)
            self.fields[f"ten_{side.value}"] = TextField(
                label=f"{label}: họ và tên",
                max_length=200,
                required=False,
                help_text="Bên này chưa ký thì để trống.",
            )
            self.fields[f"chuc_{side.value}"] = TextField(
                label=f"{label}: chức vụ", max_length=200, required=False
            )
        self.order_fields([*(name for name in self.fields if name != "scan"), "scan"])

    @property
    def signers(self) -> list[PaperSigner]:
        typed = self.cleaned_data
        return [
            PaperSigner(side, typed[f"ten_{side.value}"], typed[f"chuc_{side.value}"])
            for side in self._sides
            if typed[f"ten_{side.value}"]
        ]


class RemedyForm(forms.Form):
    """What is done about a line at risk."""

    cause = TextField(label="Nguyên nhân", max_length=_LONG, error_messages={"required": "Ghi nguyên nhân."})
    remedy = TextField(label="Cách làm", max_length=_LONG, error_messages={"required": "Ghi cách làm."})
    owner = TextField(label="Người lo", max_length=200, error_messages={"required": "Ghi người lo."})
    due_on = DayField(
        label="Xong trước ngày",
        help_text="Ngày/tháng/năm, ví dụ 30/11/2024.",
        error_messages={"required": "Ghi ngày phải xong."},
    )
