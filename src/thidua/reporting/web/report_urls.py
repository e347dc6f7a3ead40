"""Addresses of the form of one report, its figures and their proof."""

from django.urls import path

from thidua.reporting.web.views import blank, evidence, figure, offline, report, sending

urlpatterns = [
    path("nhan-tep/", offline.queue_look, name="queue-look"),
    path("nhan-tep/ghi/", offline.queue_take, name="queue-take"),
    path("<uuid:pk>/", report.report_form, name="report-form"),
    path("<uuid:pk>/so/<uuid:target_pk>/", report.figure_write, name="figure-write"),
    path("<uuid:pk>/ghi-chu/", report.report_note, name="report-note"),
    path("<uuid:pk>/xem-lai/", sending.report_check, name="report-check"),
    path("<uuid:pk>/da-gui/", sending.report_receipt, name="report-receipt"),
    path("giay-nhan/<uuid:pk>/", sending.receipt_page, name="receipt"),
    path("<uuid:pk>/y-kien/", sending.report_object, name="report-object"),
    path("<uuid:pk>/mau/", blank.report_blank, name="report-blank"),
    path("<uuid:pk>/so/<uuid:target_pk>/minh-chung/", evidence.evidence_list, name="evidence-list"),
    path("minh-chung/<uuid:pk>/", evidence.evidence_file, name="evidence-file"),
    path("minh-chung/<uuid:pk>/<str:verb>/", evidence.evidence_step, name="evidence-step"),
    path("so-lieu/<uuid:pk>/", figure.figure_history, name="figure-history"),
    path("so-lieu/<uuid:pk>/dinh-chinh/", figure.figure_correct, name="figure-correct"),
]
