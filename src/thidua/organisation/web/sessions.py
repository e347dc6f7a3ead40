"""Sessions in the database, as Django keeps them; the query that every request asks is prepared."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from thidua.foundation.models import prepared


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Any:
        """Return the row that is not over, or forget the key as Django does."""
        found = _live(self.session_key or "", timezone.now())
        if not found:
            self._session_key = None
        return found[0] if found else None


@prepared
def _live(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
