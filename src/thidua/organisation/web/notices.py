"""What somebody must hear of the own account: cards printed for it, cards that wait for one's word."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from thidua.foundation.templatetags.vi import luc
from thidua.organisation import queries
from thidua.organisation.models import User
from thidua.organisation.services import devices


def tell(request: HttpRequest, user: User) -> None:
    """Put it on top of the next page, at each sign-in and every ten minutes of work, until it is answered.

    Silent where no page follows, as when a session is opened outside a request of a browser.
    """
    now = timezone.now()
    actor = queries.actor_of(user, timezone.localdate(now))
    page = reverse("organisation:account")
    for card in queries.cards_to_know(actor, device_id=request.session.get(devices.IN_SESSION)):
        told = (
            "Thẻ đăng nhập mới đã được in cho tài khoản này lúc {} bởi {}. Không nhờ in? "
            '<a class="lk" href="{}">Trả lời hoặc thu hồi</a>'
        )
        text = format_html(told, luc(card.issued_at), card.issued_by, page)
        messages.warning(request, text, fail_silently=True)
    for card in queries.cards_to_confirm(actor, now):
        told = 'Thẻ của {} chờ xác nhận. <a class="lk" href="{}">Xem thẻ</a>'
        messages.info(request, format_html(told, card.user.person, page), fail_silently=True)
