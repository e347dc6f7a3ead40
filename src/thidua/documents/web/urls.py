"""Addresses of the register of documents."""

from django.urls import path

from thidua.documents.web.views import document, register

app_name = "documents"

urlpatterns = [
    path("", register.document_list, name="document-list"),
    path("tai-ve/", register.document_list_xlsx, name="document-list-xlsx"),
    path("them/", register.document_new, name="document-new"),
    path("<uuid:pk>/", document.document_detail, name="document-detail"),
    path("<uuid:pk>/sua/", document.document_edit, name="document-edit"),
    path("<uuid:pk>/tep/", document.document_file, name="document-file"),
    path("<uuid:pk>/dinh-kem/", document.document_attach, name="document-attach"),
]
