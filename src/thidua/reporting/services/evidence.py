"""Add what proves a figure, and hide it again; the bytes are kept for ever."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import files
from thidua.foundation.services.audit import Deed, record
from thidua.movements.models import Target
from thidua.papers.limits import MEGABYTE
from thidua.papers.names import clean_name
from thidua.papers.photos import Photo
from thidua.reporting import policies
from thidua.reporting.enums import EvidenceKind, FigureState
from thidua.reporting.models import Evidence, Figure, Report
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures
from thidua.reporting.services.locks import lock_period, lock_periods_of

MAX_PDF_BYTES = 10 * MEGABYTE
MOST_A_FIGURE = 10
_PDF = b"%PDF-"
_HEAD = 1024
_LONGEST_URL = 500


@transaction.atomic
def add_photo(
    report: Report, target: Target, photo: Photo, name: str, *, by: Actor, at: datetime
) -> Evidence:
    """Keep a photo that `papers.photos.clean` has freed of place and time; the same photo counts once."""
    figure = _place(report, target, by=by, at=at)
    stored = files.store(photo.data, media_type=photo.media_type, at=at)
    values = {"kind": EvidenceKind.PHOTO, "file": stored, "look": photo.look}
    return _add(figure, values | {"name": clean_name(name) or "Ảnh"}, by=by, at=at)


@transaction.atomic
def add_pdf(report: Report, target: Target, data: bytes, name: str, *, by: Actor, at: datetime) -> Evidence:
    """Keep a PDF as it came; what is none by its first bytes is refused, whatever its name says."""
    whole = pdf_of(data)
    figure = _place(report, target, by=by, at=at)
    stored = files.store(whole, media_type="application/pdf", at=at)
    values = {"kind": EvidenceKind.PDF, "file": stored, "name": clean_name(name)}
    return _add(figure, values, by=by, at=at)


@transaction.atomic
def add_link(report: Report, target: Target, url: str, *, by: Actor, at: datetime) -> Evidence:
    """Keep the address of a page; only https, so that nobody is led to a program."""
    address, host = address_of(url)
    figure = _place(report, target, by=by, at=at)
    return _add(figure, {"kind": EvidenceKind.LINK, "url": address, "name": host[:200]}, by=by, at=at)


def pdf_of(data: bytes) -> bytes:
    """Return the bytes of a PDF that may be kept; refuse what is too large or no PDF."""
    if len(data) > MAX_PDF_BYTES:
        raise DomainError("Tệp PDF lớn hơn 10 MB. Quét lại ở cỡ nhỏ hơn rồi gửi.")
    if _PDF not in data[:_HEAD]:
        raise DomainError("Tệp này không phải PDF. Minh chứng là ảnh, tệp PDF hoặc đường dẫn.")
    return data


def address_of(url: str) -> tuple[str, str]:
    """Return the address of a page and its host; refuse what is no address that may be opened."""
    address = url.strip()
    parts = _split(address)
    if len(address) > _LONGEST_URL or not parts or parts[0] != "https" or "." not in parts[1]:
        raise DomainError("Đường dẫn phải bắt đầu bằng https:// và dài nhất 500 chữ. Nhờ chép lại.")
    return address, parts[1]


@transaction.atomic
def remove(evidence: Evidence, *, by: Actor, at: datetime) -> Evidence:
    """Hide it; it can be taken back, and the history keeps it."""
    evidence = _locked(evidence)
    policies.can_remove(by, evidence).enforce()
    if evidence.removed_at is None and evidence.figure.state == FigureState.VERIFIED:
        raise DomainError("Số này đã thẩm định theo minh chứng ấy. Đính chính số trước rồi bỏ minh chứng.")
    if evidence.removed_at is None:
        evidence.removed_at = at
        evidence.save(update_fields=["removed_at"])
        record("reporting.evidence.remove", evidence, by=by, at=at)
    return evidence


@transaction.atomic
def restore(evidence: Evidence, *, by: Actor, at: datetime) -> Evidence:
    """Take back the hiding."""
    evidence = _locked(evidence)
    policies.can_remove(by, evidence).enforce()
    if evidence.removed_at is not None:
        evidence.removed_at = None
        evidence.save(update_fields=["removed_at"])
        record("reporting.evidence.restore", evidence, by=by, at=at)
    return evidence


def _place(report: Report, target: Target, *, by: Actor, at: datetime) -> Figure:
    """Return the figure that is proved; proof may come before the number."""
    report.period = lock_period(report.period_id)
    policies.can_enter(by, report).enforce()
    found = Figure.objects.select_for_update(of=("self",)).filter(report=report, target=target)
    figure: Figure | None = found.first()
    if figure is None:
        return figures.write(report, target, Entry(""), expected=0, by=by, at=at)
    figure.report, figure.target = report, target
    return figure


def _add(figure: Figure, values: Mapping[str, Any], *, by: Actor, at: datetime) -> Evidence:
    kept = list(Evidence.objects.kept().filter(figure=figure.id))
    content = values["file"].pk if "file" in values else values["url"]
    for known in kept:
        if content in {known.file_id, known.url}:
            return known
    if len(kept) >= MOST_A_FIGURE:
        raise DomainError(f"Mỗi số có nhiều nhất {MOST_A_FIGURE} minh chứng. Bỏ bớt rồi gửi thêm.")
    evidence = Evidence(figure=figure, added_by=by.name, added_at=at, **values)
    evidence.save(force_insert=True)
    behalf = "" if policies.is_of_unit(by, figure.report) else str(figure.report.unit)
    told = {"kind": (None, evidence.get_kind_display()), "name": (None, evidence.name)}
    record("reporting.evidence.add", evidence, by=by, at=at, deed=Deed(changes=told, on_behalf_of=behalf))
    return evidence


def _locked(evidence: Evidence) -> Evidence:
    lock_periods_of([evidence.figure_id])
    found = Evidence.objects.select_for_update(of=("self",))
    return found.select_related("figure__report__period", "figure__report__unit").get(pk=evidence.pk)


def _split(address: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.scheme.lower(), parts.hostname or ""
