from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "thidua.register"
    label = "register"
    verbose_name = "Sổ vàng"
    default_auto_field = "django.db.models.BigAutoField"
