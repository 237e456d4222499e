"""The life of a promotion at the portal: one table, and one verb for each arrow.

``life`` holds the table; ``filing`` what the merchant does, ``review`` what the Trade
Management Division decides, ``assignment`` which officer handles a dossier,
``supervision`` what happens in the register, ``appealing`` how a decision is looked at
again, ``amendment`` how what is announced is changed, and ``early_end`` how it stops
before its time, and ``result`` how its result is reported. Each verb runs in one transaction with its event and its notices.
"""

from promotions.workflow.amendment import (
    AMENDMENT_LIFE,
    accept_amendment,
    refuse_amendment,
    submit_amendment,
    withdraw_amendment,
)
from promotions.workflow.appealing import AppealRefused, appeal, reverse, uphold
from promotions.workflow.assignment import HeldByAnother, assign, give_back, take
from promotions.workflow.early_end import (
    EARLY_END_LIFE,
    accept_early_end,
    order_early_end,
    refuse_early_end,
    request_early_end,
    withdraw_early_end,
)
from promotions.workflow.filing import record_filing, submit, withdraw
from promotions.workflow.judgment import LawRefuses
from promotions.workflow.life import LIFE
from promotions.workflow.result import (
    RESULT_LIFE,
    correct_result,
    press_for_result,
    receive_result,
    remind_of_result,
    return_result,
    send_result,
)
from promotions.workflow.review import (
    CONFIRMABLE,
    ask_for_changes,
    publish,
    receive,
    record_confirmation,
    refuse,
    remind_of_changes,
)
from promotions.workflow.supervision import delist, end, resume, suspend

__all__ = [
    "AMENDMENT_LIFE",
    "CONFIRMABLE",
    "EARLY_END_LIFE",
    "LIFE",
    "RESULT_LIFE",
    "AppealRefused",
    "HeldByAnother",
    "LawRefuses",
    "accept_amendment",
    "accept_early_end",
    "appeal",
    "ask_for_changes",
    "assign",
    "correct_result",
    "delist",
    "end",
    "give_back",
    "order_early_end",
    "press_for_result",
    "publish",
    "receive",
    "receive_result",
    "record_confirmation",
    "record_filing",
    "refuse",
    "refuse_amendment",
    "refuse_early_end",
    "remind_of_changes",
    "remind_of_result",
    "request_early_end",
    "resume",
    "return_result",
    "reverse",
    "send_result",
    "submit",
    "submit_amendment",
    "suspend",
    "take",
    "uphold",
    "withdraw",
    "withdraw_amendment",
    "withdraw_early_end",
]
