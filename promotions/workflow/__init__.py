"""The life of a promotion at the portal: one table, and one verb for each arrow.

``life`` holds the table; ``filing`` what the merchant does, ``review`` what the Trade
Management Division decides, ``supervision`` what happens in the register. Each verb
runs in one transaction with its event and its notices.
"""

from promotions.workflow.filing import record_filing, submit, withdraw
from promotions.workflow.judgment import LawRefuses
from promotions.workflow.life import LIFE
from promotions.workflow.review import (
    CONFIRMABLE,
    ask_for_changes,
    publish,
    receive,
    record_confirmation,
    refuse,
)
from promotions.workflow.supervision import end, resume, suspend

__all__ = [
    "CONFIRMABLE",
    "LIFE",
    "LawRefuses",
    "ask_for_changes",
    "end",
    "publish",
    "receive",
    "record_confirmation",
    "record_filing",
    "refuse",
    "resume",
    "submit",
    "suspend",
    "withdraw",
]
