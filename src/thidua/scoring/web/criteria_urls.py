"""Addresses of sets of criteria."""

from django.urls import URLPattern, URLResolver, path

from thidua.scoring.web.views import criteria, criteria_files, criteria_rows, criteria_steps

_AT = "bo-tieu-chi/"
_SET, _GROUP, _LINE = f"{_AT}<uuid:pk>/", f"{_AT}nhom/<uuid:pk>/", f"{_AT}tieu-chi/<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_AT, criteria.criteria_list, name="criteria-list"),
    path(f"{_AT}moi/", criteria.criteria_new, name="criteria-new"),
    path(f"{_AT}tu-tep/", criteria_files.criteria_upload, name="criteria-upload"),
    path(f"{_AT}thu-vien/<slug:slug>/", criteria.library_detail, name="criteria-library"),
    path(_SET, criteria.criteria_detail, name="criteria-detail"),
    path(f"{_SET}sua/", criteria.criteria_edit, name="criteria-edit"),
    path(f"{_SET}xep-loai/", criteria.criteria_ratings, name="criteria-ratings"),
    path(f"{_SET}chi-tieu/", criteria_steps.criteria_match, name="criteria-match"),
    path(f"{_SET}thu/", criteria_steps.criteria_try, name="criteria-try"),
    path(f"{_SET}khoa/", criteria_steps.criteria_lock, name="criteria-lock"),
    path(f"{_SET}bo/", criteria_steps.criteria_delete, name="criteria-delete"),
    path(f"{_SET}ban-moi/", criteria_steps.criteria_renew, name="criteria-renew"),
    path(f"{_SET}tep/", criteria_files.criteria_fill, name="criteria-fill"),
    path(f"{_SET}tai-xuong.xlsx", criteria_files.criteria_xlsx, name="criteria-xlsx"),
    path(f"{_SET}tai-xuong.json", criteria_files.criteria_json, name="criteria-json"),
    path(f"{_SET}nhom-moi/", criteria_rows.group_new, name="criteria-group-new"),
    path(f"{_SET}lay-lai/", criteria_rows.criterion_restore, name="criteria-restore"),
    path(f"{_GROUP}sua/", criteria_rows.group_edit, name="criteria-group-edit"),
    path(f"{_GROUP}bo/", criteria_rows.group_drop, name="criteria-group-drop"),
    path(f"{_GROUP}chuyen/<slug:way>/", criteria_rows.group_move, name="criteria-group-move"),
    path(f"{_GROUP}tieu-chi-moi/", criteria_rows.criterion_new, name="criteria-line-new"),
    path(f"{_LINE}sua/", criteria_rows.criterion_edit, name="criteria-line-edit"),
    path(f"{_LINE}bo/", criteria_rows.criterion_drop, name="criteria-line-drop"),
    path(f"{_LINE}chuyen/<slug:way>/", criteria_rows.criterion_move, name="criteria-line-move"),
]
