from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "thidua.commitments"
    label = "commitments"
    verbose_name = "Giao ước"
    default_auto_field = "django.db.models.BigAutoField"
