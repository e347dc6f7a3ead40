"""Addresses of plans, registrations and pledges; each kind has a file of its own."""

from thidua.commitments.web import plan_urls, pledge_urls, registration_urls

app_name = "commitments"

urlpatterns = [
    *plan_urls.urlpatterns,
    *pledge_urls.urlpatterns,
    *registration_urls.urlpatterns,
]
