"""The process that receives a report is killed before each step it takes.

However far it came, the report is there whole or not at all, and the same form sent
again is one report with one receipt, one photo and one mail to each receiver.
"""

import hashlib
from itertools import count
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import pytest

from complaints.evidence import files
from complaints.models import Category, Complaint, ComplaintEvent, Evidence, Referral
from complaints.tracking import receipt_token
from notifications.models import Notice
from tests.complaints.answers import posted
from tests.complaints.evidence import samples
from tests.complaints.faults.killing import kill_before

pytestmark = pytest.mark.django_db(transaction=True)

URL = "/phan-anh/moi/"
NOTHING = [0, 0, 0, 0, 0]
WHOLE = [1, 1, 3, 1, 4]


def test_killed_before_any_step_a_report_is_whole_or_absent_and_never_twice(plan):
    category = Category.objects.get(code="false-discount")
    photo = samples.camera_photo()
    seen = set()

    for number in count(1):
        story = f"Giá gốc bị nâng lên, lần {number}."
        form = posted(plan.district, category, key=uuid4(), story=story)
        phone = Client(REMOTE_ADDR=f"10.0.0.{number}")

        def send(form=form, phone=phone):
            picture = SimpleUploadedFile("anh.jpg", photo, content_type="image/jpeg")
            return phone.post(URL, {**form, "evidence": picture})

        before = stored()
        was_killed = kill_before(number, send)
        left = difference(stored(), before)
        assert left in (NOTHING, WHOLE), number
        seen.add(tuple(left))

        answers = [send() for _ in range(2)]
        assert difference(stored(), before) == WHOLE, number
        newest = Complaint.objects.latest("pk")
        expected = f"/phan-anh/da-nhan/{receipt_token(newest.code)}/"
        assert {a["Location"] for a in answers} == {expected}
        assert files.sha256_of(newest.evidence.get().file) == digest(photo)
        if not was_killed:
            break

    assert number > 20, "the process was killed too seldom to prove anything"
    assert seen == {tuple(NOTHING), tuple(WHOLE)}


def stored():
    models = (Complaint, ComplaintEvent, Referral, Evidence, Notice)
    return [model.objects.count() for model in models]


def difference(after, before):
    return [a - b for a, b in zip(after, before, strict=True)]


def digest(content):
    return hashlib.sha256(content).hexdigest()
