"""Photos sent as proof: shrunk, turned upright and freed of what the camera wrote about place and time."""

import base64
from dataclasses import dataclass

from thidua.papers import limits
from thidua.papers.confinement import ConfinementError, run_confined
from thidua.papers.errors import PaperError

_WORKER = "thidua.papers.photo_worker"
_LONGEST = 1600
_HEIC = frozenset({b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1"})

_SENTENCES = {
    "empty": "Ảnh trống, chưa có gì được gửi; hãy chọn lại ảnh.",
    "too_large": "Ảnh lớn hơn 25 MB; hãy chụp lại ở cỡ nhỏ hơn.",
    "too_many_pixels": "Ảnh có quá nhiều điểm ảnh nên không được mở; hãy chụp lại ở cỡ nhỏ hơn.",
    "no_room": "Các ảnh gửi cùng lúc quá lớn nên ảnh này chưa gửi; lưu xong hãy chọn lại ảnh này.",
    "broken": "Ảnh bị hỏng hoặc chưa tải xong; hãy chọn lại hoặc chụp lại.",
    "heic": "Ảnh kiểu HEIC chưa đọc được; hãy đặt máy chụp kiểu “Tương thích nhất” hoặc gửi ảnh .jpg.",
    "moving": "Ảnh động không dùng làm minh chứng được; hãy gửi ảnh .jpg hoặc .png.",
    "not_photo": "Tệp này không phải là ảnh; hãy chọn ảnh .jpg, .png hoặc .webp.",
    "too_heavy": "Ảnh quá nặng để đọc; hãy chụp lại ở cỡ nhỏ hơn.",
}


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is kept: a JPEG of at most 400 kB without any word of the camera.

    `look` is a perceptual hash of 64 bits in hexadecimal for `core.plausibility.photos`.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    look: str
    pixels: int
    """How many the photo had as it came."""


def clean(data: bytes, *, longest: int = _LONGEST, room: int = limits.MAX_PHOTO_PIXELS) -> Photo:
    """Return the photo with no side longer than `longest` pixels; raise `PaperError` for what is none.

    `room` is how many pixels may still be unpacked; a photo that has more is refused before it is.
    """
    if not data:
        raise _refusal("empty")
    if len(data) > limits.MAX_FILE_BYTES:
        raise _refusal("too_large")
    _require_photo(data)
    head = longest.to_bytes(4, "big") + max(room, 0).to_bytes(4, "big")
    try:
        answer = run_confined(_WORKER, head + data, seconds=limits.PHOTO_CPU_SECONDS)
    except ConfinementError as stopped:
        raise _refusal("too_heavy") from stopped
    if "error" in answer:
        raise _refusal(answer["error"])
    content = base64.b64decode(answer["data"])
    return Photo(content, "image/jpeg", answer["width"], answer["height"], answer["look"], answer["pixels"])


def _require_photo(data: bytes) -> None:
    """Refuse by the first bytes, whatever the name of the file says."""
    is_photo = data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
    if is_photo or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise _refusal("heic")
    raise _refusal("moving" if data.startswith(b"GIF8") else "not_photo")


def _refusal(code: str) -> PaperError:
    return PaperError(code, _SENTENCES[code])
