"""Addresses of pledges: of a movement, and of one."""

from django.urls import path

from thidua.commitments.web.views import pledges, pledges_paper, pledges_sign, pledges_talk, pledges_write

_ALL = "phong-trao/<uuid:pk>/giao-uoc/"
_OWN = "phong-trao/giao-uoc/"
_ONE = f"{_OWN}<uuid:pk>/"

urlpatterns = [
    path(_ALL, pledges.pledge_list_page, name="pledge-list"),
    path(f"{_ALL}tai-ve/", pledges.pledge_list_xlsx, name="pledge-list-xlsx"),
    path(f"{_ALL}soan/", pledges.pledge_prepare, name="pledge-prepare"),
    path(f"{_ALL}soan/<uuid:batch>/hoan-tac/", pledges.pledge_prepare_undo, name="pledge-prepare-undo"),
    path(f"{_ALL}ky/", pledges_sign.pledge_sign_many, name="pledge-sign-many"),
    path(_ONE, pledges.pledge_detail, name="pledge-detail"),
    path(f"{_ONE}in/", pledges_paper.pledge_print, name="pledge-print"),
    path(f"{_ONE}in.pdf", pledges_paper.pledge_pdf, name="pledge-pdf"),
    path(f"{_ONE}in.docx", pledges_paper.pledge_docx, name="pledge-docx"),
    path(f"{_ONE}soan/", pledges_write.pledge_edit, name="pledge-edit"),
    path(f"{_ONE}gui/", pledges_write.pledge_offer, name="pledge-offer"),
    path(f"{_ONE}mo-lai/", pledges_write.pledge_take_up, name="pledge-take-up"),
    path(f"{_ONE}bo/", pledges_write.pledge_withdraw, name="pledge-withdraw"),
    path(f"{_ONE}ban-moi/", pledges_write.pledge_renew, name="pledge-renew"),
    path(f"{_ONE}tra-loi/", pledges_talk.pledge_answer, name="pledge-answer"),
    path(f"{_ONE}de-nghi-lai/", pledges_talk.pledge_reply, name="pledge-reply"),
    path(f"{_ONE}ky/<slug:side>/", pledges_sign.pledge_sign, name="pledge-sign"),
    path(f"{_ONE}ma-ky/", pledges_sign.pledge_code, name="pledge-code"),
    path(f"{_ONE}ky-giay/", pledges_sign.pledge_sign_paper, name="pledge-sign-paper"),
    path(f"{_OWN}dong/<uuid:pk>/cach-go/", pledges_write.pledge_remedy, name="pledge-remedy"),
    path(f"{_OWN}chu-ky/<int:pk>/", pledges_sign.pledge_scan, name="pledge-scan"),
]
