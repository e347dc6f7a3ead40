"""Kiểm tra bản sao sổ vàng. Chỉ cần Python 3.8 trở lên, không cần mạng, không cần chương trình của xã.

Cách dùng, gõ trong thư mục đã giải nén bộ kiểm tra:

    python3 verify.py                                       kiểm tra cả sổ
    python3 verify.py --giay bang-chung.json khoa.txt       kiểm tra một giấy

Khi tên tệp khác, hoặc muốn đối chiếu thêm:

    python3 verify.py so-vang.jsonl moc.txt khoa.txt [--moc-cu moc-cu.txt] [--ma "ABCD EFGH …"]

so-vang.jsonl  bản sao sổ, mỗi dòng một mục
moc.txt        mốc đã ký của cả sổ, lấy từ trang công khai của xã
khoa.txt       khóa công khai của xã, để kiểm tra chữ ký trên mốc; mỗi dòng một khóa
--giay         bằng chứng của một giấy: mục của giấy nằm trong sổ mà mốc đã ký
--moc-cu       mốc cũ đã giữ từ trước; sổ phải là sổ ấy viết tiếp
--ma           mã in trong biên bản hoặc trên bảng tin; sổ phải có lúc mang đúng mã ấy

Kết thúc với mã 0 khi mọi phần khớp, mã 1 khi có chỗ không khớp, mã 2 khi chưa kiểm tra được.

This file stands alone on purpose: whoever checks the office must not have to trust the office's other code.
Hashes: RFC 6962, section 2.1. Notes: C2SP signed-note. Signature: Ed25519, RFC 8032, section 5.1.7.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, Iterator, NoReturn, Sequence

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
KEY_BYTES, SIGNATURE_BYTES, NOTE_LINES, FORMAT = 32, 64, 3, 2
BASE_Y = 4 * pow(5, P - 2, P) % P
LEAF = ("number", "kind", "on", "seal")
FIELDS = {*LEAF, "salt", "record"}
PART = {"seal", "salt", "text"}
KIT = ("so-vang.jsonl", "moc.txt", "khoa.txt")
RELOAD = (
    "Tải lại bộ kiểm tra từ trang Sổ vàng của xã rồi chạy lại. Vẫn thế thì giữ các tệp, báo Văn phòng xã."
)
KEEP = "Xem lại mốc cũ, mã đã chép. Nếu đúng thì giữ các tệp, báo Văn phòng và cơ quan cấp trên của xã."
COMPARE = "So mã này với mã in trong biên bản hoặc trên bảng tin của xã."
HELP = "Gõ python3 verify.py --help để xem cách dùng."
NAMES = {
    "title": "Tên văn bản, giấy",
    "decision": "Quyết định",
    "name": "Tên",
    "detail": "Chức vụ, đơn vị",
    "achievement": "Thành tích",
    "number": "Số sổ vàng",
    "code_sha256": "Giá trị SHA-256 của mã giấy",
}


class Fault(Exception):  # noqa: N818 -- a finding, no error of the script
    """What does not fit, or why nothing could be checked, as a sentence; and what to do."""

    def __init__(self, sentence: str, advice: str = RELOAD) -> None:
        super().__init__(sentence)
        self.advice = advice


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_copy(text: str) -> list[dict[str, Any]]:
    """Return the entries of a copy, each record held against its seal; raise Fault at the first that lies."""
    lines = text.split("\n")
    if lines.pop():
        raise Fault("Bản sao bị cắt ở cuối.")
    entries = [read_entry(number, line) for number, line in enumerate(lines)]
    told = {place for entry in entries if entry["kind"] == "erasure" for place in erased_by(entry)}
    for entry in entries:
        if any((entry["number"], place) not in told for place in missing_from(entry)):
            raise Fault(f"Mục {entry['number'] + 1} mất nội dung mà sổ không ghi việc xóa.")
    return entries


def erased_by(entry: dict[str, Any]) -> list[tuple[int, int | None]]:
    """Return what an entry says was erased: an entry as a whole, or parts of it by their places."""
    record = entry["record"]
    return [(record["erased"], place) for place in record.get("parts") or [None]]


def missing_from(entry: dict[str, Any]) -> list[int | None]:
    """Return what of an entry was erased; None stands for the whole of it."""
    parts = [place for place, part in enumerate(entry.get("parts", [])) if part["text"] is None]
    return [None] if entry["record"] is None else [*parts]


def read_entry(number: int, line: str) -> dict[str, Any]:
    try:
        entry: dict[str, Any] = json.loads(line)
        is_well_formed = has_form(entry, line)
        fits = is_well_formed and seals_fit(entry)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Fault(f"Dòng {number + 1} không đọc được.") from None
    if not is_well_formed:
        raise Fault(f"Dòng {number + 1} không đúng dạng.")
    if entry["number"] != number:
        raise Fault(f"Dòng {number + 1} mang số {entry['number'] + 1}: có mục bị bỏ, chèn hoặc đổi chỗ.")
    if not fits:
        raise Fault(f"Mục {number + 1} đã bị sửa nội dung sau khi ghi sổ.")
    return entry


def has_form(entry: dict[str, Any], line: str) -> bool:
    """Say whether a line is the only form its entry may have, so that no letter of it can change unseen."""
    is_line = json.dumps(entry, ensure_ascii=False, sort_keys=True) == line
    is_whole = has_pair(entry["salt"], entry["record"]) and type(entry["number"]) is int
    if entry["kind"] == "erasure":
        places = entry["record"].get("parts", [])
        is_whole = is_whole and all(type(one) is int for one in [entry["record"]["erased"], *places])
    return is_line and is_whole and (set(entry) == FIELDS or has_parts(entry))


def has_parts(entry: dict[str, Any]) -> bool:
    """Say whether an entry has the second form: its record stays, and each person stands in a part."""
    is_second = set(entry) == {*FIELDS, "format", "parts"} and type(entry["format"]) is int
    parts_fit = all(set(part) == PART and has_pair(part["salt"], part["text"]) for part in entry["parts"])
    return is_second and entry["format"] == FORMAT and entry["record"] is not None and parts_fit


def has_pair(salt: str | None, text: object) -> bool:
    """Say whether salt and text are both there or both gone, the salt in its only form."""
    return (salt is None) == (text is None) and (salt is None or bytes.fromhex(salt).hex() == salt)


def seals_fit(entry: dict[str, Any]) -> bool:
    """Hold record and parts against their seals; what was erased has nothing to hold."""
    if entry["salt"] is None:
        return True
    if "format" not in entry:
        return bool(seal_of(entry["salt"], entry["record"]) == entry["seal"])
    sealed = {"record": entry["record"], "parts": [part["seal"] for part in entry["parts"]]}
    parts_fit = all(
        part["salt"] is None or seal_of(part["salt"], part["text"]) == part["seal"] for part in entry["parts"]
    )
    return parts_fit and seal_of(entry["salt"], sealed) == entry["seal"]


def seal_of(salt: str, value: object) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + canonical(value)).hexdigest()


def leaf_of(entry: dict[str, Any]) -> bytes:
    fields = [*LEAF, "format"] if "format" in entry else LEAF
    return hashlib.sha256(b"\x00" + canonical({key: entry[key] for key in fields})).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + root_of(leaves[:half]) + root_of(leaves[half:])).digest()


def growing_roots(leaves: Sequence[bytes]) -> Iterator[bytes]:
    """Yield the root of every beginning of the log, the empty one first."""
    stack = []
    yield root_of([])
    for size, leaf in enumerate(leaves, 1):
        stack.append(leaf)
        for _ in range((size & -size).bit_length() - 1):
            right = stack.pop()
            stack.append(hashlib.sha256(b"\x01" + stack.pop() + right).digest())
        node = stack[-1]
        for left in reversed(stack[:-1]):
            node = hashlib.sha256(b"\x01" + left + node).digest()
        yield node


def printed(root: bytes) -> str:
    bits = int.from_bytes(root[:20], "big")
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(32)))


def read_note(text: str) -> tuple[str, int, bytes, list[str]]:
    """Return what was signed, the size, the root, and the signature lines of a note."""
    body, gap, signatures = text.partition("\n\n")
    lines = body.split("\n")
    if not gap or len(lines) != NOTE_LINES or not lines[1].isascii() or not lines[1].isdigit():
        raise Fault("Mốc không đúng dạng.")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except ValueError:
        raise Fault("Mốc không đúng dạng.") from None
    return body + "\n", int(lines[1]), root, [line for line in signatures.split("\n") if line]


def check_signature(signed: str, signatures: Sequence[str], keys: str) -> None:
    try:
        found = any(is_signed(signed, signatures, key) for key in keys.split())
    except ValueError:
        raise Fault("Khóa công khai hoặc chữ ký không đúng dạng.") from None
    if not found:
        raise Fault("Chữ ký trên mốc không đúng khóa của xã.")


def is_signed(signed: str, signatures: Sequence[str], key: str) -> bool:
    name, shown, encoded = key.split("+", 2)
    public = base64.b64decode(encoded)[1:]
    named = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    if named.hex() != shown:
        raise Fault("Khóa công khai không đúng dạng.")
    for line in signatures:
        dash, signer, given = [*line.split(" "), "", ""][:3]
        if dash == "—" and signer == name:
            raw = base64.b64decode(given)
            if raw[:4] == named and ed25519_fits(public, signed.encode(), raw[4:]):
                return True
    return False


def ed25519_fits(public: bytes, message: bytes, signature: bytes) -> bool:
    """Verify a signature as RFC 8032 says; False for anything malformed."""
    if len(public) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    point, commitment = decoded(public), decoded(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if point is None or commitment is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    left = times(s, BASE)
    return left == plus(commitment, times(h, point))


def recovered(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x % 2 != sign else x


def decoded(data: bytes) -> tuple[int, int] | None:
    number = int.from_bytes(data, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    if y >= P:
        return None
    x = recovered(y, sign)
    return None if x is None else (x, y)


def plus(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    (x1, y1), (x2, y2) = one, other
    t = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + t, P - 2, P) % P
    y = (y1 * y2 + x1 * x2) * pow(1 - t, P - 2, P) % P
    return x, y


def times(factor: int, point: tuple[int, int]) -> tuple[int, int]:
    found = (0, 1)
    while factor:
        if factor & 1:
            found = plus(found, point)
        point, factor = plus(point, point), factor >> 1
    return found


BASE = decoded(BASE_Y.to_bytes(KEY_BYTES, "little")) or (0, 1)


def check(copy: str, note: str, key: str = "", older: str = "", code: str = "") -> str:
    """Return the sentence of success; raise Fault where something does not fit."""
    entries = read_copy(copy)
    leaves = [leaf_of(entry) for entry in entries]
    size, root = noted(note, key)
    if len(leaves) != size:
        raise Fault(f"Bản sao có {len(leaves)} mục, mốc ghi {size} mục: sổ bị bớt, bị thêm hoặc là bản cũ.")
    if root_of(leaves) != root:
        raise Fault("Sổ không khớp mốc: có mục bị sửa, bỏ, thêm hoặc đổi chỗ.")
    if older:
        old_size, old_root = noted(older, key)
        if old_size > size or root_of(leaves[:old_size]) != old_root:
            raise Fault("Sổ không phải là sổ của mốc cũ viết tiếp: phần trước đã bị thay.", KEEP)
    wanted = "".join(letter for letter in code.upper() if letter in ALPHABET)
    if code and all(printed(one) != wanted for one in growing_roots(leaves)):
        raise Fault("Sổ chưa bao giờ mang mã đã in: sổ bị thay hoặc mã chép sai.", KEEP)
    return told_of(entries, root, is_signed=bool(key))


def check_entry(text: str, key: str = "") -> str:
    """Do so for one entry with its proof, where the whole register is not at hand."""
    try:
        told = json.loads(text)
        entry, note, steps = told["entry"], told["note"], [bytes.fromhex(step) for step in told["proof"]]
        line, place = json.dumps(entry, ensure_ascii=False, sort_keys=True), int(entry["number"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Fault("Bằng chứng không đọc được.") from None
    read_entry(place, line)
    size, root = noted(note, key)
    if root_along(leaf_of(entry), place, size, steps) != root:
        raise Fault("Mục này không nằm trong sổ mà mốc đã ký.")
    unsigned = "" if key else " Chưa kiểm tra chữ ký vì chưa có khóa."
    return f"Khớp: mục {place + 1} có trong sổ {size} mục.{unsigned}\n{words_of(entry)}"


def words_of(entry: dict[str, Any]) -> str:
    """Return what an entry tells, a line each."""
    told = [entry["record"], *(part["text"] for part in entry.get("parts", []))]
    known = [{} if one is None else {NAMES[key]: one[key] for key in NAMES if one.get(key)} for one in told]
    gone = ["- Nội dung đã xóa theo yêu cầu"] if None in told else []
    return "\n".join([f"- {name}: {value}" for one in known for name, value in one.items()] + gone)


def root_along(leaf: bytes, place: int, size: int, steps: Sequence[bytes]) -> bytes | None:
    """Return the root a proof leads to, or None where its length does not fit."""
    node, at, last = leaf, place, size - 1
    for step in steps:
        if last <= 0:
            return None
        if at % 2 or at == last:
            node = hashlib.sha256(b"\x01" + step + node).digest()
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + step).digest()
        at, last = at >> 1, last >> 1
    return node if last == 0 and 0 <= place < size else None


def noted(note: str, key: str) -> tuple[int, bytes]:
    signed, size, root, signatures = read_note(note)
    if key:
        check_signature(signed, signatures, key)
    return size, root


def told_of(entries: Sequence[dict[str, Any]], root: bytes, *, is_signed: bool) -> str:
    erased = sum(len(missing_from(entry)) for entry in entries)
    ending = f", {erased} nội dung đã xóa theo yêu cầu" if erased else ""
    unsigned = "" if is_signed else " Chưa kiểm tra chữ ký vì chưa có khóa."
    letters = printed(root)
    groups = " ".join(letters[start : start + 4] for start in range(0, 32, 4))
    return f"Khớp: {len(entries)} mục{ending}. Mã của sổ: {groups}.{unsigned}"


def text_of(name: str) -> str:
    try:
        return Path(name).read_bytes().decode("utf-8") if name else ""
    except (OSError, ValueError):
        raise Fault(f"Tệp {name} không mở được hoặc không phải tệp chữ.", HELP) from None


class Arguments(argparse.ArgumentParser):
    """Arguments whose help and refusals are in Vietnamese: those of Python are not."""

    def format_help(self) -> str:
        return (__doc__ or "").partition("This file")[0]

    def error(self, message: str) -> NoReturn:
        del message
        raise Fault("Lệnh gõ chưa đúng.", HELP)


def verdict(arguments: Sequence[str] | None) -> str:
    parser = Arguments(add_help=False)
    parser.add_argument("files", nargs="*")
    for name in ("--giay", "--moc-cu", "--ma"):
        parser.add_argument(name, default="")
    parser.add_argument("-h", "--help", "--tro-giup", action="help")
    asked = parser.parse_args(arguments)
    most = 1 if asked.giay else 3
    files = asked.files or ([] if asked.giay else KIT)
    if not most - 1 <= len(files) <= most:
        parser.error("")
    texts = [*map(text_of, files), ""]
    if asked.giay:
        return check_entry(text_of(asked.giay), texts[0])
    found = check(texts[0], texts[1], texts[2], text_of(asked.moc_cu), asked.ma)
    return f"{found}\nViệc cần làm: {COMPARE}"


def main(arguments: Sequence[str] | None = None) -> int:
    try:
        told, code = verdict(arguments), 0
    except Fault as fault:
        code = 2 if fault.advice == HELP else 1
        word = "CHƯA KIỂM TRA ĐƯỢC" if fault.advice == HELP else "KHÔNG KHỚP"
        told = f"{word}. {fault}\nViệc cần làm: {fault.advice}"
    sys.stdout.buffer.write(f"{told}\n".encode())  # a terminal of another alphabet must not stop the check
    return code


if __name__ == "__main__":
    sys.exit(main())
