from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class MerchantKind(models.TextChoices):
    ENTERPRISE = "enterprise", _("Enterprise")
    COOPERATIVE = "cooperative", _("Cooperative")
    HOUSEHOLD = "household", _("Household business")
    BRANCH = "branch", _("Branch of a merchant")
    REPRESENTATIVE_OFFICE = "representative_office", _("Representative office")


class MemberRole(models.TextChoices):
    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    VIEWER = "viewer", _("Reader")


class MemberVerb(models.TextChoices):
    """What happens to the people of a merchant."""

    INVITED = "invited", pgettext_lazy("what happened to a person", "invited")
    JOINED = "joined", pgettext_lazy("what happened to a person", "joined")
    CHANGED = "changed", pgettext_lazy("what happened to a person", "given a role")
    REMOVED = "removed", pgettext_lazy("what happened to a person", "taken out")
    WITHDRAWN = (
        "withdrawn",
        pgettext_lazy("what happened to a person", "invitation withdrawn"),
    )


class ChannelKind(models.TextChoices):
    """Where goods are sold."""

    STORE = "store", _("Shop")
    WEBSITE = "website", _("Own website or app")
    MARKETPLACE = "marketplace", _("E-commerce marketplace")
    SOCIAL = "social", _("Social network or livestream")


class PromotionForm(models.TextChoices):
    """The nine forms of promotion. Legal source: Commercial Law 2005, Article 92."""

    SAMPLE = "sample", _("Samples for trial")
    GIFT = "gift", _("Gifts")
    DISCOUNT = "discount", _("Discount")
    VOUCHER = "voucher", _("Purchase vouchers")
    CONTEST = "contest", _("Contest with prizes")
    LUCKY_DRAW = "lucky_draw", _("Game of chance")
    LOYALTY = "loyalty", _("Programme for regular customers")
    CULTURE = "culture", _("Cultural, artistic or entertainment event")
    OTHER = "other", _("Another form accepted by the authority")


class CeilingExemption(models.TextChoices):
    """Why no discount ceiling applies. Legal source: Decree 81/2018, Article 7.3."""

    NONE = "", _("None")
    PRICE_STABILISATION = "stabilisation", _("State price stabilisation")
    FRESH_FOOD = "fresh_food", _("Fresh food")
    CLOSING = "closing", _("Bankruptcy, dissolution, change of place or trade")


class PromotionState(models.TextChoices):
    """The life of a promotion at the portal.

    A notification has no permit: the portal *receives* it. «Refused» means not listed
    here, which is no legal refusal.
    """

    DRAFT = "draft", pgettext_lazy("state of a promotion", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("state of a promotion", "Submitted")
    NEEDS_CHANGES = (
        "needs_changes",
        pgettext_lazy("state of a promotion", "Changes asked for"),
    )
    RECEIVED = "received", pgettext_lazy("state of a promotion", "Received")
    PUBLISHED = "published", pgettext_lazy("state of a promotion", "Published")
    ENDED = "ended", pgettext_lazy("state of a promotion", "Ended")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a promotion", "Withdrawn")
    REFUSED = "refused", pgettext_lazy("state of a promotion", "Refused publication")
    SUSPENDED = "suspended", pgettext_lazy("state of a promotion", "Suspended")
    DELISTED = (
        "delisted",
        pgettext_lazy("state of a promotion", "Removed from the register"),
    )


class Queue(models.TextChoices):
    """Where an officer finds work; the value stands in the address of the list."""

    TO_DO = "can-lam", pgettext_lazy("queue of dossiers", "Waiting")
    MINE = "cua-toi", pgettext_lazy("queue of dossiers", "Mine")
    UNASSIGNED = "chua-phan-cong", pgettext_lazy("queue of dossiers", "Unassigned")
    OVERDUE = "qua-han", pgettext_lazy("queue of dossiers", "Overdue")
    DUE_TODAY = "den-han", pgettext_lazy("queue of dossiers", "Due today")
    DUE_SOON = "sap-den-han", pgettext_lazy("queue of dossiers", "Due soon")
    MERCHANT = "cho-bo-sung", pgettext_lazy("queue of dossiers", "With the merchant")
    APPEALS = "xem-xet-lai", pgettext_lazy("queue of dossiers", "Requests for review")
    ALL = "tat-ca", pgettext_lazy("queue of dossiers", "All")


class AppealOutcome(models.TextChoices):
    """What became of a merchant's request that a decision be looked at again."""

    UPHELD = "upheld", pgettext_lazy("outcome of a request", "The decision stands")
    REVERSED = "reversed", pgettext_lazy("outcome of a request", "Taken back")


class ReasonFor(models.TextChoices):
    """The steps of an officer for which reasons are kept; the names of their verbs."""

    ASK_FOR_CHANGES = "ask_for_changes", _("Ask for changes")
    RECEIVE = "receive", _("Receive")
    REFUSE = "refuse", _("Refuse publication")
    SUSPEND = "suspend", _("Suspend")
    RESUME = "resume", _("Lift the suspension")
    DELIST = "delist", _("Remove from the register")


class AmendmentState(models.TextChoices):
    """The life of a proposed change of what is announced."""

    DRAFT = "draft", pgettext_lazy("state of an amendment", "Being written")
    SUBMITTED = "submitted", pgettext_lazy("state of an amendment", "Sent")
    ACCEPTED = "accepted", pgettext_lazy("state of an amendment", "Accepted")
    REFUSED = "refused", pgettext_lazy("state of an amendment", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an amendment", "Withdrawn")


class EarlyEndGround(models.TextChoices):
    """Why a promotion may stop before its announced end.

    Legal source: Decree 81/2018/NĐ-CP, Articles 20 to 22; Commercial Law 2005,
    Articles 96 and 100.8.
    """

    FORCE_MAJEURE = "force_majeure", _("Force majeure")
    SOLD_OUT = "sold_out", _("All announced goods are sold, or all prizes given")
    ORDER = "order", _("Ordered by the authority")


class EarlyEndState(models.TextChoices):
    REQUESTED = "requested", pgettext_lazy("state of an early end", "Asked for")
    ACCEPTED = "accepted", pgettext_lazy("state of an early end", "Ended early")
    REFUSED = "refused", pgettext_lazy("state of an early end", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an early end", "Withdrawn")


class ResultState(models.TextChoices):
    """The life of a report of the result (form 07)."""

    DRAFT = "draft", pgettext_lazy("state of a result report", "Being written")
    SENT = "sent", pgettext_lazy("state of a result report", "Sent")
    RETURNED = "returned", pgettext_lazy("state of a result report", "Sent back")
    RECEIVED = "received", pgettext_lazy("state of a result report", "Received")


class GoodsUse(models.TextChoices):
    """Whether goods are promoted, or used to promote others."""

    PROMOTED = "promoted", _("may not be promoted")
    USED = "used", _("may not be used for promotion")


class Severity(models.TextChoices):
    """What a finding means for the dossier."""

    ERROR = "error", _("must be corrected")
    WARNING = "warning", _("to be checked")
    INFO = "info", _("for information")


class Confidence(models.TextChoices):
    """How sure the source of a legal fact is; LOW shows no article to the public."""

    HIGH = "high", _("read in the published text")
    MEDIUM = "medium", _("known, wording not re-read")
    LOW = "low", _("unsure")


class ProcedureKind(models.TextChoices):
    """What the merchant must do before a promotion. Legal source: Decree 81/2018."""

    NONE = "none", _("No procedure")
    NOTIFICATION = "notification", _("Notification")
    REGISTRATION = "registration", _("Registration")


class FilingOffice(models.TextChoices):
    """Where a dossier is filed."""

    DEPARTMENT = "department", _("Department of Industry and Trade")
    MINISTRY = "ministry", _("Ministry of Industry and Trade")


class PrizeKind(models.TextChoices):
    """What a prize is."""

    GOODS = "goods", _("Goods")
    SERVICE = "service", _("Service, ticket or journey")
    VOUCHER = "voucher", _("Purchase voucher")
    MONEY = "money", _("Money")


class SheetMode(models.TextChoices):
    """What an item sheet does to the goods that are in the dossier already."""

    ADD = "add", _("Add the rows to the goods of this dossier")
    REPLACE = "replace", _("Put the rows in place of all goods of this dossier")


class SheetPolicy(models.TextChoices):
    """What happens to the right rows of a sheet that has wrong ones too."""

    PARTIAL = "partial", _("Take the right rows; I correct the others afterwards")
    WHOLE = "whole", _("Take nothing until every row is right")


class SheetState(models.TextChoices):
    """The life of an item sheet; what was refused has stored nothing."""

    WAITING = "waiting", pgettext_lazy("state of an item sheet", "Waiting")
    RUNNING = "running", pgettext_lazy("state of an item sheet", "Being checked")
    STORED = "stored", pgettext_lazy("state of an item sheet", "Taken over")
    REFUSED = "refused", pgettext_lazy("state of an item sheet", "Not taken over")


class KeyScope(models.TextChoices):
    """What an API key of a merchant may do."""

    READ = "read", _("Read its dossiers")
    WRITE = "write", _("Start and change drafts, send item sheets")
    SUBMIT = "submit", _("Declare that all is true and send dossiers")


class PoolState(models.TextChoices):
    OPEN = "open", pgettext_lazy("state of a pool", "Open")
    STOPPED = "stopped", pgettext_lazy("state of a pool", "Stopped")


class ClaimState(models.TextChoices):
    HELD = "held", pgettext_lazy("state of a code", "Not used yet")
    REDEEMED = "redeemed", pgettext_lazy("state of a code", "Redeemed")
    RETURNED = "returned", pgettext_lazy("state of a code", "Returned")


class LedgerKind(models.TextChoices):
    ISSUED = "issued", pgettext_lazy("line of a ledger", "issued")
    RETURNED = "returned", pgettext_lazy("line of a ledger", "returned")
    REDEEMED = "redeemed", pgettext_lazy("line of a ledger", "redeemed")


class PaperForm(models.TextChoices):
    """A paper of a dossier. Legal source: annex of Decree 81/2018/NĐ-CP.

    The value stands in addresses and in the names of files.
    """

    NOTIFICATION = "mau-01", _("Form 01: notification of a promotion")
    REGISTRATION = "mau-02", _("Form 02: registration of a promotion")
    RULES = "mau-03", _("Form 03: rules of the programme")
    AMENDMENT = "mau-06", _("Form 06: amendment of a promotion")
    GOODS = "danh-muc", _("Annex: list of the goods")
    RECEIPT = "bien-nhan", _("Receipt of the portal")
