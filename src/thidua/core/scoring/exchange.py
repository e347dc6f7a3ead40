"""The exchange form of criteria sets: plain lists and dictionaries, numbers as strings, nothing lost.

It is what JSON files hold, what a province passes on, and what a row of the database keeps of a rule. A fault
of such a file is a sentence that names its place.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from thidua.core.errors import DomainError
from thidua.core.scoring.criteria import (
    Ceiling,
    CriteriaSet,
    Criterion,
    Group,
    GroupKind,
    RatingBand,
    Reading,
    TieBreak,
    TieKind,
)
from thidua.core.scoring.rules import (
    AgainstAverage,
    AgainstLeader,
    AllOrNothing,
    Band,
    Bands,
    BaseAndSteps,
    BaseLessFaults,
    Counted,
    Deducted,
    Judged,
    MeanOfShares,
    Measure,
    Milestones,
    Proportional,
    Rule,
    RuleKind,
    Sampled,
    Step,
)

FORM = "thidua.criteria"
EDITION = 1
_MOST_POINTS = 100_000
_POINT_PLACES = 4
_MOST_PLACES = 4
_NAME, _CONDITION, _GUIDANCE, _KEY, _SOURCE = 300, 300, 4000, 40, 500
_CRITERION_NAME = 500
Plain = Mapping[str, Any]
EnumT = TypeVar("EnumT", bound=str)


def number(plain: Plain, key: str, place: str, default: Decimal | None = None) -> Decimal:
    """Read a number written as text, or refuse with its place."""
    if key not in plain and default is not None:
        return default
    try:
        found = Decimal(str(plain[key]))
    except (KeyError, InvalidOperation):
        raise DomainError(f"{place}: mục “{key}” phải là một số, ví dụ 2.5.") from None
    if not found.is_finite():
        raise DomainError(f"{place}: mục “{key}” phải là một số, ví dụ 2.5.")
    return found


def points(plain: Plain, key: str, place: str, default: Decimal | None = None) -> Decimal:
    """Read points: below 100.000, with four decimals at most, as they are kept."""
    found = number(plain, key, place, default)
    if abs(found) >= _MOST_POINTS or found != round(found, _POINT_PLACES):
        raise DomainError(f"{place}: mục “{key}” phải nhỏ hơn 100.000, không quá 4 chữ số sau dấu phẩy.")
    return found


def flag(plain: Plain, key: str, place: str, *, default: bool) -> bool:
    """Read true or false, or refuse with its place."""
    found = plain.get(key, default)
    if not isinstance(found, bool):
        raise DomainError(f"{place}: mục “{key}” chỉ ghi true hoặc false.")
    return found


def text(plain: Plain, key: str, place: str, longest: int) -> str:
    """Read a text that has room where it is kept, or refuse with its place."""
    found = plain.get(key, "")
    if not isinstance(found, str):
        raise DomainError(f"{place}: mục “{key}” phải là chữ.")
    if len(found) > longest:
        raise DomainError(f"{place}: mục “{key}” dài quá {longest} chữ cái.")
    return found.strip()


def word(plain: Plain, key: str, place: str, kind: Callable[[str], EnumT], default: EnumT) -> EnumT:
    """Read a word of a fixed list, or refuse with its place."""
    try:
        return kind(str(plain.get(key, default)))
    except ValueError:
        raise DomainError(f"{place}: mục “{key}” có chữ “{plain.get(key)}” không hiểu được.") from None


def rule_from(kind: str, maximum: Decimal, plain: Plain, place: str = "Cách tính") -> Rule:
    """Return the rule of a kind with its numbers; refuse one that is not known or lacks a number."""
    try:
        build = _BUILDERS[RuleKind(kind)]
    except ValueError:
        raise DomainError(f"{place}: không có cách tính “{kind}”.") from None
    return build(maximum, plain, place)


def _measure(plain: Plain, place: str, default: Measure) -> Measure:
    return word(plain, "measure", place, Measure, default)


def _proportional(maximum: Decimal, plain: Plain, place: str) -> Rule:
    return Proportional(
        maximum, _measure(plain, place, Measure.SHARE), number(plain, "cap", place, Decimal(1))
    )


def _bands(maximum: Decimal, plain: Plain, place: str) -> Rule:
    bands = tuple(
        Band(number(one, "low", f"{place}, bậc {n}"), number(one, "points", f"{place}, bậc {n}"))
        for n, one in enumerate(_listed(plain, "bands", place), 1)
    )
    return Bands(maximum, bands, _measure(plain, place, Measure.SHARE))


def _all_or_nothing(maximum: Decimal, plain: Plain, place: str) -> Rule:
    at_least = number(plain, "at_least", place) if plain.get("at_least") is not None else None
    return AllOrNothing(maximum, at_least, _measure(plain, place, Measure.VALUE))


def _average(maximum: Decimal, plain: Plain, place: str) -> Rule:
    return AgainstAverage(maximum, _measure(plain, place, Measure.VALUE))


def _milestones(maximum: Decimal, plain: Plain, place: str) -> Rule:
    steps = tuple(
        Step(str(one.get("key", n)), str(one.get("name", "")), number(one, "points", f"{place}, việc {n}"))
        for n, one in enumerate(_listed(plain, "steps", place), 1)
    )
    return Milestones(maximum, steps)


def _deducted(maximum: Decimal, plain: Plain, place: str) -> Rule:
    limit = number(plain, "limit", place) if plain.get("limit") is not None else None
    return Deducted(
        maximum, number(plain, "each", place), limit, flag(plain, "from_full", place, default=False)
    )


def _base_and_steps(maximum: Decimal, plain: Plain, place: str) -> Rule:
    start, base, step, gain = (number(plain, key, place) for key in ("start", "base", "step", "gain"))
    return BaseAndSteps(maximum, start, base, step, gain, _measure(plain, place, Measure.SHARE))


def _sampled(maximum: Decimal, plain: Plain, place: str) -> Rule:
    return Sampled(maximum, int(number(plain, "size", place)), number(plain, "each", place))


def _base_less_faults(maximum: Decimal, plain: Plain, place: str) -> Rule:
    each = number(plain, "each", place, Decimal(1))
    return BaseLessFaults(
        maximum, number(plain, "base", place), each, flag(plain, "has_end", place, default=True)
    )


_BUILDERS: Mapping[RuleKind, Callable[[Decimal, Plain, str], Rule]] = {
    RuleKind.PROPORTIONAL: _proportional,
    RuleKind.BANDS: _bands,
    RuleKind.ALL_OR_NOTHING: _all_or_nothing,
    RuleKind.AGAINST_AVERAGE: _average,
    RuleKind.MILESTONES: _milestones,
    RuleKind.COUNTED: lambda maximum, plain, place: Counted(maximum, number(plain, "each", place)),
    RuleKind.DEDUCTED: _deducted,
    RuleKind.AGAINST_LEADER: lambda maximum, _plain, _place: AgainstLeader(maximum),
    RuleKind.BASE_AND_STEPS: _base_and_steps,
    RuleKind.SAMPLED: _sampled,
    RuleKind.MEAN_OF_SHARES: lambda maximum, _plain, _place: MeanOfShares(maximum),
    RuleKind.BASE_LESS_FAULTS: _base_less_faults,
    RuleKind.JUDGED: lambda maximum, plain, place: Judged(
        maximum, number(plain, "step", place, Decimal("0.25"))
    ),
}


def rule_to(rule: Rule) -> dict[str, Any]:
    """Give the numbers of a rule, so that `rule_from` makes the same rule of them again."""
    names = [name for name in rule.__dataclass_fields__ if name not in {"maximum", "kind"}]
    return {name: _plain_of(getattr(rule, name)) for name in names if getattr(rule, name) is not None}


def _plain_of(value: Any) -> Any:
    if isinstance(value, tuple):
        return [{name: _plain_of(getattr(one, name)) for name in one.__dataclass_fields__} for one in value]
    return str(value) if isinstance(value, Decimal | Measure) else value


def _listed(plain: Plain, key: str, place: str) -> list[Plain]:
    found = plain.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise DomainError(f"{place}: mục “{key}” phải là một danh sách.")
    return found


def rating_bands_from(plain: Sequence[Plain], place: str = "Xếp loại") -> tuple[RatingBand, ...]:
    return tuple(
        RatingBand(
            name=str(one.get("name", "")),
            low=number(one, "low", f"{place}, mức {n}"),
            nothing_at_zero=flag(one, "nothing_at_zero", f"{place}, mức {n}", default=False),
            groups_above_floor=flag(one, "groups_above_floor", f"{place}, mức {n}", default=False),
        )
        for n, one in enumerate(plain, 1)
    )


def ceilings_from(plain: Sequence[Plain]) -> tuple[Ceiling, ...]:
    return tuple(
        Ceiling(str(one.get("fact", "")), str(one.get("name", "")), str(one.get("band", ""))) for one in plain
    )


def ties_from(plain: Sequence[Plain], place: str = "Khi bằng điểm") -> tuple[TieBreak, ...]:
    return tuple(
        TieBreak(
            word(one, "kind", f"{place}, bước {n}", TieKind, TieKind.DECISION),
            str(one.get("key", "")),
            str(one.get("name", "")),
        )
        for n, one in enumerate(plain, 1)
    )


def rating_bands_to(bands: Sequence[RatingBand]) -> list[dict[str, Any]]:
    return [
        {
            "name": band.name,
            "low": str(band.low),
            "nothing_at_zero": band.nothing_at_zero,
            "groups_above_floor": band.groups_above_floor,
        }
        for band in bands
    ]


def ceilings_to(ceilings: Sequence[Ceiling]) -> list[dict[str, str]]:
    return [{"fact": one.fact, "name": one.name, "band": one.band} for one in ceilings]


def ties_to(ties: Sequence[TieBreak]) -> list[dict[str, str]]:
    return [{"kind": one.kind.value, "key": one.key, "name": one.name} for one in ties]


def set_to(criteria: CriteriaSet) -> dict[str, Any]:
    """Return a set in exchange form; `set_from` makes it the same set again."""
    return {
        "form": FORM,
        "edition": EDITION,
        "name": criteria.name,
        "source": criteria.source,
        "total": str(criteria.total),
        "places": criteria.places,
        "rescales": criteria.rescales,
        "is_scored": criteria.is_scored,
        "groups": [_group_to(group) for group in criteria.groups],
        "bands": rating_bands_to(criteria.bands),
        "ceilings": ceilings_to(criteria.ceilings),
        "ties": ties_to(criteria.ties),
    }


def _group_to(group: Group) -> dict[str, Any]:
    return {
        "key": group.key,
        "name": group.name,
        "maximum": str(group.maximum),
        "kind": group.kind.value,
        "floor": str(group.floor),
        "criteria": [criterion_to(one) for one in group.criteria],
    }


def criterion_to(one: Criterion) -> dict[str, Any]:
    """Return one line in exchange form."""
    return {
        "key": one.key,
        "name": one.name,
        "maximum": str(one.maximum),
        "rule": one.rule.kind.value,
        **({"numbers": rule_to(one.rule)} if rule_to(one.rule) else {}),
        "reading": one.reading.value,
        **{
            name: getattr(one, name)
            for name in ("guidance", "base_condition", "needs_evidence", "counts")
            if getattr(one, name)
        },
        **({"targets": list(one.targets)} if one.targets else {}),
        **({} if one.self_scored else {"self_scored": False}),
    }


def set_from(plain: Any) -> CriteriaSet:
    """Read a set, or refuse with the first fault and its place."""
    if not isinstance(plain, Mapping) or plain.get("form") != FORM:
        raise DomainError("Tệp này không phải là bộ tiêu chí chấm điểm.")
    if plain.get("edition") != EDITION:
        raise DomainError("Tệp này do bản chương trình khác ghi, chưa đọc được.")
    name = text(plain, "name", "Bộ tiêu chí", _NAME)
    if not name:
        raise DomainError("Bộ tiêu chí: chưa có tên.")
    groups = tuple(_group_from(one, n) for n, one in enumerate(_listed(plain, "groups", name), 1))
    return CriteriaSet(
        name=name,
        total=points(plain, "total", name),
        groups=groups,
        bands=rating_bands_from(_listed(plain, "bands", name)),
        ceilings=ceilings_from(_listed(plain, "ceilings", name)),
        ties=ties_from(_listed(plain, "ties", name)),
        places=_places(plain, name),
        rescales=flag(plain, "rescales", name, default=True),
        is_scored=flag(plain, "is_scored", name, default=True),
        source=text(plain, "source", name, _SOURCE),
    )


def _places(plain: Plain, place: str) -> int:
    found = number(plain, "places", place, Decimal(2))
    if found not in range(_MOST_PLACES + 1):
        raise DomainError(f"{place}: mục “places” là số nguyên từ 0 đến {_MOST_PLACES}.")
    return int(found)


def _group_from(plain: Plain, position: int) -> Group:
    place = f"Nhóm {position}"
    criteria = _listed(plain, "criteria", place)
    return Group(
        key=text(plain, "key", place, _KEY) or str(position),
        name=text(plain, "name", place, _NAME),
        maximum=points(plain, "maximum", place),
        criteria=tuple(criterion_from(one, f"{place}.{n}") for n, one in enumerate(criteria, 1)),
        kind=word(plain, "kind", place, GroupKind, GroupKind.BASE),
        floor=number(plain, "floor", place, Decimal(0)),
    )


def criterion_from(plain: Plain, place: str) -> Criterion:
    """Read one line, or refuse with its first fault."""
    named = f"{place} {plain.get('name', '')}".strip()
    maximum = points(plain, "maximum", named)
    numbers = plain.get("numbers", {})
    if not isinstance(numbers, Mapping):
        raise DomainError(f"{named}: mục “numbers” phải gồm các số có tên.")
    return Criterion(
        key=text(plain, "key", named, _KEY) or place.removeprefix("Nhóm "),
        name=text(plain, "name", named, _CRITERION_NAME),
        rule=rule_from(str(plain.get("rule", "")), maximum, numbers, named),
        reading=word(plain, "reading", named, Reading, Reading.PERSON),
        guidance=text(plain, "guidance", named, _GUIDANCE),
        base_condition=text(plain, "base_condition", named, _CONDITION),
        needs_evidence=flag(plain, "needs_evidence", named, default=False),
        self_scored=flag(plain, "self_scored", named, default=True),
        targets=_names(plain, "targets", named),
        counts=text(plain, "counts", named, _KEY),
    )


def _names(plain: Plain, key: str, place: str) -> tuple[str, ...]:
    found = plain.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise DomainError(f"{place}: mục “{key}” phải là một danh sách tên.")
    return tuple(found)
