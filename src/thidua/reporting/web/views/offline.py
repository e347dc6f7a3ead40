"""What lets a form that was opened once work without network."""

from functools import cache
from importlib import resources

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.errors import DomainError
from thidua.foundation.web.access import ActingRequest, SignedInRequest, public
from thidua.foundation.web.once import once
from thidua.organisation.web.today import now_of
from thidua.reporting import policies
from thidua.reporting.queries.queue_file import lay, proofs_in, read_file
from thidua.reporting.services import taking
from thidua.reporting.web.evidence_forms import QueueFileForm

_FAULTS = 422


@public
@require_GET
def service_worker(_request: ActingRequest) -> HttpResponse:
    """Serve the worker from the root, so that it stands behind every page; it holds nothing of anybody."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _worker() -> bytes:
    return resources.files("thidua.reporting").joinpath("static/reporting/sw.js").read_bytes()


@require_http_methods(["GET", "POST"])
def queue_look(request: SignedInRequest) -> HttpResponse:
    """Ask for a file of figures that a phone could not send; show what is in it beside what stands now."""
    policies.can_take_file(request.actor).enforce()
    form = QueueFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            text = form.text
            laid = lay(read_file(text.encode()), by=request.actor, may_enter=policies.can_enter)
        except DomainError as refusal:
            form.add_error("file", refusal.sentence)
        else:
            context = {"laid": laid, "text": text, "proofs": proofs_in(text.encode())}
            return render(request, "reporting/queue_look.html", context)
    status = _FAULTS if form.is_bound else 200
    return render(request, "reporting/queue_file.html", {"form": form}, status=status)


@require_POST
@once("reporting.queue.take")
def queue_take(request: SignedInRequest) -> HttpResponse:
    """Write what can be written, and tell of the rest."""
    policies.can_take_file(request.actor).enforce()
    rows = read_file(request.POST.get("tep", "").encode())
    left = taking.take(rows, by=request.actor, at=now_of(request))
    context = {"taken": len(rows) - len(left), "left": left, "receipt": request.receipt}
    return render(request, "reporting/queue_taken.html", context)
