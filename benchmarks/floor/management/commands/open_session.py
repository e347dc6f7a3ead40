from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.core.management.base import BaseCommand

from benchmarks.floor.models import Unit, Value


class Command(BaseCommand):
    """Make the floor's database and print the session of somebody signed in."""

    def handle(self, **_options: Any) -> None:
        call_command("migrate", run_syncdb=True, verbosity=0)
        Unit.objects.bulk_create([Unit(name=f"Thôn {number}") for number in range(1, 41)])
        months = [
            Value(unit=unit, month=month, value=round(1.5 * month + unit.pk, 2))
            for unit in Unit.objects.all()
            for month in range(1, 13)
        ]
        Value.objects.bulk_create(months)
        user = User.objects.create_user("canbo")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        self.stdout.write(session.session_key)
