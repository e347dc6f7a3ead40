"""The award kinds somebody may be put forward for."""

from datetime import date

from thidua.awards.models import AwardRound
from thidua.core.eligibility.facts import Merit, Subject
from thidua.core.law.kinds import AwardKind, Decider
from thidua.law.shipped import national_law


def kinds_for(award_round: AwardRound, subject: Subject) -> list[tuple[str, str]]:
    """Return code and words of the kinds that fit the merit of a round and the sort of subject."""
    return kinds_on(award_round.judged_on, Merit(award_round.merit), subject)


def kinds_on(on: date, merit: Merit | None, subject: Subject) -> list[tuple[str, str]]:
    """Return those of a day, of one merit or of all, in the order of the pack.

    :raises DomainError: no rule pack covers the day
    """
    kinds = national_law().pack_on(on).kinds.values()
    return [
        (kind.code, _words(kind))
        for kind in kinds
        if kind.is_for(subject) and (merit is None or merit in kind.merits)
    ]


def _words(kind: AwardKind) -> str:
    if kind.decider == Decider.COMMUNE:
        return kind.name
    return f"{kind.name} (trình {kind.decider.words})"
