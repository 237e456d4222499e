"""How much speaks for spam: each sign has its points, and their sum decides.

One sign alone never sets a report aside, but the trap: many phones share an address,
browsers without scripts bring no proof, and neighbours may send the same words. Counted
in the database (``complaints/lookup_limit.py``) by keyed hashes, so that neither an
address nor a word of a report is kept.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts.folding import fold
from complaints.lookup_limit import Limit, count_tries, read_tries
from complaints.spam.proof_of_work import Proof, judge

HEAVY = 100
POINTS = {
    "trap": 100,
    "proof_missing": 40,
    "proof_expired": 20,
    "proof_wrong": 60,
    "often_from_address": 40,
    "flood_from_address": 70,
    "same_text": 60,
    "many_links": 30,
}
PER_ADDRESS = Limit("file", tries=5, window=timedelta(hours=1))
FLOOD = Limit("file_flood", tries=30, window=timedelta(hours=1))
SAME_TEXT = Limit("file_text", tries=2, window=timedelta(days=1))
SAME_KEY = Limit("file_key", tries=1, window=timedelta(days=1))
MOST_LINKS = 3


@dataclass(frozen=True)
class Sign:
    sign: str
    points: int


@dataclass(frozen=True)
class Weight:
    """The signs found; ``is_heavy`` sets the report aside."""

    found: tuple[Sign, ...] = ()

    @property
    def score(self) -> int:
        return sum(sign.points for sign in self.found)

    @property
    def is_heavy(self) -> bool:
        return self.score >= HEAVY


CLEAN = Weight()


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What came with a report beside its content: what people do not see."""

    address: str
    trap: str = ""
    challenge: str = ""
    number: str = ""


def weigh(sending: Sending, *, story: str, key: UUID, real_now: datetime) -> Weight:
    """Count this report and return what speaks for spam.

    A repeat under the same key, also a parallel one, is weighed like the first but not
    counted again. Writes the counts in statements of their own: call it before the
    transaction that stores the report. ``real_now`` is never the rehearsal clock.
    """
    proof = judge(sending.challenge, sending.number, key=key)
    often, flood, same_text = _tries(sending.address, story, key=key, at=real_now)
    signs = [
        "trap" if sending.trap.strip() else "",
        "" if proof is Proof.SOLVED else f"proof_{proof}",
        "flood_from_address" if flood else "often_from_address" if often else "",
        "same_text" if same_text else "",
        "many_links" if _has_many_links(story) else "",
    ]
    return Weight(tuple(Sign(name, POINTS[name]) for name in signs if name))


def _tries(address: str, story: str, *, key: UUID, at: datetime) -> list[bool]:
    """Say which of the limits of address, flood and text this report is beyond."""
    is_repeat = SAME_KEY.blocked_until(str(key), at=at) is not None
    look = read_tries if is_repeat else count_tries
    limits = [(PER_ADDRESS, address), (FLOOD, address), (SAME_TEXT, _digest(story))]
    return [end is not None for end in look(limits, at=at)]


def _digest(story: str) -> str:
    words = " ".join(fold(story).split())
    return hashlib.sha256(words.encode()).hexdigest()


def _has_many_links(story: str) -> bool:
    text = story.lower()
    return text.count("http://") + text.count("https://") > MOST_LINKS
