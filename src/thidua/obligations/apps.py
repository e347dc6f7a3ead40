from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "thidua.obligations"
    label = "obligations"
    verbose_name = "Việc phải làm"
    default_auto_field = "django.db.models.BigAutoField"
