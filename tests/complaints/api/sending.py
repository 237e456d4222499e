"""Requests as a program sends them."""

import json
from uuid import uuid4

from django.urls import reverse

from complaints.consent import CURRENT_VERSION

REPORT = {
    "kind": "complaint",
    "category": "false-discount",
    "story": "Giá gốc ghi 500.000 ₫, hôm trước chỉ bán 300.000 ₫.",
    "demand": "Hoàn lại phần chênh lệch.",
    "bought_on": "2024-11-28",
    "amount_vnd": 1_250_000,
    "seller_name": "Cửa hàng Thử",
    "seller_channel": "store",
    "seller_address": "12 Phố Thử",
    "district": "380",
    "has_contacted": False,
    "full_name": "Lê Thị Thử",
    "phone": "0912 345 678",
    "email": "nguoi-mua@thu.example",
    "consent_version": CURRENT_VERSION,
    "may_handle": True,
}


def send(client, route, body, *, once=None, **headers):
    if once is not None:
        headers["Idempotency-Key"] = str(once)
    return client.post(
        reverse(route),
        json.dumps(body),
        content_type="application/json",
        headers=headers,
    )


def file(client, *, once=None, **changes):
    body = {name: v for name, v in {**REPORT, **changes}.items() if v is not None}
    return send(client, "api_complaints", body, once=once or uuid4())


def kind(page):
    assert page["Content-Type"] == "application/problem+json"
    assert page.json()["status"] == page.status_code
    return page.json()["type"].removeprefix("/api/tai-lieu/#")


def fields(page):
    return [error["field"] for error in page.json()["errors"]]
