"""Cards that make a phone known: printed at the office, scanned once."""

import secrets
from urllib.parse import urlsplit
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.errors import DomainError
from thidua.foundation.templatetags.vi import luc
from thidua.foundation.web.access import ActingRequest, SignedInRequest, public
from thidua.foundation.web.once import once
from thidua.organisation import policies, queries
from thidua.organisation.models import EnrolmentCard, Person
from thidua.organisation.services import devices
from thidua.organisation.web.account_forms import CodeForm
from thidua.organisation.web.browsers import name_of
from thidua.organisation.web.middleware import DEVICE_COOKIE, RESTING_COOKIE, keep_device_cookie, resume
from thidua.organisation.web.today import today_of

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_WAITING_COOKIE = "thiet-bi-cho"


@require_POST
@once("organisation.card.issue")
def card_issue(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Make a card for a person's account and go to its print page."""
    found = Person.objects.visible_to(request.actor).filter(user__isnull=False).select_related("user__person")
    person = get_object_or_404(found, pk=pk)
    card = devices.issue_card(person.user, by=request.actor, at=timezone.now())
    return redirect("organisation:card-print", pk=card.pk)


@require_GET
@never_cache
def card_print(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the card with its QR code, as long as it can be used."""
    found = EnrolmentCard.objects.visible_to(request.actor).select_related("user__person__unit")
    card = get_object_or_404(found, pk=pk)
    policies.can_see_card(request.actor, card).enforce()
    if card.used_at is not None or card.expires_at < timezone.now():
        raise DomainError("Thẻ này đã dùng hoặc đã hết hạn. Mở trang của người đó để in thẻ mới.")
    if card.is_waiting:
        people = queries.second_people(card, today_of(request))
        return render(request, "organisation/card_waiting.html", {"card": card, "people": people})
    code = devices.code_of(card)
    address = request.build_absolute_uri(reverse("organisation:card-use", args=[code]))
    picture = segno.make(address, error="m").svg_inline(scale=6, border=2)
    context = {
        "card": card,
        "code": " ".join(code[start : start + 4] for start in range(0, len(code), 4)),
        "picture": mark_safe(picture),  # noqa: S308 -- drawn by the QR library from our own address
        "address": request.build_absolute_uri(reverse("organisation:card-type")),
        "is_of_this_machine": urlsplit(address).hostname in _THIS_MACHINE,
    }
    return render(request, "organisation/card_print.html", context)


@require_POST
@once("organisation.card.confirm")
def card_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Be the second person for a card."""
    card = devices.confirm_card(_card(request, pk), by=request.actor, at=timezone.now())
    until = luc(card.expires_at)
    messages.success(request, f"Đã xác nhận thẻ của {card.user.person}. Thẻ dùng được đến {until}.")
    return redirect("organisation:account")


@require_POST
@once("organisation.card.know")
def card_know(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that the own card was asked for."""
    here = request.session.get(devices.IN_SESSION)
    devices.know_card(_card(request, pk), device_id=here, by=request.actor, at=timezone.now())
    messages.success(request, "Đã ghi là có nhờ in thẻ này.")
    return redirect("organisation:account")


@require_POST
@once("organisation.card.disown")
def card_disown(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back a card nobody asked for, and end the machine that used it."""
    devices.disown_card(_card(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, "Đã thu hồi thẻ. Máy vào bằng thẻ này không vào được nữa.")
    return redirect("organisation:account")


@public
@require_http_methods(["GET", "POST"])
def card_type(request: ActingRequest) -> HttpResponse:
    """Take a code typed by hand, for phones that cannot scan."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            devices.find_card(form.cleaned_data["code"], at=timezone.now())
        except DomainError as refusal:
            form.add_error("code", refusal.sentence)
        else:
            return redirect("organisation:card-use", code=form.cleaned_data["code"].replace(" ", ""))
    status = 422 if form.is_bound else 200
    return render(request, "organisation/card_type.html", {"form": form}, status=status)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def card_use(request: ActingRequest, code: str) -> HttpResponse:
    """Ask first, then enrol: a link preview that only reads the page spends no card.

    The page gives the browser a secret of its own; sending the form registers that secret, so
    that a form sent twice enrols one device.
    """
    if request.method == "POST":
        return _enrol(request, code)
    card = devices.find_card(code, at=timezone.now())
    response = render(request, "organisation/card_use.html", {"person": card.user.person, "code": code})
    response.set_cookie(
        _WAITING_COOKIE,
        secrets.token_urlsafe(32),
        max_age=1800,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def _enrol(request: ActingRequest, code: str) -> HttpResponse:
    token = request.COOKIES.get(_WAITING_COOKIE, "")
    if not token:
        raise DomainError("Trình duyệt chưa cho lưu dấu đăng nhập. Nhờ mở lại thẻ bằng trình duyệt khác.")
    old = request.COOKIES.get(DEVICE_COOKIE, "")
    devices.enrol(code, token=token, name=name_of(request), at=timezone.now(), replaces=old)
    if not resume(request, token):
        raise DomainError("Tài khoản này đã khóa. Nhờ hỏi Văn phòng.")
    messages.success(request, "Từ nay mở trang này bằng máy này là vào thẳng, không cần mật khẩu.")
    response = redirect("monitoring:work-list")
    keep_device_cookie(response, token)
    response.delete_cookie(_WAITING_COOKIE)
    response.delete_cookie(RESTING_COOKIE)
    return response


def _card(request: SignedInRequest, pk: int) -> EnrolmentCard:
    found = EnrolmentCard.objects.visible_to(request.actor).select_related("user__person")
    return get_object_or_404(found, pk=pk)
