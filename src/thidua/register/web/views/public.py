"""The golden book for everybody, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import public
from thidua.register.models import Register
from thidua.register.queries.pages import REGISTER_IS_PUBLIC, public_register, public_registers


@require_GET
@public
def register_list(request: HttpRequest) -> HttpResponse:
    """Show the registers kept here; where there is one, show it at once."""
    found = public_registers()
    if len(found) == 1:
        return redirect("register:register-public", name=found[0][0])
    return render(request, "register/list.html", {"registers": found})


@require_GET
@public
def register_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show the code of the register, its checkpoints, and how to check it oneself."""
    register = get_object_or_404(Register.objects.public(), name=name)
    context = {"page": public_register(register), "reason": REGISTER_IS_PUBLIC}
    return render(request, "register/public.html", context)
