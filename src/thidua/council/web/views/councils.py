"""Councils and who sits in them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.council import policies
from thidua.council.models import Council, CouncilMember, CouncilSession
from thidua.council.services import councils
from thidua.council.web.asked import FormPage, answered, council_of
from thidua.council.web.council_forms import CouncilForm, MemberForm, SeatEndForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.models import Person
from thidua.organisation.web.today import now_of, today_of


@require_GET
def council_list(request: SignedInRequest) -> HttpResponse:
    """List councils and their latest sessions."""
    policies.can_see_councils(request.actor).enforce()
    context = {
        "councils": Council.objects.visible_to(request.actor),
        "sessions": CouncilSession.objects.visible_to(request.actor).for_list(),
        "may_keep": policies.can_keep_councils(request.actor),
    }
    return render(request, "council/councils/list.html", context)


@require_GET
def council_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show a council: its decision, who sits, who sat."""
    council = council_of(request, pk)
    today = today_of(request)
    members = council.members.select_related("person").order_by("rank", "person__sort_key", "pk")
    context = {
        "council": council,
        "sitting": [one for one in members if one.ends_on is None or one.ends_on >= today],
        "gone": [one for one in members if one.ends_on is not None and one.ends_on < today],
        "sessions": council.sessions.select_related("award_round").order_by("-held_at"),
        "may_change": policies.can_change_council(request.actor, council),
    }
    return render(request, "council/councils/detail.html", context)


@require_http_methods(["GET", "POST"])
@once("council.council.create")
def council_new(request: SignedInRequest) -> HttpResponse:
    """Write a council down from its decision."""
    policies.can_keep_councils(request.actor).enforce()
    form = CouncilForm(request.POST or None)
    page = FormPage(
        "Ghi Hội đồng",
        "Ghi đúng như quyết định thành lập. Thành viên ghi ở bước sau.",
        "Ghi Hội đồng",
        reverse("council:council-list"),
    )

    def make() -> Council:
        return councils.create(form.facts, by=request.actor, at=now_of(request))

    return answered(request, form, make, page, "Đã ghi Hội đồng. Ghi tiếp các thành viên.")


@require_http_methods(["GET", "POST"])
@once("council.council.change")
def council_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write what the decision says anew."""
    council = council_of(request, pk)
    policies.can_change_council(request.actor, council).enforce()
    form = CouncilForm(request.POST or None, initial=CouncilForm.values_of(council))

    def save() -> Council:
        seen = version_of(request)
        return councils.change(council, form.facts, expected=seen, by=request.actor, at=now_of(request))

    page = _about(council, "Sửa Hội đồng", "Phiên họp đã có không đổi.", "Lưu", council.version)
    return answered(request, form, save, page, "Đã lưu.")


@require_http_methods(["GET", "POST"])
@once("council.member.seat")
def member_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a person a seat."""
    council = council_of(request, pk)
    policies.can_change_council(request.actor, council).enforce()
    people = Person.objects.visible_to(request.actor).for_list()
    form = MemberForm(request.POST or None, people=people, initial={"starts_on": council.starts_on})

    def seat() -> CouncilMember:
        return councils.seat(council, form.facts, by=request.actor, at=now_of(request))

    told = "Tỷ lệ phiếu tính trên tổng số thành viên trong ngày họp."
    page = _about(council, "Ghi thành viên", told, "Ghi thành viên")
    return answered(request, form, seat, page, "Đã ghi thành viên.")


@require_http_methods(["GET", "POST"])
@once("council.member.end")
def member_end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """End a seat, with the reason."""
    found = CouncilMember.objects.visible_to(request.actor).select_related("council", "person")
    member = get_object_or_404(found, pk=pk)
    policies.can_change_council(request.actor, member.council).enforce()
    form = SeatEndForm(request.POST or None)

    def end() -> CouncilMember:
        typed, seen = form.cleaned_data, version_of(request)
        return councils.end_seat(
            member,
            typed["ends_on"],
            reason=typed["reason"],
            expected=seen,
            by=request.actor,
            at=now_of(request),
        )

    told = "Các phiên họp đến hết ngày cuối vẫn tính người này là thành viên."
    page = _about(member.council, f"{member} thôi tham gia", told, "Ghi thôi tham gia", member.version)
    return answered(request, form, end, page, "Đã ghi thôi tham gia.")


def _about(council: Council, title: str, told: str, button: str, version: int | None = None) -> FormPage:
    back = reverse("council:council-detail", args=[council.pk])
    return FormPage(title, told, button, back, council, version=version)
