"""The list that hangs out, for everybody: read, and told the office what is not right."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards.models import AwardRound
from thidua.awards.models.nomination import LIST_IS_PUBLIC
from thidua.awards.queries.window import PublicList, line_named, public_list
from thidua.awards.services import window
from thidua.awards.services.window import Comment
from thidua.awards.web.sender import sender_of
from thidua.awards.web.window_forms import CommentForm
from thidua.foundation.web.access import ActingRequest, public
from thidua.foundation.web.once import once
from thidua.organisation.web.refusing import attempt

_GONE = 410


@require_GET
@public
def window_public(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the list until its last day; the day after a sentence stands here instead."""
    award_round = _round(pk)
    if not _is_out(award_round):
        return _over(request)
    context = {"page": public_list(award_round), "key": str(pk), "reason": LIST_IS_PUBLIC}
    return _unlisted(render(request, "awards/window/public.html", context))


@require_http_methods(["GET", "POST"])
@public
@once("awards.comment.send")
def window_comment(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Take a comment; it reaches the office and nobody else."""
    award_round = _round(pk)
    if not _is_out(award_round):
        return _over(request)
    page = public_list(award_round)
    form = CommentForm(
        request.POST or None, initial={"nomination": request.GET.get("ve")}, lines=_names(page)
    )
    if request.method == "POST" and form.is_valid():
        told = replace(_told(award_round, form), sender=sender_of(request))
        if attempt(
            form, lambda: window.comment(award_round, told, at=award_round.authority.moment(timezone.now()))
        ):
            context = {"page": page, "key": str(pk), "receipt": request.receipt}
            return _unlisted(render(request, "awards/window/thanks.html", context))
    context = {"page": page, "key": str(pk), "form": form}
    status = 422 if form.is_bound else 200
    return _unlisted(render(request, "awards/window/comment.html", context, status=status))


def _round(pk: UUID) -> AwardRound:
    found = AwardRound.objects.public().select_related("authority")
    award_round: AwardRound = get_object_or_404(found, pk=pk)
    return award_round


def _is_out(award_round: AwardRound) -> bool:
    return award_round.is_shown_on(award_round.authority.day(timezone.localdate()))


def _over(request: HttpRequest) -> HttpResponse:
    return _unlisted(render(request, "awards/window/over.html", status=_GONE))


def _unlisted(answer: HttpResponse) -> HttpResponse:
    """Keep the list out of search engines and caches: it is there for days, not for ever."""
    answer["X-Robots-Tag"] = "noindex, noarchive"
    answer["Cache-Control"] = "no-store"
    return answer


def _names(page: PublicList) -> list[tuple[str, str]]:
    return [(line.key, f"{line.subject_name}: {line.kind_name}") for line in page.lines]


def _told(award_round: AwardRound, form: CommentForm) -> Comment:
    told = form.cleaned_data
    about = line_named(award_round, told["nomination"]) if told["nomination"] else None
    return Comment(told["text"], told["name"], told["contact"], about)
