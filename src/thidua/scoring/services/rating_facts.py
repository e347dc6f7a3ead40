"""Write down what limits the rating of a unit ("bị khiển trách"), with its paper, and take it back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record
from thidua.scoring import policies
from thidua.scoring.enums import LIVE_ROUNDS
from thidua.scoring.models import CriteriaSet, ScoreSheet, ScoringRound, SheetFact
from thidua.scoring.queries.limits import names_of
from thidua.scoring.services import lines
from thidua.scoring.services.rounds import lock

_SETTLED = "Đợt chấm đã chốt nên xếp loại không đổi được nữa."


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened, by the key of a ceiling of the set, and the paper that proves it."""

    fact: str
    document_number: str


@transaction.atomic
def note(sheet: ScoreSheet, happened: Happened, *, by: Actor, at: datetime) -> SheetFact:
    """Write it down; the rating follows at once."""
    scoring = _open(sheet, by)
    if not happened.document_number.strip():
        raise DomainError("Ghi văn bản làm căn cứ, ví dụ 12/TB-UBND ngày 29/04/2024.")
    names = names_of(scoring.criteria_set)
    if happened.fact not in names:
        raise DomainError("Bộ tiêu chí không nói đến việc này. Chọn lại việc.")
    known = SheetFact.objects.filter(sheet=sheet, fact=happened.fact, withdrawn_at__isnull=True)
    if known.exists():
        raise DomainError(f"{sheet.unit} đã được ghi việc này. Bỏ việc cũ rồi ghi lại.")
    made = SheetFact.objects.create(
        sheet=sheet,
        fact=happened.fact,
        document_number=happened.document_number.strip(),
        by_name=by.name,
        at=at,
    )
    record("scoring.fact.note", sheet, by=by, at=at, deed=_deed(names[made.fact], made.document_number))
    _settle(scoring, sheet, by=by, at=at)
    return made


@transaction.atomic
def withdraw(fact: SheetFact, *, reason: str, by: Actor, at: datetime) -> SheetFact:
    """Take it back with a reason; both stay in the history."""
    scoring = _open(fact.sheet, by)
    if not reason.strip():
        raise DomainError("Ghi lý do bỏ.")
    found = SheetFact.objects.select_for_update(of=("self",)).get(pk=fact.pk)
    if found.withdrawn_at is not None:
        return found
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    names = names_of(scoring.criteria_set)
    told = {"fact": (names.get(found.fact, found.fact), "")}
    record("scoring.fact.withdraw", fact.sheet, by=by, at=at, deed=Deed(told, reason.strip()))
    _settle(scoring, fact.sheet, by=by, at=at)
    return found


def _open(sheet: ScoreSheet, by: Actor) -> ScoringRound:
    scoring = lock(sheet.round)
    policies.can_run(by, scoring).enforce()
    if scoring.state not in LIVE_ROUNDS:
        raise DomainError(_SETTLED)
    return scoring


def _deed(name: str, document_number: str) -> Deed:
    return Deed({"fact": ("", name)}, document_number)


def _settle(scoring: ScoringRound, sheet: ScoreSheet, *, by: Actor, at: datetime) -> None:
    found = CriteriaSet.objects.prefetch_related("groups__criteria").get(pk=scoring.criteria_set_id)
    lines.settle([sheet.pk], found, by=by, at=at)
