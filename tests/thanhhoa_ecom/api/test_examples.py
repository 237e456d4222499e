"""Every example of the documentation is sent, and answers as the page shows.

``API_EXAMPLES=record`` writes the answers anew, for the reviewer to read.
"""

import json
import os
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import pytest

from campaigns import clock
from complaints import intake
from complaints.evidence import uploads
from tests.thanhhoa_ecom.api.world import FRIDAY_MORNING, SECRET, SHEET, world
from thanhhoa_ecom.api.examples import ANSWERS, EXAMPLES, PREFIX, RECORDED_AT

HANDLE = "q3Jw0m8Xn5vQd2Rk7sTfZb1LhYc4Ua6P"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def friday_morning(settings, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: FRIDAY_MORNING)
    settings.PORTAL_ORIGIN = RECORDED_AT
    settings.SECRET_KEY = "signs the cursors of the examples"
    monkeypatch.setattr(intake, "new_code", lambda: "PA-4HN8-WZ2C-6BKF")
    monkeypatch.setattr(uploads.secrets, "token_urlsafe", lambda size=32: HANDLE)
    world()


def send(example):
    headers = {}
    if example.needs_key:
        headers["Authorization"] = f"Bearer {SECRET}"
    if example.is_once:
        headers["Idempotency-Key"] = str(uuid4())
    address = f"{PREFIX}{example.path}"
    if example.sheet:
        file = SimpleUploadedFile(example.sheet, SHEET)
        return Client().post(address, {"file": file}, headers=headers)
    body = {} if example.body is None else {"data": json.dumps(example.body)}
    return Client().generic(
        example.method,
        address,
        content_type="application/json",
        headers=headers,
        **body,
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.slug)
def test_answers_as_the_documentation_shows(example) -> None:
    response = send(example)
    answered = json.dumps(response.json(), ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("API_EXAMPLES") == "record":
        example.file.write_text(answered, encoding="utf-8")

    assert response.status_code == example.status
    assert answered == example.file.read_text(encoding="utf-8")


def test_no_answer_is_kept_of_an_example_that_is_gone() -> None:
    assert {path.stem for path in ANSWERS.glob("*.json")} == {e.slug for e in EXAMPLES}
