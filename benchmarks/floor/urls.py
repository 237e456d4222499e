"""Addresses of the floor; a benchmark adds the page it is compared with."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from benchmarks.floor import posting, searching


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive")


urlpatterns = [
    path("healthz", alive),
    path("post", posting.post),
    path("search", searching.search),
]
