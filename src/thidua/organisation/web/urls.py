from django.urls import URLPattern, URLResolver, path

from thidua.organisation.web.views import account, cards

app_name = "organisation"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/thoat-moi-noi/", account.sign_out_everywhere, name="sign-out-everywhere"),
    path("thiet-bi/<int:pk>/doi-ten/", account.device_rename, name="device-rename"),
    path("thiet-bi/<int:pk>/ngung/", account.device_end, name="device-end"),
    path("nguoi/<uuid:pk>/the/", cards.card_issue, name="card-issue"),
    path("the/in/<int:pk>/", cards.card_print, name="card-print"),
    path("the/", cards.card_type, name="card-type"),
    path("the/<str:code>/", cards.card_use, name="card-use"),
]
