from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "thidua.monitoring"
    label = "monitoring"
    verbose_name = "Theo dõi"
    default_auto_field = "django.db.models.BigAutoField"
