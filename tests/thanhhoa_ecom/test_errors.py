from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.test import Client, override_settings
from django.urls import path

import pytest

from tests.thanhhoa_ecom.pages import Page
from thanhhoa_ecom import urls


class Broken(Exception):
    pass


def raising(error: Exception):
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    view.login_required = False  # type: ignore[attr-defined]
    return view


urlpatterns = [
    path("bad/", raising(SuspiciousOperation())),
    path("denied/", raising(PermissionDenied())),
    path("fault/", raising(Broken())),
    path("away/", raising(OperationalError())),
    *urls.urlpatterns,
]
handler400, handler500 = urls.handler400, urls.handler500


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/bad/", 400, "Cổng không đọc được yêu cầu này"),
        ("/denied/", 403, "Bạn không được mở trang này"),
        ("/nowhere/", 404, "Không có trang này"),
        ("/fault/", 500, "Cổng đang gặp lỗi"),
        ("/away/", 503, "Cổng tạm thời không mở được hồ sơ"),
    ],
)
def test_each_error_has_a_page_of_its_own(
    caplog, address: str, status: int, words: str
) -> None:
    response = Client(raise_request_exception=False).get(address)
    page = Page(response.content.decode())

    assert response.status_code == status
    assert f'<h1 class="page-title">{words}</h1>' in page.text
    assert (page.inline(), page.foreign()) == ([], [])


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("address", ["/bad/", "/fault/", "/away/"])
def test_a_fault_is_told_without_the_database(caplog, address: str) -> None:
    """No ``django_db`` mark: a query here would fail the test."""
    response = Client(raise_request_exception=False).get(address)

    assert "<main" in response.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_a_portal_without_records_says_when_to_come_back(caplog) -> None:
    response = Client(raise_request_exception=False).get("/away/")

    assert response["Retry-After"] == "60"


@pytest.mark.django_db
def test_a_form_without_its_mark_is_asked_for_once_more(caplog) -> None:
    response = Client(enforce_csrf_checks=True).post("/en/tai-khoan/dang-nhap/", {})

    assert response.status_code == 403
    assert "Please send the form once more" in response.content.decode()


def test_too_many_attempts_have_a_page() -> None:
    text = loader.render_to_string("429.html")

    assert "Quá nhiều lần thử trong thời gian ngắn" in text
