"""Addresses of numbered papers: the books, one paper, and what is being written."""

from django.urls import path

from thidua.decisions.web.views import correcting, drafts, papers, sealing

urlpatterns = [
    path("van-ban-di/", papers.paper_book, name="paper-book"),
    path("van-ban-di/tai-ve/", papers.paper_book_xlsx, name="paper-book-xlsx"),
    path("van-ban-di/soan/", drafts.draft_list, name="draft-list"),
    path("van-ban-di/soan/<uuid:pk>/", drafts.draft_detail, name="draft-detail"),
    path("van-ban-di/soan/<uuid:pk>/sua/", drafts.draft_edit, name="draft-edit"),
    path("van-ban-di/soan/<uuid:pk>/ban-hanh/", drafts.draft_issue, name="draft-issue"),
    path("van-ban-di/soan/<uuid:pk>/bo/", drafts.draft_drop, name="draft-drop"),
    path("van-ban-di/soan/<uuid:pk>/dinh-chinh/", correcting.draft_correct, name="draft-correct"),
    path(
        "van-ban-di/soan/<uuid:pk>/dinh-chinh/<int:line>/bo/",
        correcting.draft_uncorrect,
        name="draft-uncorrect",
    ),
    path("van-ban-di/soan/<uuid:pk>/in-thu.pdf", drafts.draft_preview, name="draft-preview"),
    path("van-ban-di/soan/moi/", drafts.draft_new, name="draft-new"),
    path("van-ban-di/<uuid:pk>/", papers.paper_detail, name="paper-detail"),
    path("van-ban-di/<uuid:pk>/da-ky/", papers.paper_sign, name="paper-sign"),
    path("van-ban-di/<uuid:pk>/ky-so/", sealing.paper_seal, name="paper-seal"),
    path("van-ban-di/<uuid:pk>/tep/", papers.paper_file, name="paper-file"),
]
