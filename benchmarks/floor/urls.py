from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from benchmarks.floor.models import Unit


def hello(request: HttpRequest) -> HttpResponse:
    """Three queries and a list of twenty, besides the two for session and user."""
    return render(
        request,
        "floor/hello.html",
        {
            "count": Unit.objects.count(),
            "units": list(Unit.objects.all()[:20]),
            "one": Unit.objects.get(pk=7),
        },
    )


urlpatterns = [path("hello/", hello)]
