"""A web page from its bytes to drafts."""

from thidua.papers.confinement import ConfinementError, run_confined
from thidua.papers.errors import PaperError
from thidua.papers.extracted import Draft, Role
from thidua.papers.limits import HTML_CPU_SECONDS

_WORKER = "thidua.papers.html.worker"


def read_html(data: bytes) -> list[Draft]:
    """Return the drafts of a web page, or raise the refusal."""
    try:
        answer = run_confined(_WORKER, data, seconds=HTML_CPU_SECONDS)
    except ConfinementError as error:
        raise PaperError(
            "too_heavy", "Trang web quá nặng để đọc; hãy chép phần cần đọc và dán vào ô văn bản."
        ) from error
    if "code" in answer:
        raise PaperError(answer["code"], answer["sentence"])
    return [Draft(text, Role(role), *rest) for text, role, *rest in answer["drafts"]]
