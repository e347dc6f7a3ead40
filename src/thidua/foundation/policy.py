"""Answers of policies: yes, or a sentence why not."""

from dataclasses import dataclass

from thidua.core.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Answer:
    """Truthy when allowed; otherwise it holds the refusal shown to people."""

    refusal: str = ""

    def __bool__(self) -> bool:
        return not self.refusal

    def enforce(self) -> None:
        """Raise the refusal, if it is one."""
        if self.refusal:
            raise RefusedError(self.refusal)


YES = Answer()
