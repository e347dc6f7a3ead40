"""Forms that came too late for their session: kept for the account that wrote them, and forgotten soon."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from thidua.foundation.actors import Actor
from thidua.foundation.models import KeptForm

LIFE = timedelta(hours=1)
_MOST_OF_ONE = 5


@dataclass(frozen=True, slots=True)
class LateForm:
    """A form as it arrived: where to, from which page, its pairs of name and value."""

    path: str
    page: str
    fields: Sequence[tuple[str, str]]
    has_files: bool


@transaction.atomic
def keep(form: LateForm, *, user_id: int, at: datetime) -> KeptForm:
    """Keep a form for its account, of which the newest few stay; what is older than its life goes."""
    forget(before=at - LIFE)
    of_one = KeptForm.objects.filter(user_id=user_id).order_by("-at", "-id")
    newest = list(of_one.values_list("pk", flat=True)[: _MOST_OF_ONE - 1])
    of_one.exclude(pk__in=newest).delete()
    made: KeptForm = KeptForm.objects.create(user_id=user_id, at=at, **asdict(form))
    return made


def find(key: UUID, *, by: Actor, at: datetime) -> KeptForm | None:
    """Return what the actor wrote, as long as it is kept."""
    found: KeptForm | None = KeptForm.objects.visible_to(by).filter(pk=key, at__gt=at - LIFE).first()
    return found


def forget(*, before: datetime) -> int:
    """Drop what was kept before; return how many."""
    gone, _ = KeptForm.objects.filter(at__lte=before).delete()
    return gone
