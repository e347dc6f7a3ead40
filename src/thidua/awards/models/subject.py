"""Whom an award, or a fact the law asks for, is about: one person, one unit or one household."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from thidua.awards.enums import SubjectChoice


def _owner(to: str, name: str) -> Any:
    return models.ForeignKey(
        to, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=name
    )


class AboutSubject(models.Model):
    """Exactly one of person, unit, household is set."""

    person = _owner("organisation.Person", "cá nhân")
    unit = _owner("organisation.Unit", "tập thể")
    household = _owner("organisation.Household", "hộ gia đình")

    class Meta:
        abstract = True

    @staticmethod
    def one_subject(name: str) -> models.CheckConstraint:
        """Return the constraint that exactly one is set, for the `Meta` of the model."""
        person, unit, household = (Q(**{f"{one}__isnull": False}) for one in ("person", "unit", "household"))
        return models.CheckConstraint(
            name=name,
            condition=(person & ~unit & ~household)
            | (~person & unit & ~household)
            | (~person & ~unit & household),
            violation_error_message="Chọn một cá nhân, một tập thể hoặc một hộ gia đình.",
        )

    @staticmethod
    def one_each(
        name: str, *fields: str, told: str, condition: Q | None = None
    ) -> list[models.BaseConstraint]:
        """Return the constraints that a subject has one row for `fields`, for the `Meta` of the model."""
        return [
            models.UniqueConstraint(
                fields=[*fields, one],
                condition=Q(**{f"{one}__isnull": False}) & (condition or Q()),
                name=f"{name}_{one}",
                violation_error_message=told,
            )
            for one in ("person", "unit", "household")
        ]

    @property
    def subject(self) -> SubjectChoice:
        if self.person_id:
            return SubjectChoice.PERSON
        return SubjectChoice.COLLECTIVE if self.unit_id else SubjectChoice.HOUSEHOLD

    @property
    def subject_key(self) -> tuple[str, UUID | None]:
        """What tells one subject from another across models."""
        return self.subject.value, self.person_id or self.unit_id or self.household_id

    @property
    def subject_name(self) -> str:
        return str(self._about)

    @property
    def home(self) -> Any:
        """The unit it is, or belongs to; None for a person of no unit."""
        return self.unit if self.unit_id else self._about.unit

    @property
    def _about(self) -> Any:
        if self.person_id:
            return self.person
        return self.unit if self.unit_id else self.household
