from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class ComplaintKind(models.TextChoices):
    """What the consumer wants.

    None of these is an administrative complaint; a denunciation goes to the
    inspectorate by another way.
    """

    TIP = "tip", _("Tip about a violation")
    SUPPORT = "support", _("Request for support in negotiating with the seller")
    COMPLAINT = "complaint", _("Complaint against the seller")


class ComplaintSource(models.TextChoices):
    WEB = "web", _("Through the portal")
    API = "api", _("By a program of somebody else")
    PHONE = "phone", _("Phone")
    COUNTER = "counter", _("Counter")


class ComplaintState(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("state of a complaint", "Received")
    IN_PROGRESS = "in_progress", pgettext_lazy("state of a complaint", "Being handled")
    RESOLVED = "resolved", pgettext_lazy("state of a complaint", "Resolved")
    NOT_ACCEPTED = (
        "not_accepted",
        pgettext_lazy("state of a complaint", "Not accepted"),
    )
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a complaint", "Withdrawn")


class Queue(models.TextChoices):
    """Where an officer finds the parts of the unit that wait for an answer."""

    MINE = "mine", pgettext_lazy("queue of reports", "Mine")
    UNIT = "unit", pgettext_lazy("queue of reports", "Of my unit")
    UNASSIGNED = "unassigned", pgettext_lazy("queue of reports", "Unassigned")
    DUE_SOON = "due_soon", pgettext_lazy("queue of reports", "Due soon")
    OVERDUE = "overdue", pgettext_lazy("queue of reports", "Overdue")


class ReferralRole(models.TextChoices):
    """Why a unit received the complaint."""

    LEAD = "lead", _("leads the handling")
    SUPPORT = "support", _("supports the consumer")
    REFERRAL = "referral", _("examines signs of a violation")
    INFORMED = "informed", _("watches its area")

    @property
    def is_asked(self) -> bool:
        """Whether the unit has to answer, and so may read who complains."""
        return self is not ReferralRole.INFORMED


class ReferralState(models.TextChoices):
    SENT = "sent", pgettext_lazy("state of a referral", "Sent")
    ACCEPTED = "accepted", pgettext_lazy("state of a referral", "Being handled")
    ANSWERED = "answered", pgettext_lazy("state of a referral", "Answered")
    RETURNED = "returned", pgettext_lazy("state of a referral", "Returned")
    CLOSED = "closed", pgettext_lazy("state of a referral", "Closed unanswered")


class SellerChannel(models.TextChoices):
    STORE = "store", _("Shop or market")
    WEBSITE = "website", _("Website or app of the seller")
    MARKETPLACE = "marketplace", _("E-commerce marketplace")
    SOCIAL = "social", _("Social network or livestream")
    OTHER = "other", _("Another place")


class RetentionOutcome(models.TextChoices):
    """How a report ended, as the rules of retention tell it apart."""

    RESOLVED = "resolved", pgettext_lazy("state of a complaint", "Resolved")
    NOT_ACCEPTED = (
        "not_accepted",
        pgettext_lazy("state of a complaint", "Not accepted"),
    )
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a complaint", "Withdrawn")
    SPAM = "spam", _("Closed as spam")


class RetentionState(models.TextChoices):
    """The life of one run that deletes personal data by the rules."""

    PREPARED = "prepared", pgettext_lazy("state of a run", "Dry run")
    PROPOSED = "proposed", pgettext_lazy("state of a run", "Proposed")
    APPROVED = (
        "approved",
        pgettext_lazy("state of a run", "Approved, being carried out"),
    )
    DONE = "done", pgettext_lazy("state of a run", "Carried out")
    REFUSED = "refused", pgettext_lazy("state of a run", "Refused")


class RetentionResult(models.TextChoices):
    """What became of one report of a run."""

    WAITING = "waiting", _("Waits")
    BURIED = "buried", _("Personal data deleted")
    SKIPPED = "skipped", _("Left alone: no longer due")
    FAILED = "failed", _("Failed, nothing changed")


class RoutingState(models.TextChoices):
    """The life of a set of routing rules."""

    DRAFT = "draft", pgettext_lazy("state of a rule set", "Being prepared")
    PROPOSED = "proposed", pgettext_lazy("state of a rule set", "Proposed")
    ACTIVE = "active", pgettext_lazy("state of a rule set", "In force")
    RETIRED = "retired", pgettext_lazy("state of a rule set", "No longer in force")
    DROPPED = "dropped", pgettext_lazy("state of a rule set", "Dropped")


class MessageKind(models.TextChoices):
    QUESTION = "question", _("Question to the person")
    NEWS = "news", _("Message to the person")
    CONSUMER = "consumer", _("Message of the person")


class LinkPurpose(models.TextChoices):
    """What the receiver of a one-time link may do."""

    SELLER = "seller", _("Answer of the seller")
    PROMISE = "promise", _("Was the promise kept?")
    FEEDBACK = "feedback", _("Opinion on the result")


class SellerAnswer(models.TextChoices):
    ACCEPTED = "accepted", _("We accept the request and have settled it")
    PROMISE = "promise", _("We accept it and will settle it by the day below")
    DISPUTED = "disputed", _("We see it differently")
    NOT_US = "not_us", _("We did not sell this")


class FeedbackKind(models.TextChoices):
    CONTENT = "content", _("I am content with the result")
    NOT_CONTENT = "not_content", _("I am not content, but leave it at that")
    REOPEN = "reopen", _("I am not content; please take the report up again")


class Verdict(models.TextChoices):
    """What the leading unit finds of what was reported."""

    CONFIRMED = "confirmed", _("The report proved right")
    UNFOUNDED = "unfounded", _("The report proved wrong")
    UNCLEAR = "unclear", _("It could not be found out")


class QuarantineDecision(models.TextChoices):
    """What a person made of a report that was set aside."""

    RELEASED = "released", _("Handled as a report")
    SPAM = "spam", _("Closed as spam")


class ConsentPurpose(models.TextChoices):
    """What a complainant is asked to agree to, each on its own."""

    HANDLING = "handling", _("Use of the data to handle the report")
    SHARING = "sharing", _("Passing name and contact on to the seller")


class SubjectRequestKind(models.TextChoices):
    """What a person may ask about their own data."""

    ACCESS = "access", _("A copy of all that is stored about me")
    CORRECTION = "correction", _("Correction of my name or how to reach me")
    RESTRICTION = "restriction", _("That my data are kept but used no further")
    DELETION = "deletion", _("Deletion of my data")


class RefusalGround(models.TextChoices):
    """Why a request about personal data is refused.

    Legal source: Decree 13/2023/NĐ-CP, Article 16.2 and Article 14.3.
    """

    HANDLED = "handled", _("The report is still handled (Article 16.2, by law)")
    KEPT = "kept", _("A law requires the data to be kept (Article 16.2)")
    OF_OTHERS = "of_others", _("It would harm others or an investigation")
    NOT_PROVEN = "not_proven", _("It is not shown that this is right or yours")


class ShowPurpose(models.TextChoices):
    """What an officer needs to know for who sent a report."""

    CALL = "call", _("To call the person, or to reach them outside the portal")
    MEET = "meet", _("To meet the person or to take down a record")
    SETTLE = "settle", _("To bring the person and the seller together")
    HAND_OVER = "hand_over", _("To hand the case to the authority in charge")
    OTHER = "other", pgettext_lazy("purpose", "For another reason")


class AnswerFor(models.TextChoices):
    """The steps whose text may begin with one that was written once."""

    ANSWER = "answer", _("Answer to the person")
    ASK = "ask", _("Question to the person")
    INFORM = "inform", _("Message to the person")
    ASK_SELLER = "ask_seller", _("Question to the seller")
    RESOLVE = "resolve", _("Result")
    NOT_ACCEPT = "not_accept", _("Reason not to take up")
    KEEP_RESULT = "keep_result", _("Reason to keep the result")
