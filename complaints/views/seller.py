from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.private_page import private_page
from campaigns.clock import now
from complaints import one_time
from complaints.enums import LinkPurpose
from complaints.forms.seller import SellerForm
from complaints.models import SellerRequest
from complaints.one_time import LinkIsDead
from complaints.seller import answer_as_seller, text_for_seller

GONE = 410


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def answer_of_seller(request: HttpRequest, token: str) -> HttpResponse:
    """Show a seller what is asked, and take the answer once."""
    link = one_time.find(LinkPurpose.SELLER, token)
    if link is None:
        raise Http404
    asked = get_object_or_404(
        SellerRequest.objects.select_related(
            "unit", "complaint__category", "complaint__promotion"
        ),
        link=link,
    )
    at = now()
    if not link.is_open(at=at):
        return _show_gone(request, asked)
    form = SellerForm(request.POST if request.method == "POST" else None, at=at)
    if form.is_valid():
        try:
            answer_as_seller(link, form.reply, at=at)
        except LinkIsDead:
            asked.refresh_from_db()
            return _show_gone(request, asked)
        return render(request, "complaints/seller_thanks.html", {"asked": asked})
    context = {
        "asked": asked,
        "complaint": asked.complaint,
        "text": text_for_seller(asked),
        "form": form,
    }
    return render(request, "complaints/seller_answer.html", context)


def _show_gone(request: HttpRequest, asked: SellerRequest) -> HttpResponse:
    """Say that the link is of no more use, and nothing of who reports."""
    return render(request, "complaints/seller_gone.html", {"asked": asked}, status=GONE)
