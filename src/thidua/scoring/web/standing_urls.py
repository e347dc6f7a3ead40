"""Addresses of standings and of why a unit has its points; one address for every link of the chain."""

from django.urls import URLPattern, URLResolver, path

from thidua.scoring.web.views import communes, standing, standing_history, standing_public, why

urlpatterns: list[URLPattern | URLResolver] = [
    path("cac-xa/", communes.commune_list, name="commune-list"),
    path("<uuid:pk>/xep-hang/", standing.standing_page_view, name="standing"),
    path("<uuid:pk>/xep-hang/tai-ve/", standing.standing_xlsx, name="standing-xlsx"),
    path("<uuid:pk>/<uuid:unit_pk>/vi-sao/", why.why_page, name="why"),
    path("<uuid:pk>/<uuid:unit_pk>/vi-sao/<uuid:criterion_pk>/", why.why_line_page, name="why-line"),
    path("don-vi/<uuid:pk>/", standing_history.unit_standing, name="unit-standing"),
]

public: list[URLPattern | URLResolver] = [
    path("<uuid:pk>/", standing_public.public_standing, name="standing-public"),
    path("<uuid:pk>/tai-ve/", standing_public.public_xlsx, name="standing-public-xlsx"),
    path("<uuid:pk>/<uuid:unit_pk>/", standing_public.public_why, name="why-public"),
    path(
        "<uuid:pk>/<uuid:unit_pk>/<uuid:criterion_pk>/",
        standing_public.public_why_line,
        name="why-line-public",
    ),
]
