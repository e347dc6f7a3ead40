"""Reminders go to public https addresses or the own machine, signed."""

import hashlib
import hmac

import pytest

from thidua.core.receivers import fault_of, is_own_machine, may_reach, signature


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://may-nhan.vn/nhac", ""),
        ("https://may-nhan.vn:8443/nhac?xa=1", ""),
        ("http://localhost:8080/nhac", "chính máy chủ"),
        ("https://127.0.0.1/nhac", "chính máy chủ"),
        ("https://máy-nhận.vn/nhac", ""),
        (f"https://{'a' * 70}.vn/", "Tên máy trong địa chỉ không đúng"),
        ("https://a..vn/", "Tên máy trong địa chỉ không đúng"),
        ("https://may-nhan.vn/nhận-tin", "chữ không dấu"),
        ("https://may-nhan.vn/?xã=1", "chữ không dấu"),
        ("https://may-nhan.vn/a b", "không có dấu cách"),
        ("https://may-nhan.vn/\r\nX: y", "không có dấu cách"),
        ("http://may-nhan.vn/nhac", "phải bắt đầu bằng https://"),
        ("may-nhan.vn", "Ghi cả địa chỉ"),
        ("ftp://may-nhan.vn/", "Ghi cả địa chỉ"),
        ("https:///nhac", "Ghi cả địa chỉ"),
        ("https://may-nhan.vn:999999/", "không đọc được"),
        ("https://[::1/", "không đọc được"),
        ("https://an:mat@may-nhan.vn/", "Bỏ tên và mật khẩu"),
        ("http://localhost.xau.vn/", "phải bắt đầu bằng https://"),
    ],
)
def test_which_addresses_may_be_told(url, words):
    fault = fault_of(url)
    assert (words in fault) if words else fault == ""


@pytest.mark.parametrize("url", ["http://localhost:8080/nhac", "http://127.0.0.1/nhac", "https://[::1]/"])
def test_the_own_machine_is_told_only_where_the_settings_say_so(url):
    assert fault_of(url, own_machine=True) == ""
    assert fault_of(url)


@pytest.mark.parametrize(
    ("address", "own", "may"),
    [
        ("203.113.131.1", False, True),
        ("10.0.0.5", False, False),
        ("192.168.1.9", False, False),
        ("169.254.169.254", False, False),
        ("127.0.0.1", False, False),
        ("::1", False, False),
        ("fd00::1", False, False),
        ("224.0.0.1", False, False),
        ("ff0e::1", False, False),
        ("fec0::1", False, False),
        ("0.0.0.0", False, False),  # noqa: S104 -- an address to refuse
        ("::", False, False),
        ("::10.0.0.5", False, False),
        ("::ffff:10.0.0.5", False, False),
        ("::ffff:127.0.0.1", False, False),
        ("::ffff:203.113.131.1", False, True),
        ("64:ff9b::a00:5", False, False),
        ("2002:a00:5::1", False, False),
        ("2001:dc8::1", False, True),
        ("127.0.0.1", True, True),
        ("203.113.131.1", True, False),
    ],
)
def test_no_call_goes_into_the_network_behind_the_office(address, own, may):
    assert may_reach(address, own_machine=own) == may


def test_the_own_machine_is_known_by_its_name():
    assert is_own_machine("http://localhost:1/x")
    assert not is_own_machine("https://may-nhan.vn/localhost")


def test_anybody_with_the_key_can_check_the_signature():
    wanted = hmac.new(b"khoa", b"1700000000." + b"{}", hashlib.sha256).hexdigest()
    assert signature("khoa", moment=1_700_000_000, body=b"{}") == wanted
    assert signature("khoa khac", moment=1_700_000_000, body=b"{}") != wanted
