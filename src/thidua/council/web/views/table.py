"""What is on the table of a session, who is there, who steps out, limits and equal votes."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from thidua.awards.enums import NominationState
from thidua.awards.models import Nomination
from thidua.core.voting.council import Presence
from thidua.council import policies
from thidua.council.enums import PresenceChoice, StepOutCause
from thidua.council.models import Attendance, CouncilMember, CouncilSession, StepOut
from thidua.council.queries.board import tellers_in
from thidua.council.queries.rules import pack_of, priority_words
from thidua.council.queries.session_page import session_page
from thidua.council.services import agenda, board, presence, ties
from thidua.council.web.asked import FormPage, about, answered, item_of, page_of, session_of
from thidua.council.web.session_forms import (
    ConflictForm,
    LimitForm,
    MemberPickForm,
    PickForm,
    PresenceForm,
    ReasonForm,
    StepOutForm,
    TieForm,
)
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.today import now_of


@require_http_methods(["GET", "POST"])
@once("council.item.put_on")
def item_put_on(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put nominations that are complete on the table."""
    session = session_of(request, pk)
    policies.can_set_table(request.actor, session).enforce()
    found = Nomination.objects.visible_to(request.actor).filter(
        round_id=session.award_round_id, state=NominationState.ACCEPTED
    )
    listed = {str(one.pk): one for one in found.for_list()}
    choices = [(key, f"{one.subject_name}: {one.kind_name}") for key, one in listed.items()]
    initial = {"picked": list(listed)}
    form = PickForm(request.POST or None, choices=choices, label="Đề nghị đã đủ hồ sơ", initial=initial)

    def put_on() -> object:
        chosen = [listed[str(key)] for key in form.keys]
        return agenda.put_on(session, chosen, by=request.actor, at=now_of(request))

    told = "Thành viên có liên quan được nêu để xác nhận trước khi bỏ phiếu."
    if not choices:
        told = f"Đợt “{session.award_round}” chưa có đề nghị nào đủ hồ sơ mà chưa vào phiên."
    page = about(session, "Đưa đề nghị vào phiên", told, "Đưa vào phiên")
    return answered(request, form, put_on, page, "Đã đưa vào phiên.")


@require_POST
@once("council.item.take_off")
def item_take_off(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take an item from the table before the session begins."""
    item = item_of(request, pk)
    agenda.take_off(item, by=request.actor, at=now_of(request))
    messages.success(request, f"Đã bỏ {item.nomination.subject_name} khỏi phiên.")
    return redirect(page_of(item.session))


@require_http_methods(["GET", "POST"])
@once("council.item.put_off")
def item_put_off(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Leave an item to a later session, with the reason."""
    item = item_of(request, pk)
    policies.can_put_off(request.actor, item).enforce()
    form = ReasonForm(request.POST or None)

    def put_off() -> object:
        reason = form.cleaned_data["reason"]
        return agenda.put_off(item, reason=reason, by=request.actor, at=now_of(request))

    title, told = f"Để phiên sau: {item.nomination.subject_name}", "Lý do ghi vào biên bản."
    return answered(
        request, form, put_off, about(item.session, title, told, "Để phiên sau"), "Đã để phiên sau."
    )


@require_http_methods(["GET", "POST"])
@once("council.session.mark")
def session_presence(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Mark how each member takes part."""
    session = session_of(request, pk)
    policies.can_set_table(request.actor, session).enforce()
    members = list(session.council.members.sitting_on(localdate(session.held_at)))
    kept = dict(session.attendances.values_list("member_id", "presence"))
    known = {key: Presence(value) for key, value in kept.items()}
    sent = request.POST if request.method == "POST" else None
    form = PresenceForm(sent, members=members, presences=known)

    def mark() -> object:
        return presence.mark(session, form.presences, by=request.actor, at=now_of(request))

    told = "Ý kiến bằng văn bản được tính vào kết quả nhưng không giữ kín."
    return answered(
        request, form, mark, about(session, "Ghi người dự", told, "Ghi người dự"), "Đã ghi người dự."
    )


@require_http_methods(["GET", "POST"])
@once("council.session.appoint")
def session_board(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Name who counts."""
    session = session_of(request, pk)
    policies.can_set_table(request.actor, session).enforce()
    members = session.council.members.sitting_on(localdate(session.held_at))
    choices = [(str(one.pk), f"{one}, {one.get_seat_display()}") for one in members]
    named = [str(key) for key in tellers_in(session)]
    form = PickForm(request.POST or None, choices=choices, label="Ban kiểm phiếu", initial={"picked": named})

    def appoint() -> object:
        return board.appoint(session, form.keys, by=request.actor, at=now_of(request))

    told = "Chọn ít nhất hai thành viên. Người có liên quan đến việc nào thì không kiểm phiếu việc ấy."
    page = about(session, "Cử Ban kiểm phiếu", told, "Cử Ban kiểm phiếu")
    return answered(request, form, appoint, page, "Đã cử Ban kiểm phiếu.")


@require_http_methods(["GET", "POST"])
@once("council.session.arrive")
def session_arrive(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Note that a member came late."""
    session = session_of(request, pk)
    away = session.attendances.exclude(presence=PresenceChoice.PRESENT)
    told = "Người đến sau bỏ phiếu từ lượt tiếp theo. Các lượt đã mở không đổi."
    page = about(session, "Ghi người đến sau", told, "Ghi đến sau")
    return _of_member(request, session, away, presence.arrive, page, "Đã ghi người đến sau.")


@require_http_methods(["GET", "POST"])
@once("council.session.leave")
def session_leave(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Note that a member goes home before the end."""
    session = session_of(request, pk)
    present = session.attendances.filter(presence=PresenceChoice.PRESENT)
    told = "Với các việc chưa bỏ phiếu, người này tính là vắng. Việc đã bỏ phiếu không đổi."
    page = about(session, "Ghi người về trước", told, "Ghi về trước")
    return _of_member(request, session, present, presence.leave, page, "Đã ghi người về trước.")


def _of_member(
    request: SignedInRequest,
    session: CouncilSession,
    among: QuerySet[Attendance],
    deed: Callable[..., object],
    page: FormPage,
    done: str,
) -> HttpResponse:
    """Write down what one of these members did while the session goes on."""
    policies.can_conduct(request.actor, session).enforce()
    members = CouncilMember.objects.visible_to(request.actor).filter(pk__in=among.values("member"))
    form = MemberPickForm(request.POST or None, members=members.select_related("person"))

    def write() -> object:
        return deed(session, form.cleaned_data["member"], by=request.actor, at=now_of(request))

    return answered(request, form, write, page, done)


@require_http_methods(["GET", "POST"])
@once("council.stepout.confirm")
def item_step_out(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Note that a member does not vote on an item."""
    item = item_of(request, pk)
    session = item.session
    policies.can_set_table(request.actor, session).enforce()
    members = session.council.members.sitting_on(localdate(session.held_at))
    form = StepOutForm(request.POST or None, members=members)

    def step_out() -> object:
        member = form.cleaned_data["member"]
        return presence.step_out(item, member, form.ground, by=request.actor, at=now_of(request))

    told = f"Việc {item.position}: {item.nomination.subject_name}. Tỷ lệ vẫn tính trên tổng số thành viên."
    page = about(session, "Ghi người không bỏ phiếu", told, "Ghi không bỏ phiếu")
    return answered(request, form, step_out, page, "Đã ghi người không bỏ phiếu.")


@require_http_methods(["GET", "POST"])
@once("council.stepout.answer")
def step_out_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm a conflict that the data suggests, or say why it is none."""
    found = StepOut.objects.visible_to(request.actor).select_related(
        "member__person", "item__session__council__authority", "item__nomination__person"
    )
    one = get_object_or_404(found, pk=pk)
    policies.can_set_table(request.actor, one.item.session).enforce()
    form = ConflictForm(request.POST or None, may_vote=one.cause != StepOutCause.NOMINEE)

    def answer() -> object:
        votes, note = form.cleaned_data["votes"] == "o", form.cleaned_data["note"]
        return presence.answer(one, votes=votes, note=note, by=request.actor, at=now_of(request))

    told = f"Việc {one.item.position}: {one.item.nomination.subject_name}. {one}."
    page = about(one.item.session, f"{one.member} có bỏ phiếu không?", told, "Ghi câu trả lời")
    return answered(request, form, answer, page, "Đã ghi câu trả lời.")


@require_http_methods(["GET", "POST"])
@once("council.places.limit")
def session_limit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say how many of a kind may be granted at most."""
    session = session_of(request, pk)
    policies.can_set_table(request.actor, session).enforce()
    form = LimitForm(request.POST or None, kinds=session_page(session).kinds)

    def limit() -> object:
        typed = form.cleaned_data
        kind, places, because = typed["kind"], typed["places"], typed["because"]
        return ties.limit(session, kind, places, because=because, by=request.actor, at=now_of(request))

    told = "Luật không đặt số suất. Chỉ ghi khi kế hoạch hoặc quy chế của xã có giới hạn."
    return answered(request, form, limit, about(session, "Đặt số suất", told, "Đặt số suất"), "Đã đặt.")


@require_http_methods(["GET", "POST"])
@once("council.item.choose")
def session_tie(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Choose between equal votes at the last place."""
    session = session_of(request, pk)
    policies.can_break_tie(request.actor, session).enforce()
    waiting = session_page(session).ties
    if not waiting:
        raise Http404
    tie = waiting[0]
    choices = [(str(one.item.pk), one.item.nomination.subject_name) for one in tie.results]
    form = TieForm(request.POST or None, choices=choices, label=f"Chọn {tie.free}")

    def choose() -> object:
        chosen, reason = set(form.keys), form.cleaned_data["reason"]
        return ties.decide(session, chosen, reason=reason, by=request.actor, at=now_of(request))

    first = priority_words(pack_of(session), [one.item.nomination for one in tie.results])
    told = f"{tie.places}. Căn cứ: {tie.places.because} Các dòng dưới đây bằng phiếu. {first}"
    return answered(request, form, choose, about(session, "Chọn khi bằng phiếu", told, "Chọn"), "Đã chọn.")
