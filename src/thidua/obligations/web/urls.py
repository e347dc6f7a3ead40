"""Addresses of work that units owe."""

from django.urls import path

from thidua.obligations.web.views import obligations as views

app_name = "obligations"

urlpatterns = [
    path("", views.obligation_list, name="obligation-list"),
    path("giao/", views.obligation_new, name="obligation-new"),
    path("<uuid:pk>/", views.obligation_detail, name="obligation-detail"),
    path("<uuid:pk>/<str:verb>/", views.obligation_step, name="obligation-step"),
]
