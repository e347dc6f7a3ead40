"""Addresses of decisions, papers, the fund and certificates; each kind has a file of its own."""

from thidua.decisions.web import certificate_urls, decision_urls, money_urls, paper_urls

app_name = "decisions"

urlpatterns = [
    *certificate_urls.urlpatterns,
    *decision_urls.urlpatterns,
    *money_urls.urlpatterns,
    *paper_urls.urlpatterns,
]
