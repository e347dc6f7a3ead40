"""Both sides sign the record of a visit; the second signature closes it and gives out the work."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.models import StoredFile
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News
from thidua.monitoring import policies
from thidua.monitoring.enums import VISIT_WORKFLOW, SignManner, SignSide, VisitState
from thidua.monitoring.models import Finding, Visit, VisitSignature
from thidua.monitoring.queries.visit_content import CHANGED, fingerprint_of, spoken
from thidua.monitoring.services import codes
from thidua.monitoring.services.visits import lock
from thidua.obligations.services import origins
from thidua.obligations.services.obligations import Work
from thidua.organisation.queries import actor_of

ORIGIN = "inspection"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody signs: `seen` is the fingerprint that stood on the page, with an opinion or without."""

    seen: str
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class PaperSignature:
    """How the unit stands behind the record without an account: by name on paper, or not at all."""

    name: str
    title: str
    manner: SignManner
    opinion: str = ""
    scan: StoredFile | None = None
    scan_name: str = ""


@transaction.atomic
def sign(
    visit: Visit, side: SignSide, said: Said, *, by: Actor, at: datetime, team_code: str | None = None
) -> VisitSignature:
    """Sign with the own account what was seen.

    A head whose phone knows no password gives the digits on the inspector's phone instead.
    """
    visit = lock(visit)
    policies.can_sign(by, visit, side).enforce()
    if team_code is not None:
        codes.spend(visit, SignSide.TEAM, team_code, at=at)
    made = _signature(visit, side, said, by=by, at=at)
    return _keep("sign", made, by=by, at=at)


@transaction.atomic
def sign_by_code(visit: Visit, typed: str, said: Said, *, by: Actor, at: datetime) -> VisitSignature:
    """Let the head sign on the inspector's phone, by the code that the head's own account was given."""
    visit = lock(visit)
    policies.can_sign_for_unit(by, visit).enforce()
    code = codes.spend(visit, SignSide.UNIT, typed, at=at)
    head = actor_of(code.user, localdate(at))
    policies.can_sign(head, visit, SignSide.UNIT).enforce()
    made = _signature(visit, SignSide.UNIT, said, by=head, at=at)
    made.manner = SignManner.CODE
    signature = _keep("sign_by_code", made, by=by, at=at)
    _tell_unit(signature, at=at)
    return signature


@transaction.atomic
def sign_for_unit(
    visit: Visit, paper: PaperSignature, *, seen: str, by: Actor, at: datetime
) -> VisitSignature:
    """Put down that the unit signed on paper, with the scan, or did not sign, with the reason."""
    visit = lock(visit)
    policies.can_sign_for_unit(by, visit).enforce()
    if paper.manner == SignManner.PAPER and paper.scan is None:
        raise DomainError("Ký trên giấy thì kèm ảnh chụp hoặc bản quét có chữ ký.")
    if paper.manner == SignManner.REFUSED and not paper.opinion.strip():
        raise DomainError("Đơn vị không ký thì ghi lý do.")
    made = VisitSignature(
        visit=visit,
        side=SignSide.UNIT,
        manner=paper.manner,
        signer_name=paper.name.strip(),
        signer_title=paper.title.strip(),
        user_id=None,
        at=at,
        opinion=paper.opinion.strip(),
        fingerprint=_seen(visit, seen),
        scan=paper.scan,
        scan_name=paper.scan_name,
    )
    signature = _keep("sign_for_unit", made, by=by, at=at)
    _tell_unit(signature, at=at)
    return signature


def _signature(visit: Visit, side: SignSide, said: Said, *, by: Actor, at: datetime) -> VisitSignature:
    return VisitSignature(
        visit=visit,
        side=side,
        manner=SignManner.ACCOUNT,
        signer_name=by.name,
        user_id=by.user_id,
        at=at,
        opinion=said.opinion.strip(),
        fingerprint=_seen(visit, said.seen),
    )


def _tell_unit(made: VisitSignature, *, at: datetime) -> None:
    """Tell the unit what was put down for it on somebody else's phone, so that it may object."""
    visit = made.visit
    news = News(
        dedup_key=f"visit-signature:{made.pk}",
        authority_id=visit.authority_id,
        unit_id=visit.unit_id,
        title=f"Biên bản kiểm tra {visit.unit}: {made.get_manner_display()}",
        detail=f"Ghi tên {made.signer_name}, máy của {visit.inspector_name}. Không đúng thì báo Văn phòng.",
        url=f"/kiem-tra/luot/{visit.pk}/",
    )
    notices.tell([news], at=at)


def _seen(visit: Visit, seen: str) -> str:
    now = fingerprint_of(visit)
    if seen != now:
        raise DomainError(CHANGED)
    return now


def _keep(verb: str, made: VisitSignature, *, by: Actor, at: datetime) -> VisitSignature:
    visit = made.visit
    if VisitSignature.objects.filter(visit=visit, side=made.side).exists():
        raise DomainError(f"{made.get_side_display()} đã ký biên bản này rồi.")
    made.full_clean(exclude=["visit", "scan", "user_id"])
    made.save(force_insert=True)
    told: dict[str, tuple[object, object]] = {
        "signature": ("", f"{made}, {made.get_manner_display()}, dấu {spoken(made.fingerprint)}")
    }
    record(f"monitoring.visit.{verb}", visit, by=by, at=at, deed=Deed(changes=told, reason=made.opinion))
    if VisitSignature.objects.filter(visit=visit).count() == len(SignSide):
        _seal(visit, by=by, at=at)
    return made


def _seal(visit: Visit, *, by: Actor, at: datetime) -> None:
    state = VISIT_WORKFLOW.target_of("seal", state=VisitState(visit.state))
    changes = versions.apply(visit, {"state": state}, expected=visit.version)
    record("monitoring.visit.seal", visit, by=by, at=at, deed=Deed(changes=changes))
    findings = list(visit.findings.select_related("unit"))
    works = origins.ask(((finding.unit, _work(visit, finding)) for finding in findings), at=at)
    for finding, work in zip(findings, works, strict=True):
        finding.obligation = work
    Finding.objects.bulk_update(findings, ["obligation"])


def _work(visit: Visit, finding: Finding) -> Work:
    return Work(
        title=finding.what,
        detail=f"Theo biên bản kiểm tra {visit.unit}, đợt “{visit.round}”.",
        due_on=finding.due_on,
        origin_kind=ORIGIN,
        origin_id=str(finding.pk),
        origin_url=f"/kiem-tra/luot/{visit.pk}/",
    )
