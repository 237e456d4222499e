"""B7: the queues of the admin, with 10,000 and with a million complaints."""

from http.cookiejar import CookieJar
from statistics import median
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import place
from benchmarks.load import Ask, hammer
from benchmarks.place import Place
from benchmarks.results import Measured
from thanhhoa_ecom.demo.logins import DOMAIN, PASSWORD

SMALL, LARGE = 10_000, 1_000_000
QUEUES = {
    "parts to be answered": "/quan-tri/complaints/referral/",
    "overdue parts": "/quan-tri/complaints/referral/?hang=qua-han",
    "all complaints": "/quan-tri/complaints/complaint/",
}
LOG_IN = "/tai-khoan/dang-nhap/"
CLIENTS, TIMES, ROUNDS = 2, 30, 5
QUERIES, TARGET = 12, 3


def measure() -> list[Measured]:
    with place.opened(complaints=SMALL) as at:
        small = _p95_of_each(at)
    with place.opened(complaints=LARGE) as at:
        large, queries = _p95_of_each(at), _queries_of_each(at)
    return [
        line
        for name in QUEUES
        for line in (
            Measured(
                "B7",
                f"p95 of the queue «{name}», 1,000,000 complaints beside 10,000",
                large[name] * 1_000,
                small[name] * 1_000,
                "ms",
                large[name] / small[name],
                f"≤ {TARGET}",
                large[name] <= TARGET * small[name],
            ),
            Measured(
                "B7",
                f"queries of the queue «{name}»",
                queries[name],
                None,
                "queries",
                None,
                f"≤ {QUERIES}",
                queries[name] <= QUERIES,
            ),
        )
    ]


def _p95_of_each(at: Place) -> dict[str, float]:
    """Return the p95 of each queue in seconds, median of some rounds."""
    portal = at.web()
    cookie = _log_in(portal)
    return {
        name: median(_p95(portal, path, cookie) for _ in range(ROUNDS))
        for name, path in QUEUES.items()
    }


def _p95(portal: str, path: str, cookie: str) -> float:
    asks = [Ask(path, headers={"Cookie": cookie})] * (CLIENTS * TIMES)
    load = hammer(portal, asks, clients=CLIENTS)
    assert set(load.statuses) == {200}, load.statuses
    return load.p95


def _log_in(portal: str) -> str:
    """Log the demo's officer of Trade Management in; return the cookie to send."""
    cookies = CookieJar()
    browser = build_opener(HTTPCookieProcessor(cookies))
    browser.open(portal + LOG_IN).close()
    token = next(c.value for c in cookies if c.name == "csrftoken")
    answers = {
        "csrfmiddlewaretoken": token,
        "login": f"thuong-mai@{DOMAIN}",
        "password": PASSWORD,
    }
    browser.open(portal + LOG_IN, urlencode(answers).encode()).close()
    return "; ".join(f"{c.name}={c.value}" for c in cookies)


def _queries_of_each(at: Place) -> dict[str, int]:
    """Return how many queries a queue costs who has looked at it before."""
    at.use()
    client = Client(HTTP_HOST="localhost")
    client.force_login(get_user_model().objects.get(email=f"thuong-mai@{DOMAIN}"))
    counted = {}
    for name, path in QUEUES.items():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counted[name] = len(queries)
    return counted
