"""Addresses of the form of one report, its figures and their proof."""

from django.urls import path

from thidua.reporting.web.views import blank, evidence, figure, offline, report, sending

urlpatterns = [
    path("sw.js", offline.service_worker, name="service-worker"),
    path("bao-cao/nhan-tep/", offline.queue_look, name="queue-look"),
    path("bao-cao/nhan-tep/ghi/", offline.queue_take, name="queue-take"),
    path("bao-cao/<uuid:pk>/", report.report_form, name="report-form"),
    path("bao-cao/<uuid:pk>/so/<uuid:target_pk>/", report.figure_write, name="figure-write"),
    path("bao-cao/<uuid:pk>/ghi-chu/", report.report_note, name="report-note"),
    path("bao-cao/<uuid:pk>/xem-lai/", sending.report_check, name="report-check"),
    path("bao-cao/<uuid:pk>/da-gui/", sending.report_receipt, name="report-receipt"),
    path("bao-cao/giay-nhan/<uuid:pk>/", sending.receipt_page, name="receipt"),
    path("bao-cao/<uuid:pk>/y-kien/", sending.report_object, name="report-object"),
    path("bao-cao/<uuid:pk>/mau/", blank.report_blank, name="report-blank"),
    path("bao-cao/<uuid:pk>/so/<uuid:target_pk>/minh-chung/", evidence.evidence_list, name="evidence-list"),
    path("bao-cao/minh-chung/<uuid:pk>/", evidence.evidence_file, name="evidence-file"),
    path("bao-cao/minh-chung/<uuid:pk>/<str:verb>/", evidence.evidence_step, name="evidence-step"),
    path("bao-cao/so-lieu/<uuid:pk>/", figure.figure_history, name="figure-history"),
    path("bao-cao/so-lieu/<uuid:pk>/dinh-chinh/", figure.figure_correct, name="figure-correct"),
]
