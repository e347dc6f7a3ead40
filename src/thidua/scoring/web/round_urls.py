"""Addresses of rounds, their steps, replies, ties and what limits ratings."""

from django.urls import URLPattern, URLResolver, path

from thidua.scoring.web.views import replies, round_steps, rounds, ties

urlpatterns: list[URLPattern | URLResolver] = [
    path("cham-diem/", rounds.round_list, name="round-list"),
    path("cham-diem/dot-moi/", rounds.round_new, name="round-new"),
    path("cham-diem/<uuid:pk>/", rounds.round_detail, name="round-detail"),
    path("cham-diem/<uuid:pk>/sua/", rounds.round_edit, name="round-edit"),
    path("cham-diem/<uuid:pk>/chot/", round_steps.round_freeze, name="round-freeze"),
    path("cham-diem/<uuid:pk>/buoc/<str:verb>/", round_steps.round_step, name="round-step"),
    path("cham-diem/<uuid:pk>/lui/<str:verb>/", round_steps.round_back, name="round-back"),
    path("cham-diem/<uuid:pk>/y-kien/", replies.reply_list, name="reply-list"),
    path("cham-diem/phieu/<uuid:pk>/y-kien/", replies.reply_new, name="reply-new"),
    path("cham-diem/y-kien/<uuid:pk>/", replies.reply_answer, name="reply-answer"),
    path("cham-diem/y-kien/<uuid:pk>/tep/", replies.reply_file, name="reply-file"),
    path("cham-diem/<uuid:pk>/bang-diem/", ties.tie_list, name="tie-list"),
    path("cham-diem/<uuid:pk>/bang-diem/<int:number>/", ties.tie_decide, name="tie-decide"),
    path("cham-diem/bang-diem/<int:pk>/bo/", ties.tie_withdraw, name="tie-withdraw"),
    path("cham-diem/<uuid:pk>/han-che/", ties.fact_list, name="fact-list"),
    path("cham-diem/han-che/<int:pk>/bo/", ties.fact_withdraw, name="fact-withdraw"),
]
