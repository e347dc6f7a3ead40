"""What the views of councils ask for in the same way: the thing, and a form that leads back."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.council.models import Council, CouncilSession, Poll, SessionItem, SessionPaper
from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.web.refusing import attempt


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page of one form: what is asked, what follows, where it leads; `version` is that of what is seen."""

    title: str
    told: str
    button: str
    back: str
    council: Council | None = None
    session: CouncilSession | None = None
    version: int | None = None
    has_file: bool = False


def council_of(request: SignedInRequest, pk: UUID) -> Council:
    found: Council = get_object_or_404(Council.objects.visible_to(request.actor), pk=pk)
    return found


def session_of(request: SignedInRequest, pk: UUID) -> CouncilSession:
    """Take a session the actor may read, with all that its pages name."""
    found = CouncilSession.objects.visible_to(request.actor)
    found = found.select_related("council__authority", "award_round", "authority")
    session: CouncilSession = get_object_or_404(found, pk=pk)
    return session


def item_of(request: SignedInRequest, pk: UUID) -> SessionItem:
    found = SessionItem.objects.visible_to(request.actor).select_related(
        "session__council__authority",
        "session__award_round",
        "session__authority",
        "nomination__person",
        "nomination__unit",
        "nomination__household__head",
    )
    item: SessionItem = get_object_or_404(found, pk=pk)
    return item


def poll_of(request: SignedInRequest, pk: UUID) -> Poll:
    found = Poll.objects.visible_to(request.actor)
    found = found.select_related("session__council__authority", "session__award_round", "session__authority")
    poll: Poll = get_object_or_404(found, pk=pk)
    return poll


def paper_of(request: SignedInRequest, pk: UUID) -> SessionPaper:
    found = SessionPaper.objects.visible_to(request.actor)
    paper: SessionPaper = get_object_or_404(
        found.select_related("session__council", "pdf", "docx", "scan"), pk=pk
    )
    return paper


def page_of(session: CouncilSession) -> str:
    """Return where a session is read."""
    return reverse("council:session-detail", args=[session.pk])


def about(session: CouncilSession, title: str, told: str, button: str) -> FormPage:
    """Describe a form about a session as it was seen."""
    return FormPage(title, told, button, page_of(session), session.council, session, session.version)


def answered(
    request: SignedInRequest, form: forms.Form, act: Callable[[], object], page: FormPage, done: str
) -> HttpResponse:
    """Do what was asked once the form is sound, and lead back; else show the form with its faults."""
    if request.method == "POST" and form.is_valid() and attempt(form, act) is not None:
        messages.success(request, f"{done} Mã nhận {request.receipt}.")
        return redirect(page.back)
    context = {"form": form, "page": page}
    return render(request, "council/form.html", context, status=422 if form.is_bound else 200)
