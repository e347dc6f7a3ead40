"""Kiểm tra bản sao sổ vàng. Chỉ cần Python 3.8 trở lên, không cần chương trình của xã.

    python3 verify.py so-vang.jsonl moc.txt [khoa.txt] [--moc-cu moc-cu.txt] [--ma "ABCD EFGH …"]
    python3 verify.py --giay bang-chung.json [khoa.txt]

so-vang.jsonl  bản sao sổ, mỗi dòng một mục
moc.txt        mốc đã ký của cả sổ, lấy từ trang công khai của xã
khoa.txt       khóa công khai của xã, để kiểm tra chữ ký trên mốc; mỗi dòng một khóa
--giay         bằng chứng của một giấy: mục của giấy nằm trong sổ mà mốc đã ký
--moc-cu       mốc cũ do người khác giữ; sổ phải là sổ ấy viết tiếp
--ma           mã in trong biên bản hoặc trên bảng tin; sổ phải có lúc mang đúng mã ấy

Kết thúc với mã 0 khi mọi phần khớp, mã 1 khi có chỗ không khớp.

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
from typing import Any, Iterator, Sequence

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
KEY_BYTES, SIGNATURE_BYTES, NOTE_LINES = 32, 64, 3
BASE_Y = 4 * pow(5, P - 2, P) % P
LEAF = ("number", "kind", "on", "seal")
FIELDS = {*LEAF, "salt", "record"}


class Fault(Exception):  # noqa: N818 -- a finding, no error of the script
    """What does not fit, as a sentence."""


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_copy(text: str) -> list[dict[str, Any]]:
    """Return the entries of a copy, each record held against its seal; raise Fault at the first that lies."""
    lines = text.split("\n")
    if lines.pop():
        raise Fault("Bản sao bị cắt ở cuối.")
    entries = [read_entry(number, line) for number, line in enumerate(lines)]
    told = {entry["record"]["erased"] for entry in entries if entry["kind"] == "erasure"}
    for entry in entries:
        if entry["record"] is None and entry["number"] not in told:
            raise Fault(f"Mục {entry['number']} mất nội dung mà sổ không ghi việc xóa.")
    return entries


def read_entry(number: int, line: str) -> dict[str, Any]:
    try:
        entry: dict[str, Any] = json.loads(line)
        is_well_formed = has_form(entry, line)
        fits = is_well_formed and (entry["salt"] is None or seal_of(entry) == entry["seal"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Fault(f"Dòng {number + 1} không đọc được.") from None
    if not is_well_formed:
        raise Fault(f"Dòng {number + 1} không đúng dạng.")
    if entry["number"] != number:
        raise Fault(f"Dòng {number + 1} mang số {entry['number']}: có mục bị bỏ, chèn hoặc đổi chỗ.")
    if not fits:
        raise Fault(f"Mục {number} đã bị sửa nội dung sau khi ghi sổ.")
    return entry


def has_form(entry: dict[str, Any], line: str) -> bool:
    """Say whether a line is the only form its entry may have, so that no letter of it can change unseen."""
    salt, record = entry["salt"], entry["record"]
    is_line = json.dumps(entry, ensure_ascii=False, sort_keys=True) == line
    is_salt = salt is None or bytes.fromhex(salt).hex() == salt
    is_erasure = entry["kind"] == "erasure"
    is_whole = (salt is None) == (record is None) and (not is_erasure or type(record["erased"]) is int)
    return is_line and is_salt and is_whole and set(entry) == FIELDS and type(entry["number"]) is int


def seal_of(entry: dict[str, Any]) -> str:
    return hashlib.sha256(bytes.fromhex(entry["salt"]) + canonical(entry["record"])).hexdigest()


def leaf_of(entry: dict[str, Any]) -> bytes:
    return hashlib.sha256(b"\x00" + canonical({key: entry[key] for key in LEAF})).digest()


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
    if not any(is_signed(signed, signatures, key) for key in keys.split()):
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
            raise Fault("Sổ không phải là sổ của mốc cũ viết tiếp: phần trước đã bị thay.")
    wanted = "".join(letter for letter in code.upper() if letter in ALPHABET)
    if code and all(printed(one) != wanted for one in growing_roots(leaves)):
        raise Fault("Sổ chưa bao giờ mang mã đã in: sổ bị thay hoặc mã chép sai.")
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
    shown = json.dumps(entry["record"], ensure_ascii=False, indent=1)
    return f"Khớp: mục {place} có trong sổ {size} mục.{unsigned}\n{shown}"


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
    erased = sum(entry["record"] is None for entry in entries)
    ending = f", {erased} mục đã xóa nội dung theo yêu cầu" if erased else ""
    unsigned = "" if is_signed else " Chưa kiểm tra chữ ký vì chưa có khóa."
    letters = printed(root)
    groups = " ".join(letters[start : start + 4] for start in range(0, 32, 4))
    return f"Khớp: {len(entries)} mục{ending}. Mã của sổ: {groups}.{unsigned}"


def text_of(name: str) -> str:
    if not name:
        return ""
    return Path(name).read_bytes().decode("utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Kiểm tra bản sao sổ vàng.")
    parser.add_argument("files", metavar="TỆP", nargs="*")
    parser.add_argument("--giay", default="", metavar="TỆP")
    parser.add_argument("--moc-cu", default="", metavar="TỆP")
    parser.add_argument("--ma", default="", metavar="MÃ")
    asked = parser.parse_args(arguments)
    most = 1 if asked.giay else 3
    if not most - 1 <= len(asked.files) <= most:
        parser.error("cần so-vang.jsonl và moc.txt, hoặc --giay bang-chung.json")
    try:
        texts = [*map(text_of, asked.files), ""]
        if asked.giay:
            print(check_entry(text_of(asked.giay), texts[0]))
        else:
            copy, note, key = texts[:3]
            print(check(copy, note, key, text_of(asked.moc_cu), asked.ma))
    except Fault as fault:
        print(f"KHÔNG KHỚP. {fault}")
        return 1
    except (OSError, ValueError):
        print("KHÔNG KHỚP. Có tệp không mở hoặc không đọc được.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
