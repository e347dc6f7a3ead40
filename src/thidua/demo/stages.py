"""Build the sample commune up to a stage of its year, in an empty database."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.demo.building import launch
from thidua.demo.commune import SampleCommune, make
from thidua.demo.deeds import moment
from thidua.demo.reporting import decide, report, score
from thidua.movements.models import Movement
from thidua.organisation.models import Unit


def build(stage: str, *, seed: int, at: datetime) -> SampleCommune:
    """Build up to `stage`; refuses an unknown stage, and a database in which somebody works already."""
    if stage not in STAGES:
        raise DomainError(f"Không có giai đoạn “{stage}”. Các giai đoạn: {', '.join(STAGES)}.")
    if not is_empty():
        raise DomainError("Cơ sở dữ liệu đã có dữ liệu nên không nạp xã mẫu. Dùng một thư mục dữ liệu mới.")
    with transaction.atomic():
        commune = make(seed=seed, at=_founded(stage, at))
        STAGES[stage](commune, at)
    return commune


def _founded(stage: str, at: datetime) -> datetime:
    """Return when the commune was entered: before its year, where that is told as it was in 2024."""
    return at if stage == "launch" else moment("2/1")


def is_empty() -> bool:
    """Say whether nobody works here yet: no unit, no movement."""
    return not Unit.objects.exists() and not Movement.objects.exists()


STAGES: dict[str, Callable[[SampleCommune, datetime], object]] = {
    "launch": launch,
    "reporting": report,
    "scored": score,
    "decided": decide,
}
