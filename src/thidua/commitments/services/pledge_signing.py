"""Both sides sign what they agreed to; the second signature seals it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.commitments import policies
from thidua.commitments.enums import PLEDGE_WORKFLOW, PledgeManner, PledgeSide, PledgeState
from thidua.commitments.models import Pledge, PledgeSignature
from thidua.commitments.services import finding, pledge_codes
from thidua.commitments.services.pledge_codes import CHANGED
from thidua.commitments.services.pledges import address_of, lock, refuse_closed_unit
from thidua.commitments.signals import PLEDGE, promises_changed
from thidua.core.errors import DomainError
from thidua.core.pledges import spoken
from thidua.foundation.actors import Actor
from thidua.foundation.models import StoredFile
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News
from thidua.organisation.enums import Role
from thidua.organisation.models import Position

_ROLES = {PledgeSide.UNIT: Role.UNIT_HEAD, PledgeSide.AUTHORITY: Role.CHAIRMAN}


@dataclass(frozen=True, slots=True)
class Seen:
    """A pledge and the fingerprint of it that stood on the page."""

    pledge: Pledge
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PaperSigner:
    """Who signed for a side on paper, as written there."""

    side: PledgeSide
    name: str
    title: str


@transaction.atomic
def sign(seen: Seen, side: PledgeSide, *, by: Actor, at: datetime, code: str | None = None) -> Pledge:
    """Sign for a side what was seen, with the own account.

    A head whose phone knows no password gives the digits on the phone of the office instead.

    Raises:
        DomainError: the text is another than was seen, the side signed already, the same account signed for
            the other side, or the unit is no more.

    """
    pledge = lock(seen.pledge)
    policies.can_sign_pledge(by, pledge, side).enforce()
    refuse_closed_unit(pledge.unit, at)
    if seen.fingerprint != pledge.fingerprint:
        raise DomainError(CHANGED)
    others = PledgeSignature.objects.filter(pledge=pledge, user_id=by.user_id, manner=PledgeManner.ACCOUNT)
    if others.exclude(side=side).exists():
        raise DomainError("Một người không ký cả hai bên. Nhờ cấp phó hoặc người khác ký bên này.")
    if code is not None:
        pledge_codes.spend(pledge, code, by=by, at=at)
    made = PledgeSignature(
        pledge=pledge,
        side=side,
        manner=PledgeManner.ACCOUNT,
        name=by.name,
        title=_title(by, side, pledge, at),
        on_behalf=_on_behalf(pledge, side),
        user_id=by.user_id,
        fingerprint=pledge.fingerprint,
        at=at,
    )
    _keep("sign", [made], pledge, by=by, at=at)
    return pledge


@transaction.atomic
def sign_many(seen: Iterable[Seen], *, by: Actor, at: datetime) -> list[Pledge]:
    """Sign several pledges for the committee, each as it was seen; all of them, or none."""
    in_order = sorted(seen, key=lambda one: str(one.pledge.pk))
    return [sign(one, PledgeSide.AUTHORITY, by=by, at=at) for one in in_order]


@transaction.atomic
def sign_on_paper(
    seen: Seen, signers: Sequence[PaperSigner], scan: StoredFile | None, *, by: Actor, at: datetime
) -> Pledge:
    """Put down who signed the printed pledge, with its scan."""
    pledge = lock(seen.pledge)
    policies.can_sign_pledge_on_paper(by, pledge).enforce()
    refuse_closed_unit(pledge.unit, at)
    if seen.fingerprint != pledge.fingerprint:
        raise DomainError(CHANGED)
    if scan is None:
        raise DomainError("Kèm ảnh chụp hoặc bản quét giao ước có chữ ký.")
    if not signers:
        raise DomainError("Ghi họ tên ít nhất một bên đã ký trên giấy.")
    made = [
        PledgeSignature(
            pledge=pledge,
            side=one.side,
            manner=PledgeManner.PAPER,
            name=one.name.strip(),
            title=one.title.strip(),
            on_behalf=_on_behalf(pledge, one.side),
            fingerprint=pledge.fingerprint,
            file=scan,
            at=at,
        )
        for one in signers
    ]
    _keep("sign_on_paper", made, pledge, by=by, at=at)
    return pledge


def _keep(
    verb: str, signatures: Sequence[PledgeSignature], pledge: Pledge, *, by: Actor, at: datetime
) -> None:
    """Save signatures; the one that completes both sides seals the pledge."""
    for made in signatures:
        if PledgeSignature.objects.filter(pledge=pledge, side=made.side).exists():
            raise DomainError(f"{made.get_side_display()} đã ký bản này rồi.")
        made.full_clean(exclude=["pledge", "file", "user_id"])
        made.save(force_insert=True)
        told = f"{made}, {made.get_manner_display()}, dấu {spoken(made.fingerprint)}"
        deed = Deed({"signature": ("", told)}, on_behalf_of=made.on_behalf)
        record(f"commitments.pledge.{verb}", pledge, by=by, at=at, deed=deed)
    if PledgeSignature.objects.filter(pledge=pledge).count() == len(PledgeSide):
        _seal(pledge, by=by, at=at)
    promises_changed.send(None, unit_ids={pledge.unit_id}, kinds={PLEDGE}, at=at)


def _seal(pledge: Pledge, *, by: Actor, at: datetime) -> None:
    """Close the pledge for good: the edition before it is replaced, counts and work follow."""
    if pledge.replaces is not None:
        _replace(pledge.replaces, pledge, by=by, at=at)
    values = {"state": _after("seal", pledge), "signed_at": at}
    changes = versions.apply(pledge, values, expected=pledge.version)
    record("commitments.pledge.seal", pledge, by=by, at=at, deed=Deed(changes))
    news = News(
        dedup_key=f"pledge-sealed:{pledge.pk}",
        authority_id=pledge.authority_id,
        unit_id=pledge.unit_id,
        title="Giao ước thi đua đã ký xong",
        detail=f"Dấu vân tay {spoken(pledge.fingerprint)}. Nội dung không đổi được nữa.",
        url=address_of(pledge),
    )
    notices.tell([news], at=at)


def _replace(old: Pledge, new: Pledge, *, by: Actor, at: datetime) -> None:
    old = lock(old)
    values = {"state": _after("replace", old)}
    changes = versions.apply(old, values, expected=old.version)
    finding.forget_pledges([old])
    record("commitments.pledge.replace", old, by=by, at=at, deed=Deed(changes, reason=new.replaced_because))


def _title(by: Actor, side: PledgeSide, pledge: Pledge, at: datetime) -> str:
    """Return the post in which somebody signs, as the office wrote it down."""
    held = Position.objects.held_on(localdate(at)).filter(person__user=by.user_id, role=_ROLES[side])
    if side == PledgeSide.UNIT:
        held = held.filter(unit=pledge.unit_id)
    return held.values_list("title", flat=True).first() or ""


def _on_behalf(pledge: Pledge, side: PledgeSide) -> str:
    return pledge.unit.name if side == PledgeSide.UNIT else pledge.authority.committee


def _after(verb: str, pledge: Pledge) -> PledgeState:
    return PLEDGE_WORKFLOW.target_of(verb, state=PledgeState(pledge.state))
