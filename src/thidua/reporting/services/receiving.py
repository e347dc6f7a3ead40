"""The receipt of one sending: what was received, in the words of that moment, and its fingerprint."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.timezone import localdate

from thidua.foundation.actors import Actor
from thidua.foundation.services.receipts import new_receipt
from thidua.reporting.models import Evidence, Figure, Receipt, Report
from thidua.reporting.queries.saying import said_text


def receive(
    report: Report, figures: Sequence[Figure], *, is_for_another: bool, by: Actor, at: datetime
) -> Receipt:
    """Write down what came in with this sending; later changes of the figures leave it as it is."""
    receipt = Receipt(
        report=report,
        code=new_receipt(),
        sent_at=at,
        received_on=report.authority.received_on(localdate(at)),
        sent_by=by.name,
        is_for_another=is_for_another,
        note=report.note,
        lines=_lines(figures),
    )
    receipt.fingerprint = fingerprint_of(receipt)
    receipt.save(force_insert=True)
    return receipt


def fingerprint_of(receipt: Receipt) -> str:
    """Return the SHA-256 of what was received, the same on any machine that computes it again."""
    content = {
        "code": receipt.code,
        "report": str(receipt.report_id),
        "at": receipt.sent_at.timestamp(),
        "by": receipt.sent_by,
        "for_another": receipt.is_for_another,
        "note": receipt.note,
        "lines": receipt.lines,
    }
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _lines(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    counted = Evidence.objects.kept().filter(figure__in=[figure.id for figure in figures])
    proofs = dict(counted.order_by().values_list("figure").annotate(Count("id")))
    in_order = sorted(figures, key=lambda one: (str(one.target.movement_id), one.target.position))
    return [_line(figure, proofs.get(figure.id, 0)) for figure in in_order]


def _line(figure: Figure, proofs: int) -> dict[str, Any]:
    return {
        "figure": str(figure.id),
        "target": figure.target.name,
        "said": said_text(figure.target, figure.said, figure.value, figure.base),
        "typed": figure.typed,
        "typed_base": figure.typed_base,
        "decision": figure.decision,
        "note": figure.note,
        "proofs": proofs,
    }
