"""Forms beside a sheet: points of one line, events, reasons, proof, who checks."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from thidua.core.quantities import format_number
from thidua.core.scoring.points import points_text
from thidua.core.scoring.rules import Milestones, Step
from thidua.core.scoring.rules.base import RuleKind
from thidua.foundation.web.fields import DayField, NumberField, TextField
from thidua.foundation.web.sent import whole_number
from thidua.organisation.models import User
from thidua.scoring.enums import Column
from thidua.scoring.models import ScoreLine, ScoreSheet
from thidua.scoring.queries.sheet_page import Row, has_events
from thidua.scoring.services.assigning import Seen
from thidua.scoring.services.events import Happened
from thidua.scoring.services.giving import Given, asks_count, bounds_of_line
from thidua.scoring.web.self_cards import NO_NUMBER

LINE_NAMES = {
    **{f"{column}_points": "points" for column in Column},
    **{f"{column}_reason": "words" for column in Column},
}
_STEPS = "viec"
_CONDITION = (("on", "Có"), ("off", "Không có"))


def step_words(step: Step) -> str:
    """Return a step with what it is worth: "Có kế hoạch, 3 điểm"."""
    return f"{step.name[:1].upper()}{step.name[1:]}, {points_text(step.points)} điểm"


class PointsForm(forms.Form):
    """Points that a person gives one line, and words beside them."""

    points = TextField(
        label="Điểm",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    words = TextField(
        label="Lý do",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Phải ghi khi cho điểm khác với điểm đã có của tiêu chí này.",
    )

    def __init__(self, *args: Any, line: ScoreLine, column: Column, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line, self.column = line, column
        self.bounds = bounds_of_line(line)
        self.ask()
        self.fields["points"].help_text = self.bounds.sentence
        if self.has_facts:
            self.fields["points"].label = "Điểm khác (nếu không lấy điểm tự tính)"
        elif self.bounds.takes_away:
            self.fields["points"].label = "Số điểm trừ"
        if column == Column.COUNCIL:
            self.fields[
                "words"
            ].help_text = "Hội đồng cho điểm thì phải ghi lý do. Để trống cả hai là bỏ điểm."

    def ask(self) -> None:
        """Leave out what the rule does not ask for."""

    @property
    def has_facts(self) -> bool:
        """Whether the program has points of its own, so that typing some is the exception."""
        return bool(self.line.criterion.is_computed)

    def clean_points(self) -> Decimal | None:
        text = self.cleaned_data["points"]
        if not text:
            return None
        points = self.bounds.read(text)
        if points is None:
            raise forms.ValidationError(NO_NUMBER)
        return points

    @property
    def given(self) -> Given:
        return Given(points=self.cleaned_data["points"], words=self.cleaned_data["words"])


class CheckForm(PointsForm):
    """What who checks gives one line: beside points what they saw, as the rule asks for it."""

    base_met = forms.ChoiceField(choices=_CONDITION, widget=forms.RadioSelect, required=False)
    viec = forms.MultipleChoiceField(label="Việc đã làm", widget=forms.CheckboxSelectMultiple, required=False)
    count = NumberField(
        label="Số đếm được", required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    is_none = forms.BooleanField(label="Đã xem, không có việc nào", required=False)
    field_order = ("base_met", _STEPS, "count", "is_none", "points", "words")

    def ask(self) -> None:
        criterion = self.line.criterion
        rule = criterion.row.rule
        self.steps = rule.steps if isinstance(rule, Milestones) and not criterion.is_computed else ()
        self._keep_what_is_asked(is_seen=not criterion.is_computed)
        self.fields[_STEPS].choices = [(step.key, step_words(step)) for step in self.steps]  # type: ignore[attr-defined]  # a MultipleChoiceField
        if not self.steps:
            del self.fields[_STEPS]

    def _keep_what_is_asked(self, *, is_seen: bool) -> None:
        criterion = self.line.criterion
        asked = {
            "base_met": bool(criterion.base_condition),
            "count": is_seen and asks_count(criterion),
            "is_none": is_seen and criterion.is_counted_by_hand and not has_events(self.line),
        }
        for name in (name for name, is_asked in asked.items() if not is_asked):
            del self.fields[name]
        if asked["base_met"]:
            self.fields["base_met"].label = f"Điều kiện: {criterion.base_condition}"
        if asked["count"] and criterion.rule_kind == RuleKind.SAMPLED:
            self.fields["count"].label = "Số mẫu xác nhận đúng"

    @property
    def has_facts(self) -> bool:
        return super().has_facts or bool({"count", "is_none"} & self.fields.keys() or self.steps)

    @property
    def given(self) -> Given:
        data = self.cleaned_data
        count = data.get("count")
        if "is_none" in self.fields:
            count = Decimal(0) if data["is_none"] else None
        elif "count" not in self.fields and self.line.sheet.second_done_at is not None:
            count = self.line.count
        return Given(
            points=data["points"],
            words=data["words"],
            count=count,
            steps=frozenset(data[_STEPS]) if self.steps else None,
            base_met={"on": True, "off": False}.get(data.get("base_met", "")),
        )


def line_form(line: ScoreLine, column: Column, sent: Any = None) -> PointsForm:
    """Return the form of a column of a line, with what stands in it as it is typed."""
    bounds = bounds_of_line(line)
    points = getattr(line, f"{column}_points")
    initial = {
        "points": None if points is None else format_number(bounds.write(points)),
        "words": getattr(line, f"{column}_reason"),
    }
    if column != Column.SECOND:
        return PointsForm(sent, line=line, column=column, initial=initial)
    seen = {
        "count": line.count,
        "is_none": line.count == 0,
        "base_met": {True: "on", False: "off", None: ""}[line.base_met],
        _STEPS: list(line.steps or ()),
    }
    return CheckForm(sent, line=line, column=column, initial=initial | seen)


class EventForm(forms.Form):
    """What happened on a day."""

    on = DayField(label="Ngày", help_text="Ví dụ 30/04/2024.", error_messages={"required": "Ghi ngày."})
    what = TextField(label="Việc gì", error_messages={"required": "Ghi việc gì đã xảy ra."})
    quantity = NumberField(label="Số lượng", required=False, help_text="Một lần thì để trống.")
    fault = forms.BooleanField(label="Là lỗi, trừ điểm", required=False)
    reason = TextField(
        label="Lý do ghi thêm",
        help_text="Phiếu này đã thẩm định xong nên ghi thêm việc thì phải có lý do.",
        error_messages={"required": "Ghi lý do ghi thêm việc."},
    )

    def __init__(self, *args: Any, row: Row, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row.line.criterion.rule_kind != RuleKind.BASE_LESS_FAULTS:
            del self.fields["fault"]
        if row.line.sheet.second_done_at is None:
            del self.fields["reason"]

    @property
    def happened(self) -> Happened:
        data = self.cleaned_data
        quantity = data["quantity"]
        if data.get("fault"):
            quantity = -(Decimal(1) if quantity is None else quantity)
        return Happened(data["on"], data["what"], quantity, data.get("reason", ""))


class ReasonForm(forms.Form):
    """Why something is taken back or returned."""

    reason = TextField(
        label="Lý do",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do."},
    )


class SecondForm(forms.Form):
    """Who checks a sheet."""

    second = forms.ChoiceField(
        label="Người thẩm định",
        required=False,
        help_text="Để trống thì ai của Văn phòng, Hội đồng, tổ kiểm tra cũng thẩm định được.",
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        names = [(key, str(user.person or user)) for key, user in self.people.items()]
        self.fields["second"].choices = [("", "Chưa giao ai"), *names]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def person(self) -> User | None:
        return self.people.get(self.cleaned_data["second"])


class AssignForm(forms.Form):
    """Who checks the sheets that are ticked in the list; each row carries the version that was seen."""

    phieu = forms.MultipleChoiceField(
        label="Phiếu",
        error_messages={
            "required": "Đánh dấu phiếu cần giao trong danh sách.",
            "invalid_choice": "Có phiếu không giao được nữa. Chọn lại.",
        },
    )
    second = forms.ChoiceField(
        label="Giao phiếu đã đánh dấu cho",
        required=False,
        help_text="Người thẩm định không thấy điểm tự chấm cho đến khi thẩm định xong.",
        error_messages={"invalid_choice": "Chọn một người trong danh sách."},
    )

    def __init__(
        self, *args: Any, people: Sequence[User], sheets: Sequence[ScoreSheet], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        self.sheets = {str(sheet.pk): sheet for sheet in sheets}
        names = [(key, str(user.person or user)) for key, user in self.people.items()]
        self.fields["second"].choices = [("", "Không giao ai"), *names]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["phieu"].choices = [(key, str(sheet.unit)) for key, sheet in self.sheets.items()]  # type: ignore[attr-defined]  # a MultipleChoiceField

    @property
    def sheets_open(self) -> set[UUID]:
        """The sheets that have a box."""
        return {sheet.pk for sheet in self.sheets.values()}

    @property
    def ticked(self) -> set[UUID]:
        """The sheets whose box is ticked, when the form came back."""
        return {self.sheets[key].pk for key in (self["phieu"].value() or ()) if key in self.sheets}

    @property
    def person(self) -> User | None:
        return self.people.get(self.cleaned_data["second"])

    @property
    def chosen(self) -> list[Seen]:
        return [
            Seen(self.sheets[key], whole_number(self.data.get(f"v-{key}")) or 0)
            for key in self.cleaned_data["phieu"]
        ]
