"""Addresses of the fund book and of payments."""

from django.urls import path

from thidua.decisions.web.views import money

_PAID = "khen-thuong/quyet-dinh/<uuid:pk>/chi-thuong"

urlpatterns = [
    path("khen-thuong/quy/", money.fund_book, name="fund-book"),
    path("khen-thuong/quy/tai-ve/", money.fund_book_xlsx, name="fund-book-xlsx"),
    path("khen-thuong/quy/ghi/", money.fund_add, name="fund-add"),
    path("khen-thuong/quy/<uuid:pk>/xoa/", money.fund_reverse, name="fund-reverse"),
    path(f"{_PAID}/", money.payment_list, name="payment-list"),
    path(f"{_PAID}.xlsx", money.payment_xlsx, name="payment-xlsx"),
    path(f"{_PAID}.pdf", money.payment_pdf, name="payment-pdf"),
    path("khen-thuong/chi-thuong/<int:pk>/huy/", money.payment_take_back, name="payment-take-back"),
]
