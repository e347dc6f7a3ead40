"""What the office does with accounts: open, close, reopen, sign out everywhere."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from thidua.foundation.actors import Actor
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation import policies, queries
from thidua.organisation.models import Person, User
from thidua.organisation.services import accounts, devices
from thidua.organisation.web.forms import AccountForm
from thidua.organisation.web.refusing import attempt


@require_http_methods(["GET", "POST"])
@once("organisation.user.create")
def account_open(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Open an account for a person; a card lets them in."""
    found = Person.objects.visible_to(request.actor).select_related("authority", "unit")
    person = get_object_or_404(found, pk=pk)
    policies.can_change(request.actor, person).enforce()
    form = AccountForm(request.POST or None, initial={"username": queries.free_username(person)})
    if request.method == "POST" and form.is_valid():
        username = form.cleaned_data["username"]
        opened = attempt(
            form, lambda: accounts.create(person, username=username, by=request.actor, at=timezone.now())
        )
        if opened is not None:
            messages.success(
                request, f"Đã mở tài khoản {opened.username}. Cấp thẻ để người dùng vào lần đầu."
            )
            return redirect("organisation:person-detail", pk=pk)
    context = {"form": form, "person": person}
    status = 422 if form.is_bound else 200
    return render(request, "organisation/account_open.html", context, status=status)


@require_POST
@once("organisation.user.step")
def account_step(request: SignedInRequest, pk: UUID, verb: str) -> HttpResponse:
    """Close, reopen, or end everywhere the account of a person."""
    if verb not in _STEPS:
        raise Http404
    found = User.objects.visible_to(request.actor).select_related("person")
    user = get_object_or_404(found, person_id=pk)
    step, told = _STEPS[verb]
    step(user, request.actor, timezone.now())
    messages.success(request, told)
    return redirect("organisation:person-detail", pk=pk)


def _close(user: User, by: Actor, at: datetime) -> None:
    accounts.close(user, by=by, at=at)


def _reopen(user: User, by: Actor, at: datetime) -> None:
    accounts.reopen(user, by=by, at=at)


def _forget_password(user: User, by: Actor, at: datetime) -> None:
    accounts.forget_password(user, by=by, at=at)


def _end_everywhere(user: User, by: Actor, at: datetime) -> None:
    devices.end_all(user, by=by, at=at)


_STEPS: dict[str, tuple[Callable[[User, Actor, datetime], None], str]] = {
    "khoa": (_close, "Đã khóa tài khoản. Mọi máy đang vào đã bị ngắt."),
    "mo-lai": (_reopen, "Đã mở lại tài khoản."),
    "bo-mat-khau": (_forget_password, "Đã bỏ mật khẩu. Cấp thẻ để người dùng vào rồi đặt mật khẩu mới."),
    "thoat-moi-noi": (_end_everywhere, "Đã thoát tài khoản này trên mọi máy."),
}
