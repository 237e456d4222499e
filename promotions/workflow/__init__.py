"""The life of a promotion at the portal: one table, and one verb for each arrow.

``life`` holds the table; ``filing`` what the merchant does, ``review`` what the Trade
Management Division decides, ``supervision`` what happens in the register, and
``amendment`` how what is announced is changed. Each verb
runs in one transaction with its event and its notices.
"""

from promotions.workflow.amendment import (
    AMENDMENT_LIFE,
    accept_amendment,
    refuse_amendment,
    submit_amendment,
    withdraw_amendment,
)
from promotions.workflow.filing import submit, withdraw
from promotions.workflow.judgment import LawRefuses
from promotions.workflow.life import LIFE
from promotions.workflow.review import (
    CONFIRMABLE,
    ask_for_changes,
    publish,
    receive,
    record_confirmation,
    refuse,
    remind_of_changes,
)
from promotions.workflow.supervision import end, resume, suspend

__all__ = [
    "AMENDMENT_LIFE",
    "CONFIRMABLE",
    "LIFE",
    "LawRefuses",
    "accept_amendment",
    "ask_for_changes",
    "end",
    "publish",
    "receive",
    "record_confirmation",
    "refuse",
    "refuse_amendment",
    "remind_of_changes",
    "resume",
    "submit",
    "submit_amendment",
    "suspend",
    "withdraw",
    "withdraw_amendment",
]
