"""Addresses of the work list, search, help and the display switches."""

from django.urls import URLPattern, URLResolver, path

from thidua.monitoring.web import inspection_urls
from thidua.monitoring.web.result_urls import result_patterns
from thidua.monitoring.web.views import block_contest, display, guide, load, sample_day, search, work_list

app_name = "monitoring"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", work_list.home, name="work-list"),
    path("tim/", search.search_page, name="search"),
    path("huong-dan/<slug:slug>/", guide.guide, name="help"),
    path("don-doc/tai-viec/", load.unit_load, name="unit-load"),
    path("don-doc/tai-viec/tai-xuong.xlsx", load.unit_load_xlsx, name="unit-load-xlsx"),
    path("cum-khoi/<uuid:pk>/thi-dua/", block_contest.block_contest, name="block-contest"),
    path("hien-thi/", display.display, name="display"),
    path("xa-mau/ngay/", sample_day.sample_day, name="sample-day"),
    *result_patterns,
    *inspection_urls.urlpatterns,
]
