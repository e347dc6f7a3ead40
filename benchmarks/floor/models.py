from django.db import models


class Unit(models.Model):
    name = models.CharField(max_length=100)

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return self.name


class Value(models.Model):
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE)
    month = models.IntegerField()
    value = models.FloatField()

    class Meta:
        app_label = "floor"

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month}"
