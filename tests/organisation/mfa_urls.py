"""The addresses of the installation with those of the second factor, as it would switch it on."""

from django.urls import include, path

from thidua.config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("", include("thidua.config.urls")), path("hai-lop/", include("allauth.mfa.urls"))]
