"""What is inconsistent in a set of criteria, in words, each at its place. An empty answer may be locked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thidua.core.scoring.criteria import CriteriaSet, Criterion, Group, GroupKind, Reading, TieKind
from thidua.core.scoring.points import points_text
from thidua.core.scoring.rules import RuleKind

ZERO = Decimal(0)
_NEEDS_TARGET = frozenset(
    {
        RuleKind.PROPORTIONAL,
        RuleKind.BANDS,
        RuleKind.AGAINST_AVERAGE,
        RuleKind.AGAINST_LEADER,
        RuleKind.BASE_AND_STEPS,
        RuleKind.MEAN_OF_SHARES,
        RuleKind.ALL_OR_NOTHING,
    }
)
_COUNTS = frozenset({RuleKind.COUNTED, RuleKind.DEDUCTED, RuleKind.BASE_LESS_FAULTS})
_NAMED_TIES = frozenset({TieKind.CRITERION, TieKind.GROUP, TieKind.VALUE})
_LAST_TIES = frozenset({TieKind.BALLOT, TieKind.DECISION})


class Weight(StrEnum):
    """Whether a problem keeps the set from being locked, or is only told."""

    WRONG = "wrong"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class SetProblem:
    """What does not fit, where: `group` and `criterion` are keys, empty for the set as a whole."""

    sentence: str
    group: str = ""
    criterion: str = ""
    weight: Weight = Weight.WRONG


def problems_of(criteria: CriteriaSet) -> tuple[SetProblem, ...]:
    """Look through a set; the order is that of the table."""
    found = [*_of_whole(criteria)]
    for group in criteria.groups:
        found += _of_group(group)
        for criterion in group.criteria:
            found += _of_criterion(group, criterion)
    return (*found, *_of_bands(criteria), *_of_ceilings(criteria), *_of_ties(criteria))


def is_sound(problems: tuple[SetProblem, ...]) -> bool:
    return not any(one.weight == Weight.WRONG for one in problems)


def _of_whole(criteria: CriteriaSet) -> Iterator[SetProblem]:
    if not criteria.criteria:
        yield SetProblem("Bộ tiêu chí chưa có tiêu chí nào.")
    base = sum((group.maximum for group in criteria.base_groups), ZERO)
    if criteria.is_scored and base != criteria.total:
        yield SetProblem(
            f"Các nhóm điểm chính cộng lại {points_text(base)}, khác tổng {points_text(criteria.total)} điểm."
        )
    if criteria.is_scored and criteria.total <= 0:
        yield SetProblem("Tổng điểm phải lớn hơn 0.")
    for kind, keys in (
        ("nhóm", [group.key for group in criteria.groups]),
        ("tiêu chí", [one.key for one in criteria.criteria]),
    ):
        for key, times in Counter(keys).items():
            if times > 1:
                yield SetProblem(f"Mã {kind} “{key}” dùng {times} lần.")


def _of_group(group: Group) -> Iterator[SetProblem]:
    if not group.name.strip():
        yield SetProblem("Nhóm chưa có tên.", group.key)
    if not group.criteria:
        yield SetProblem(f"Nhóm {group.name} chưa có tiêu chí nào.", group.key)
    if not 0 <= group.floor <= 1:
        yield SetProblem(f"Nhóm {group.name}: mức phải đạt từ 0 đến 100%.", group.key)
    parts = sum((one.maximum for one in group.criteria), ZERO)
    if group.kind == GroupKind.BASE and group.criteria and parts != group.maximum:
        yield SetProblem(
            f"Nhóm {group.name}: các tiêu chí cộng lại {points_text(parts)}, "
            f"khác {points_text(group.maximum)} điểm của nhóm.",
            group.key,
        )


def _of_criterion(group: Group, one: Criterion) -> Iterator[SetProblem]:
    def problem(sentence: str, weight: Weight = Weight.WRONG) -> SetProblem:
        return SetProblem(f"{one.name or 'Tiêu chí'}: {sentence}", group.key, one.key, weight)

    if not one.name.strip():
        yield problem("chưa có tên.")
    yield from (problem(fault.sentence) for fault in one.rule.faults)
    best = one.rule.best
    if best is None:
        yield problem("cách tính này không có điểm cao nhất.", Weight.ODD)
    elif best != _expected_best(group, one):
        yield problem(
            f"cách tính cho cao nhất {points_text(best)} điểm, khác {points_text(one.maximum)} điểm tối đa."
        )
    kind = one.rule.kind
    if one.reading == Reading.TARGET and kind not in _NEEDS_TARGET:
        yield problem("cách tính này không đọc kết quả chỉ tiêu.")
    if one.reading == Reading.EVENTS and kind not in _COUNTS:
        yield problem("cách tính này không đếm số lần.")
    if kind == RuleKind.DEDUCTED and group.kind == GroupKind.BASE and one.rule.best == 0:
        yield problem("điểm trừ phải nằm trong nhóm điểm trừ.")


def _expected_best(group: Group, one: Criterion) -> Decimal:
    return ZERO if group.kind == GroupKind.DEDUCTION else one.maximum


def _of_bands(criteria: CriteriaSet) -> Iterator[SetProblem]:
    lows = Counter(band.low for band in criteria.bands)
    for low, times in lows.items():
        if times > 1:
            yield SetProblem(f"Xếp loại: {times} mức cùng bắt đầu từ {points_text(low)} điểm.")
    names = Counter(band.name for band in criteria.bands)
    yield from (SetProblem(f"Xếp loại: mức “{name}” có {n} lần.") for name, n in names.items() if n > 1)
    if any(not band.name.strip() for band in criteria.bands):
        yield SetProblem("Xếp loại: có mức chưa có tên.")
    if criteria.bands and min(lows) > 0:
        yield SetProblem("Xếp loại: chưa có mức nào cho điểm thấp nhất, bắt đầu từ 0.")
    most = sum((one.maximum for one in criteria.groups if one.kind != GroupKind.DEDUCTION), ZERO)
    for band in criteria.bands:
        if criteria.is_scored and band.low > most:
            yield SetProblem(
                f"Xếp loại: không ai đạt được mức “{band.name}”, từ {points_text(band.low)} điểm."
            )


def _of_ceilings(criteria: CriteriaSet) -> Iterator[SetProblem]:
    names = {band.name for band in criteria.bands}
    for ceiling in criteria.ceilings:
        if ceiling.band and ceiling.band not in names:
            yield SetProblem(f"{ceiling.name}: không có mức xếp loại “{ceiling.band}”.")


def _of_ties(criteria: CriteriaSet) -> Iterator[SetProblem]:
    known = {one.key for one in criteria.criteria} | {group.key for group in criteria.groups}
    for tie in criteria.ties:
        if tie.kind in _NAMED_TIES and tie.key not in known:
            yield SetProblem(f"Khi bằng điểm: không có tiêu chí hay nhóm “{tie.name or tie.key}”.")
    if criteria.is_scored and (not criteria.ties or criteria.ties[-1].kind not in _LAST_TIES):
        yield SetProblem(
            "Khi bằng điểm: bước cuối nên là bỏ phiếu hoặc cấp có thẩm quyền quyết định.", weight=Weight.ODD
        )
    for place, tie in enumerate(criteria.ties[:-1], 1):
        if tie.kind in _LAST_TIES:
            yield SetProblem(
                f"Khi bằng điểm: bước {place} đã phân hết, các bước sau không dùng đến.", weight=Weight.ODD
            )
