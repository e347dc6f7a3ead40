"""Whose words were erased from the register on request: no page for everybody, and no paper, names them."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Q

from thidua.core.text import tells_name
from thidua.decisions.models import Award, Certificate, Decision
from thidua.register.models import RegisterLeaf, RegisterPart
from thidua.register.queries.erasures import Erased, erased_keys, erased_of

UNNAMED_TITLE = "Quyết định khen thưởng"


def award_key(award_id: UUID | str) -> str:
    """Return what the register knows the words about an award by."""
    return f"award:{award_id}"


def decision_key(decision_id: UUID) -> str:
    return f"decision:{decision_id}"


def certificate_key(certificate_id: UUID) -> str:
    return f"certificate:{certificate_id}"


def erasures_of(awards: Iterable[Award]) -> Mapping[UUID, Erased]:
    """Return which of these awards no longer name their recipient, by four queries at any number.

    Ask this before a name is printed or shown to strangers.
    """
    asked = {award.pk: award.decision_id for award in awards}
    first = {certificate_key(pk): award for pk, award in _certificates(asked)}
    keys = {*map(award_key, asked), *map(decision_key, asked.values()), *first}
    found = erased_of(keys)
    told: dict[UUID, Erased] = {first[key]: erased for key, erased in found.items() if key in first}
    for award_id, decision_id in asked.items():
        erased = found.get(award_key(award_id)) or found.get(decision_key(decision_id))
        if erased is not None:
            told[award_id] = erased
    return told


def erased_awards() -> frozenset[UUID]:
    """Return every award whose recipient no public list may name: there are few. Four queries at most."""
    found = erased_keys()
    awards = {UUID(key) for key in found.get("award", ())}
    if decisions := found.get("decision"):
        whole = Award.objects.filter(decision__in=[UUID(key) for key in decisions])
        awards |= {*whole.values_list("pk", flat=True)}
    if printed := found.get("certificate"):
        awards |= {*Certificate.objects.filter(pk__in=printed).values_list("award", flat=True)}
    return frozenset(awards)


def unnamed_on(decision: Decision) -> Q:
    """Return what tells awards of a decision that name nobody any more, by two queries at any number."""
    if _is_erased(decision):
        return Q(pk__isnull=False)
    return Q(pk__in=unnamed_awards(decision.authority_id))


def unnamed_among(decision: Decision, awards: Collection[UUID]) -> set[UUID]:
    """Return which of these awards of a decision name nobody any more, by two queries at any number."""
    return (
        set(awards) if _is_erased(decision) else {*awards}.intersection(unnamed_awards(decision.authority_id))
    )


def _is_erased(decision: Decision) -> bool:
    """Say whether its entry went as a whole, as entries of the first form do."""
    return RegisterLeaf.objects.filter(about=decision_key(decision.pk), record__isnull=True).exists()


def unnamed_awards(authority_id: UUID) -> list[UUID]:
    """Return the awards of a commune whose recipient was erased from an entry by itself; there are few."""
    start = award_key("")
    parts = RegisterPart.objects.erased().filter(leaf__register__authority=authority_id)
    told = parts.filter(about__startswith=start).order_by().values_list("about", flat=True).distinct()
    return [UUID(about.removeprefix(start)) for about in told]


def public_title(title: str, erased_names: Iterable[str]) -> str:
    """Return a title as strangers read it: another one where it holds a name that was erased."""
    return UNNAMED_TITLE if any(tells_name(title, name) for name in erased_names) else title


def _certificates(awards: Iterable[UUID]) -> Iterable[tuple[UUID, UUID]]:
    """Return certificates whose whole entry of the register was erased, as entries of the first form are."""
    rows: Iterable[tuple[UUID, UUID]] = Certificate.objects.filter(
        award__in=list(awards), leaf__record__isnull=True
    ).values_list("pk", "award")
    return rows
