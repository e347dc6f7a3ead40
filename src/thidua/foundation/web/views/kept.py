"""What was written into a form whose session had ended, shown to who wrote it, to be sent again."""

import re
from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from thidua.foundation.services import kept_forms
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.sent_form import labels_of

_OF_THE_FORM = re.compile(r"_|dau(-|$)")
_OTHER = "Ô khác"


@require_GET
@never_cache
def kept_form(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what was written, with a button that sends it as it was."""
    kept = kept_forms.find(pk, by=request.actor, at=timezone.now())
    if kept is None:
        raise Http404
    return render(request, "foundation/kept_form.html", {"kept": kept, "rows": _rows(kept.fields)})


def _rows(fields: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Return label and value of what people fill in themselves."""
    typed = [(name, value) for name, value in fields if value.strip() and not _OF_THE_FORM.match(name)]
    labels = labels_of({name for name, _ in typed})
    return [(_OTHER if labels[name] == name else labels[name], value) for name, value in typed]
