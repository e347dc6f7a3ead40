"""All addresses. Paths are Vietnamese; names are `app:noun-verb`."""

from django.urls import include, path

urlpatterns = [
    path("", include("thidua.monitoring.web.urls")),
    path("", include("thidua.foundation.web.urls")),
    path("", include("thidua.organisation.web.urls")),
    path("van-ban/", include("thidua.documents.web.urls")),
    path("viec/", include("thidua.obligations.web.urls")),
    path("", include("thidua.movements.web.urls")),
]
