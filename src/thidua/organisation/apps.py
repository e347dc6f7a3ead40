from importlib import import_module

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "thidua.organisation"
    label = "organisation"
    verbose_name = "Tổ chức"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register how deeds read, and listen to sign-ins."""
        import_module("thidua.organisation.sentences")
        import_module("thidua.organisation.web.receivers")
