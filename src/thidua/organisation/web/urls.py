"""Addresses of the organisation and of accounts."""

from django.urls import URLPattern, URLResolver, path

from thidua.organisation.web.views import (
    access,
    account,
    authorities,
    blocks,
    cards,
    households,
    people,
    positions,
    sign_in,
    units,
)

app_name = "organisation"

urlpatterns: list[URLPattern | URLResolver] = [
    path("don-vi/", units.unit_list, name="unit-list"),
    path("don-vi/tai-xuong.xlsx", units.unit_list_xlsx, name="unit-list-xlsx"),
    path("don-vi/them/", units.unit_new, name="unit-new"),
    path("don-vi/<uuid:pk>/", units.unit_detail, name="unit-detail"),
    path("don-vi/<uuid:pk>/sua/", units.unit_edit, name="unit-edit"),
    path("don-vi/<uuid:pk>/ngung/", units.unit_close, name="unit-close"),
    path("don-vi/<uuid:pk>/mo-lai/", units.unit_reopen, name="unit-reopen"),
    path("don-vi/<uuid:pk>/ho/", households.household_list, name="household-list"),
    path("don-vi/<uuid:pk>/ho/them/", households.household_new, name="household-new"),
    path("ho/<uuid:pk>/sua/", households.household_edit, name="household-edit"),
    path("cum-khoi/", blocks.block_list, name="block-list"),
    path("cum-khoi/them/", blocks.block_new, name="block-new"),
    path("cum-khoi/<uuid:pk>/", blocks.block_detail, name="block-detail"),
    path("cum-khoi/<uuid:pk>/ten/", blocks.block_rename, name="block-rename"),
    path("cum-khoi/<uuid:pk>/don-vi/", blocks.block_join, name="block-join"),
    path("cum-khoi/don-vi/<int:pk>/rut/", blocks.membership_leave, name="membership-leave"),
    path("nguoi/", people.person_list, name="person-list"),
    path("nguoi/them/", people.person_new, name="person-new"),
    path("nguoi/<uuid:pk>/", people.person_detail, name="person-detail"),
    path("nguoi/<uuid:pk>/sua/", people.person_edit, name="person-edit"),
    path("nguoi/<uuid:pk>/chuc-vu/", positions.position_begin, name="position-begin"),
    path("chuc-vu/<uuid:pk>/ket-thuc/", positions.position_end, name="position-end"),
    path("nguoi/<uuid:pk>/tai-khoan/", access.account_open, name="account-open"),
    path("nguoi/<uuid:pk>/tai-khoan/<str:verb>/", access.account_step, name="account-step"),
    path("nguoi/<uuid:pk>/the/", cards.card_issue, name="card-issue"),
    path("co-quan/", authorities.own_authority, name="authority-own"),
    path("co-quan/<uuid:pk>/", authorities.authority_detail, name="authority-detail"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/thoat-moi-noi/", account.sign_out_everywhere, name="sign-out-everywhere"),
    path("thiet-bi/vao-lai/", sign_in.device_return, name="device-return"),
    path("thiet-bi/<int:pk>/doi-ten/", account.device_rename, name="device-rename"),
    path("thiet-bi/<int:pk>/ngung/", account.device_end, name="device-end"),
    path("the/in/<int:pk>/", cards.card_print, name="card-print"),
    path("the/<int:pk>/xac-nhan/", cards.card_confirm, name="card-confirm"),
    path("the/<int:pk>/co-nho/", cards.card_know, name="card-know"),
    path("the/<int:pk>/khong-nho/", cards.card_disown, name="card-disown"),
    path("the/", cards.card_type, name="card-type"),
    path("the/<str:code>/", cards.card_use, name="card-use"),
]
