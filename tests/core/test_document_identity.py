import pytest

from thidua.core.document_identity import Identity, identity_of, number_key


def cited(number: str = "", issued: str = "", issuer: str = "", name: str = "") -> Identity:
    return identity_of(number=number, name=name, issued=issued, issuer=issuer)


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("05/2023/QĐ-TTg", "5/2023/qd-ttg"),
        ("5 / 2023/QĐ-TTg", "5/2023/qd-ttg"),
        ("34-CT/TW", "34-ct/tw"),
        ("50/NQ-HĐND", "50/nq-hdnd"),
        ("105/KH-UBND", "105/kh-ubnd"),
        ("/UBND", ""),
        ("", ""),
    ],
)
def test_number_is_folded(number: str, key: str) -> None:
    assert number_key(number) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (cited("50/NQ-HĐND", "2023-12-26", "HĐND xã"), cited("50/NQ-HĐND", "2023-12-26"), True),
        (cited("50/NQ-HĐND", "2023-12-26"), cited("50/NQ-HĐND", "2024-12-20"), False),
        (cited("50/NQ-HĐND", "2023", "HĐND xã"), cited("50/NQ-HĐND", "2023", "HĐND tỉnh"), False),
        (
            cited("50/NQ-HĐND", "2023", "Hội đồng nhân dân xã Cẩm Lĩnh"),
            cited("50/NQ-HĐND", "2023", "HĐND xã"),
            True,
        ),
        (cited("12/2024/NĐ-CP"), cited("12/2024/NĐ-CP", "2024-01-30", "Chính phủ"), True),
        (
            cited("", "2022", name="Luật Thi đua, khen thưởng"),
            cited("", name="Luật thi đua, khen thưởng"),
            True,
        ),
        (
            cited("", "2022", name="Luật Thi đua, khen thưởng"),
            cited("", "2003", name="Luật Thi đua, khen thưởng"),
            False,
        ),
        (cited("1/QĐ-UBND", name="A"), cited("", name="A"), False),
        (cited(), cited(), False),
    ],
)
def test_same_document_is_recognised(one: Identity, other: Identity, same: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert one.may_be(other) is same
    assert other.may_be(one) is same
