"""The one tree of refusals. The text of each is a Vietnamese sentence for people."""


class DomainError(Exception):
    """Something the rules do not allow; its text says what is wrong and what to do next."""

    @property
    def sentence(self) -> str:
        return str(self)


class RefusedError(DomainError):
    """A policy said no."""


class IllegalTransitionError(DomainError):
    """A workflow has no such step from the present state."""
