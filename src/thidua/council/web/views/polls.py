"""Votes: open one, print its ballots, enter what was counted, see what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.council import policies
from thidua.council.enums import PollState
from thidua.council.models import Poll
from thidua.council.queries.counting import count_page
from thidua.council.queries.letters import SEEN_BY_COUNTERS
from thidua.council.queries.rules import pack_of, threshold_words, vote_of
from thidua.council.services import polls
from thidua.council.services.polls import CountFaultError
from thidua.council.web.asked import FormPage, answered, page_of, poll_of, session_of
from thidua.council.web.count_forms import ConfirmForm, CountForm
from thidua.council.web.session_forms import ReasonForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.today import now_of
from thidua.papers.ballots.printing import Ballot, ballots_pdf
from thidua.papers.errors import PaperError


@require_POST
@once("council.poll.open")
def poll_open(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Begin the vote on the items that were named."""
    session = session_of(request, pk)
    policies.can_conduct(request.actor, session).enforce()
    keys = [UUID(key) for key in request.POST.getlist("viec") if _is_key(key)]
    poll = polls.open_poll(session, keys, by=request.actor, at=now_of(request))
    ballots = "In phiếu, phát phiếu, rồi hai người nhập số phiếu."
    hands = "Đếm người giơ tay: một người ghi, một người xác nhận."
    messages.success(request, f"Đã mở lượt {poll.number}. {ballots if poll.is_ballot else hands}")
    return redirect("council:poll-count", pk=poll.pk)


@require_http_methods(["GET", "POST"])
@once("council.poll.enter")
def poll_count(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take in what one of the two counted; show both once both stand."""
    poll = poll_of(request, pk)
    page = count_page(poll, request.actor)
    may_count = policies.can_count(request.actor, poll, page.desk)
    if request.method == "POST":
        may_count.enforce()
    form = CountForm(request.POST or None, poll=poll, page=page)
    if request.method == "POST" and form.is_valid() and _enter(request, poll, form):
        _tell(request, poll)
        return redirect("council:poll-count", pk=pk)
    context = {
        "poll": poll,
        "session": poll.session,
        "page": page,
        "form": form,
        "confirm": ConfirmForm(page=page, initial={"seen": page.entries[0].entry.pk})
        if page.is_to_confirm
        else None,
        "may_count": may_count,
        "may_conduct": policies.can_conduct(request.actor, poll.session),
        "threshold": threshold_words(vote_of(pack_of(poll.session), page.lines[0].item.nomination)),
        "not_secret": SEEN_BY_COUNTERS,
    }
    return render(request, "council/polls/count.html", context, status=422 if form.is_bound else 200)


@require_POST
@once("council.poll.confirm")
def poll_confirm(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Confirm as the second how many hands the first counted."""
    poll = poll_of(request, pk)
    page = count_page(poll, request.actor)
    policies.can_count(request.actor, poll, page.desk).enforce()
    form = ConfirmForm(request.POST, page=page)
    if not form.is_valid():
        raise DomainError("Chọn người kiểm phiếu mà Văn phòng nhập hộ, rồi xác nhận.")
    seen, whose = form.cleaned_data["seen"], form.whose
    polls.confirm(poll, seen=seen, teller=whose, by=request.actor, at=now_of(request))
    messages.success(request, f"Đã xác nhận. Mã nhận {request.receipt}.")
    return redirect("council:poll-count", pk=pk)


@require_GET
def poll_ballots(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Print the ballots of a vote: all alike, as many as there are voters in the room."""
    poll = poll_of(request, pk)
    policies.can_conduct(request.actor, poll.session).enforce()
    if not poll.is_ballot or poll.state != PollState.OPEN:
        raise DomainError("Lượt này không cần phiếu giấy hoặc đã kiểm phiếu.")
    session = poll.session
    names = tuple(line.item.nomination.subject_name for line in count_page(poll, request.actor).lines)
    held = show_date(localdate(session.held_at))
    title = f"Phiên {session.number}, ngày {held}, lượt {poll.number}"
    try:
        data = ballots_pdf(Ballot(session.council.name, title, poll.kind_name, names), poll.voters)
    except PaperError as fault:
        raise DomainError(fault.sentence) from fault
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="phieu-bau-luot-{poll.number}.pdf"'
    return answer


@require_http_methods(["GET", "POST"])
@once("council.poll.void")
def poll_void(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a vote up, with the reason."""
    poll = poll_of(request, pk)
    policies.can_conduct(request.actor, poll.session).enforce()
    form = ReasonForm(request.POST or None)

    def void() -> Poll:
        reason, seen = form.cleaned_data["reason"], version_of(request)
        return polls.void(poll, reason=reason, expected=seen, by=request.actor, at=now_of(request))

    session = poll.session
    told = "Số đã nhập bị xóa, chỉ giữ lý do. Các việc trong lượt được bỏ phiếu hoặc giơ tay lại."
    page = FormPage(
        f"Bỏ lượt {poll.number}",
        told,
        "Bỏ lượt này",
        page_of(session),
        session.council,
        session,
        poll.version,
    )
    return answered(request, form, void, page, "Đã bỏ lượt bỏ phiếu.")


def _enter(request: SignedInRequest, poll: Poll, form: CountForm) -> bool:
    try:
        polls.enter(poll, form.entered, by=request.actor, at=now_of(request))
    except CountFaultError as refusal:
        form.tell(refusal.faults)
        return False
    return True


def _tell(request: SignedInRequest, poll: Poll) -> None:
    if count_page(poll, request.actor).differing:
        messages.warning(request, f"Hai lần nhập chưa khớp. Mã nhận {request.receipt}.")
    else:
        messages.success(request, f"Đã ghi số đếm được. Mã nhận {request.receipt}.")


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
