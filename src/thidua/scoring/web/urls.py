"""Addresses of scoring: criteria sets, rounds, sheets, standings; each kind has a file of its own."""

from django.urls import URLPattern, URLResolver

from thidua.scoring.web import criteria_urls, round_urls, sheet_urls, standing_urls

app_name = "scoring"

urlpatterns: list[URLPattern | URLResolver] = [
    *criteria_urls.urlpatterns,
    *round_urls.urlpatterns,
    *sheet_urls.urlpatterns,
    *standing_urls.urlpatterns,
]
