"""Addresses of decisions: in the office, and published ones for everybody."""

from django.urls import path

from thidua.decisions.web.views import decision_steps, decisions, public, whole_round

_OFFICE = "khen-thuong/quyet-dinh"

urlpatterns = [
    path("quyet-dinh-khen-thuong/", public.decision_public_list, name="decision-public-list"),
    path("quyet-dinh-khen-thuong/<uuid:pk>/", public.decision_public, name="decision-public"),
    path("quyet-dinh-khen-thuong/<uuid:pk>/ban-ky", public.decision_public_file, name="decision-public-file"),
    path(f"{_OFFICE}/", decisions.decision_list, name="decision-list"),
    path(f"{_OFFICE}/tai-ve/", decisions.decision_list_xlsx, name="decision-list-xlsx"),
    path(f"{_OFFICE}/dot/<uuid:pk>/", decisions.decision_new, name="decision-new"),
    path(f"{_OFFICE}/dot/<uuid:pk>/ca-dot/<slug:slug>/", whole_round.round_praised, name="round-praised"),
    path(f"{_OFFICE}/<uuid:pk>/", decisions.decision_detail, name="decision-detail"),
    path(f"{_OFFICE}/<uuid:pk>/sua/", decisions.decision_edit, name="decision-edit"),
    path(f"{_OFFICE}/<uuid:pk>/in-thu.pdf", decisions.decision_preview, name="decision-preview"),
    path(f"{_OFFICE}/<uuid:pk>/truoc-khi-ky/", decision_steps.decision_review, name="decision-review"),
    path(f"{_OFFICE}/<uuid:pk>/ra-soat/", decision_steps.decision_look, name="decision-look"),
    path(f"{_OFFICE}/<uuid:pk>/trinh/", decision_steps.decision_submit, name="decision-submit"),
    path(
        f"{_OFFICE}/<uuid:pk>/tra-lai/",
        decision_steps.decision_turn_down,
        {"turning": decision_steps.SENT_BACK},
        name="decision-send-back",
    ),
    path(
        f"{_OFFICE}/<uuid:pk>/bo/",
        decision_steps.decision_turn_down,
        {"turning": decision_steps.DROPPED},
        name="decision-drop",
    ),
    path(f"{_OFFICE}/<uuid:pk>/ban-hanh/", decision_steps.decision_issue, name="decision-issue"),
    path(f"{_OFFICE}/<uuid:pk>/cong-bo/", decision_steps.decision_publish, name="decision-publish"),
]
