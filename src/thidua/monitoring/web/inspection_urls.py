"""Addresses of doubts and inspection."""

from django.urls import URLPattern, URLResolver, path

from thidua.monitoring.web.views import doubts, records, rounds, signing, visits

urlpatterns: list[URLPattern | URLResolver] = [
    path("nen-di-xem/", doubts.doubt_board, name="doubt-board"),
    path("nen-di-xem/tai-ve/", doubts.doubt_board_xlsx, name="doubt-board-xlsx"),
    path("nen-di-xem/<uuid:pk>/tra-loi/", doubts.doubt_answer, name="doubt-answer"),
    path("nen-di-xem/dua-lai/<uuid:pk>/", doubts.doubt_take_back, name="doubt-take-back"),
    path("kiem-tra/", rounds.round_list, name="round-list"),
    path("kiem-tra/dot-moi/", rounds.round_new, name="round-new"),
    path("kiem-tra/dot/<uuid:pk>/", rounds.round_detail, name="round-detail"),
    path("kiem-tra/dot/<uuid:pk>/tai-ve/", rounds.round_xlsx, name="round-xlsx"),
    path("kiem-tra/dot/<uuid:pk>/bien-ban-trong/", rounds.round_print, name="round-print"),
    path("kiem-tra/dot/<uuid:pk>/sua/", rounds.round_edit, name="round-edit"),
    path("kiem-tra/dot/<uuid:pk>/chot/", rounds.round_fix, name="round-fix"),
    path("kiem-tra/dot/<uuid:pk>/rut/", rounds.round_draw, name="round-draw"),
    path("kiem-tra/dot/<uuid:pk>/huy/", rounds.round_cancel, name="round-cancel"),
    path("kiem-tra/dot/<uuid:pk>/<str:verb>/", rounds.round_step, name="round-step"),
    path("kiem-tra/them/<uuid:pk>/<uuid:unit_id>/", visits.visit_new, name="visit-new"),
    path("kiem-tra/luot/<uuid:pk>/", visits.visit_detail, name="visit-detail"),
    path("kiem-tra/luot/<uuid:pk>/bien-ban/", visits.visit_print, name="visit-print"),
    path("kiem-tra/luot/<uuid:pk>/phan-cong/", visits.visit_arrange, name="visit-arrange"),
    path("kiem-tra/luot/<uuid:pk>/bo/", visits.visit_cancel, name="visit-cancel"),
    path("kiem-tra/luot/<uuid:pk>/chon-so/", visits.visit_choose, name="visit-choose"),
    path("kiem-tra/luot/<uuid:pk>/ghi/", records.visit_fill, name="visit-fill"),
    path("kiem-tra/luot/<uuid:pk>/chot/", records.visit_finish, name="visit-finish"),
    path("kiem-tra/luot/<uuid:pk>/sua-lai/", records.visit_mend, name="visit-mend"),
    path("kiem-tra/luot/<uuid:pk>/kien-nghi/", records.finding_new, name="finding-new"),
    path("kiem-tra/kien-nghi/<uuid:pk>/bo/", records.finding_remove, name="finding-remove"),
    path("kiem-tra/luot/<uuid:pk>/ky-giay/", signing.visit_sign_paper, name="visit-sign-paper"),
    path("kiem-tra/luot/<uuid:pk>/ky-ma/", signing.visit_sign_by_code, name="visit-sign-by-code"),
    path("kiem-tra/luot/<uuid:pk>/ma/<str:side>/", signing.visit_code, name="visit-code"),
    path("kiem-tra/luot/<uuid:pk>/ky/<str:side>/", signing.visit_sign, name="visit-sign"),
    path("kiem-tra/chu-ky/<int:pk>/ban-chup/", signing.signature_scan, name="signature-scan"),
    path("kiem-tra/so/<uuid:pk>/ha/", records.item_lower, name="item-lower"),
    path("cong-khai/rut-tham/<uuid:pk>/", rounds.draw_public, name="draw-public"),
]
