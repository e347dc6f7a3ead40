"""What lets a form that was opened once work without network."""

from functools import cache
from importlib import resources

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import ActingRequest, public


@public
@require_GET
def service_worker(_request: ActingRequest) -> HttpResponse:
    """Serve the worker from the root, so that it stands behind every page; it holds nothing of anybody."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _worker() -> bytes:
    return resources.files("thidua.reporting").joinpath("static/reporting/sw.js").read_bytes()
