"""Addresses of rounds, their steps, replies, ties and what limits ratings."""

from django.urls import URLPattern, URLResolver, path

from thidua.scoring.web.views import replies, round_steps, rounds, ties

urlpatterns: list[URLPattern | URLResolver] = [
    path("", rounds.round_list, name="round-list"),
    path("dot-moi/", rounds.round_new, name="round-new"),
    path("<uuid:pk>/", rounds.round_detail, name="round-detail"),
    path("<uuid:pk>/sua/", rounds.round_edit, name="round-edit"),
    path("<uuid:pk>/chot/", round_steps.round_freeze, name="round-freeze"),
    path("<uuid:pk>/buoc/<str:verb>/", round_steps.round_step, name="round-step"),
    path("<uuid:pk>/lui/<str:verb>/", round_steps.round_back, name="round-back"),
    path("<uuid:pk>/y-kien/", replies.reply_list, name="reply-list"),
    path("phieu/<uuid:pk>/y-kien/", replies.reply_new, name="reply-new"),
    path("y-kien/<uuid:pk>/", replies.reply_answer, name="reply-answer"),
    path("y-kien/<uuid:pk>/tep/", replies.reply_file, name="reply-file"),
    path("<uuid:pk>/bang-diem/", ties.tie_list, name="tie-list"),
    path("<uuid:pk>/bang-diem/<int:number>/", ties.tie_decide, name="tie-decide"),
    path("bang-diem/<int:pk>/bo/", ties.tie_withdraw, name="tie-withdraw"),
    path("<uuid:pk>/han-che/", ties.fact_list, name="fact-list"),
    path("han-che/<int:pk>/bo/", ties.fact_withdraw, name="fact-withdraw"),
]
