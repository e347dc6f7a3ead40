"""Pages for what went wrong: a sentence that says what happened and what to do next, in the usual shell."""

from dataclasses import dataclass

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.foundation.web.context import display


@dataclass(frozen=True, slots=True)
class Problem:
    """What is told about an error."""

    status: int
    title: str
    sentence: str
    advice: str


BAD_REQUEST = Problem(
    400,
    "Máy chủ không đọc được yêu cầu này",
    "Địa chỉ hoặc nội dung gửi lên bị thiếu, có thể do đường dẫn bị cắt khi sao chép.",
    "Quay lại trang trước rồi làm lại.",
)
TOO_BIG = Problem(
    413,
    "Nội dung gửi lên quá lớn",
    "Biểu mẫu có nhiều chữ hoặc nhiều tệp hơn mức máy chủ nhận. Chưa có gì được ghi.",
    "Tệp nhận tối đa 25 MB. Chia nhỏ nội dung rồi gửi lại.",
)
FORBIDDEN = Problem(
    403,
    "Không có quyền xem trang này",
    "Quyền đi theo chức vụ. Chức vụ hiện tại không mở được trang này.",
    "Cần xem thì hỏi Văn phòng.",
)
STALE_FORM = Problem(
    403,
    "Trang đã mở quá lâu",
    "Để an toàn, biểu mẫu này không còn dùng được. Chưa có gì được ghi.",
    "Quay lại trang, tải lại rồi gửi lần nữa. Trình duyệt phải cho phép cookie.",
)
NOT_FOUND = Problem(
    404,
    "Không tìm thấy trang này",
    "Trang đã chuyển chỗ, hoặc không thuộc cơ quan đang đăng nhập.",
    "Kiểm tra lại địa chỉ, hoặc tìm theo tên.",
)
NOT_PUBLIC = Problem(
    404,
    "Không tìm thấy trang này",
    "Địa chỉ sai, hoặc trang chưa được công khai.",
    "Về trang đầu để xem các phong trào đã công khai. Người của cơ quan thì đăng nhập rồi mở lại.",
)
NOT_ALLOWED = Problem(
    405,
    "Địa chỉ này chỉ nhận biểu mẫu",
    "Trang được mở thẳng bằng địa chỉ của một nút bấm. Chưa có gì được ghi.",
    "Quay lại trang có nút ấy rồi bấm lại.",
)
BROKEN = Problem(
    500,
    "Máy chủ gặp lỗi",
    "Lỗi do máy chủ, không do người dùng. Việc đang gửi có thể chưa được ghi.",
    "Thử lại sau ít phút. Vẫn lỗi thì báo Văn phòng kèm giờ ghi dưới đây.",
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, DisallowedHost):  # the shell may not ask for the host either
        return _told(request, BAD_REQUEST, {"problem": BAD_REQUEST, **display(request)}, of=None)
    is_too_big = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return _answer(request, TOO_BIG if is_too_big else BAD_REQUEST)


def unreadable(request: HttpRequest) -> HttpResponse:
    """Answer a request with characters that are no text."""
    return _answer(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    return _answer(request, FORBIDDEN)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Answer a form whose token does not fit: an old page, or a browser without cookies."""
    return _answer(request, STALE_FORM)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    user = getattr(request, "user", None)  # absent when the fault came before the sign-in was looked at
    return _answer(request, NOT_FOUND if user is not None and user.is_authenticated else NOT_PUBLIC)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """Answer somebody who opens the address of a button."""
    return _answer(request, NOT_ALLOWED)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when a page broke; asks the database for nothing, as that may be what broke."""
    context = {"problem": BROKEN, "at": timezone.now(), **display(request)}
    return _told(request, BROKEN, context, of=None)


def _answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    back = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return _told(request, problem, {"problem": problem, "back": back if is_ours else ""}, of=request)


def _told(
    request: HttpRequest, problem: Problem, context: dict[str, object], *, of: HttpRequest | None
) -> HttpResponse:
    """Render the page; a fragment's request gets the note alone, for the page's message line."""
    if request.headers.get("HX-Request"):
        note = render_to_string("foundation/error_note.html", context)
        headers = {"HX-Retarget": "#thong-bao", "HX-Reswap": "innerHTML"}
        return HttpResponse(note, status=problem.status, headers=headers)
    return HttpResponse(render_to_string("foundation/error.html", context, of), status=problem.status)
