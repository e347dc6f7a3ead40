"""The pages of the sign-in library we use, under the names by which it finds them."""

from allauth.account import views
from django.urls import path

from thidua.organisation.web.views import sign_in

urlpatterns = [
    path("dang-nhap/", sign_in.sign_in, name="account_login"),
    path("thoat/", sign_in.sign_out, name="account_logout"),
    path("dang-nhap/da-khoa/", views.account_inactive, name="account_inactive"),
    path("mat-khau/doi/", views.password_change, name="account_change_password"),
    path("mat-khau/dat/", views.password_set, name="account_set_password"),
    path("mat-khau/xac-nhan/", views.reauthenticate, name="account_reauthenticate"),
]
