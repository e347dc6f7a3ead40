from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path

from benchmarks.floor.models import Unit, Value


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


def table(request: HttpRequest) -> HttpResponse:
    """Forty units by twelve months with a sum each: three queries and 520 cells."""
    units = list(Unit.objects.order_by("pk"))
    months: dict[int, list[float]] = {}
    for unit, value in Value.objects.order_by("month").values_list("unit_id", "value"):
        months.setdefault(unit, []).append(value)
    rows = [(unit, months[unit.pk], round(sum(months[unit.pk]), 2)) for unit in units]
    return render(request, "floor/table.html", {"rows": rows, "count": Unit.objects.count()})


def save(request: HttpRequest) -> HttpResponse:
    """One row read, changed and stored durably; nothing is locked, asked, checked or written down."""
    value = Value.objects.get(pk=int(request.POST["id"]))
    value.value = float(request.POST["v"])
    value.save(update_fields=["value"])
    return HttpResponseRedirect("/table/")


urlpatterns = [path("hello/", hello), path("table/", table), path("save/", save)]
