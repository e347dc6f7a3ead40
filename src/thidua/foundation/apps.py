from django.apps import AppConfig
from django.core import checks
from django.utils.module_loading import autodiscover_modules


class FoundationConfig(AppConfig):
    name = "thidua.foundation"
    label = "foundation"
    verbose_name = "Nền tảng"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Collect what the apps declare: sentences of deeds, plans of work, what they listen to, checks."""
        from thidua.foundation.checks import check_durability  # noqa: PLC0415 -- needs the models

        autodiscover_modules("sentences", "plans", "receivers")
        checks.register(check_durability, checks.Tags.database)
