"""Addresses of certificates: the public check, printing, stocks, reissue and revocation."""

from django.urls import path

from thidua.decisions.web.views import certificates, checking, revoking, stocks, wording

urlpatterns = [
    path("xac-minh/", checking.ask, name="certificate-ask"),
    path("xac-minh/<str:code>/", checking.certificate_check, name="certificate-check"),
    path("khen-thuong/giay/", certificates.certificate_list, name="certificate-list"),
    path("khen-thuong/giay/phoi/", stocks.stock_list, name="stock-list"),
    path("khen-thuong/giay/phoi/them/", stocks.stock_new, name="stock-new"),
    path("khen-thuong/giay/phoi/<uuid:pk>/", stocks.stock_edit, name="stock-edit"),
    path("khen-thuong/giay/phoi/<uuid:pk>/in-thu.pdf", stocks.stock_test, name="stock-test"),
    path("khen-thuong/giay/theo/<uuid:pk>/", certificates.decision_certificates, name="certificate-print"),
    path("khen-thuong/giay/theo/<uuid:pk>/loi-ghi/", wording.line_list, name="certificate-lines"),
    path("khen-thuong/giay/loi-ghi/<uuid:pk>/", wording.line_edit, name="certificate-line"),
    path("khen-thuong/giay/loi-ghi/<uuid:pk>/giay.png", wording.picture, name="certificate-picture"),
    path("khen-thuong/giay/dot/<uuid:pk>/giay.pdf", certificates.batch_file, name="certificate-file"),
    path("khen-thuong/giay/<uuid:pk>/cap-lai/", certificates.reissue, name="certificate-reissue"),
    path("khen-thuong/huy/<uuid:pk>/", revoking.award_revoke, name="award-revoke"),
    path("khen-thuong/huy/<uuid:pk>/nop-lai/", revoking.money_returned, name="revocation-return"),
]
