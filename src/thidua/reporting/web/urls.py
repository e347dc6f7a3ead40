"""Addresses of reporting: periods, reports, figures and their proof."""

from django.urls import URLPattern, URLResolver, include, path

from thidua.reporting.web import import_urls, report_urls
from thidua.reporting.web.views import calendar, grid, grid_cell, offline, period, period_list, verify

app_name = "reporting"

_reports: list[URLPattern | URLResolver] = [
    *report_urls.urlpatterns,
    *import_urls.urlpatterns,
    path("", period_list.period_list_page, name="period-list"),
    path("tai-ve/", period_list.period_list_xlsx, name="period-list-xlsx"),
    path("mo-ky/<uuid:pk>/", period_list.period_prepare, name="period-prepare"),
    path("lich-nghi/", calendar.calendar_page, name="calendar"),
    path("lich-nghi/<int:pk>/bo/", calendar.calendar_remove, name="calendar-remove"),
    path("ky/<uuid:pk>/", period.period_detail, name="period-detail"),
    path("ky/<uuid:pk>/khoa/", period.period_close, name="period-close"),
    path("ky/<uuid:pk>/mo-lai/", period.period_reopen, name="period-reopen"),
    path("ky/<uuid:pk>/doi-han/", period.period_move, name="period-move"),
    path("ky/<uuid:pk>/tham-dinh/", verify.period_verify, name="period-verify"),
    path("ky/<uuid:pk>/tham-dinh/dat/", verify.verify_ticked, name="verify-ticked"),
    path("ky/<uuid:pk>/tham-dinh/xem-lai/", verify.verify_check, name="verify-check"),
    path("<uuid:pk>/tham-dinh/", verify.report_verify, name="report-verify"),
    path("so-lieu/<uuid:pk>/tham-dinh/<slug:verb>/", verify.figure_step, name="figure-step"),
    path("ky/<uuid:pk>/luoi/", grid.period_grid, name="period-grid"),
    path("ky/<uuid:pk>/luoi/o/", grid_cell.grid_cell, name="grid-cell"),
    path("ky/<uuid:pk>/luoi/luu-o/", grid.grid_cells, name="grid-cells"),
    path("ky/<uuid:pk>/luoi/nop/", grid.grid_hand_in, name="grid-hand-in"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("sw.js", offline.service_worker, name="service-worker"),
    path("bao-cao/", include(_reports)),
]
