"""The life of a promotion at the portal: one table, and one verb for each arrow.

``life`` holds the table; ``filing`` what the merchant does, ``review`` what the Trade
Management Division decides, ``assignment`` which officer handles a dossier,
``supervision`` what happens in the register, ``appealing`` how a decision is looked at
again. Each verb runs in one transaction with
its event and its notices.
"""

from promotions.workflow.appealing import AppealRefused, appeal, reverse, uphold
from promotions.workflow.assignment import HeldByAnother, assign, give_back, take
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
)
from promotions.workflow.supervision import delist, end, resume, suspend

__all__ = [
    "CONFIRMABLE",
    "LIFE",
    "AppealRefused",
    "HeldByAnother",
    "LawRefuses",
    "appeal",
    "ask_for_changes",
    "assign",
    "delist",
    "end",
    "give_back",
    "publish",
    "receive",
    "record_confirmation",
    "refuse",
    "resume",
    "reverse",
    "submit",
    "suspend",
    "take",
    "uphold",
    "withdraw",
]
