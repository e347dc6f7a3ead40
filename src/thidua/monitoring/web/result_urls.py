"""Addresses of results: boards, targets, units, the chairman's page, and what everybody may see."""

from django.urls import URLPattern, URLResolver, path

from thidua.monitoring.web.views import overview, public_results, result_board, target_result, unit_year

result_patterns: list[URLPattern | URLResolver] = [
    path("bang-dieu-hanh/", overview.overview_page, name="overview"),
    path("bang-dieu-hanh/con-no/tai-ve/", overview.overview_xlsx, name="overview-xlsx"),
    path("phong-trao/<uuid:pk>/ket-qua/", result_board.result_board_page, name="result-board"),
    path("phong-trao/<uuid:pk>/ket-qua/tai-ve/", result_board.result_board_xlsx, name="result-board-xlsx"),
    path("ket-qua/chi-tieu/<uuid:pk>/", target_result.target_result_page, name="target-result"),
    path("ket-qua/chi-tieu/<uuid:pk>/tai-ve/", target_result.target_result_xlsx, name="target-result-xlsx"),
    path("don-vi/<uuid:pk>/nam/", unit_year.unit_year_page, name="unit-year"),
    path("don-vi/<uuid:pk>/nam/tai-ve/", unit_year.unit_year_xlsx, name="unit-year-xlsx"),
    path(
        "cong-khai/phong-trao/<uuid:pk>/ket-qua/", public_results.public_results_page, name="public-results"
    ),
    path(
        "cong-khai/phong-trao/<uuid:pk>/ket-qua/tai-ve/",
        public_results.public_results_xlsx,
        name="public-results-xlsx",
    ),
]
