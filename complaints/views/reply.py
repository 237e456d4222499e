from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from accounts.once import ContentConflict
from accounts.private_page import private_page
from campaigns.clock import now
from complaints import talking
from complaints.forms.complaint import has_key, with_new_key
from complaints.forms.reply import ReplyForm
from complaints.models import Complaint
from complaints.refusals import StepRefused
from complaints.tracking import is_granted
from complaints.views.thread import redirect_to_lookup, show_thread

CONFLICT = 409


@login_not_required
@private_page
@require_POST
def reply(request: HttpRequest, code: str) -> HttpResponse:
    """Take what the complainant writes, once, and show the course with it."""
    if not is_granted(request.session, code, at=now()):
        return redirect_to_lookup(code)
    complaint = get_object_or_404(
        Complaint.objects.select_related("category", "district", "promotion"),
        code=code,
    )
    data = request.POST if has_key(request.POST) else with_new_key(request.POST)
    is_answer = talking.open_question(complaint) is not None
    form = ReplyForm(data, is_answer=is_answer)
    if not form.is_valid():
        return show_thread(request, complaint, form)
    text, key = form.cleaned_data["text"], form.cleaned_data["key"]
    try:
        talking.reply(complaint, text=text, key=key, at=now())
    except ContentConflict:
        return _show_conflict(request, complaint, is_answer=is_answer)
    except (StepRefused, ReasonMissing) as refused:
        form.refuse(refused.message)
        return show_thread(request, complaint, form)
    except TransitionNotAllowed as closed:
        messages.warning(request, closed.message)
        return redirect("complaint_thread", code)
    messages.success(request, _("Your message has reached the offices."))
    return redirect("complaint_thread", code)


def _show_conflict(
    request: HttpRequest, complaint: Complaint, *, is_answer: bool
) -> HttpResponse:
    """Keep what was typed, under a key of its own: the first message stands."""
    form = ReplyForm(with_new_key(request.POST), is_answer=is_answer)
    form.is_valid()
    form.refuse(
        _(
            "An earlier message was sent with this form already and stands below. "
            "What you changed since then was not sent; send it again to add it."
        )
    )
    return show_thread(request, complaint, form, status=CONFLICT)
