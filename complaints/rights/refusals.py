"""Why a request about personal data is not taken or not granted, as a sentence."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from complaints.refusals import StepRefused


class NothingToCorrect(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("This is what is stored already. Nothing was sent."))


class AskedAlready(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "You have asked for this already and it is not decided yet. It stands "
                "above, with the time by which it is answered."
            )
        )


class NothingToEnd(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("Your data are not restricted; there is nothing to end."))


class DecidedAlready(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Somebody else has decided on this request in the meantime.")
        )


class GroundMissing(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("Choose the legal ground of the refusal."))


class StillHandled(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This report is still open, so its data cannot be deleted. Refuse on "
                "that ground, or close the report first."
            )
        )


class KeptByLaw(StepRefused):
    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__(
            _(
                "These data must be kept for now: %(reasons)s. Refuse on that ground, "
                "or end what holds them first."
            )
            % {"reasons": "; ".join(reasons)}
        )


class CopyIsGone(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "No copy is offered now. Ask for one below; once it is granted you can "
                "download it for seven days."
            )
        )


class CopyTakenTooOften(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _("This copy was downloaded ten times. Ask for a new one if you need it.")
        )
