"""Addresses of reporting: periods, reports, figures and their proof."""

from django.urls import URLPattern, URLResolver, path

from thidua.reporting.web import import_urls, report_urls
from thidua.reporting.web.views import calendar, grid, grid_cell, period, period_list, verify

app_name = "reporting"

urlpatterns: list[URLPattern | URLResolver] = [
    *report_urls.urlpatterns,
    *import_urls.urlpatterns,
    path("bao-cao/", period_list.period_list_page, name="period-list"),
    path("bao-cao/tai-ve/", period_list.period_list_xlsx, name="period-list-xlsx"),
    path("bao-cao/mo-ky/<uuid:pk>/", period_list.period_prepare, name="period-prepare"),
    path("bao-cao/lich-nghi/", calendar.calendar_page, name="calendar"),
    path("bao-cao/lich-nghi/<int:pk>/bo/", calendar.calendar_remove, name="calendar-remove"),
    path("bao-cao/ky/<uuid:pk>/", period.period_detail, name="period-detail"),
    path("bao-cao/ky/<uuid:pk>/khoa/", period.period_close, name="period-close"),
    path("bao-cao/ky/<uuid:pk>/mo-lai/", period.period_reopen, name="period-reopen"),
    path("bao-cao/ky/<uuid:pk>/doi-han/", period.period_move, name="period-move"),
    path("bao-cao/ky/<uuid:pk>/tham-dinh/", verify.period_verify, name="period-verify"),
    path("bao-cao/ky/<uuid:pk>/tham-dinh/dat/", verify.verify_ticked, name="verify-ticked"),
    path("bao-cao/ky/<uuid:pk>/tham-dinh/xem-lai/", verify.verify_check, name="verify-check"),
    path("bao-cao/<uuid:pk>/tham-dinh/", verify.report_verify, name="report-verify"),
    path("bao-cao/so-lieu/<uuid:pk>/tham-dinh/<slug:verb>/", verify.figure_step, name="figure-step"),
    path("bao-cao/ky/<uuid:pk>/luoi/", grid.period_grid, name="period-grid"),
    path("bao-cao/ky/<uuid:pk>/luoi/o/", grid_cell.grid_cell, name="grid-cell"),
    path("bao-cao/ky/<uuid:pk>/luoi/luu-o/", grid.grid_cells, name="grid-cells"),
    path("bao-cao/ky/<uuid:pk>/luoi/nop/", grid.grid_hand_in, name="grid-hand-in"),
]
