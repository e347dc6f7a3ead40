"""The form of one criterion: what everybody fills, and the numbers of the rule that was chosen."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms

from thidua.core.errors import DomainError
from thidua.core.quantities import format_number
from thidua.core.scoring import Criterion as Row
from thidua.core.scoring import Reading
from thidua.core.scoring.exchange import rule_from, rule_to
from thidua.core.scoring.points import points_text
from thidua.core.scoring.rules import Measure, Rule, RuleKind
from thidua.foundation.web.fields import NumberField, TextField
from thidua.movements.models import Target
from thidua.scoring.enums import EventKind, GroupKindChoice, ReadingChoice
from thidua.scoring.models import CriterionGroup
from thidua.scoring.services.criteria import LineEntry
from thidua.scoring.web.criteria_forms import PointsField

ROWS = 8
_MEASURES = [
    (Measure.SHARE.value, "mức hoàn thành so với chỉ tiêu (%)"),
    (Measure.VALUE.value, "chính con số kết quả"),
]
_DECIMAL = {"inputmode": "decimal"}


def _number(label: str, hint: str = "", *, required: bool = True) -> Callable[[], forms.Field]:
    return lambda: NumberField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.TextInput(attrs=_DECIMAL),
        error_messages={"required": "Ghi một số, ví dụ 2,5."},
    )


def _measure() -> forms.Field:
    return forms.ChoiceField(label="Đọc", choices=_MEASURES)


def _tick(label: str) -> Callable[[], forms.Field]:
    return lambda: forms.BooleanField(label=label, required=False)


_FIELDS: Mapping[RuleKind, Mapping[str, Callable[[], forms.Field]]] = {
    RuleKind.PROPORTIONAL: {
        "measure": _measure,
        "cap": _number("Vượt thì tính đến mấy lần điểm tối đa", "Ghi 1 nếu vượt không được thêm."),
    },
    RuleKind.BANDS: {"measure": _measure},
    RuleKind.ALL_OR_NOTHING: {
        "at_least": _number("Đạt từ", "Để trống thì theo mức của chỉ tiêu.", required=False),
        "measure": _measure,
    },
    RuleKind.AGAINST_AVERAGE: {"measure": _measure},
    RuleKind.MILESTONES: {},
    RuleKind.COUNTED: {"each": _number("Mỗi lần được")},
    RuleKind.DEDUCTED: {
        "each": _number("Mỗi lần trừ"),
        "limit": _number("Trừ nhiều nhất", "Để trống nếu không giới hạn.", required=False),
        "from_full": _tick("Trừ dần từ điểm tối đa của tiêu chí"),
    },
    RuleKind.AGAINST_LEADER: {},
    RuleKind.BASE_AND_STEPS: {
        "start": _number("Đến mốc"),
        "base": _number("Được"),
        "step": _number("Cứ thêm"),
        "gain": _number("Được thêm"),
        "measure": _measure,
    },
    RuleKind.SAMPLED: {"size": _number("Số mẫu hỏi"), "each": _number("Mỗi mẫu đúng được")},
    RuleKind.MEAN_OF_SHARES: {},
    RuleKind.BASE_LESS_FAULTS: {
        "base": _number("Điểm ban đầu"),
        "each": _number("Mỗi lần cộng, trừ"),
        "has_end": _tick("Không vượt điểm tối đa"),
    },
    RuleKind.JUDGED: {"step": _number("Các mức điểm cách nhau")},
}
_DEFAULTS: Mapping[RuleKind, Mapping[str, Any]] = {
    RuleKind.PROPORTIONAL: {"cap": Decimal(1)},
    RuleKind.BASE_LESS_FAULTS: {"each": Decimal(1), "has_end": True},
    RuleKind.JUDGED: {"step": Decimal("0.25")},
    RuleKind.ALL_OR_NOTHING: {"measure": Measure.VALUE.value},
}


class TargetsField(forms.ModelMultipleChoiceField[Target]):
    """Targets as boxes, each with its level."""

    def label_from_instance(self, obj: Target) -> str:
        return f"{obj.name}: {obj.goal_text}"


class CriterionForm(forms.Form):
    """One criterion under one rule."""

    name = TextField(label="Tiêu chí", max_length=500, error_messages={"required": "Ghi tên tiêu chí."})
    maximum = PointsField(
        label="Điểm tối đa",
        help_text="Tiêu chí của nhóm điểm trừ: ghi 0.",
        error_messages={"required": "Ghi điểm tối đa, ví dụ 10."},
    )
    reading = forms.ChoiceField(label="Lấy từ", choices=ReadingChoice.choices)
    targets = TargetsField(
        label="Chỉ tiêu của phong trào",
        queryset=Target.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    counts = forms.ChoiceField(
        label="Đếm việc", choices=[("", "Không đếm"), *EventKind.choices], required=False
    )
    base_condition = TextField(
        label="Điều kiện để có điểm",
        max_length=300,
        required=False,
        help_text="Không có điều kiện này thì không được điểm nào.",
    )
    guidance = TextField(
        label="Hướng dẫn chấm", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    needs_evidence = forms.BooleanField(label="Phải có minh chứng", required=False)
    self_scored = forms.BooleanField(label="Đơn vị tự chấm trước", required=False, initial=True)

    def __init__(self, *args: Any, kind: RuleKind, targets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.rows = max(ROWS, sum(name.startswith("points_") for name in self.initial) + 2)
        self.fields["targets"].queryset = targets  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        added = {name: make() for name, make in _FIELDS[kind].items()} | self._rows_of(kind)
        for name, value in _DEFAULTS.get(kind, {}).items():
            added[name].initial = value
        self.fields |= added
        self.order_fields(["name", "maximum", *added])

    def offer_group(self, group: CriterionGroup) -> None:
        """Offer to let the group's maximum change along, and say what its criteria add up to."""
        if group.kind == GroupKindChoice.DEDUCTION:
            return
        summed = sum((line.maximum for line in group.criteria.all()), Decimal(0))
        self.fields["carries"] = forms.BooleanField(
            label=f"Sửa luôn điểm tối đa của nhóm “{group.name}”",
            required=False,
            initial=True,
            help_text=f"Nhóm đang tối đa {points_text(group.maximum)} điểm, "
            f"các tiêu chí cộng lại {points_text(summed)} điểm.",
        )
        self.order_fields(["name", "maximum", "carries"])

    def _rows_of(self, kind: RuleKind) -> dict[str, forms.Field]:
        if kind == RuleKind.BANDS:
            first = {f"low_{n}": _number(f"Bậc {n}: từ", required=False)() for n in range(1, self.rows + 1)}
        elif kind == RuleKind.MILESTONES:
            first = {
                f"step_{n}": TextField(label=f"Việc {n}", max_length=200, required=False)
                for n in range(1, self.rows + 1)
            }
        else:
            return {}
        word = "Bậc" if kind == RuleKind.BANDS else "Việc"
        found: dict[str, forms.Field] = {}
        for n, (name, field) in enumerate(first.items(), 1):
            found |= {name: field, f"points_{n}": _number(f"{word} {n}: được", required=False)()}
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for n in range(1, self.rows + 1):
            what = (
                cleaned.get(f"low_{n}") if self.kind == RuleKind.BANDS else cleaned.get(f"step_{n}") or None
            )
            points = cleaned.get(f"points_{n}")
            if what is not None and points is None and f"points_{n}" not in self.errors:
                self.add_error(f"points_{n}", "Ghi số điểm.")
        self._check_reading(cleaned)
        if not self.errors:
            self._check_rule()
        return cleaned

    def _check_reading(self, cleaned: Mapping[str, Any]) -> None:
        if cleaned.get("reading") == ReadingChoice.TARGET and not cleaned.get("targets"):
            self.add_error("targets", "Chọn chỉ tiêu, hoặc đổi “Lấy từ” thành người chấm.")
        if cleaned.get("reading") == ReadingChoice.EVENTS and not cleaned.get("counts"):
            self.add_error("counts", "Chọn việc cần đếm.")

    def _check_rule(self) -> None:
        try:
            self.rule  # noqa: B018 -- making the rule tells what does not fit
        except DomainError as fault:
            self.add_error(None, str(fault))

    @property
    def rule(self) -> Rule:
        """The rule with the numbers that were typed."""
        return rule_from(self.kind, self.cleaned_data["maximum"], self._numbers())

    def _numbers(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in _FIELDS[self.kind]:
            value = self.cleaned_data.get(name)
            if value is not None:
                found[name] = value if isinstance(value, bool | str) else str(value)
        rows = [n for n in range(1, self.rows + 1) if self.cleaned_data.get(f"points_{n}") is not None]
        if self.kind == RuleKind.BANDS:
            pairs = [(self.cleaned_data[f"low_{n}"], self.cleaned_data[f"points_{n}"]) for n in rows]
            found["bands"] = [{"low": str(low), "points": str(points)} for low, points in pairs]
        if self.kind == RuleKind.MILESTONES:
            found["steps"] = [
                {
                    "key": f"viec-{n}",
                    "name": self.cleaned_data[f"step_{n}"],
                    "points": str(self.cleaned_data[f"points_{n}"]),
                }
                for n in rows
            ]
        return found

    @property
    def entry(self) -> LineEntry:
        """What the services are handed; the key is theirs to keep."""
        cleaned = self.cleaned_data
        reading = Reading(cleaned["reading"])
        row = Row(
            key="",
            name=cleaned["name"],
            rule=self.rule,
            reading=reading,
            guidance=cleaned["guidance"],
            base_condition=cleaned["base_condition"],
            needs_evidence=cleaned["needs_evidence"],
            self_scored=cleaned["self_scored"],
            counts=cleaned["counts"],
        )
        return LineEntry(row, tuple(cleaned["targets"]) if reading == Reading.TARGET else ())

    @staticmethod
    def initial_of(row: Row, targets: Any) -> dict[str, Any]:
        """Fill the form from a line."""
        numbers = rule_to(row.rule)
        found: dict[str, Any] = {
            "name": row.name,
            "maximum": row.maximum,
            "reading": row.reading.value,
            "targets": list(targets),
            "counts": row.counts,
            "base_condition": row.base_condition,
            "guidance": row.guidance,
            "needs_evidence": row.needs_evidence,
            "self_scored": row.self_scored,
        }
        for n, one in enumerate(numbers.pop("bands", []), 1):
            found |= {f"low_{n}": Decimal(one["low"]), f"points_{n}": Decimal(one["points"])}
        for n, one in enumerate(numbers.pop("steps", []), 1):
            found |= {f"step_{n}": one["name"], f"points_{n}": Decimal(one["points"])}
        return found | {name: _shown(value) for name, value in numbers.items()}


def _shown(value: Any) -> Any:
    if isinstance(value, bool) or value in {Measure.SHARE.value, Measure.VALUE.value}:
        return value
    return format_number(Decimal(str(value)))


def with_keys_of(entry: LineEntry, before: Rule) -> LineEntry:
    """Keep the keys of steps whose words stayed, so that what was ticked stays ticked."""
    rule: Any = entry.row.rule
    if rule.kind != RuleKind.MILESTONES or before.kind != RuleKind.MILESTONES:
        return entry
    old: Any = before
    keys = {step.name: step.key for step in old.steps}
    taken = set(keys.values())
    steps = []
    for place, step in enumerate(rule.steps, 1):
        new = (step.key, *(f"viec-{place}-{n}" for n in range(len(rule.steps))))
        key = keys.get(step.name) or next(name for name in new if name not in taken)
        taken.add(key)
        steps.append(replace(step, key=key))
    return replace(entry, row=replace(entry.row, rule=replace(rule, steps=tuple(steps))))
