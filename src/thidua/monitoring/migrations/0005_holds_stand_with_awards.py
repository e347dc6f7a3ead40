from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0001_holds_come_from_inspection"),
        ("monitoring", "0004_signing_codes_stand_with_accounts"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="HoldChange"),
                migrations.DeleteModel(name="Hold"),
            ]
        ),
    ]
