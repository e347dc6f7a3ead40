from django.urls import path

from thidua.foundation.web.views import history, jobs, kept, notices, receipts

app_name = "foundation"

urlpatterns = [
    path("lich-su/<str:object_type>/<str:object_id>/", history.object_history, name="object-history"),
    path("bien-nhan/", receipts.receipt_find, name="receipt-find"),
    path("bieu-mau-giu-tam/<uuid:pk>/", kept.kept_form, name="kept-form"),
    path("thong-bao/", notices.notice_list, name="notice-list"),
    path("thong-bao/da-doc/", notices.notice_read_all, name="notice-read-all"),
    path("thong-bao/<uuid:pk>/da-doc/", notices.notice_read, name="notice-read"),
    path("viec-chay-nen/", jobs.job_list, name="job-list"),
]
