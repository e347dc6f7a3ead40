from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0005_neighbours_keep_their_own_marks"),
    ]

    operations = [
        migrations.RemoveField(model_name="scoreline", name="cross_by"),
        migrations.RemoveField(model_name="scoreline", name="cross_points"),
        migrations.RemoveField(model_name="scoreline", name="cross_reason"),
    ]
