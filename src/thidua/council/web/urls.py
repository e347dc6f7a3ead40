"""Addresses of councils, sessions and votes."""

from django.urls import path

from thidua.council.web.views import councils, papers, polls, sessions, table

app_name = "council"

_ONE = "hoi-dong/phien/<uuid:pk>/"
_ITEM = "hoi-dong/viec/<uuid:pk>/"
_POLL = "hoi-dong/luot/<uuid:pk>/"
_PAPER = "hoi-dong/giay-to/<uuid:pk>/"

urlpatterns = [
    path("hoi-dong/", councils.council_list, name="council-list"),
    path("hoi-dong/them/", councils.council_new, name="council-new"),
    path("hoi-dong/<uuid:pk>/", councils.council_detail, name="council-detail"),
    path("hoi-dong/<uuid:pk>/sua/", councils.council_edit, name="council-edit"),
    path("hoi-dong/<uuid:pk>/thanh-vien/", councils.member_new, name="member-new"),
    path("hoi-dong/thanh-vien/<uuid:pk>/thoi/", councils.member_end, name="member-end"),
    path("hoi-dong/<uuid:pk>/phien/", sessions.session_new, name="session-new"),
    path("hoi-dong/dot/<uuid:pk>/", sessions.session_of_round, name="session-of-round"),
    path(_ONE, sessions.session_detail, name="session-detail"),
    path(f"{_ONE}sua/", sessions.session_edit, name="session-edit"),
    path(f"{_ONE}moi/", sessions.session_invite, name="session-invite"),
    path(f"{_ONE}giay-moi.pdf", papers.invitation_pdf, name="session-invitation-pdf"),
    path(f"{_ONE}giay-moi.docx", papers.invitation_docx, name="session-invitation-docx"),
    path(f"{_ONE}viec/", table.item_put_on, name="item-put-on"),
    path(f"{_ONE}nguoi-du/", table.session_presence, name="session-presence"),
    path(f"{_ONE}ban-kiem-phieu/", table.session_board, name="session-board"),
    path(f"{_ONE}khai-mac/", sessions.session_open, name="session-open"),
    path(f"{_ONE}den-sau/", table.session_arrive, name="session-arrive"),
    path(f"{_ONE}ve-truoc/", table.session_leave, name="session-leave"),
    path(f"{_ONE}so-suat/", table.session_limit, name="session-limit"),
    path(f"{_ONE}bang-phieu/", table.session_tie, name="session-tie"),
    path(f"{_ONE}luot/", polls.poll_open, name="poll-open"),
    path(f"{_ONE}man-hinh/", papers.session_screen, name="session-screen"),
    path(f"{_ONE}man-hinh/chuyen/", papers.session_discuss, name="session-discuss"),
    path(f"{_ONE}xem-truoc/<slug:kind>.pdf", papers.minutes_preview, name="minutes-preview"),
    path(f"{_ONE}be-mac/", sessions.session_close, name="session-close"),
    path(f"{_ONE}mo-lai/", sessions.session_reopen, name="session-reopen"),
    path(f"{_ONE}huy/", sessions.session_cancel, name="session-cancel"),
    path(f"{_ITEM}bo/", table.item_take_off, name="item-take-off"),
    path(f"{_ITEM}de-sau/", table.item_put_off, name="item-put-off"),
    path(f"{_ITEM}ra-ngoai/", table.item_step_out, name="item-step-out"),
    path("hoi-dong/ra-ngoai/<int:pk>/", table.step_out_answer, name="step-out-answer"),
    path(f"{_POLL}kiem-phieu/", polls.poll_count, name="poll-count"),
    path(f"{_POLL}xac-nhan/", polls.poll_confirm, name="poll-confirm"),
    path(f"{_POLL}phieu.pdf", polls.poll_ballots, name="poll-ballots"),
    path(f"{_POLL}bo/", polls.poll_void, name="poll-void"),
    path(f"{_PAPER}ban-in.pdf", papers.paper_pdf, name="paper-pdf"),
    path(f"{_PAPER}ban-in.docx", papers.paper_docx, name="paper-docx"),
    path(f"{_PAPER}ban-ky/", papers.paper_scan, name="paper-scan"),
    path(f"{_PAPER}dinh-ban-ky/", papers.paper_attach, name="paper-attach"),
]
