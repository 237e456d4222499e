from django.test import RequestFactory, override_settings
from django.urls import path

from thanhhoa_ecom.navigation import entries
from thanhhoa_ecom.views.pages import privacy

urlpatterns = [
    path("khuyen-mai/", privacy, name="promotion_search"),
    path("xac-minh/", privacy, name="verify"),
]


@override_settings(ROOT_URLCONF=__name__)
def test_only_pages_that_exist_are_offered_and_the_present_one_is_marked() -> None:
    request = RequestFactory().get("/xac-minh/KM-2024-000123/")

    assert [(entry.url, entry.is_current) for entry in entries(request)] == [
        ("/khuyen-mai/", False),
        ("/xac-minh/", True),
    ]
