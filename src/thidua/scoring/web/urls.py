"""Addresses of scoring: sheets, criteria sets, rounds, standings; each kind has a file of its own."""

from django.urls import URLPattern, URLResolver, include, path

from thidua.scoring.web import criteria_urls, round_urls, sheet_urls, standing_urls

app_name = "scoring"

_scoring: list[URLPattern | URLResolver] = [
    *sheet_urls.urlpatterns,
    *criteria_urls.urlpatterns,
    *round_urls.urlpatterns,
    *standing_urls.urlpatterns,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("cham-diem/", include(_scoring)),
    path("cong-khai/xep-hang/", include(standing_urls.public)),
]
