"""A consumer is cheated while Valkey hangs: the complaint counts, the mail comes later."""

import os
import re
import signal
from contextlib import contextmanager

import pytest

from tests.browser.visitor import complaints_of, fill, open_page, send

pytestmark = [pytest.mark.browser, pytest.mark.services]

CONSUMER = "dem-thu-sau@demo.thanhhoa.example"


def test_complaint_is_received_without_valkey_and_told_when_it_returns(browser, portal):
    reference = portal.query(
        "SELECT reference FROM promotions_promotion WHERE state = 'published' LIMIT 1"
    )[0][0]
    page = open_page(browser, portal.url)
    page.context.set_default_timeout(60_000)

    with valkey_hanging(portal):
        page.goto(f"/phan-anh/moi/?khuyen-mai={reference}")
        fill(page, answers())
        send(page)
        assert "/da-nhan/" in page.url, complaints_of(page)
        code = re.search(r"PA-[0-9A-Z-]{12,}", page.inner_text("main")).group(0)
        waiting = portal.query(
            "SELECT state FROM notifications_notice WHERE recipient = %s", [CONSUMER]
        )

    assert waiting == [("queued",)]
    assert code in portal.wait_for_mail(CONSUMER, patience=120).get_content()
    rows = portal.query(
        "SELECT count(*) FROM complaints_complaint WHERE email = %s", [CONSUMER]
    )
    assert rows == [(1,)]
    page.context.close()


@contextmanager
def valkey_hanging(portal):
    """Stop Valkey in the middle of its work: it neither answers nor refuses."""
    pid = portal.child_pid("valkey")
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def answers():
    return {
        "kind": "complaint",
        "category": True,
        "story": "Đã thanh toán tối thứ Sáu, người bán khoá trang.",
        "demand": "Hoàn tiền.",
        "bought_on": "29/11/2024",
        "seller_channel": "social",
        "has_contacted": "no",
        "full_name": "Lê Văn Đêm",
        "phone": "0900004321",
        "email": CONSUMER,
        "may_handle": True,
    }
