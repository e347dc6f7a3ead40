"""Sign an issued paper with a key file, which lives as long as the request."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from thidua.decisions import policies
from thidua.decisions.models import Decision, IssuedPaper
from thidua.decisions.services import signing
from thidua.decisions.web.asked import paper_of, to_signed
from thidua.decisions.web.signing_forms import AT_REASON, KeyForm
from thidua.foundation.services import files
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of
from thidua.papers.errors import PaperError
from thidua.papers.sealing import MOST_KEY_BYTES, KeyFile


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """The signed PDF, or why there is none and the field to tell it at."""

    data: bytes = b""
    refusal: str = ""
    field: str = "secret_key"


@sensitive_variables()
def sealed_ahead(request: SignedInRequest) -> Sealed | None:
    """Sign before the transaction: it takes a second, in which SQLite would let nobody else write.

    A certificate is valid by the clock, also for the sample commune, whose day stands still.
    """
    upload, password = request.FILES.get("secret_key"), request.POST.get("secret_password", "")
    if not isinstance(upload, UploadedFile) or not password:
        return None
    upload.seek(0)
    key = KeyFile(upload.read(MOST_KEY_BYTES + 1), password)
    paper = paper_of(request, resolve(request.path).kwargs["pk"])
    try:
        return Sealed(signing.sealed(paper, key, by=request.actor, at=timezone.localtime()))
    except PaperError as fault:
        field = "secret_password" if fault.code == "wrong_password" else "secret_key"
        return Sealed(refusal=fault.sentence, field=field)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@once("decisions.paper.seal", ahead=sealed_ahead)
def paper_seal(request: SignedInRequest, pk: UUID, ahead: Sealed | None = None) -> HttpResponse:
    """Keep the paper that was signed with a key file."""
    paper = paper_of(request, pk)
    decision = Decision.objects.filter(paper=paper).first()
    policies.can_seal_paper(request.actor, paper, decision).enforce()
    form = KeyForm(request.POST or None, request.FILES or None)

    def keep(sealed: Sealed) -> IssuedPaper:
        now, reason = now_of(request), form.cleaned_data["reason"]
        copy = files.store(sealed.data, media_type="application/pdf", at=now)
        return signing.attach(paper, copy, reason=reason, by=request.actor, at=now)

    sealed = _made(form, ahead)
    if sealed is not None and attempt(form, lambda: keep(sealed), fields=AT_REASON) is not None:
        messages.success(request, f"Đã ký số {paper.number}. Chữ ký đã kiểm tra, tệp không đổi.")
        return to_signed(paper, decision)
    context = {"paper": paper, "form": form}
    return render(request, "decisions/papers/seal.html", context, status=422 if form.is_bound else 200)


def _made(form: KeyForm, ahead: Sealed | None) -> Sealed | None:
    """Return what was signed; otherwise the form says why nothing was."""
    if not form.is_valid() or ahead is None:
        return None
    if ahead.refusal:
        form.add_error(ahead.field, ahead.refusal)
        return None
    return ahead
