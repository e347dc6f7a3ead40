"""A PDF from its bytes to drafts, or a sentence why not."""

from thidua.papers.confinement import ConfinementError, run_confined
from thidua.papers.errors import PaperError
from thidua.papers.extracted import Draft
from thidua.papers.limits import PDF_CPU_SECONDS
from thidua.papers.pdf.layout import lay_out_pages
from thidua.papers.pdf.words import PageWords, Word

_WORKER = "thidua.papers.pdf.worker"
_FEWEST_LETTERS = 20  # a stamp or a page number on a scanned page is no text
_MOST_GARBLED = 0.15

_SENTENCES = {
    "encrypted": "Tệp PDF có mật khẩu; hãy xin bản không có mật khẩu rồi đưa lên lại.",
    "broken": "Tệp PDF bị hỏng hoặc chưa tải xong; hãy tải lại hoặc xin bản Word (.docx).",
    "too_many_pages": "Tệp PDF quá 1.000 trang; hãy tách lấy phần phát động thi đua rồi đưa lên lại.",
    "too_long": "Văn bản dài quá bốn triệu chữ; hãy tách lấy phần phát động thi đua rồi đưa lên lại.",
    "too_heavy": "Tệp PDF quá nặng để đọc; hãy xin bản Word (.docx) hoặc in lại ra PDF mới.",
    "scanned": "Tệp PDF là bản chụp, không có chữ để đọc; hãy xin bản Word hoặc bản PDF có chữ.",
    "garbled": "Chữ trong tệp PDF bị mã hóa phông nên không đọc được; hãy xin bản Word (.docx).",
}


def read_pdf(data: bytes) -> tuple[list[Draft], tuple[str, ...]]:
    """Return the drafts of a PDF and notes; pages without text are named."""
    pages = _pages(data)
    blank = [number for number, page in enumerate(pages, 1) if _letters(page) < _FEWEST_LETTERS]
    if len(blank) == len(pages) and sum(map(_letters, pages)) < _FEWEST_LETTERS * len(pages):
        raise _refusal("scanned")
    text = "".join(word.text for page in pages for word in page.words)
    if sum(map(_is_garbled, text)) > _MOST_GARBLED * len(text):
        raise _refusal("garbled")
    return lay_out_pages(pages), _note(blank)


def _pages(data: bytes) -> list[PageWords]:
    try:
        answer = run_confined(_WORKER, data, seconds=PDF_CPU_SECONDS)
    except ConfinementError as stopped:
        raise _refusal("too_heavy") from stopped
    error = answer.get("error")
    if error is not None:
        raise _refusal(str(error))
    return [
        PageWords(page["width"], page["height"], tuple(Word(*word) for word in page["words"]))
        for page in answer["pages"]
    ]


def _refusal(code: str) -> PaperError:
    return PaperError(code, _SENTENCES[code])


def _letters(page: PageWords) -> int:
    return sum(len(word.text) for word in page.words)


def _is_garbled(mark: str) -> bool:
    return mark == "\ufffd" or "\ue000" <= mark <= "\uf8ff" or mark < " "


def _note(blank: list[int]) -> tuple[str, ...]:
    if not blank:
        return ()
    numbers = ", ".join(map(str, blank[:10])) + (", …" if len(blank) > 10 else "")  # noqa: PLR2004 -- enough to look them up
    return (f"Trang {numbers} không có chữ (có thể là ảnh chụp) nên chưa được đọc.",)
