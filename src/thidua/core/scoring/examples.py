"""What a rule would give, for a few results one can think through: shown while a criterion is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.core.scoring.observed import Case, Observed
from thidua.core.scoring.points import Award, number_text
from thidua.core.scoring.rules import (
    AllOrNothing,
    Bands,
    BaseAndSteps,
    Judged,
    Measure,
    Milestones,
    Rule,
    RuleKind,
)
from thidua.core.targets import Verdict

_SHARES = (50, 80, 100, 110)
_COUNTS = (0, 1, 3)
_HUNDRED = 100
_BY_COUNT = frozenset({RuleKind.COUNTED, RuleKind.DEDUCTED})


@dataclass(frozen=True, slots=True)
class Example:
    """A result in words, and the award it would earn."""

    result: str
    award: Award


def examples_of(rule: Rule) -> tuple[Example, ...]:
    """Return a few results with what they earn; none for a rule in which a person decides alone."""
    return tuple(Example(words, rule.award(case)) for words, case in _cases(rule))


def _cases(rule: Rule) -> Iterator[tuple[str, Case]]:
    if isinstance(rule, Milestones):
        yield from _ticked(rule)
    elif rule.kind == RuleKind.SAMPLED:
        yield from (_counted(count, "mẫu đúng") for count in (10, 30, 50))
    elif rule.kind == RuleKind.BASE_LESS_FAULTS:
        yield from (
            (words, Case(Observed(count=Decimal(count))))
            for words, count in (("3 lỗi", -3), ("không có gì", 0), ("2 việc tốt", 2))
        )
    elif rule.kind in _BY_COUNT:
        yield from (_counted(count, "lần") for count in _COUNTS)
    elif not isinstance(rule, Judged):
        yield from _reached(rule)


def _counted(count: int, what: str) -> tuple[str, Case]:
    return f"{count} {what}", Case(Observed(count=Decimal(count)))


def _ticked(rule: Milestones) -> Iterator[tuple[str, Case]]:
    keys = [step.key for step in rule.steps]
    for number in sorted({0, len(keys) // 2, len(keys)}):
        yield f"làm {number} trong {len(keys)} việc", Case(Observed(steps=frozenset(keys[:number])))


def _reached(rule: Rule) -> Iterator[tuple[str, Case]]:
    """Results against the goal, or plain figures where the rule reads those."""
    for number in _numbers_of(rule):
        seen = _seen(Decimal(number))
        peers = (seen, _seen(Decimal(80)), _seen(Decimal(120)))
        words = (
            f"kết quả {number_text(Decimal(number))}"
            if _reads_value(rule)
            else f"đạt {number_text(Decimal(number))}%"
        )
        yield words, Case(seen, peers)


def _numbers_of(rule: Rule) -> list[Decimal]:
    if isinstance(rule, Bands) and rule.bands:
        lows = sorted(band.low for band in rule.bands)
        return [lows[0] - 1, *lows] if lows[0] > 0 else lows
    if isinstance(rule, AllOrNothing) and rule.at_least is not None:
        return [rule.at_least - 1, rule.at_least]
    if isinstance(rule, BaseAndSteps):
        return [rule.start, rule.start + rule.step, rule.start + 2 * rule.step]
    return [Decimal(share) for share in _SHARES]


def _reads_value(rule: Rule) -> bool:
    return getattr(rule, "measure", Measure.SHARE) == Measure.VALUE and not (
        isinstance(rule, AllOrNothing) and rule.at_least is None
    )


def _seen(number: Decimal) -> Observed:
    share = Fraction(number) / _HUNDRED
    verdict = Verdict.MISSED if share < 1 else Verdict.EXCEEDED if share > 1 else Verdict.MET
    return Observed(value=number, share=share, verdict=verdict, parts=(share,))
