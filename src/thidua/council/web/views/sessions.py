"""Sessions: the page of one, its planning and its steps."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.awards.models import AwardRound
from thidua.council import policies
from thidua.council.enums import SessionState
from thidua.council.models import Council, CouncilSession
from thidua.council.queries.early import early_of
from thidua.council.queries.rules import pack_of
from thidua.council.queries.session_page import session_page
from thidua.council.services import closing, presence, sessions
from thidua.council.web.asked import FormPage, about, answered, council_of, page_of, session_of
from thidua.council.web.session_forms import CloseForm, OpenForm, ReasonForm, SessionForm
from thidua.foundation.policy import Answer
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of


@require_GET
def session_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show a session: its table, who is there, votes, papers, and what is next."""
    session = session_of(request, pk)
    actor = request.actor
    context = {
        "session": session,
        "page": session_page(session),
        "early": early_of(session),
        "may": {
            "prepare": policies.can_prepare(actor, session),
            "set_table": policies.can_set_table(actor, session),
            "conduct": policies.can_conduct(actor, session),
            "run": policies.can_run(actor, session),
            "reopen": policies.can_reopen(actor, session),
            "choose": policies.can_break_tie(actor, session),
            "read_history": policies.can_read_history(actor, session.authority_id),
        },
    }
    return render(request, "council/sessions/detail.html", context)


@require_GET
def session_of_round(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Lead from a round to its latest session that is not over, else to the planning of one."""
    award_round = get_object_or_404(AwardRound.objects.visible_to(request.actor), pk=pk)
    policies.can_keep_councils(request.actor).enforce()
    over = [SessionState.CLOSED, SessionState.CANCELLED]
    found = CouncilSession.objects.visible_to(request.actor).filter(award_round=award_round)
    if (session := found.exclude(state__in=over).order_by("-held_at").first()) is not None:
        return redirect(page_of(session))
    council = Council.objects.visible_to(request.actor).first()
    if council is None:
        messages.info(request, "Ghi Hội đồng theo quyết định thành lập, rồi lập phiên họp cho đợt xét.")
        return redirect("council:council-list")
    return redirect(f"{reverse('council:session-new', args=[council.pk])}?dot={pk}")


@require_http_methods(["GET", "POST"])
@once("council.session.plan")
def session_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Plan a session of a council."""
    council = council_of(request, pk)
    policies.can_change_council(request.actor, council).enforce()
    rounds = AwardRound.objects.visible_to(request.actor).filter(authority_id=council.authority_id)
    chosen = {"award_round": request.GET.get("dot", "")}
    form = SessionForm(request.POST or None, rounds=rounds.for_list(), initial=chosen)

    def plan() -> CouncilSession:
        award_round = form.cleaned_data["award_round"]
        return sessions.plan(council, award_round, form.facts, by=request.actor, at=now_of(request))

    told, back = "Đưa đề nghị vào phiên ở bước sau.", reverse("council:council-detail", args=[pk])
    page = FormPage("Lập phiên họp", told, "Lập phiên họp", back, council)
    if request.method == "POST" and form.is_valid() and (made := attempt(form, plan)) is not None:
        messages.success(request, f"Đã lập phiên họp. Đưa đề nghị vào phiên. Mã nhận {request.receipt}.")
        return redirect(page_of(made))
    return render(
        request, "council/form.html", {"form": form, "page": page}, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
@once("council.session.change")
def session_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change when, where and how a session is held."""
    session = session_of(request, pk)
    policies.can_prepare(request.actor, session).enforce()
    form = SessionForm(request.POST or None, initial=SessionForm.values_of(session))

    def save() -> CouncilSession:
        seen = version_of(request)
        return sessions.change(session, form.facts, expected=seen, by=request.actor, at=now_of(request))

    told = f"Đã gửi giấy mời thì báo lại cho các thành viên. {early_of(session)}".strip()
    page = about(session, "Sửa phiên họp", told, "Lưu")
    return answered(request, form, save, page, "Đã lưu phiên họp.")


@require_POST
@once("council.session.invite")
def session_invite(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write down that the letters went out."""
    session = session_of(request, pk)
    sessions.invite(session, expected=version_of(request), by=request.actor, at=now_of(request))
    messages.success(request, "Đã ghi gửi giấy mời.")
    return redirect("council:session-detail", pk=pk)


@require_http_methods(["GET", "POST"])
@once("council.session.open")
def session_open(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Open the session once enough members are there."""
    session = session_of(request, pk)
    policies.can_run(request.actor, session).enforce()
    pack = pack_of(session)
    sent = request.POST if request.method == "POST" else None
    form = OpenForm(sent, is_law_asked=not pack.decides)

    def begin() -> CouncilSession:
        seen, note = version_of(request), form.note
        return presence.open_session(
            session, law_note=note, expected=seen, by=request.actor, at=now_of(request)
        )

    quorum = session_page(session).quorum.sentence
    page = about(session, "Khai mạc phiên họp", f"{quorum} {pack.caution}".strip(), "Khai mạc")
    return answered(request, form, begin, page, "Đã khai mạc.")


@require_http_methods(["GET", "POST"])
@once("council.session.close")
def session_close(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Close the session: outcomes, minutes, the entry of the register."""
    session = session_of(request, pk)
    policies.can_conduct(request.actor, session).enforce()
    sent = request.POST if request.method == "POST" else None
    form = CloseForm(sent, initial=CloseForm.values_of(session, now_of(request)))

    def end() -> CouncilSession:
        seen = version_of(request)
        return closing.close(session, form.closing, expected=seen, by=request.actor, at=now_of(request))

    told = (
        "Kết quả ghi vào từng đề nghị và báo đơn vị. Biên bản họp và biên bản kiểm phiếu được lập. "
        "Tổng số ghi vào sổ vàng."
    )
    page = about(session, "Bế mạc phiên họp", told, "Bế mạc")
    return answered(request, form, end, page, "Đã bế mạc. In biên bản để ký.")


@require_http_methods(["GET", "POST"])
@once("council.session.reopen")
def session_reopen(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Open a closed session again, with the reason."""
    session = session_of(request, pk)
    told = "Các đề nghị trở lại bước Hội đồng xét. Biên bản cũ vẫn giữ; bế mạc lại thì có bản mới."
    words = ("Mở lại phiên họp", told, "Đã mở lại phiên họp.")
    return _with_reason(request, session, policies.can_reopen, closing.reopen, words)


@require_http_methods(["GET", "POST"])
@once("council.session.cancel")
def session_cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a session up, with the reason."""
    session = session_of(request, pk)
    told = "Các đề nghị trở lại danh sách chờ và đưa được vào phiên khác."
    words = ("Hủy phiên họp", told, "Đã hủy phiên họp.")
    return _with_reason(request, session, policies.can_prepare, sessions.cancel, words)


def _with_reason(
    request: SignedInRequest,
    session: CouncilSession,
    policy: Callable[..., Answer],
    act: Callable[..., CouncilSession],
    words: tuple[str, str, str],
) -> HttpResponse:
    policy(request.actor, session).enforce()
    form = ReasonForm(request.POST or None)

    def step() -> CouncilSession:
        reason, seen = form.cleaned_data["reason"], version_of(request)
        return act(session, reason=reason, expected=seen, by=request.actor, at=now_of(request))

    title, told, done = words
    return answered(request, form, step, about(session, title, told, title), done)
