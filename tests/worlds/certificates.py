"""A signed decision whose certificates are printed, one that still lacks them, a stock, a revoked award."""

from datetime import datetime
from typing import Any

from tests.decisions import granted

from thidua.decisions.models import Award, CertificateStock, Revocation
from thidua.decisions.services import certificates
from thidua.decisions.services.certificates import Printing
from thidua.organisation.enums import Role

_LINK = "https://thidua.example.vn/xac-minh/"


def add(place: Any, now: datetime) -> None:
    """Add what is printed, `unprinted` with its first award, a stock, and `owed` with money to return."""
    office, commune = place.actor(Role.OFFICE), place.commune
    printed = granted.decision(commune, 3, paid=351_000)
    drawn = certificates.draw(printed, Printing(_LINK), at=now)
    batch = certificates.issue(printed, drawn, by=office, at=now)
    taken_back = Award.objects.get(decision=printed, position=3)
    owed = Revocation.objects.create(
        authority=commune.authority,
        award=taken_back,
        paper=granted.paper(commune, "Hủy tặng Giấy khen"),
        basis="Luật Thi đua, khen thưởng",
        reason="Kê khai sai",
        due=351_000,
        revoked_by="Văn phòng",
        revoked_at=now,
    )
    Award.objects.filter(pk=taken_back.pk).update(state="revoked")
    unprinted = granted.decision(commune, 2)
    place.things |= {
        "printed": printed,
        "unprinted": unprinted,
        "unprinted_award": unprinted.awards.get(position=1),
        "batch_printed": batch,
        "certificate": batch.certificates.get(place=1),
        "given_award": Award.objects.get(decision=printed, position=2),
        "owed": owed,
        "stock": CertificateStock.objects.create(authority=commune.authority, name="Phôi 2025"),
    }
