"""The page that shows two versions of a record side by side, so that nobody's text is lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.foundation.services.versions import StaleVersionError

_OWN = {"csrfmiddlewaretoken", "_once", "_version"}


def conflict_response(request: HttpRequest, error: StaleVersionError) -> HttpResponse:
    """Show mine, theirs and before for each field; choosing sends the same form with the newer version."""
    changed = {field.field for field in error.fields if field.differs}
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _OWN and name not in changed
        for value in values
    ]
    context = {
        "error": error,
        "fields": [field for field in error.fields if field.differs],
        "kept": kept,
        "action": request.get_full_path(),
        "version": error.obj.version,
    }
    response = render(request, "foundation/conflict.html", context, status=409)
    if request.headers.get("HX-Request"):
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "innerHTML"
    return response
