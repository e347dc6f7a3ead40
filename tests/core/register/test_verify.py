"""The script for strangers, run against copies that were tampered with: every change is found."""

import json
import random
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from thidua.core.register import verify
from thidua.core.register.checkpoints import Checkpoint, printed_root
from thidua.core.register.copies import Entry, copy_of, proof_text
from thidua.core.register.leaves import Leaf, LeafKind, sealed
from thidua.core.register.merkle import inclusion_proof, leaf_hash, root_of
from thidua.core.register.notes import key_hash, signed_note, verifier_key

SCRIPT = files("thidua.core.register") / "verify.py"
NAME = "xa-cam-linh"
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = SECRET.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
KEY = verifier_key(NAME, PUBLIC)
TAMPERINGS = 10_000


def _entry(number, *, erased=None):
    if erased is not None:
        record, kind = {"erased": erased}, LeafKind.ERASURE
    else:
        record, kind = {"number": f"{number:02}/QĐ-UBND", "name": "Nguyễn Thị Ánh"}, LeafKind.DECISION
    salt = sha256(str(number).encode()).digest()[:16]
    return Entry(Leaf(number, kind, "2025-12-20", sealed(salt, record)), salt, record)


def _log(size):
    entries = [_entry(number) for number in range(size)]
    if size > 4:  # the second entry was erased, and the register says so
        entries[1] = Entry(entries[1].leaf, None, None)
        entries[4] = _entry(4, erased=1)
    return entries


def _note(entries, secret=SECRET, name=NAME):
    root = root_of([leaf_hash(entry.leaf.data) for entry in entries])
    checkpoint = Checkpoint(NAME, len(entries), root)
    return signed_note(checkpoint, name, PUBLIC, secret.sign(checkpoint.text.encode()))


LOG = _log(12)
COPY, NOTE = copy_of(LOG), _note(LOG)


def test_an_honest_copy_fits():
    told = verify.check(COPY, NOTE, KEY, _note(LOG[:5]), code=printed_root(root_of(_hashes(LOG[:7]))))
    assert told.startswith("Khớp: 12 mục, 1 mục đã xóa nội dung theo yêu cầu.")
    assert printed_root(root_of(_hashes(LOG))) in told
    assert all(entry.holds for entry in LOG)


def _hashes(entries):
    return [leaf_hash(entry.leaf.data) for entry in entries]


def test_an_empty_register_fits():
    assert verify.check("", _note([]), KEY).startswith("Khớp: 0 mục.")


def _edit(lines, rng):
    """Change one value of one entry, the seal mended or not."""
    place = rng.randrange(len(lines))
    entry = json.loads(lines[place])
    if entry["record"] is None:
        entry["on"] = "2025-12-19"
    elif "erased" in entry["record"]:
        entry["record"] = {"erased": rng.randrange(20, 40)}
    else:
        entry["record"] = {**entry["record"], "name": f"Người {rng.random()}"}
    if rng.random() < 0.5 and entry["salt"]:
        entry["seal"] = sealed(bytes.fromhex(entry["salt"]), entry["record"]).hex()
    lines[place] = json.dumps(entry, ensure_ascii=False, sort_keys=True)


def _renumber(lines):
    for number, line in enumerate(lines):
        entry = {**json.loads(line), "number": number}
        lines[number] = json.dumps(entry, ensure_ascii=False, sort_keys=True)


def _remove(lines, rng):
    del lines[rng.randrange(len(lines))]
    if rng.random() < 0.5:
        _renumber(lines)


def _swap(lines, rng):
    one, other = rng.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    if rng.random() < 0.5:
        _renumber(lines)


def _insert(lines, rng):
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines))
    if rng.random() < 0.5:
        _renumber(lines)


def _rewind(lines, rng):
    del lines[rng.randrange(1, len(lines)) :]


def _blank(lines, rng):
    place = rng.choice([number for number in range(len(lines)) if number not in {1, 4}])
    entry = {**json.loads(lines[place]), "salt": None, "record": None}
    lines[place] = json.dumps(entry, ensure_ascii=False, sort_keys=True)


def _flip(lines, rng):
    place = rng.randrange(len(lines))
    letters = list(lines[place])
    at = rng.randrange(len(letters))
    letters[at] = chr((ord(letters[at]) ^ 1 << rng.randrange(7)) or 32)
    lines[place] = "".join(letters)


def _extend(lines, _):
    lines.append(copy_of([_entry(len(lines))]).rstrip("\n"))


def test_every_tampering_is_found():
    rng = random.Random(7)  # noqa: S311 -- the same tamperings each time
    kinds = (_edit, _remove, _swap, _insert, _rewind, _blank, _flip, _extend)
    missed = []
    for number in range(TAMPERINGS):
        tamper = kinds[number % len(kinds)]
        lines = COPY.split("\n")[:-1]
        before = list(lines)
        tamper(lines, rng)
        try:
            verify.check("".join(f"{line}\n" for line in lines), NOTE)
        except (verify.Fault, ValueError):
            continue
        if lines != before:
            missed.append((number, tamper.__name__, lines))
    assert missed == []


@pytest.mark.parametrize(
    ("copy", "note", "words"),
    [
        (COPY[:-5], NOTE, "bị cắt ở cuối"),
        (copy_of(LOG[:6]), NOTE, "là bản cũ"),
        (COPY, "x", "Mốc không đúng dạng"),
        (COPY, NOTE.replace(NAME, "xa-khac", 1), "Chữ ký trên mốc"),
        (COPY, _note(LOG, Ed25519PrivateKey.from_private_bytes(bytes(32))), "Chữ ký trên mốc"),
        (COPY, NOTE.split("\n\n")[0] + "\n\n", "Chữ ký trên mốc"),
        (COPY, _note(LOG, name="khac"), "Chữ ký trên mốc"),
    ],
)
def test_what_does_not_fit_is_told(copy, note, words):
    with pytest.raises(verify.Fault, match=words):
        verify.check(copy, note, KEY)


def _proof(place, log=LOG):
    return proof_text(log[place], inclusion_proof(_hashes(log), place), _note(log))


@pytest.mark.parametrize("place", range(12))
def test_one_entry_is_proved_without_the_others(place):
    told = verify.check_entry(_proof(place), KEY)
    assert told.startswith(f"Khớp: mục {place} có trong sổ 12 mục.\n")
    assert ("Nguyễn Thị Ánh" in told) == (place not in {1, 4})
    assert "Chưa kiểm tra chữ ký" in verify.check_entry(_proof(place))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Ánh", "Anh", "đã bị sửa nội dung"),
        ('"number": 3,', '"number": 4,', "không nằm trong sổ"),
        ('"proof": [', '"proof": ["00",', "không nằm trong sổ"),
        (f"{NAME}\\n12", f"{NAME}\\n13", "Chữ ký trên mốc"),
        ('"entry"', '"mục"', "Bằng chứng không đọc được"),
        ('"salt": "', '"salt": "A', "không đọc được"),
    ],
)
def test_a_proof_that_was_changed_does_not_fit(old, new, words):
    proof = _proof(3)
    assert old in proof
    with pytest.raises(verify.Fault, match=words):
        verify.check_entry(proof.replace(old, new, 1), KEY)


def test_a_note_signed_with_an_earlier_key_of_the_office_still_fits():
    other = verifier_key(NAME, bytes(32))
    assert verify.check(COPY, NOTE, f"{other}\n{KEY}\n", _note(LOG[:5])).startswith("Khớp")
    with pytest.raises(verify.Fault, match="Chữ ký trên mốc"):
        verify.check(COPY, NOTE, f"{other}\n")


def test_a_register_written_anew_does_not_fit_what_others_kept():
    forged = [_entry(number) for number in range(100, 112)]
    renumbered = [
        Entry(Leaf(number, one.leaf.kind, one.leaf.on, one.leaf.seal), one.salt, one.record)
        for number, one in enumerate(forged)
    ]
    copy, note = copy_of(renumbered), _note(renumbered)
    assert verify.check(copy, note, KEY)
    with pytest.raises(verify.Fault, match="phần trước đã bị thay"):
        verify.check(copy, note, KEY, _note(LOG[:5]))
    with pytest.raises(verify.Fault, match="mã đã in"):
        verify.check(copy, note, KEY, code=printed_root(root_of(_hashes(LOG))))


@pytest.mark.parametrize("bad", [b"", b"\x00" * 64, b"\xff" * 64, SECRET.sign(b"other")])
def test_a_signature_of_something_else_does_not_fit(bad):
    assert not verify.ed25519_fits(PUBLIC, b"message", bad)
    assert verify.ed25519_fits(PUBLIC, b"message", SECRET.sign(b"message"))


def test_the_key_is_named_by_four_bytes():
    key = b64encode(b"\x01" + PUBLIC).decode()
    assert f"{NAME}+{key_hash(NAME, PUBLIC).hex()}+{key}" == KEY


def test_the_script_stands_alone(tmp_path):
    (tmp_path / "so-vang.jsonl").write_text(COPY, encoding="utf-8")
    (tmp_path / "moc.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "khoa.txt").write_text(KEY, encoding="utf-8")
    (tmp_path / "verify.py").write_text(SCRIPT.read_text("utf-8"), encoding="utf-8")

    def run(*names):
        command = [sys.executable, "-I", "-S", "verify.py", *names]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    good = run("so-vang.jsonl", "moc.txt", "khoa.txt")
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.startswith("Khớp: 12 mục")
    (tmp_path / "so-vang.jsonl").write_text(COPY.replace("Ánh", "Anh", 1), encoding="utf-8")
    bad = run("so-vang.jsonl", "moc.txt", "khoa.txt")
    assert (bad.returncode, bad.stderr) == (1, "")
    assert bad.stdout.startswith("KHÔNG KHỚP. Mục 0 đã bị sửa")
    assert run("so-vang.jsonl", "khong-co.txt").returncode == 1
    (tmp_path / "bang-chung.json").write_text(_proof(3), encoding="utf-8")
    assert run("--giay", "bang-chung.json", "khoa.txt").stdout.startswith("Khớp: mục 3 có trong sổ")
    assert run("so-vang.jsonl").returncode == 2
