"""Why a step with a complaint is refused, as a sentence for the officer."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from complaints.models import Referral


class StepRefused(Exception):
    """A step that the rules of handling forbid; nothing has changed."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class OpenParts(StepRefused):
    """Closing was tried while units still owe an answer, and nobody said why."""

    def __init__(self, parts: Iterable[Referral]) -> None:
        units = "; ".join(part.unit.name for part in parts)
        super().__init__(
            _(
                "These units have not answered yet: %(units)s. Wait for them, or write "
                "why the report is closed without their answer."
            )
            % {"units": units}
        )


class AnswerNotAsked(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("Your unit was only informed; no answer is asked of it."))


class OfAnotherUnit(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("This is the part of another unit."))


class MayNotNote(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("Only units that handle this report keep notes on it."))


class LeaderCannotReturn(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The unit that leads cannot return a report. Refer it to the unit that "
                "should act, or close it with the reason."
            )
        )


class AlreadyReferred(StepRefused):
    def __init__(self, referral: Referral) -> None:
        super().__init__(
            _("%(unit)s already has this report and has not answered yet.")
            % {"unit": referral.unit.name}
        )


class AlreadyLed(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("Another unit already leads this report."))


class TermIsOver(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The term of your unit has run out already; it cannot stand still any "
                "more. Answer as soon as you can."
            )
        )


class AlreadyWaiting(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Your unit already waits for the person; its term stands still.")
        )


class NotWaiting(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("The term of this unit does not stand still."))


class NobodyToAsk(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("This tip is anonymous: nobody can be asked or written to."))


class TooManyMessages(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "You have written several messages that nobody has answered yet. "
                "Please wait for the answer before you write again."
            )
        )


class NobodyLeads(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _("No unit leads this report yet. Refer it to the unit that should act.")
        )


class TellsWhoReports(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The person did not agree that the seller learns who they are. Leave "
                "their name, phone number and e-mail address out of the text."
            )
        )


class PromiseWithoutDay(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("Write the day by which you will settle it."))


class AlreadyToldWhetherKept(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("This question was answered already. Thank you."))


class FeedbackClosed(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Your opinion on this result is here already, or the time for it is "
                "over. Nothing was stored."
            )
        )


class NothingToDecide(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Nobody asks to reopen this report, or it was decided already.")
        )


class CannotFollow(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This report cannot follow that one: a lead case follows nobody, and a "
                "report follows one lead case. Choose the lead case itself."
            )
        )


class NotLinked(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("This report is not linked to another one."))


class NotHeldYet(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("The day of the mediation has not come yet."))


class AgreementWithoutTerms(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("Write what was agreed."))


class SpamDecided(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has decided about this report in the meantime, or it was "
                "withdrawn. Reload the page to see what became of it."
            )
        )


class PurposeWithoutWords(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("Write the reason."))


class TooManyToShow(StepRefused):
    def __init__(self, most: int) -> None:
        super().__init__(
            _("Choose at most %(most)d reports for a file that says who sent them.")
            % {"most": most}
        )


class HandledByAnother(StepRefused):
    """Somebody else has the part, or nobody has it any more."""

    def __init__(self, referral: Referral) -> None:
        handler = referral.handler
        if handler is None:
            text = _("Nobody of your unit handles this report any more.")
        else:
            text = _("%(name)s handles this report already.") % {"name": handler}
        super().__init__(text)


class MayNotHandOver(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Only the head of the unit or who handles the report may give it on.")
        )


class NotOfTheUnit(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("Choose somebody who works in your unit today."))


class NothingToTakeBack(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "You did not agree that the seller learns who you are, or took it back "
                "already. The seller is told nothing about you."
            )
        )
