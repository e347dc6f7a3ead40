"""A pledge as its paper: what both sign, frozen once they agreed, worked out from the lines before."""

from collections.abc import Sequence
from decimal import Decimal

from thidua.commitments.models import Pledge, PledgeLine
from thidua.core.pledges import PledgePaper, Promise, level_words


def paper_of(pledge: Pledge, lines: Sequence[PledgeLine]) -> PledgePaper:
    """Lay the pledge out as it would be printed now; `lines` come with their targets, in order."""
    return PledgePaper(
        movement=pledge.movement.title,
        unit=pledge.unit.name,
        committee=pledge.authority.committee,
        edition=pledge.number,
        theme=pledge.theme,
        promise=pledge.promise,
        promises=tuple(Promise(line.text, words_of(line)) for line in lines),
        replaced=pledge.replaces.number if pledge.replaces else 0,
        because=pledge.replaced_because,
    )


def words_of(line: PledgeLine) -> str:
    """Say the level of a line: what is agreed, else what the office offers."""
    number = line.agreed if line.is_agreed else line.offered
    return number_words(line, number)


def number_words(line: PledgeLine, number: Decimal | None) -> str:
    """Say a number of a line in its measure."""
    goal = line.target.goal if line.target is not None else None
    return level_words(number, line.base, line.measure, goal)
