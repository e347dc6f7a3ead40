from thidua.foundation.models.audit import AuditEntry
from thidua.foundation.models.files import StoredFile
from thidua.foundation.models.gathering import Gathered, GatheredText, read_gathered
from thidua.foundation.models.jobs import OutboxMessage, Schedule, ScheduledRun
from thidua.foundation.models.kept import KeptForm
from thidua.foundation.models.many import add_each, add_if_new, add_many, change_each, change_many
from thidua.foundation.models.matching import MatchingQuerySet
from thidua.foundation.models.notices import Notice, NoticeRead
from thidua.foundation.models.once import OnceRecord
from thidua.foundation.models.prepared import prepared
from thidua.foundation.models.search import SearchEntry
from thidua.foundation.models.versions import VersionedModel

__all__ = [
    "AuditEntry",
    "Gathered",
    "GatheredText",
    "KeptForm",
    "MatchingQuerySet",
    "Notice",
    "NoticeRead",
    "OnceRecord",
    "OutboxMessage",
    "Schedule",
    "ScheduledRun",
    "SearchEntry",
    "StoredFile",
    "VersionedModel",
    "add_each",
    "add_if_new",
    "add_many",
    "change_each",
    "change_many",
    "prepared",
    "read_gathered",
]
