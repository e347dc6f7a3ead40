"""Addresses of workbooks: handed out, handed in, taken in, taken back."""

from django.urls import path

from thidua.reporting.web.views import workbooks

urlpatterns = [
    path("bao-cao/ky/<uuid:pk>/so-lieu.xlsx", workbooks.period_workbook, name="period-workbook"),
    path("bao-cao/ky/<uuid:pk>/nhap-tep/", workbooks.import_upload, name="import-upload"),
    path("bao-cao/tep/<uuid:pk>/", workbooks.import_detail, name="import-detail"),
    path("bao-cao/tep/<uuid:pk>/cot/", workbooks.import_columns, name="import-columns"),
    path("bao-cao/tep/<uuid:pk>/nhap/", workbooks.import_take, name="import-take"),
    path("bao-cao/tep/<uuid:pk>/hoan-tac/", workbooks.import_undo, name="import-undo"),
]
