"""Take an award back as the law says: by a decision, on a ground; nothing is deleted."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.awards.services import facts
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.core.register.leaves import LeafKind
from thidua.decisions import policies
from thidua.decisions.enums import AwardState, PaperKind
from thidua.decisions.models import Award, Decision, IssuedPaper, Payment, Revocation
from thidua.decisions.queries.revoking import is_about
from thidua.decisions.services import funds, signing
from thidua.decisions.services.funds import EntryFacts, EntrySort
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News
from thidua.register.services import leaves
from thidua.register.services.checkpoints import checkpoint

_CHECK = "/xac-minh/"


@dataclass(frozen=True, slots=True)
class Ground:
    """By which signed decision an award is taken back, on what ground, why; money to be returned."""

    paper: IssuedPaper
    basis: str
    reason: str
    due: int = 0


@transaction.atomic
def revoke(award: Award, ground: Ground, *, by: Actor, at: datetime) -> Revocation:
    """Revoke an award: its state, the register, those who must know, in one transaction.

    :raises DomainError: the paper is no signed decision after that of the award, or is about another one;
        more money than was paid
    """
    Decision.objects.select_for_update(of=("self",)).get(pk=award.decision_id)  # before its awards, as all do
    held: Award = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    policies.can_revoke_award(by, held).enforce()
    ground = replace(ground, paper=signing.lock_paper(ground.paper))
    _check(held, ground)
    made = Revocation.objects.create(
        authority_id=held.authority_id,
        award=held,
        paper=ground.paper,
        basis=ground.basis,
        reason=ground.reason,
        due=ground.due,
        revoked_by=by.name,
        revoked_at=at,
    )
    changes = versions.apply(held, {"state": AwardState.REVOKED}, expected=held.version)
    if held.fact is not None:
        reason = f"{ground.paper}. {ground.reason}"[:500]
        facts.revoke_prior_award(held.fact, on=ground.paper.issued_on, reason=reason, by=by, at=at)
    leaves.append(
        held.authority_id,
        LeafKind.REVOCATION,
        timezone.localdate(at),
        _record(held, ground),
        about=f"award:{held.pk}",
        at=at,
    )
    checkpoint(held.authority_id, at=at)
    record("decisions.award.revoke", held, by=by, at=at, deed=Deed(changes=changes, reason=ground.reason))
    _tell(held, ground, at)
    return made


def _check(award: Award, ground: Ground) -> None:
    paper, granted = ground.paper, award.decision.paper
    if paper.kind != PaperKind.DECISION or not paper.is_signed or _grants(paper):
        raise DomainError("Hủy khen thưởng phải có quyết định hủy đã ký. Chọn quyết định ấy.")
    if paper.authority_id != award.authority_id:
        raise DomainError("Quyết định này của cơ quan khác.")
    if not is_about(paper, award):
        raise DomainError(
            f"{paper} không phải quyết định hủy khen thưởng của {award.recipient}. "
            "Chọn quyết định soạn từ trang này."
        )
    if granted is not None and paper.issued_on < granted.issued_on:
        raise DomainError(
            f"Quyết định khen ban hành ngày {show_date(granted.issued_on)}. "
            "Ngày quyết định hủy không sớm hơn ngày ấy."
        )
    if ground.due > paid_for(award):
        raise DomainError("Tiền nộp lại không được nhiều hơn tiền đã chi.")


def _grants(paper: IssuedPaper) -> bool:
    """Say whether it is a decision that praises: such a one takes nothing back."""
    return Decision.objects.filter(paper=paper).exists()


def _record(award: Award, ground: Ground) -> dict[str, Any]:
    """Return what the register says: which award ended, by which decision, on what ground.

    The number in the golden book tells which one; a name would bring back what was erased on request.
    """
    granted = award.decision.paper
    return {
        "decision": granted.number if granted else "",
        "number": award.shown_number,
        "kind": award.kind_name,
        "revoked_by": ground.paper.number,
        "revoked_on": ground.paper.issued_on.isoformat(),
        "basis": ground.basis,
    }


def _tell(award: Award, ground: Ground, at: datetime) -> None:
    """Tell the unit that put the recipient forward, so that the certificate is handed back."""
    unit_id = award.nomination.put_forward_by_id or award.unit_id
    if unit_id is None:
        return
    news = News(
        dedup_key=f"revocation:{award.pk}",
        authority_id=award.authority_id,
        unit_id=unit_id,
        title=f"Khen thưởng đã hủy: {award.recipient}",
        detail=f"{award.kind_name}. {ground.paper}. Thu lại giấy, gửi về Văn phòng.",
        url=_CHECK,
    )
    notices.tell([news], at=at)


def paid_for(award: Award) -> int:
    """Return what was handed over for an award, in đồng: nothing until it was paid."""
    return award.paid if Payment.objects.filter(award=award).exists() else 0


@transaction.atomic
def note_return(owed: Revocation, on: date, paper: str, *, by: Actor, at: datetime) -> Revocation:
    """Write down that the money came back, and add it to the fund book of that year.

    :raises DomainError: the day is before that of the revocation, or still to come
    """
    held: Revocation = Revocation.objects.select_for_update(of=("self",)).get(pk=owed.pk)
    policies.can_note_return(by, held).enforce()
    if not held.paper.issued_on <= on <= timezone.localdate(at):
        raise DomainError("Ngày nộp lại phải từ ngày quyết định hủy đến hôm nay.")
    facts = EntryFacts(
        sort=EntrySort.INCOME,
        on=on,
        amount=held.due,
        paper=paper,
        note=f"Nộp lại tiền thưởng: {held.award.recipient}"[:300],
    )
    entry = funds.add(held.authority, facts, by=by, at=at)
    values = {"returned_on": on, "returned_paper": paper, "entry": entry}
    changes = versions.apply(held, values, expected=held.version)
    record("decisions.revocation.return", held, by=by, at=at, deed=Deed(changes=changes))
    return held
