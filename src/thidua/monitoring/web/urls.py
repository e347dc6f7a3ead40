"""Addresses of the work list, search, help and the display switches."""

from django.urls import URLPattern, URLResolver, path

from thidua.monitoring.web.views import display, guide, search, work_list

app_name = "monitoring"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", work_list.home, name="work-list"),
    path("tim/", search.search_page, name="search"),
    path("huong-dan/<slug:slug>/", guide.guide, name="help"),
    path("hien-thi/", display.display, name="display"),
]
