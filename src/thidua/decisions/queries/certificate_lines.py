"""The lines of a certificate about its recipient: as a clerk wrote them, else made by rule."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from thidua.core.commending.wording import (
    Honorific,
    address_words,
    deed_words,
    honorific_of,
    recipient_within,
    recipient_words,
)
from thidua.decisions.models import Award, CertificateWording


@dataclass(frozen=True, slots=True)
class Lines:
    """What may be worded; the name follows from the decision and how a person is addressed."""

    honorific: Honorific
    detail: str
    achievement: str

    @property
    def values(self) -> dict[str, Any]:
        return asdict(self)


def with_lines(awards: QuerySet[Award]) -> QuerySet[Award]:
    """Read with each award what its lines are made of."""
    return awards.select_related("person", "household__head", "wording")


def wording_of(award: Award) -> CertificateWording | None:
    """Return what a clerk wrote for an award, if somebody did."""
    return getattr(award, "wording", None)


def lines_of(award: Award, commune: str, on: date) -> Lines:
    """Return the lines of an award decided on a day; `commune` ends an address."""
    made = wording_of(award)
    if made is None:
        return ruled_lines(award, commune, on)
    return Lines(Honorific(made.honorific), made.detail, made.achievement)


def ruled_lines(award: Award, commune: str, on: date) -> Lines:
    """Return the lines as the rule makes them of the list of the decision."""
    return Lines(
        _honorific(award, on),
        address_words(award.detail, commune, award.recipient),
        deed_words(award.achievement),
    )


def name_of(award: Award, honorific: Honorific) -> str:
    """Return the name as it is printed."""
    return recipient_words(award.recipient, honorific, is_household=award.household_id is not None)


def named_within(award: Award, on: date) -> str:
    """Return the name as another paper says it inside a sentence, addressed as on the certificate."""
    made = wording_of(award)
    honorific = Honorific(made.honorific) if made else _honorific(award, on)
    return recipient_within(award.recipient, honorific, is_household=award.household_id is not None)


def _honorific(award: Award, on: date) -> Honorific:
    someone = award.person or (award.household.head if award.household else None)
    if someone is None:
        return Honorific.NONE
    age = None if someone.birth_year is None else on.year - someone.birth_year
    return honorific_of(is_female=someone.is_female, age=age)
