"""The database itself refuses to change or remove what was recorded."""

from django.db import migrations

_SQLITE = [
    """CREATE TRIGGER audit_no_update BEFORE UPDATE ON foundation_auditentry
       BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END""",
    """CREATE TRIGGER audit_no_delete BEFORE DELETE ON foundation_auditentry
       BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END""",
]
_POSTGRES = [
    """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'audit entries are append-only'; END $$""",
    """CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON foundation_auditentry
       FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
]
_UNDO = {
    "sqlite": ["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"],
    "postgresql": [
        "DROP TRIGGER audit_no_change ON foundation_auditentry",
        "DROP FUNCTION audit_refuse()",
    ],
}


def forwards(apps, schema_editor):
    for statement in {"sqlite": _SQLITE, "postgresql": _POSTGRES}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in _UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
