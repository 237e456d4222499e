"""Which failures of a mail server heal by waiting, and which never will.

What is wrong with the server, its account or the line to it is waited out: somebody
will mend it. What the server says about this message or this receiver is final when
its code is 5xx.
"""

import smtplib
from dataclasses import dataclass

PERMANENT = 500
FINAL = (smtplib.SMTPNotSupportedError, ValueError)
SERVER_AWAY = (
    smtplib.SMTPServerDisconnected,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPSenderRefused,
)


@dataclass(frozen=True)
class Failure:
    """Why a notice did not leave.

    ``reason`` is the server's own words and may name the receiver: it belongs into
    the notice, never into the log. ``kind`` and ``code`` name nobody.
    """

    is_final: bool
    is_of_server: bool
    kind: str
    code: int | None
    reason: str


def failure_of(error: Exception) -> Failure:
    """Judge what was raised while a notice was being sent."""
    code = _code(error)
    return Failure(
        is_final=_is_final(error, code),
        is_of_server=_is_of_server(error),
        kind=type(error).__name__,
        code=code,
        reason=_reason(error),
    )


def _is_of_server(error: Exception) -> bool:
    if isinstance(error, SERVER_AWAY):
        return True
    return isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException)


def _is_final(error: Exception, code: int | None) -> bool:
    if _is_of_server(error):
        return False
    return isinstance(error, FINAL) or (code is not None and code >= PERMANENT)


def _code(error: Exception) -> int | None:
    """Return the server's code; of several receivers' the one that heals soonest."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min((code for code, _ in error.recipients.values()), default=None)
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code
    return None


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [f"{code} {_text(said)}" for code, said in error.recipients.values()]
        return "; ".join(answers)
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
