from django.urls import path

from thidua.foundation.web.views import history, jobs, receipts

app_name = "foundation"

urlpatterns = [
    path("lich-su/<str:object_type>/<str:object_id>/", history.object_history, name="object-history"),
    path("bien-nhan/", receipts.receipt_find, name="receipt-find"),
    path("viec-chay-nen/", jobs.job_list, name="job-list"),
]
