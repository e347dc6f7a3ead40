"""What the selects of forms offer."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from thidua.movements.enums import ItemState
from thidua.movements.models import DraftTarget, LaunchDraft, Target
from thidua.organisation.models import Authority, Unit


def units_for(authority: Authority) -> QuerySet[Unit]:
    """Return the units an authority has on its day."""
    return Unit.objects.filter(authority=authority).in_force(authority.day(timezone.localdate())).for_list()


def parents_for(draft: LaunchDraft, target: DraftTarget | None = None) -> QuerySet[DraftTarget]:
    """Return the targets another may be part of: not itself, not its own parts."""
    found: QuerySet[DraftTarget] = DraftTarget.objects.filter(draft=draft).exclude(state=ItemState.DROPPED)
    return found if target is None else found.exclude(pk=target.pk).exclude(parent=target)


def parents_of_target(target: Target) -> QuerySet[Target]:
    found: QuerySet[Target] = Target.objects.filter(movement=target.movement_id)
    return found.exclude(pk=target.pk).exclude(parent=target)


def batch_of(request: HttpRequest) -> UUID | None:
    """Return the giving that the address says was just made, so that the page can offer to take it back."""
    try:
        return UUID(request.GET.get("lan", ""))
    except ValueError:
        return None
