from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

import pytest

from accounts.tasks import forget_sessions

pytestmark = pytest.mark.django_db


def test_sessions_that_have_run_out_are_forgotten_and_no_other():
    now = timezone.now()
    for key, end in (("cu", now - timedelta(seconds=1)), ("moi", now + timedelta(1))):
        Session.objects.create(session_key=key, session_data="x", expire_date=end)

    forget_sessions()

    assert list(Session.objects.values_list("session_key", flat=True)) == ["moi"]
