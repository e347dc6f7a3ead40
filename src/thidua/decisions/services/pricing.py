"""What each line of a list is paid; lists that praise somebody for one year are priced after each other."""

from collections.abc import Iterable, Sequence

from thidua.decisions.enums import OPEN_DECISIONS
from thidua.decisions.models import Award, Decision
from thidua.decisions.queries.amounts import LawOfDay, about_any, law_on, money_of
from thidua.decisions.services import reviewing
from thidua.foundation.models import change_many


def price(decision: Decision, awards: Sequence[Award], law: LawOfDay, *, is_issued: bool = False) -> None:
    """Set what each award is paid by the law of the day.

    What is issued counts only what was granted: a draft may still be given up, and nobody would be paid then.
    """
    found = money_of(decision, awards, law, counts_drafts=not is_issued)
    for award in awards:
        money = found[award.pk]
        award.amount, award.paid, award.paid_because = money.amount, money.paid, money.because
    decision.pack_name, decision.salary = law.pack.name, law.salary.amount
    decision.save(update_fields=["pack_name", "salary"])


def price_others(decision: Decision, awards: Iterable[Award]) -> None:
    """Price other drafts anew in which somebody of these awards stands, too: a year is paid once."""
    held = about_any(Award.objects.filter(authority=decision.authority_id), awards)
    others = Decision.objects.filter(state__in=OPEN_DECISIONS, pk__in=held.values("decision"))
    locked = others.exclude(pk=decision.pk).select_for_update(of=("self",)).select_related("authority")
    for other in locked.order_by("made_at", "pk"):
        _price_anew(other)


def _price_anew(decision: Decision) -> None:
    awards = list(decision.awards.order_by("position"))
    before = [award.paid for award in awards]
    price(decision, awards, law_on(decision.authority, decision.decided_on))
    change_many(awards, ["amount", "paid", "paid_because"], key="id")
    if before != [award.paid for award in awards]:
        reviewing.forget(decision)
