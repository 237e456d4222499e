"""Clients that ask a server at once, in processes of their own."""

import http.client
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from statistics import quantiles
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Ask:
    """One request: a GET, or a POST where ``body`` is given."""

    path: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Load:
    """What came back: waiting times in seconds, statuses, and where answers led on to."""

    seconds: float
    waits: list[float]
    statuses: Counter[int]
    led_to: list[str]

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds

    @property
    def p95(self) -> float:
        return quantiles(self.waits, n=20)[-1]


Answered = Callable[[int, bytes], None]


def hammer(origin: str, asks: Sequence[Ask], *, clients: int) -> Load:
    """Send all requests from ``clients`` connections at once; a share to each."""
    shares = [asks[number::clients] for number in range(clients)]
    began = time.perf_counter()
    if clients == 1:
        parts = [_one_client(origin, asks)]
    else:
        context = get_context("fork")
        with ProcessPoolExecutor(clients, mp_context=context) as pool:
            began = time.perf_counter()
            parts = list(pool.map(_one_client, [origin] * clients, shares))
    seconds = time.perf_counter() - began
    return Load(
        seconds,
        [wait for waits, _, _ in parts for wait in waits],
        sum((statuses for _, statuses, _ in parts), Counter()),
        [address for _, _, led_to in parts for address in led_to],
    )


def _one_client(
    origin: str, asks: Sequence[Ask]
) -> tuple[list[float], Counter[int], list[str]]:
    address = urlsplit(origin)
    connection = http.client.HTTPConnection(address.netloc, timeout=60)
    waits: list[float] = []
    statuses: Counter[int] = Counter()
    led_to: list[str] = []
    for ask in asks:
        began = time.perf_counter()
        method = "GET" if ask.body is None else "POST"
        connection.request(method, ask.path, ask.body, dict(ask.headers))
        answer = connection.getresponse()
        answer.read()
        waits.append(time.perf_counter() - began)
        statuses[answer.status] += 1
        led_to += filter(None, [answer.getheader("Location")])
    connection.close()
    return waits, statuses, led_to
