"""Who may see what was told to whom.

A notice holds a receiver's address and what was said to them. The Trade Management
Division, which answers consumers and merchants, reads the text, and of the address as
much as lists show; administrators see the address and only that, when and whether it
left: a subject names the code of a complaint, which with the address would open it. The text of log-in mail is read by nobody.
"""

from typing import TYPE_CHECKING

from accounts.permissions import Person, is_administrator, is_of_trade_management

if TYPE_CHECKING:
    from notifications.models import Notice

LOG_IN_MAIL = "accounts/mail/"


def sees_every_notice(user: Person) -> bool:
    return is_administrator(user)


def sees_notices(user: Person) -> bool:
    return is_of_trade_management(user) or sees_every_notice(user)


def may_read_text(user: Person, notice: "Notice") -> bool:
    return is_of_trade_management(user) and not notice.is_secret


def may_resend(user: Person) -> bool:
    return sees_notices(user)
