"""Addresses of commendation: the rules in force on a day."""

from django.urls import path

from thidua.awards.web.views import law

app_name = "awards"

urlpatterns = [
    path("khen-thuong/quy-dinh/", law.rules_page, name="rule-list"),
    path("khen-thuong/quy-dinh/<slug:code>/", law.kind_page, name="kind-detail"),
]
