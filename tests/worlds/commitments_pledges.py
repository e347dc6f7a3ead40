"""Pledges in each of their states: the village's is agreed, others are drafted, talked over, signed."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from thidua.commitments.enums import PledgeSide
from thidua.commitments.models import Pledge
from thidua.commitments.services import pledge_signing, pledge_talk, pledges
from thidua.commitments.services.pledge_signing import PaperSigner, Seen
from thidua.commitments.services.pledge_talk import Answer
from thidua.commitments.services.pledges import Head, LineEntry
from thidua.foundation.services import files
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit, User
from thidua.organisation.queries import actor_of

WORDS = [
    LineEntry(None, "Ra quân dọn vệ sinh", "buổi", Decimal(12)),
    LineEntry(None, "Giữ vững thôn văn hóa"),
]


def add(place: Any, now: datetime, *, drafted: str = "Thôn 2") -> None:
    """Give the place a pledge in each state, the signed one with a scan and a line, and a batch of drafts."""
    office, units = place.actor(Role.OFFICE), place.commune.units
    batch = pledges.prepare(place.movement, [units[drafted].pk], by=office, at=now)
    draft = Pledge.objects.get(movement=place.movement, unit=units[drafted])
    offered = _offered(place, units["Trạm Y tế"], now)
    countered = _offered(place, units["Thôn 3"], now)
    other = dict.fromkeys(
        countered.lines.values_list("pk", flat=True), Answer(agrees=False, amount=Decimal(6), note="Ít người")
    )
    head = _head(place, units["Thôn 3"], now)
    countered = pledge_talk.answer(countered, other, expected=countered.version, by=head, at=now)
    agreed = _agreed(place, place.unit, place.actor(Role.UNIT_HEAD), now)
    board = units["Ban Văn hóa xã"]
    signed = _agreed(place, board, _head(place, board, now), now)
    signers = [PaperSigner(side, "Nguyễn Văn A", "") for side in PledgeSide]
    scan = files.store(b"%PDF-1.4 giao uoc", media_type="application/pdf", at=now)
    seen = Seen(signed, signed.fingerprint)
    signed = pledge_signing.sign_on_paper(seen, signers, scan, by=office, at=now)
    place.things |= {
        "pledge_draft": draft,
        "pledge_batch": batch,
        "pledge_offered": offered,
        "pledge_countered": countered,
        "pledge_agreed": agreed,
        "pledge_signed": signed,
        "pledge_line": signed.lines.first(),
        "pledge_scan": signed.signatures.first(),
    }


def _offered(place: Any, unit: Unit, now: datetime) -> Pledge:
    """Offer a unit a pledge of two free lines."""
    office = place.actor(Role.OFFICE)
    made = Pledge.objects.create(authority_id=unit.authority_id, movement=place.movement, unit=unit)
    record("commitments.pledge.prepare", made, by=office, at=now, deed=Deed())
    made = pledges.rewrite(made, Head("", ""), WORDS, expected=1, by=office, at=now)
    return pledge_talk.offer(made, sign_by=None, expected=2, by=office, at=now)


def _agreed(place: Any, unit: Unit, head: Any, now: datetime) -> Pledge:
    pledge = _offered(place, unit, now)
    yes = dict.fromkeys(pledge.lines.values_list("pk", flat=True), Answer(agrees=True))
    return pledge_talk.answer(pledge, yes, expected=pledge.version, by=head, at=now)


def _head(place: Any, unit: Unit, now: datetime) -> Any:
    user: User = place.commune.user(Role.UNIT_HEAD, unit)
    return actor_of(user, now.date())
