from django.db import models


class VersionedModel(models.Model):
    """A record people edit: `version` grows by one with each change.

    A form carries the version it was filled from; `foundation.services.versions.apply` refuses
    an older one, so nobody's text is overwritten unseen.
    """

    version = models.PositiveIntegerField("lần sửa", default=1, editable=False)

    class Meta:
        abstract = True
