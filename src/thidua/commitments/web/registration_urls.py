"""Addresses of registrations, and of the board of all that units promise."""

from django.urls import path

from thidua.commitments.web.views import promises, registration_paste, registration_steps, registrations

_ALL = "phong-trao/<uuid:movement>/dang-ky/"
_ONE = f"{_ALL}<uuid:unit>/"

urlpatterns = [
    path("giao-uoc/", promises.promise_own, name="promise-own"),
    path("phong-trao/<uuid:movement>/cam-ket/", promises.promise_board, name="promise-board"),
    path(
        "phong-trao/<uuid:movement>/cam-ket/tai-ve/", promises.promise_board_xlsx, name="promise-board-xlsx"
    ),
    path("phong-trao/<uuid:movement>/cam-ket/dat-han/", promises.promise_ask, name="promise-ask"),
    path("phong-trao/<uuid:movement>/cam-ket/nhac/", promises.promise_urge, name="promise-urge"),
    path(_ALL, registrations.registration_list, name="registration-list"),
    path(f"{_ALL}tai-ve/", registrations.registration_list_xlsx, name="registration-list-xlsx"),
    path(_ONE, registrations.registration_detail, name="registration-detail"),
    path(f"{_ONE}in/", registrations.registration_print, name="registration-print"),
    path(f"{_ONE}ghi/", registrations.registration_edit, name="registration-edit"),
    path(f"{_ONE}them/", registrations.registration_add, name="registration-add"),
    path(f"{_ONE}bo/<int:title>/", registrations.registration_drop, name="registration-drop"),
    path(f"{_ONE}dan/", registration_paste.registration_paste, name="registration-paste"),
    path(f"{_ONE}dan/nhan/", registration_paste.registration_take, name="registration-take"),
    path(f"{_ONE}gui/", registration_steps.registration_send, name="registration-send"),
    path(f"{_ONE}tra-lai/", registration_steps.registration_return, name="registration-return"),
    path(f"{_ONE}ghi-nhan/", registration_steps.registration_accept, name="registration-accept"),
    path(f"{_ONE}mo-lai/", registration_steps.registration_reopen, name="registration-reopen"),
]
