"""All addresses. Paths are Vietnamese; names are `app:noun-verb`."""

from django.urls import include, path

urlpatterns = [
    path("", include("thidua.reporting.web.urls")),  # these first, as people save while they type
    path("", include("thidua.scoring.web.urls")),
    path("", include("thidua.monitoring.web.urls")),
    path("", include("thidua.foundation.web.urls")),
    path("", include("thidua.organisation.web.sign_in_urls")),
    path("", include("thidua.organisation.web.urls")),
    path("van-ban/", include("thidua.documents.web.urls")),
    path("", include("thidua.obligations.web.urls")),
    path("", include("thidua.movements.web.urls")),
    path("", include("thidua.commitments.web.urls")),
    path("", include("thidua.register.web.urls")),
    path("", include("thidua.decisions.web.urls")),
    path("", include("thidua.awards.web.urls")),
    path("", include("thidua.council.web.urls")),
]

handler400 = "thidua.foundation.web.errors.bad_request"
handler403 = "thidua.foundation.web.errors.forbidden"
handler404 = "thidua.foundation.web.errors.not_found"
handler500 = "thidua.foundation.web.errors.broken"
