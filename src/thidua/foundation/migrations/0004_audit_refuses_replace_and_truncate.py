"""Close two ways around the triggers: INSERT OR REPLACE on SQLite, TRUNCATE on PostgreSQL."""

from django.db import migrations

_MAKE = {
    "sqlite": """CREATE TRIGGER audit_no_replace BEFORE INSERT ON foundation_auditentry
        WHEN EXISTS (SELECT 1 FROM foundation_auditentry WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END""",
    "postgresql": """CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON foundation_auditentry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
}
_UNDO = {
    "sqlite": "DROP TRIGGER audit_no_replace",
    "postgresql": "DROP TRIGGER audit_no_truncate ON foundation_auditentry",
}


def forwards(apps, schema_editor):
    schema_editor.execute(_MAKE[schema_editor.connection.vendor])


def backwards(apps, schema_editor):
    schema_editor.execute(_UNDO[schema_editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("foundation", "0003_receipts_schedules_and_outbox")]
    operations = [migrations.RunPython(forwards, backwards)]
