"""The outbox of reminders: read, reword, send one or many, drop and bring back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation.sentences import moment
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.returning import came_from
from thidua.foundation.web.sent import version_of, whole_number
from thidua.obligations import policies
from thidua.obligations.enums import Channel, StageChoice
from thidua.obligations.models import Reminder, Urging
from thidua.obligations.queries import outbox
from thidua.obligations.queries.letters import Letter, letter_of
from thidua.obligations.queries.sendings import has_reader, is_held, told
from thidua.obligations.services import reminders, sendings
from thidua.obligations.services.reminders import OwnWords
from thidua.obligations.web.asked import key_or_none
from thidua.obligations.web.reminder_forms import WordsForm, words_initial
from thidua.organisation.models import Unit
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of

_PAGE = 30
_SHOWN = (
    ("", "Chờ gửi"),
    ("da-doc", "Đã đọc, chờ gửi"),
    ("cho-gio", "Đã bấm gửi, chờ 7:00"),
    ("da-bo", "Đã bỏ"),
)


@require_GET
def reminder_list(request: SignedInRequest) -> HttpResponse:
    """Show what waits with its words; all filters stand in the address."""
    policies.can_see_reminders(request.actor).enforce()
    shown, stage = request.GET.get("xem", ""), request.GET.get("muc", "")
    unit = key_or_none(request.GET.get("don-vi", ""))
    known = stage if stage in StageChoice.values else ""
    found = outbox.for_outbox(request.actor, shown=shown, stage=known, unit_id=unit)
    page = Paginator(found, _PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "letters": [_letter(request, reminder) for reminder in page.object_list],
        "waiting": outbox.waiting(request.actor),
        "shown": shown,
        "shown_choices": _SHOWN,
        "stage": stage,
        "stages": StageChoice.choices,
        "unit": unit,
        "units": list(Unit.objects.visible_to(request.actor).in_force(today_of(request)).for_list()),
        "may_urge": policies.can_urge(request.actor),
        "urging": Urging.objects.visible_to(request.actor).first(),
    }
    return render(request, "obligations/reminder_list.html", context)


@require_http_methods(["GET", "POST"])
@once("obligations.reminder.edit")
def reminder_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show one reminder in the words of each channel; the office changes them here."""
    reminder = _reminder(request, pk)
    letter = _letter(request, reminder)
    form = WordsForm(request.POST or None, initial=words_initial(letter.texts))
    if request.method == "POST":
        policies.can_change_reminder(request.actor, reminder).enforce()
        if form.is_valid():
            words = OwnWords.of(form.texts, letter.by_rule)
            if attempt(form, lambda: reminders.edit(reminder, words, **_who(request))) is not None:
                messages.success(request, f"Đã lưu lời nhắc. Mã nhận {request.receipt}.")
                return redirect("obligations:reminder-detail", pk=pk)
    left = list(reminder.sendings.order_by("created_at", "id"))
    context = {
        "letter": letter,
        "reminder": reminder,
        "form": form,
        "ways": sendings.ways_of(reminder, at=now_of(request)) if reminder.is_unsent else [],
        "has_reader": has_reader(reminder.unit, today_of(request)),
        "told": told(left),
        "held_until": left[0].leaves_at if reminder.sent_at and is_held(left) else None,
        "may_change": policies.can_change_reminder(request.actor, reminder),
    }
    status = 422 if form.is_bound else 200
    return render(request, "obligations/reminder_detail.html", context, status=status)


@require_POST
@once("obligations.reminder.step")
def reminder_step(request: SignedInRequest, pk: UUID, verb: str) -> HttpResponse:
    """Take one step of one reminder, and go back to the page it was taken on."""
    step = _STEPS.get(verb)
    if step is None:
        raise Http404
    messages.success(request, f"{step(_reminder(request, pk), request)} Mã nhận {request.receipt}.")
    return redirect(came_from(request) or "obligations:reminder-list")


@require_POST
@once("obligations.reminder.send_many")
def reminder_send_many(request: SignedInRequest) -> HttpResponse:
    """Send the chosen ones as they were seen, or all that somebody read."""
    policies.can_urge(request.actor).enforce()
    chosen = _all_read(request) if request.POST.get("gui") == "da-doc" else _chosen(request)
    if not chosen:
        messages.warning(request, "Chưa chọn nhắc việc nào. Đánh dấu vào ô “Chọn” rồi bấm gửi.")
        return redirect("obligations:reminder-list")
    bundle = reminders.send_many(chosen, origin=_origin(request), by=request.actor, at=now_of(request))
    if bundle.sent:
        text = f"Đã gửi {bundle.sent} nhắc việc.{_until(bundle.waits_until)} Mã nhận {request.receipt}."
        messages.success(request, text)
    for sentence in bundle.stayed:
        messages.warning(request, f"Chưa gửi {sentence}")
    return redirect("obligations:reminder-list")


def _send(reminder: Reminder, request: SignedInRequest) -> str:
    chosen = [Channel(value) for value in request.POST.getlist("cach") if value in Channel.values]
    only = chosen if "chon-cach" in request.POST else None
    sent = reminders.send(reminder, origin=_origin(request), only=only, **_who(request))
    return f"Đã gửi nhắc việc cho {reminder.unit.name}.{_until(reminders.waits_until(sent))}"


def _read(reminder: Reminder, request: SignedInRequest) -> str:
    reminders.mark_read(reminder, **_who(request))
    return f"Đã ghi là đã đọc nhắc việc của {reminder.unit.name}."


def _reword(reminder: Reminder, request: SignedInRequest) -> str:
    reminders.edit(reminder, OwnWords(), **_who(request))
    return "Lời nhắc trở lại như máy soạn."


def _drop(reminder: Reminder, request: SignedInRequest) -> str:
    reminders.drop(reminder, **_who(request))
    return f"Đã bỏ nhắc việc của {reminder.unit.name}. Lấy lại ở phần “Đã bỏ”."


def _restore(reminder: Reminder, request: SignedInRequest) -> str:
    reminders.restore(reminder, **_who(request))
    return f"Nhắc việc của {reminder.unit.name} chờ gửi trở lại."


def _recall(reminder: Reminder, request: SignedInRequest) -> str:
    reminders.recall(reminder, origin=_origin(request), **_who(request))
    return f"Đã thu hồi nhắc việc của {reminder.unit.name}, chưa ai nhận. Sửa rồi gửi lại, hoặc bỏ."


def _pasted(reminder: Reminder, request: SignedInRequest) -> str:
    reminders.note_carried(reminder, Channel.GROUP, by=request.actor, at=now_of(request))
    return "Đã ghi là đã dán vào nhóm."


def _texted(reminder: Reminder, request: SignedInRequest) -> str:
    reminders.note_carried(reminder, Channel.SMS, by=request.actor, at=now_of(request))
    return "Đã ghi là đã nhắn qua điện thoại."


def _not_pasted(reminder: Reminder, request: SignedInRequest) -> str:
    reminders.forget_carried(reminder, Channel.GROUP, by=request.actor, at=now_of(request))
    return "Đã bỏ ghi chép dán vào nhóm."


def _not_texted(reminder: Reminder, request: SignedInRequest) -> str:
    reminders.forget_carried(reminder, Channel.SMS, by=request.actor, at=now_of(request))
    return "Đã bỏ ghi chép nhắn qua điện thoại."


_STEPS: dict[str, Callable[[Reminder, SignedInRequest], str]] = {
    "gui": _send,
    "da-doc": _read,
    "soan-lai": _reword,
    "bo": _drop,
    "lay-lai": _restore,
    "thu-hoi": _recall,
    "da-dan": _pasted,
    "da-nhan": _texted,
    "chua-dan": _not_pasted,
    "chua-nhan": _not_texted,
}


def _all_read(request: SignedInRequest) -> list[tuple[UUID, int]]:
    found = Reminder.objects.visible_to(request.actor).waiting().read()
    return list(found.values_list("pk", "version"))


def _chosen(request: HttpRequest) -> list[tuple[UUID, int]]:
    """Read "key:version" of each ticked box; what is no such pair is left out."""
    pairs = (text.partition(":") for text in request.POST.getlist("chon"))
    found = ((key_or_none(key), whole_number(version)) for key, _, version in pairs)
    return [(key, version) for key, version in found if key is not None and version is not None]


def _until(at: Any) -> str:
    return f" Đang giờ yên lặng (21:00–7:00), nên sẽ đi lúc {moment(at)}." if at else ""


def _who(request: SignedInRequest) -> Any:
    return {"expected": version_of(request), "by": request.actor, "at": now_of(request)}


def _origin(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _letter(request: HttpRequest, reminder: Reminder) -> Letter:
    on = reminder.authority.day(timezone.localdate())
    return letter_of(reminder, origin=_origin(request), on=on)


def _reminder(request: SignedInRequest, pk: UUID) -> Reminder:
    found: Reminder = get_object_or_404(Reminder.objects.visible_to(request.actor).for_list(), pk=pk)
    return found
