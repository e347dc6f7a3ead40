import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.commune import PASSWORD, Commune, make_commune
from tests.pages import StrictClient
from tests.register.kept import AT, append_first_form, decision, register_of, write

from thidua.core.register import verify
from thidua.core.register.checkpoints import printed_root
from thidua.organisation.enums import Role
from thidua.papers.workbooks import read_sheets
from thidua.register.models import RegisterCheckpoint, RegisterLeaf, RegisterPart
from thidua.register.services import checkpoints, leaves

pytestmark = pytest.mark.django_db


def _signed(commune: Commune, count: int) -> RegisterCheckpoint:
    write(commune, count)
    return checkpoints.checkpoint(commune.authority.pk, at=AT)


def _page(commune: Commune, ending: str = "") -> str:
    return f"/so-vang/{register_of(commune).name}/{ending}"


def _run(folder: Path, *names: str) -> tuple[int, str]:
    command = [sys.executable, "-I", "-S", "verify.py", *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_everybody_sees_the_code_of_the_register_and_how_to_check_it(commune: Commune, client: StrictClient):
    signed = _signed(commune, 3)
    shown = client.get("/so-vang/", follow=True).content.decode()
    assert printed_root(bytes(signed.root)) in shown
    assert "Sổ có <b>3</b> mục, ký lúc 16:00 ngày 20/12/2025." in shown
    assert "<code>python3 verify.py</code>" in shown
    assert "noindex" in shown


def test_a_register_without_a_checkpoint_says_so(commune: Commune, client: StrictClient):
    assert "Sổ vàng chưa có mục nào" in client.get("/so-vang/").content.decode()
    write(commune, 1)
    assert "Sổ chưa ký mốc nào" in client.get(_page(commune)).content.decode()
    assert client.get(_page(commune, "moc-1.txt")).status_code == 404
    assert client.get(_page(commune, "so-vang-1.jsonl")).status_code == 404
    assert client.get(_page(commune, "bang-chung-1.json")).status_code == 404


def test_two_registers_are_listed(commune: Commune, client: StrictClient):
    _signed(commune, 1)
    other = make_commune("xã Cẩm Lạc")
    _signed(other, 1)
    shown = client.get("/so-vang/").content.decode()
    assert _page(commune) in shown
    assert _page(other) in shown


def test_a_stranger_checks_the_copy_taken_from_the_page(
    commune: Commune, client: StrictClient, tmp_path: Path
):
    _signed(commune, 6)
    write(commune, 1)  # written since, and not yet signed
    with zipfile.ZipFile(io.BytesIO(client.get(_page(commune, "bo-kiem-tra-6.zip")).content)) as packed:
        packed.extractall(tmp_path)
    files = ("so-vang.jsonl", "moc.txt", "khoa.txt")
    code, told = _run(tmp_path, *files)
    assert (code, told[:12]) == (0, "Khớp: 6 mục.")
    copy = (tmp_path / "so-vang.jsonl").read_text("utf-8").splitlines(keepends=True)
    changed = {
        "edited": [copy[0].replace("Ánh", "Anh"), *copy[1:]],
        "removed": copy[:2] + copy[3:],
        "swapped": [copy[1], copy[0], *copy[2:]],
        "rewound": copy[:4],
    }
    assert changed["edited"] != copy
    for lines in changed.values():
        (tmp_path / "so-vang.jsonl").write_text("".join(lines), "utf-8")
        code, told = _run(tmp_path, *files)
        assert (code, told[:10]) == (1, "KHÔNG KHỚP")


def test_addresses_of_older_copies_lead_to_the_newest(commune: Commune, client: StrictClient):
    """In an older copy, what was erased since would seem lost: the entry that says so came later."""
    _signed(commune, 3)
    _signed(commune, 2)
    for ending in ("bo-kiem-tra-{}.zip", "so-vang-{}.jsonl"):
        answer = client.get(_page(commune, ending.format(3)))
        assert (answer.status_code, answer["Location"]) == (302, _page(commune, ending.format(5)))
    assert client.get(_page(commune, "moc-3.txt")).status_code == 200
    assert client.get(_page(commune, "bo-kiem-tra-4.zip")).status_code == 404


def test_a_second_history_does_not_continue_what_a_stranger_kept(
    commune: Commune, client: StrictClient, tmp_path: Path
):
    """Somebody with the whole database and the key writes the register anew."""
    _signed(commune, 3)
    (tmp_path / "moc-cu.txt").write_bytes(client.get(_page(commune, "moc-3.txt")).content)
    code = printed_root(bytes(RegisterCheckpoint.objects.get().root))
    register = register_of(commune)
    RegisterPart.objects.all().delete()
    for rows in (register.checkpoints, register.leaves, register.nodes):
        rows.all().delete()
    register.size = 0
    register.save(update_fields=["size"])
    leaves.append_each(commune.authority.pk, [*map(decision, range(10, 15))], at=AT)
    checkpoints.checkpoint(commune.authority.pk, at=AT)
    with zipfile.ZipFile(io.BytesIO(client.get(_page(commune, "bo-kiem-tra-5.zip")).content)) as packed:
        packed.extractall(tmp_path)
    files = ("so-vang.jsonl", "moc.txt", "khoa.txt")
    assert _run(tmp_path, *files)[0] == 0
    assert "phần trước đã bị thay" in _run(tmp_path, *files, "--moc-cu", "moc-cu.txt")[1]
    assert "Sổ chưa bao giờ mang mã đã in" in _run(tmp_path, *files, "--ma", code)[1]


def test_one_entry_is_checked_without_the_network(commune: Commune, client: StrictClient, tmp_path: Path):
    _signed(commune, 9)
    for name, url in (
        ("verify.py", "/so-vang/verify.py"),
        ("khoa.txt", _page(commune, "khoa.txt")),
        ("giay.json", _page(commune, "bang-chung-5.json")),
    ):
        answer = client.get(url)
        assert answer["X-Robots-Tag"] == "noindex"
        (tmp_path / name).write_bytes(answer.content)
    code, told = _run(tmp_path, "--giay", "giay.json", "khoa.txt")
    assert (code, told.splitlines()[0]) == (0, "Khớp: mục 5 có trong sổ 9 mục.")
    assert "Thôn 3" in told


def test_the_office_erases_one_person_with_its_password_and_the_paper_that_asks_for_it(commune: Commune):
    _signed(commune, 2)
    office, leaf = commune.client(Role.OFFICE), RegisterLeaf.objects.get(number=1)
    url, part = f"/so-vang/quan-ly/{leaf.pk}/xoa/", RegisterPart.objects.get(leaf=leaf, place=0)
    assert "Lê Văn Bình" in office.get(url).content.decode()
    once = "0c9a2d2e-0000-4000-8000-000000000001"
    wrong = {"_once": once, "part": part.pk, "ground": "đơn ngày 19/12/2025", "reason": "Theo đơn"}
    assert "Mật khẩu chưa đúng" in office.post(url, {**wrong, "password": "sai"}).content.decode()
    right = {**wrong, "password": PASSWORD}
    assert "Ghi văn bản yêu cầu xóa" in office.post(url, {**right, "ground": ""}).content.decode()
    assert "Ghi lý do xóa" in office.post(url, {**right, "reason": ""}).content.decode()
    assert "Chọn người" in office.post(url, {**right, "part": ""}).content.decode()
    named = office.post(url, {**right, "ground": "đơn của ông Lê Văn Bình"})
    assert "không ghi tên người" in named.content.decode()
    assert not RegisterPart.objects.erased().exists()
    shown = office.post(url, right, follow=True).content.decode()
    assert "Đã xóa theo yêu cầu. Sổ ghi việc xóa" in shown
    assert "Mục 1 còn ghi tên như vậy" in shown
    assert "Lê Văn Bình" in shown  # another entry names him for another award
    assert "Hộ ông Phạm Văn D. Đã xóa theo yêu cầu" in shown
    assert "Đã xóa theo yêu cầu: ở mục 2, theo đơn ngày 19/12/2025" in shown
    assert "Lê Văn Bình" not in office.get(url).content.decode()
    public = StrictClient().get(_page(commune)).content.decode()
    assert "1 lần đã xóa nội dung theo yêu cầu" in public
    copy = StrictClient().get(_page(commune, "so-vang-3.jsonl")).content.decode()
    note = StrictClient().get(_page(commune, "moc-3.txt")).content.decode()
    assert verify.check(copy, note).startswith("Khớp: 3 mục, 1 nội dung đã xóa")


def test_an_entry_of_the_first_form_is_erased_as_a_whole(commune: Commune):
    leaf = append_first_form(commune, 1)
    url = f"/so-vang/quan-ly/{leaf.pk}/xoa/"
    office = commune.client(Role.OFFICE)
    assert "Xóa là xóa tất cả" in office.get(url).content.decode()
    sent = {"_once": "0c9a2d2e-0000-4000-8000-000000000001", "password": PASSWORD}
    sent |= {"ground": "đơn ngày 19/12/2025", "reason": "Theo đơn"}
    shown = office.post(url, sent, follow=True).content.decode()
    assert "Nguyễn Thị Ánh" not in shown
    assert RegisterLeaf.objects.get(pk=leaf.pk).is_erased


def test_who_erases_is_told_of_namesakes_in_entries_of_both_forms(commune: Commune):
    first = append_first_form(commune, 0)
    _signed(commune, 3)
    office, named = commune.client(Role.OFFICE), RegisterLeaf.objects.get(number=1)
    sent = {"_once": "0c9a2d2e-0000-4000-8000-000000000001", "password": PASSWORD}
    sent |= {"ground": "đơn ngày 19/12/2025", "reason": "Theo đơn"}
    part = RegisterPart.objects.get(leaf=named, text__name="Lê Văn Bình")
    shown = office.post(f"/so-vang/quan-ly/{named.pk}/xoa/", {**sent, "part": part.pk}, follow=True)
    assert "Mục 1 còn ghi tên như vậy" in shown.content.decode()
    sent["_once"] = "0c9a2d2e-0000-4000-8000-000000000002"
    shown = office.post(f"/so-vang/quan-ly/{first.pk}/xoa/", sent, follow=True)
    assert "còn ghi tên" not in shown.content.decode()


def test_the_office_reads_the_entries_filters_them_and_prints_the_code(commune: Commune):
    office = commune.client(Role.OFFICE)
    kept = office.get("/so-vang/quan-ly/").content.decode()
    assert "Sổ chưa có mục nào" in kept
    assert "<h1>Giữ sổ vàng</h1>" in kept
    assert "Sổ chưa ký mốc nào" in office.get("/so-vang/quan-ly/in/").content.decode()
    signed = _signed(commune, 3)

    def found(query: str) -> list[int]:
        shown = office.get(f"/so-vang/quan-ly/?{query}").content.decode()
        return [number for number in range(4) if f'scope="row">Mục {number}<' in shown]

    shown = office.get("/so-vang/quan-ly/?muc=3").content.decode()
    assert "Hộ ông Phạm Văn D, Trần Quốc Huy</td>" in shown
    assert "02/QĐ-UBND" in shown
    assert "bang-chung-3.json" in shown
    assert [found(f"tim={words}") for words in ("LE VAN binh", "01/qd", "không có")] == [[1, 2], [2], []]
    assert [found(query) for query in ("muc=2", "muc=abc", "muc=0")] == [[2], [], []]
    assert [found(query) for query in ("nam=2025", "nam=2024", "nam=0", "loai=decision", "loai=ballot")] == [
        [1, 2, 3],
        [],
        [1, 2, 3],
        [1, 2, 3],
        [],
    ]
    assert "Không có mục nào như thế" in office.get("/so-vang/quan-ly/?muc=9").content.decode()
    printed = office.get("/so-vang/quan-ly/in/").content.decode()
    assert printed_root(bytes(signed.root)) in printed
    assert "sổ vàng thi đua, khen thưởng có <b>3</b> mục" in printed


def test_the_office_takes_the_entries_as_a_workbook(commune: Commune):
    _signed(commune, 3)
    answer = commune.client(Role.OFFICE).get("/so-vang/quan-ly/tai-ve/?tim=Le van binh")
    assert 'filename="so-vang.xlsx"' in answer["Content-Disposition"]
    (sheet,) = read_sheets(answer.content)
    rows = [row[:5] for row in sheet.rows if any(row)][1:]
    assert rows[0] == ("Mục", "Ngày", "Nội dung", "Người, đơn vị", "Quyết định")
    assert [(int(row[0]), row[3], row[4]) for row in rows[1:]] == [
        (2, "Lê Văn Bình; Hộ ông Phạm Văn D", "01/QĐ-UBND"),
        (1, "Nguyễn Thị Ánh; Lê Văn Bình", "00/QĐ-UBND"),
    ]


@pytest.mark.parametrize("ending", ["", "quan-ly"])
def test_pages_take_as_many_queries_for_thirty_entries_as_for_three(commune: Commune, ending: str):
    client = commune.client(Role.OFFICE)

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/so-vang/quan-ly/" if ending else _page(commune)).status_code == 200
        return len(seen)

    _signed(commune, 3)
    few = statements()
    _signed(commune, 27)
    assert statements() == few <= 12
