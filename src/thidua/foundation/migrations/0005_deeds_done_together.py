from django.db import migrations, models


class Migration(migrations.Migration):
    """Add a column that may be empty, so that no database builds the protected table anew."""

    dependencies = [("foundation", "0004_audit_refuses_replace_and_truncate")]

    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="batch",
            field=models.UUIDField(db_index=True, editable=False, null=True, verbose_name="lần làm chung"),
        ),
    ]
