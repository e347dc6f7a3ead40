"""The help pages, one for each family of pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import public
from thidua.monitoring.web.help import TOPICS, topic_named


@require_GET
@public
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one help page; anybody may read how things are done here."""
    topic = topic_named(slug)
    if topic is None:
        raise Http404
    return render(request, topic.template, {"topic": topic, "topics": TOPICS})
