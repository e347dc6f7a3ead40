"""Addresses of workbooks: handed out, handed in, taken in, taken back."""

from django.urls import path

from thidua.reporting.web.views import workbooks

urlpatterns = [
    path("ky/<uuid:pk>/so-lieu.xlsx", workbooks.period_workbook, name="period-workbook"),
    path("ky/<uuid:pk>/nhap-tep/", workbooks.import_upload, name="import-upload"),
    path("tep/<uuid:pk>/", workbooks.import_detail, name="import-detail"),
    path("tep/<uuid:pk>/cot/", workbooks.import_columns, name="import-columns"),
    path("tep/<uuid:pk>/nhap/", workbooks.import_take, name="import-take"),
    path("tep/<uuid:pk>/hoan-tac/", workbooks.import_undo, name="import-undo"),
]
