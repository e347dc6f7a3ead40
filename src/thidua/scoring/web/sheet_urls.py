"""Addresses of score sheets: scoring oneself, checking, across the block, the council, proof and events."""

from django.urls import path

from thidua.scoring.web.views import (
    sheets,
    sheets_beside,
    sheets_board,
    sheets_check,
    sheets_cross,
    sheets_fill,
    sheets_line,
    sheets_list,
    sheets_self,
)

_SHEET = "phieu/<uuid:pk>/"
_LINE = "dong/<uuid:pk>/"

urlpatterns = [
    path("dot/<uuid:pk>/phieu/", sheets_list.sheet_list, name="sheet-list"),
    path("dot/<uuid:pk>/hoi-dong/", sheets_board.council_board, name="council-board"),
    path(_SHEET, sheets.sheet_detail, name="sheet-detail"),
    path(f"{_SHEET}in/", sheets.sheet_print, name="sheet-print"),
    path(f"{_SHEET}tai-ve/", sheets.sheet_xlsx, name="sheet-xlsx"),
    path(f"{_SHEET}tu-cham/", sheets_self.sheet_self, name="sheet-self"),
    path(f"{_SHEET}tu-cham/tep/", sheets_fill.self_fill, name="self-fill"),
    path(f"{_SHEET}tu-cham/tai-xuong.xlsx", sheets_fill.self_workbook, name="self-workbook"),
    path(f"{_SHEET}tu-cham/<uuid:line_pk>/", sheets_self.self_write, name="self-write"),
    path(f"{_SHEET}gui/", sheets_self.sheet_send, name="sheet-send"),
    path(f"{_SHEET}tra-lai/", sheets_check.sheet_back, name="sheet-back"),
    path(f"{_SHEET}nguoi-tham-dinh/", sheets_check.sheet_second, name="sheet-second"),
    path(f"{_SHEET}tham-dinh/", sheets_check.sheet_check, name="sheet-check"),
    path(f"{_SHEET}tham-dinh/xong/", sheets_check.sheet_finish, name="sheet-finish"),
    path(f"{_LINE}minh-chung/", sheets_beside.proof_list, name="proof-list"),
    path(f"{_LINE}viec/", sheets_beside.event_list, name="event-list"),
    path(f"{_LINE}cham-cheo/", sheets_cross.line_cross, name="line-cross"),
    path(f"{_LINE}<slug:column>/", sheets_line.line_give, name="line-give"),
    path("minh-chung/<uuid:pk>/", sheets_beside.proof_file, name="proof-file"),
    path("minh-chung/<uuid:pk>/bo/", sheets_beside.proof_remove, name="proof-remove"),
    path("viec/<uuid:pk>/bo/", sheets_beside.event_withdraw, name="event-withdraw"),
]
