"""Addresses of commendation: rounds, nominations, what the law asks, and the rules in force on a day."""

from django.urls import path

from thidua.awards.web.views import (
    adding,
    citizens,
    dossier,
    dossier_files,
    duplicates,
    fact_lists,
    facts,
    holds,
    law,
    nomination_steps,
    nominations,
    proposals,
    rating_paste,
    rounds,
    why_not,
    window,
    window_public,
)

app_name = "awards"

_ROUND = "khen-thuong/dot/<uuid:pk>/"
_ONE = "khen-thuong/de-nghi/<uuid:pk>/"
_TOLD = "khen-thuong/nguoi-dan-gioi-thieu/"
_PAPER = f"{_ONE}ho-so/<slug:key>/"
_FACTS = "khen-thuong/thong-tin/"
_HOLDS = "kiem-tra/tam-dung/"
_WHOM = "<slug:slug>/<uuid:subject>/"

urlpatterns = [
    path("khen-thuong/", rounds.round_list, name="round-list"),
    path("khen-thuong/quy-dinh/", law.rules_page, name="rule-list"),
    path("khen-thuong/quy-dinh/<slug:code>/", law.kind_page, name="kind-detail"),
    path("khen-thuong/dot-moi/", rounds.round_new, name="round-new"),
    path(_ROUND, rounds.round_detail, name="round-detail"),
    path(f"{_ROUND}tai-ve/", rounds.round_xlsx, name="round-xlsx"),
    path(f"{_ROUND}sua/", rounds.round_edit, name="round-edit"),
    path(f"{_ROUND}buoc/<slug:step>/", rounds.round_step, name="round-step"),
    path(f"{_ROUND}tu-bang-xep-hang/", proposals.round_proposals, name="round-proposals"),
    path(f"{_ROUND}tu-ket-qua/", proposals.round_results, name="round-results"),
    path(f"{_ROUND}xac-nhan/", proposals.round_confirm, name="round-confirm"),
    path(
        f"{_ROUND}xac-nhan/<slug:code>/<slug:key>/", proposals.round_confirm_rule, name="round-confirm-rule"
    ),
    path(f"{_ROUND}nghi-trung/", duplicates.round_duplicates, name="round-duplicates"),
    path(
        "khen-thuong/nghi-trung/<uuid:first>/<uuid:second>/",
        duplicates.duplicate_answer,
        name="duplicate-answer",
    ),
    path(f"{_ROUND}cong-khai/", window.window_show, name="window-show"),
    path(f"{_ROUND}y-kien/", window.window_detail, name="window-detail"),
    path("khen-thuong/y-kien/<uuid:pk>/", window.comment_answer, name="comment-answer"),
    path("lay-y-kien/<uuid:pk>/", window_public.window_public, name="window-public"),
    path("lay-y-kien/<uuid:pk>/gui/", window_public.window_comment, name="window-comment"),
    path(f"{_ROUND}de-nghi-moi/", nominations.nomination_pick, name="nomination-pick"),
    path(f"{_ROUND}them-nguoi/", adding.nomination_person, name="nomination-person"),
    path("khen-thuong/dot-xuat/them-nguoi/", adding.sudden_person, name="sudden-person"),
    path(f"{_FACTS}them-nguoi/", adding.fact_person, name="fact-person"),
    path(f"{_ROUND}de-nghi-moi/{_WHOM}", nominations.nomination_new, name="nomination-new"),
    path(_ONE, nominations.nomination_detail, name="nomination-detail"),
    path(f"{_ONE}sua/", nominations.nomination_edit, name="nomination-edit"),
    path(f"{_ONE}buoc/<slug:slug>/", nomination_steps.nomination_step, name="nomination-step"),
    path(f"{_ONE}xac-nhan/<slug:key>/", nomination_steps.nomination_confirm, name="nomination-confirm"),
    path(f"{_ONE}ho-so/", dossier.dossier_detail, name="dossier-detail"),
    path(f"{_ONE}ho-so/tai-ve/", dossier_files.dossier_zip, name="dossier-zip"),
    path(f"{_PAPER}soan/", dossier.paper_write, name="paper-write"),
    path(f"{_PAPER}tra-lai/", dossier.paper_return, name="paper-return"),
    path(f"{_PAPER}kiem-tra/", dossier.paper_check, name="paper-check"),
    path(f"{_PAPER}tai-ve/<slug:ending>/", dossier_files.paper_file, name="paper-file"),
    path(f"{_ROUND}to-trinh/<slug:ending>/", dossier_files.round_submission, name="round-submission"),
    path("gioi-thieu-guong/", citizens.citizen_tell, name="citizen-tell"),
    path(_TOLD, citizens.citizen_list, name="citizen-list"),
    path(f"{_TOLD}<uuid:pk>/", citizens.citizen_detail, name="citizen-detail"),
    path(f"{_TOLD}<uuid:pk>/them-nguoi/", citizens.citizen_person, name="citizen-person"),
    path(f"{_TOLD}<uuid:pk>/khong-lap/", citizens.citizen_decline, name="citizen-decline"),
    path(f"{_TOLD}<uuid:pk>/{_WHOM}", citizens.citizen_take, name="citizen-take"),
    path("khen-thuong/dot-xuat/", proposals.sudden_new, name="sudden-new"),
    path(f"khen-thuong/dot-xuat/{_WHOM}", proposals.sudden_write, name="sudden-write"),
    path("khen-thuong/vi-sao/", why_not.why_not_search, name="why-not"),
    path(f"khen-thuong/vi-sao/{_WHOM}", why_not.why_not_subject, name="why-not-subject"),
    path(_HOLDS, holds.hold_list, name="hold-list"),
    path(f"{_HOLDS}tai-ve/", holds.hold_list_xlsx, name="hold-list-xlsx"),
    path(f"{_HOLDS}moi/", holds.hold_new, name="hold-new"),
    path(f"{_HOLDS}<uuid:pk>/", holds.hold_detail, name="hold-detail"),
    path(f"{_HOLDS}<uuid:pk>/tep/", holds.hold_file, name="hold-file"),
    path(f"{_HOLDS}<uuid:pk>/doi/", holds.hold_change, name="hold-change"),
    path(f"{_HOLDS}lan-doi/<int:pk>/tep/", holds.hold_file_before, name="hold-file-before"),
    path(_FACTS, facts.fact_list, name="fact-list"),
    path(f"{_FACTS}danh-sach/", fact_lists.fact_rows, name="fact-rows"),
    path(f"{_FACTS}nhap-xep-loai/", rating_paste.rating_paste, name="rating-paste"),
    path(f"{_FACTS}nhap-xep-loai/nhan/", rating_paste.rating_take, name="rating-take"),
    path(f"{_FACTS}nhap-xep-loai/mau/", rating_paste.rating_template, name="rating-template"),
    path(f"{_FACTS}nhap-xep-loai/<uuid:pk>/", rating_paste.rating_intake, name="rating-intake"),
    path(f"{_FACTS}nhap-xep-loai/<uuid:pk>/hoan-tac/", rating_paste.rating_undo, name="rating-undo"),
    path(f"{_FACTS}{_WHOM}", facts.fact_subject, name="fact-subject"),
    path(f"{_FACTS}{_WHOM}them/<slug:sort>/", facts.fact_new, name="fact-new"),
    path(f"{_FACTS}<slug:sort>/<uuid:pk>/sua/", facts.fact_edit, name="fact-edit"),
    path(f"{_FACTS}<slug:sort>/<uuid:pk>/bo/", facts.fact_drop, name="fact-drop"),
]
