"""The two display switches, for browsers that run no script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import public
from thidua.foundation.web.context import TEXT_SIZES, THEMES

_YEAR = 365 * 24 * 3600
_SWITCHES = {"giao-dien": THEMES, "co-chu": TEXT_SIZES}


@require_GET
@public
def display(request: HttpRequest) -> HttpResponse:
    """Keep the choice in a cookie of this browser, nowhere else, and go back to the page."""
    back = request.GET.get("ve", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = redirect(back if is_ours else "/")
    for name, known in _SWITCHES.items():
        value = request.GET.get(name, "")
        if value in known:
            response.set_cookie(name, value, max_age=_YEAR, samesite="Lax")
    return response
