"""Who may read a report: whoever sends its code and its second factor, each time.

Both stand in the body, never in the address, which logs keep. Every try counts, as on
the page: a wrong code and a wrong factor get the same answer.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from rest_framework import serializers
from rest_framework.exceptions import Throttled
from rest_framework.request import Request

from accounts.client_address import client_address
from complaints.forms.lookup import LookupForm
from complaints.lookup_limit import blocked_until
from complaints.models import Complaint
from complaints.tracking import find


class NothingFits(Exception):
    """No report has this code together with this factor."""

    message = property(
        lambda self: _(
            "No report fits this code together with these digits or this e-mail "
            "address. Check both; the code stands on your receipt and in the e-mail "
            "you got."
        )
    )


class LookupFields(serializers.Serializer[Any]):
    """``factor`` is the last four digits of the phone number, or the e-mail address."""

    code = serializers.CharField(max_length=40)
    factor = serializers.CharField(max_length=254)


def proven(request: Request) -> Complaint:
    """Return the report of a request. Raises ``NothingFits`` and ``Throttled``."""
    posted = LookupFields(data=request.data)
    posted.is_valid(raise_exception=True)
    form = LookupForm(posted.validated_data)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    code, factor = form.cleaned_data["code"], form.cleaned_data["factor"]
    address, real_now = client_address(request._request), timezone.now()
    until = blocked_until(address=address, code=code, at=real_now)
    if until is not None:
        raise Throttled(wait=(until - real_now).total_seconds())
    complaint = find(code, factor)
    if complaint is None:
        raise NothingFits
    return complaint
